//! Parse: one [`Source`] → one [`Item`].
//!
//! Parsing cannot fail and looks at one file only (and at the configuration, which is part of the cache's key). What
//! is wrong is reported; what is missing is filled with a harmless value, so that the item can still be shown and
//! refs to it do not break too.

mod contacts;
mod fences;
mod front_matter;
mod kinds;
mod ledger;
mod lines;
mod lock;
mod mapping;
mod markdown;
mod place;
mod rules;
mod when;
mod who;
mod written;

use std::sync::Arc;

use crate::config::Config;
use crate::diag::{Diagnostic, Rule};
use crate::model::{IdError, Item, Provenance, keys};
use crate::source::{Location, Source};
use crate::yaml::State;
use place::Misplaced;

pub use contacts::parse_contacts;
pub use ledger::{is_ledger, parse_ledger};
pub use lock::{is_lock, parse_lock, parse_lock_words};

/// What a source says, with everything that is wrong with it.
#[derive(Clone, Debug)]
pub struct Parsed {
    /// The item; nothing when the file lies where no item can lie.
    pub item: Option<Arc<Item>>,
    /// Findings about this file alone.
    pub diagnostics: Vec<Diagnostic>,
    /// What the front matter is worth: of one that was mended or cannot be read, nobody can say what is missing.
    pub state: State,
}

/// The rules of this stage.
pub static RULES: &[&Rule] = rules::RULES;

/// Whether a character may stand in the name of a file, which another stage judges.
fn is_fit(character: char) -> bool {
    matches!(character, 'a'..='z' | '0'..='9' | '.' | '_' | '-')
}

/// Reads one Markdown file.
pub fn parse(source: &Source, config: &Config) -> Parsed {
    let place = match place::of(&source.path, config) {
        Ok(place) => place,
        // What the name of the file says already needs no second finding.
        Err(Misplaced::Id(_, IdError::Character(_)) | Misplaced::Folder)
            if !source.path.as_str().chars().all(|character| is_fit(character) || character == '/') =>
        {
            return Parsed { item: None, diagnostics: Vec::new(), state: State::Sound };
        }
        Err(misplaced) => {
            let diagnostic = rules::misplaced_file::report(Location::whole(&source.path), &misplaced);
            return Parsed { item: None, diagnostics: vec![diagnostic], state: State::Sound };
        }
    };
    let is_optional = |key: &keys::Key| key.is(&keys::TITLE) || !key.is_required(place.kind);
    let needs_title_alone = || place.lang.is_none() && keys::of(place.kind).all(is_optional);
    let matter = front_matter::split(source, needs_title_alone);
    let mut diagnostics = matter.found;
    if matter.state == State::Sound {
        rules::value_comment::check(source, matter.written, &mut diagnostics);
    }
    let (mut body, found) = markdown::read(source, matter.body, place.kind, config);
    let (header, facts, wrong) = kinds::read(source, &matter.yaml, matter.body, place);
    // What cannot be read lacks each mandatory key, and what was mistyped may lack some: the first finding says it all.
    if matter.state == State::Sound {
        diagnostics.extend(wrong);
    }
    diagnostics.extend(found);
    rules::check(source, &body, &mut diagnostics);
    if header.lang.is_none() {
        rules::section_heading::check(source, header.kind, config, &mut body, &mut diagnostics);
        rules::step_mark::check(source, header.kind, &mut body, &mut diagnostics);
    }
    let item = Item { header, facts, body };
    if item.provenance() == Some(Provenance::Official) {
        rules::lost_text::check(source, matter.body, &item.body, &mut diagnostics);
    } else {
        rules::wording::check(source, config, &item.header.title, &item.body, &mut diagnostics);
    }
    Parsed { item: Some(Arc::new(item)), diagnostics, state: matter.state }
}
