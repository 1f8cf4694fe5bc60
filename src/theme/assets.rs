//! The files that a theme publishes, and what single files carry of it. Names hold the hash of their content.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::files::Files;
use super::inline::{self, Inline};
use super::manifest::Manifest;
use super::rules;
use super::search_files::{self, SearchFiles};
use super::squeeze::strip_comments;
use super::voice::Voice;
use crate::diag::Diagnostic;
use crate::model::Lang;
use crate::site::Address;
use crate::source::{ContentHash, Span};

/// Published files of a theme, each known by what pages use it for.
pub struct Assets {
    /// Addresses of style sheets.
    pub styles: Vec<Address>,
    /// Addresses of scripts.
    pub scripts: Vec<Address>,
    /// Address of the icon.
    pub icon: Option<Address>,
    /// Address of the script of pages that lead on.
    pub latest: Option<Address>,
    /// Address of the script of pages that a result of search led to.
    pub arrival: Option<Address>,
    /// Addresses of the files of search, in each language: they are loaded when the search box is used.
    pub(super) search: BTreeMap<Lang, SearchFiles>,
    /// What single files carry of the theme.
    pub(crate) inline: Inline,
    /// The files to publish, by address.
    pub files: BTreeMap<Address, Arc<[u8]>>,
}

/// Styles become one file; scripts and the icon stay files of their own.
pub(super) fn assets(
    files: &Files<'_>,
    manifest: &Manifest,
    voices: &BTreeMap<Lang, Voice>,
    found: &mut Vec<Diagnostic>,
) -> Assets {
    let inline = inline(files, manifest, found);
    let mut published = BTreeMap::new();
    let style = joined(files, &manifest.styles, found);
    let style = (!style.is_empty()).then(|| publish(&mut published, "site.css", strip_comments(&style)));
    let mut one = |path: &String| publish(&mut published, path, existing(files, path, found));
    let scripts = manifest.scripts.iter().map(&mut one).collect();
    let [latest, arrival, icon] =
        [&manifest.latest, &manifest.arrival, &manifest.icon].map(|path| path.as_ref().map(&mut one));
    let search = search(files, manifest, voices, &mut published, found);
    Assets { styles: style.into_iter().collect(), scripts, icon, latest, arrival, search, inline, files: published }
}

/// The scripts of search become one file for each language, its styles one for all. A theme may have none.
fn search(
    files: &Files<'_>,
    manifest: &Manifest,
    voices: &BTreeMap<Lang, Voice>,
    published: &mut BTreeMap<Address, Arc<[u8]>>,
    found: &mut Vec<Diagnostic>,
) -> BTreeMap<Lang, SearchFiles> {
    let parts: BTreeMap<String, Vec<u8>> =
        manifest.search.iter().map(|(name, paths)| (name.clone(), joined(files, paths, found))).collect();
    let styles = joined(files, &manifest.search_styles, found);
    if !parts.contains_key(search_files::MAIN) {
        return BTreeMap::new();
    }
    let style = (!styles.is_empty()).then(|| publish(published, "search.css", strip_comments(&styles)));
    let mut in_language = |voice: &Voice| {
        let scripts = search_files::join(&voice.search_texts, &parts).into_iter();
        let parts = scripts.map(|(name, bytes)| {
            let address = publish(published, &format!("search-{name}.js"), bytes);
            (name, address)
        });
        SearchFiles { parts: parts.collect(), style: style.clone() }
    };
    voices.iter().map(|(&lang, voice)| (lang, in_language(voice))).collect()
}

/// What single files carry: the styles of all pages and their own, and their script. They must hold all they need.
fn inline(files: &Files<'_>, manifest: &Manifest, found: &mut Vec<Diagnostic>) -> Inline {
    let mut styles = Vec::new();
    for path in manifest.styles.iter().chain(&manifest.single_styles) {
        let text = files.text(path).unwrap_or_default();
        let at = |start: usize, length: usize| files.location(path, Span::new(start, start + length));
        let places = strip_comments(text.as_bytes());
        if let Some((_, what)) = inline::loads(&String::from_utf8_lossy(&places)) {
            let start = text.find(what).unwrap_or(0);
            found.push(rules::theme_files::report_loads(at(start, what.len()), what));
        }
        styles.extend(joined(files, std::slice::from_ref(path), &mut Vec::new()));
    }
    for path in manifest.styles.iter().chain(&manifest.single_styles).chain(&manifest.single_scripts) {
        if let Some(start) = files.text(path).as_deref().and_then(inline::ends_early) {
            found.push(rules::theme_files::report_ends(files.location(path, Span::new(start, start + 4))));
        }
    }
    for path in manifest.single_styles.iter().filter(|path| files.get(path).is_none()) {
        found.push(rules::theme_files::report_missing(files.location(path, Span::default())));
    }
    Inline::new(&strip_comments(&styles), &joined(files, &manifest.single_scripts, found))
}

/// Files one after the other, each ended by a line.
fn joined(files: &Files<'_>, paths: &[String], found: &mut Vec<Diagnostic>) -> Vec<u8> {
    paths.iter().flat_map(|path| [existing(files, path, found), vec![b'\n']]).flatten().collect()
}

fn existing(files: &Files<'_>, path: &str, found: &mut Vec<Diagnostic>) -> Vec<u8> {
    files.get(path).map(Cow::into_owned).unwrap_or_else(|| {
        found.push(rules::theme_files::report_missing(files.location(path, Span::default())));
        Vec::new()
    })
}

fn publish(published: &mut BTreeMap<Address, Arc<[u8]>>, path: &str, bytes: Vec<u8>) -> Address {
    let name = path.rsplit('/').next().unwrap_or(path);
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "bin"));
    let address = Address::new(&format!("assets/{stem}-{}.{ending}", ContentHash::of(&bytes).short()));
    published.insert(address.clone(), bytes.into());
    address
}
