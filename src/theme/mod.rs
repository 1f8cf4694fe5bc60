//! Themes: templates, styles, scripts and interface texts.
//!
//! The default theme is embedded. A folder `themes/<name>` of the project overrides it file by file: a file that is
//! there takes the place of the embedded one of the same path, everything else stays. A theme is read from bytes that
//! `load` has brought; it knows nothing of pages, which `render` puts into its templates.

mod assets;
mod calendar;
mod card;
mod changing;
mod contact;
mod css;
mod files;
mod inline;
mod labels;
mod manifest;
mod names;
mod phrases;
mod policy;
mod rules;
mod search_files;
mod sheets;
mod standing;
mod stripped;
mod templates;
mod tokens;
mod unread;
mod voice;

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::TeraResult;

use crate::config::{Languages, Token};
use crate::diag::{Diagnostic, Rule, Severity};
use crate::format::Written;
use crate::model::Lang;
use crate::source::{Asset, Location, SourcePath};

pub use assets::Assets;
pub use manifest::FORMAT;
pub use policy::CSP;

pub(crate) use phrases::{Phrases, fill};
pub(crate) use search_files::SearchFiles;
pub(crate) use templates::template_error;

use files::Files;
use sheets::Sheets;
use tokens::Tokens;
use voice::Voice;

/// The rules about themes.
pub static RULES: &[&Rule] = rules::RULES;

/// Room for a page of usual length.
const PAGE_BYTES: usize = 24 << 10;

/// A theme, ready to render.
pub struct Theme {
    voices: BTreeMap<Lang, Voice>,
    first: Lang,
    /// What it publishes.
    pub assets: Assets,
}

impl Theme {
    /// Puts a theme together. What is wrong with it is reported; a theme that cannot render is none.
    pub fn read(
        name: &str,
        overrides: &BTreeMap<String, Arc<Asset>>,
        languages: &Languages,
        tokens: &[Token],
    ) -> (Option<Self>, Vec<Diagnostic>) {
        let mut found = Vec::new();
        let files = Files { name, overrides };
        let theme = build(&files, languages, tokens, &mut found);
        (theme, found)
    }

    /// The content security policy that a server may send with every page: that of the pages, and leave for what single files
    /// carry inside, which the policy in their own head names as well.
    pub fn policy(&self) -> String {
        policy::of_site(&self.assets.inline)
    }

    /// The interface texts that normbook itself needs.
    pub(crate) fn phrases(&self, lang: Lang) -> Option<&Phrases> {
        self.voice(lang).map(|voice| &voice.phrases)
    }

    /// Renders a template; the error is that of the template engine.
    pub(crate) fn render(&self, lang: Lang, template: &str, values: &tera::Context) -> TeraResult<String> {
        match self.voice(lang) {
            Some(voice) => voice.tera.render(template, values),
            None => Ok(String::new()),
        }
    }

    /// The files of search in a language.
    pub(crate) fn search(&self, lang: Lang) -> Option<&SearchFiles> {
        self.assets.search.get(&lang).or_else(|| self.assets.search.get(&self.first))
    }

    /// Renders a whole page. Its bytes are UTF-8, which nobody needs to prove once more.
    pub(crate) fn page(&self, lang: Lang, template: &str, values: &tera::Context) -> TeraResult<Vec<u8>> {
        let mut bytes = Vec::with_capacity(PAGE_BYTES);
        if let Some(voice) = self.voice(lang) {
            voice.tera.render_to(template, values, &mut bytes)?;
        }
        Ok(bytes)
    }

    /// A language without interface texts of its own speaks that of the originals.
    fn voice(&self, lang: Lang) -> Option<&Voice> {
        self.voices.get(&lang).or_else(|| self.voices.get(&self.first))
    }
}

fn build(files: &Files<'_>, languages: &Languages, tokens: &[Token], found: &mut Vec<Diagnostic>) -> Option<Theme> {
    if files.name != "default" && files.overrides.is_empty() {
        let place = Location::whole(&SourcePath::new(crate::config::PATH));
        found.push(rules::theme_files::report_unknown(place, files.name));
        return None;
    }
    let manifest = manifest::manifest(files, found);
    let older = match manifest.format {
        Written::Current => None,
        Written::Older(_, finding) => Some(finding),
        Written::Newer(finding) => {
            *found = vec![finding];
            return None;
        }
    };
    let templates = templates::templates(files, found)?;
    let voices = voice::voices(files, languages, &templates, found);
    let table = files.text(tokens::PATH).unwrap_or_default();
    let tokens = Tokens::read(&table, tokens, found);
    let assets = assets::assets(&Sheets { files, tokens }, &manifest.parts, &voices, found);
    let is_sound = !found.iter().any(|finding| finding.severity == Severity::Error);
    found.extend(older);
    found.extend(unread::check(files, &manifest.parts));
    is_sound.then_some(Theme { voices, first: languages.first, assets })
}
