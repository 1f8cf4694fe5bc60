//! The files that a theme publishes, and what single files carry of it. Names hold the hash of their content.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::inline::{self, Inline};
use super::manifest::Parts;
use super::rules;
use super::search_files::{self, SearchFiles};
use super::sheets::Sheets;
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
    /// Addresses of scripts that some pages load, by the name under which templates know them.
    pub page_scripts: BTreeMap<String, Address>,
    /// Addresses of style sheets that some pages load, by the name under which templates know them.
    pub page_styles: BTreeMap<String, Address>,
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
    sheets: &Sheets<'_>,
    parts: &Parts,
    voices: &BTreeMap<Lang, Voice>,
    found: &mut Vec<Diagnostic>,
) -> Assets {
    for path in parts.sheets() {
        let at = |span| sheets.files.location(path, span);
        found.extend(sheets.files.own_text(path).and_then(|style| rules::style_syntax::check(&style, at)));
    }
    let style = joined(sheets, &parts.styles, BETWEEN_STYLES, found);
    let inline = inline(sheets, parts, &style, found);
    let mut published = BTreeMap::new();
    let style = (!style.is_empty()).then(|| publish(&mut published, "site.css", style));
    let mut one = |path: &String| publish(&mut published, path, existing(sheets, path, found));
    let scripts = parts.scripts.iter().map(&mut one).collect();
    let page_scripts = parts.page_scripts.iter().map(|(name, path)| (name.clone(), one(path))).collect();
    let page_styles = parts.page_styles.iter().map(|(name, path)| (name.clone(), one(path))).collect();
    let [latest, arrival, icon] = [&parts.latest, &parts.arrival, &parts.icon].map(|path| path.as_ref().map(&mut one));
    let search = search(sheets, parts, voices, &mut published, found);
    Assets {
        styles: style.into_iter().collect(),
        scripts,
        page_scripts,
        page_styles,
        icon,
        latest,
        arrival,
        search,
        inline,
        files: published,
    }
}

/// The scripts of search become one file for each language, its styles one for all. A theme may have none.
fn search(
    sheets: &Sheets<'_>,
    parts: &Parts,
    voices: &BTreeMap<Lang, Voice>,
    published: &mut BTreeMap<Address, Arc<[u8]>>,
    found: &mut Vec<Diagnostic>,
) -> BTreeMap<Lang, SearchFiles> {
    let scripts: BTreeMap<String, Vec<u8>> = parts
        .search
        .iter()
        .map(|(name, paths)| (name.clone(), joined(sheets, paths, BETWEEN_SCRIPTS, found)))
        .collect();
    let styles = joined(sheets, &parts.search_styles, BETWEEN_STYLES, found);
    if !scripts.contains_key(search_files::MAIN) {
        return BTreeMap::new();
    }
    let style = (!styles.is_empty()).then(|| publish(published, "search.css", styles));
    let mut in_language = |voice: &Voice| {
        let joined = search_files::join(&voice.search_texts, &scripts).into_iter();
        let parts = joined.map(|(name, bytes)| {
            let address = publish(published, &format!("search-{name}.js"), bytes);
            (name, address)
        });
        SearchFiles { parts: parts.collect(), style: style.clone() }
    };
    voices.iter().map(|(&lang, voice)| (lang, in_language(voice))).collect()
}

/// What single files carry: the styles of all pages, which come joined, and their own, and their script. They must hold all
/// they need.
fn inline(sheets: &Sheets<'_>, parts: &Parts, of_all: &[u8], found: &mut Vec<Diagnostic>) -> Inline {
    let at = |path: &str, start: usize, length: usize| sheets.files.location(path, Span::new(start, start + length));
    for path in parts.styles.iter().chain(&parts.single_styles) {
        let text = sheets.files.own_text(path).unwrap_or_default();
        if let Some((start, what)) = inline::loads(&text) {
            found.push(rules::theme_files::report_loads(at(path, start, what.len()), what));
        }
    }
    for path in parts.styles.iter().chain(&parts.single_styles).chain(&parts.single_scripts) {
        if let Some(start) = sheets.files.own_text(path).as_deref().and_then(inline::ends_early) {
            found.push(rules::theme_files::report_ends(at(path, start, 4)));
        }
    }
    let styles = [of_all, &joined(sheets, &parts.single_styles, BETWEEN_STYLES, found)].concat();
    Inline::new(&styles, &joined(sheets, &parts.single_scripts, BETWEEN_SCRIPTS, found))
}

