//! Parse: one [`Source`] → one [`Item`].
//!
//! Parsing cannot fail and looks at one file only (and at the configuration, which is part of the cache's key). What
//! is wrong is reported; what is missing is filled with a harmless value, so that the item can still be shown and
//! refs to it do not break too.

mod contacts;
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
mod written;

use std::sync::Arc;

use crate::config::Config;
use crate::diag::{Diagnostic, Rule};
use crate::model::{Item, Provenance};
use crate::source::{Location, Source};

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
}

/// The rules of this stage.
pub static RULES: &[&Rule] = rules::RULES;

/// Reads one Markdown file.
pub fn parse(source: &Source, config: &Config) -> Parsed {
    let place = match place::of(&source.path, config) {
        Ok(place) => place,
        Err(misplaced) => {
            let diagnostic = rules::misplaced_file::report(Location::whole(&source.path), &misplaced);
            return Parsed { item: None, diagnostics: vec![diagnostic] };
        }
    };
    let matter = front_matter::split(source);
    let is_unreadable = matter.diagnostic.is_some();
    let mut diagnostics = matter.found;
    diagnostics.extend(matter.diagnostic);
    rules::value_comment::check(source, matter.written, &mut diagnostics);
    let (body, found) = markdown::read(source, matter.body, place.kind, config);
    let (header, facts, wrong) = kinds::read(source, &matter.yaml, matter.body, place);
    // Without front matter each mandatory key would be missing: one finding says it all.
    if !is_unreadable {
        diagnostics.extend(wrong);
    }
    diagnostics.extend(found);
    rules::check(source, &body, &mut diagnostics);
    let item = Item { header, facts, body };
    if item.provenance() == Some(Provenance::Official) {
        rules::lost_text::check(source, matter.body, &item.body, &mut diagnostics);
    } else {
        rules::wording::check(source, config, &item.header.title, &item.body, &mut diagnostics);
    }
    Parsed { item: Some(Arc::new(item)), diagnostics }
}