/// What stands between two style sheets that become one.
const BETWEEN_STYLES: &[u8] = b"\n";
/// What stands between two scripts that become one: neither goes on with the last statement of the other.
const BETWEEN_SCRIPTS: &[u8] = b"\n;\n";

/// Files one after the other. The mark of an encoding, which may only begin a file, is left out.
fn joined(sheets: &Sheets<'_>, paths: &[String], between: &[u8], found: &mut Vec<Diagnostic>) -> Vec<u8> {
    let mut joined = Vec::new();
    for path in paths {
        let bytes = existing(sheets, path, found);
        joined.extend_from_slice(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes));
        joined.extend_from_slice(between);
    }
    joined
}

fn existing(sheets: &Sheets<'_>, path: &str, found: &mut Vec<Diagnostic>) -> Vec<u8> {
    sheets.published(path).map(Cow::into_owned).unwrap_or_else(|| {
        found.push(rules::theme_files::report_missing(sheets.files.location(path, Span::default())));
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

#[cfg(test)]
mod tests {
    use crate::config::Languages;
    use crate::model::Lang;
    use crate::source::{Asset, SourcePath};
    use crate::theme::Theme;
    use crate::theme::files::Files;

    use super::*;

    /// The default theme with one file of a project's own.
    fn theme(path: &str, text: &str) -> Theme {
        let asset = Asset::new(SourcePath::new(&format!("themes/default/{path}")), text.into());
        let overrides = BTreeMap::from([(path.to_owned(), Arc::new(asset))]);
        let languages = Languages { first: Lang::ZhCn, others: Vec::new() };
        let (theme, found) = Theme::read("default", &overrides, &languages, &[]);
        assert!(found.is_empty(), "{found:?}");
        theme.unwrap()
    }

    fn published(theme: &Theme, start: &str) -> String {
        let named =
            |address: &&Address| address.as_str().strip_prefix("assets/").is_some_and(|own| own.starts_with(start));
        let address = theme.assets.files.keys().find(named).unwrap();
        String::from_utf8(theme.assets.files[address].to_vec()).unwrap()
    }

    /// Valid in all browsers of today, and hard to read for whoever does not know the language.
    const SCRIPT: &str =
        "// mine\nvar x = 1\nif (x) /[//]y/.test('z');\n  var t = `\n  // ${x}\n`, f = function () { return x }\n";
    const STYLE: &str =
        "/* mine */\na/**/.b::after { content: \"\\\"/*\";\n\n  width: calc(1px + 2px) }\n.c\\: d { e: 'open\n}\n";

    /// Builds judge only what a project brings itself.
    #[test]
    fn the_default_theme_is_sound() {
        let none = BTreeMap::new();
        let files = Files { name: "default", overrides: &none };
        for path in Files::embedded() {
            let text = files.text(&path).unwrap();
            let at = |span| files.location(&path, span);
            if path.ends_with(".css") {
                assert!(rules::style_syntax::check(&text, at).is_none() && inline::loads(&text).is_none(), "{path}");
            }
            if path.ends_with(".css") || path == "js/single.js" {
                assert_eq!(inline::ends_early(&text), None, "{path}");
            }
        }
    }

    #[test]
    fn scripts_of_a_project_are_published_as_they_are() {
        assert_eq!(published(&theme("js/menu.js", SCRIPT), "menu-"), SCRIPT);
        assert!(published(&theme("js/search/fold.js", SCRIPT), "search-main-").contains(SCRIPT));
        assert!(published(&theme("js/search/names.js", SCRIPT), "search-slips-").contains(SCRIPT));
        assert!(theme("js/single.js", SCRIPT).assets.inline.script.contains(SCRIPT));
    }

    #[test]
    fn styles_of_a_project_are_published_as_they_are() {
        assert!(published(&theme("css/base.css", STYLE), "site-").contains(STYLE));
        assert!(published(&theme("css/search.css", STYLE), "search-").contains(STYLE));
        assert!(theme("css/single.css", STYLE).assets.inline.style.contains(STYLE));
    }

    #[test]
    fn scripts_that_are_joined_do_not_go_on_with_each_other() {
        let theme = theme("js/search/fold.js", "var f = function () {}");
        assert!(published(&theme, "search-main-").contains("var f = function () {}\n;\n"));
        let styles = published(&self::theme("css/base.css", "\u{feff}.b { color: red }\n"), "site-");
        assert!(styles.contains(".b { color: red }\n") && !styles.contains('\u{feff}'));
    }
}
