//! The books of the repository: what ships, the book of every feature, the smallest one.

use std::collections::BTreeSet;

use normbook::check::Purpose;
use normbook::config;
use normbook::diag::{Locale, Severity};
use normbook::media;
use normbook::model::{Facts, Provenance};
use normbook::site::{Address, Page};
use normbook::source::{SourcePath, Span, encoding};
use normbook::theme;
use normbook::yaml::{self, Value};

use crate::project::root;
use crate::world::World;
use crate::{html, links};

fn shipped() -> World {
    World::load(root(), Purpose::Draft)
}

/// The reading room, as for publication.
fn reading_room() -> World {
    World::load(&root().join("tests/books/reading-room"), Purpose::Release)
}

/// Pages with words of their own, not those that only send readers on.
fn pages(world: &World) -> impl Iterator<Item = (&str, &str)> {
    let own =
        world.site.pages.iter().filter(|(_, page)| !matches!(page, Page::NotFound | Page::Latest(_) | Page::Moved(_)));
    own.map(|(address, _)| (address.as_str(), world.pages[address.as_str()].as_str()))
}

#[test]
fn what_ships_has_nothing_wrong() {
    assert_eq!(shipped().said(Locale::English), "");
}

#[test]
fn the_reading_room_could_be_published() {
    let world = reading_room();
    assert_eq!(world.said(Locale::English), "");
    assert_eq!(World::release(world.snapshot).said(Locale::English), "");
}

/// Offices send GB18030. Every file is read as the same text, and so is what is cut out of it: headings, single lines.
#[test]
fn books_in_gb18030_are_read() {
    for world in [shipped(), reading_room()] {
        let config = world.snapshot.config.iter();
        for source in config.chain(world.snapshot.sources.values()) {
            let lines = source.text.split_inclusive('\n').filter(|line| !line.is_ascii());
            let wrong: Vec<&str> = std::iter::once(&*source.text).chain(lines).filter(|text| !is_read(text)).collect();
            assert_eq!(wrong, [""; 0], "{}", source.path);
        }
    }
}

fn is_read(text: &str) -> bool {
    let (bytes, _, unwritten) = encoding_rs::GB18030.encode(text);
    // A line that is UTF-8 too says nothing.
    unwritten
        || std::str::from_utf8(&bytes).is_ok()
        || encoding::decode(bytes.into_owned()).is_ok_and(|read| read == text)
}

#[test]
fn the_smallest_book_has_nothing_wrong() {
    let world = World::load(&root().join("tests/books/minimal"), Purpose::Release);
    assert_eq!(world.said(Locale::English), "");
    assert!(world.pages.contains_key("demo/2024/t01.html"));
}

/// What was shipped when versions began, and stays as it was.
#[test]
fn books_of_the_first_version_build() {
    for name in ["shipped", "reading-room"] {
        let world = World::load(&root().join("tests/books/format-1").join(name), Purpose::Draft);
        // Notes may say what could be added since.
        let told = world.diagnostics.iter().filter(|found| found.severity != Severity::Note);
        let rules: Vec<&str> = told.map(|found| found.rule.id).collect();
        let expected: &[&str] = if config::FORMAT.current() == 1 { &[] } else { &["old-format"] };
        assert_eq!(rules, expected, "{name}: {}", world.said(Locale::English));
        assert!(world.pages.len() > 50, "{name} has {} pages", world.pages.len());
    }
}

/// The books that are written on say the version that they are written for.
#[test]
fn living_books_are_of_the_current_version() {
    for path in ["content", "tests/books/reading-room/content", "tests/books/minimal/content"] {
        let site = std::fs::read_to_string(root().join(path).join("site.yaml")).unwrap();
        let line = format!("format: {}", config::FORMAT.current());
        assert!(site.lines().any(|own| own == line), "{path} does not say `{line}`");
    }
    let theme = std::fs::read_to_string(root().join("themes/default/theme.yaml")).unwrap();
    assert!(theme.contains(&format!("\nformat: {}\n", theme::FORMAT.current())));
}

#[test]
fn pages_are_well_formed_and_links_lead_somewhere() {
    for world in [shipped(), reading_room()] {
        let crooked = world.pages.iter().filter_map(|(path, page)| Some(format!("{path}: {}", html::imbalance(page)?)));
        assert_eq!(crooked.collect::<Vec<_>>(), [""; 0]);
        let repeated = world.pages.iter().filter(|(_, page)| !html::repeated_ids(page).is_empty());
        assert_eq!(repeated.map(|(path, _)| path).collect::<Vec<_>>(), [""; 0]);
        assert_eq!(links::broken(&world.pages, &world.files), [""; 0]);
    }
}

#[test]
fn every_file_of_a_site_has_a_media_type() {
    for world in [shipped(), reading_room()] {
        let addresses = world.pages.keys().chain(&world.files);
        let unknown: Vec<&String> = addresses.filter(|address| media::of(address).is_none()).collect();
        assert!(unknown.is_empty(), "{unknown:?}");
    }
}

/// Nothing is invented under a real clause.
#[test]
fn shipped_clauses_of_the_urban_standard_are_an_outline() {
    let world = shipped();
    let clauses: Vec<_> = world
        .site
        .entries
        .iter()
        .filter(|entry| matches!(entry.item.facts, Facts::Clause(_)) && entry.key().to_string().starts_with("urban@"))
        .collect();
    assert!(clauses.len() > 20, "{}", clauses.len());
    for entry in clauses {
        assert_eq!(entry.item.provenance(), Some(Provenance::Outline), "{}", entry.key());
        assert!(entry.item.body.is_empty(), "{} has text", entry.key());
    }
}

#[test]
fn samples_are_marked_on_every_page() {
    let world = shipped();
    for (address, page) in &world.pages {
        assert!(page.contains("<meta name=\"robots\" content=\"noindex\">"), "{address} may be indexed");
    }
    for (address, page) in pages(&world) {
        let banner = html::select(page, ".nb-banner");
        assert!(banner.first().is_some_and(|first| first.contains("示例")), "{address} carries no banner");
    }
}

#[test]
fn a_release_carries_no_banner() {
    for (address, page) in pages(&reading_room()) {
        // What does not hold any more is not to be found by search engines.
        let is_past = address.starts_with("reading-room/2021/");
        let hides = page.contains("<meta name=\"robots\" content=\"noindex\">");
        assert!(!hides || is_past, "{address} may not be indexed");
        let is_text = address.ends_with("/index.html") || address.ends_with("/4.1.html");
        assert!(hides || !is_past || !is_text, "{address} may be indexed");
        let banners = html::select(page, ".nb-banner");
        let sample = banners.iter().any(|banner| banner.contains("示例") || banner.contains("sample"));
        assert!(!sample, "{address} carries a banner of samples");
    }
}

/// No external request at all.
#[test]
fn nothing_is_loaded_from_elsewhere() {
    for world in [shipped(), reading_room()] {
        for (address, page) in &world.pages {
            for tag in html::tags(page) {
                let rel = tag.attribute("rel").unwrap_or_default();
                let describes = tag.name == "link" && matches!(rel.as_str(), "canonical" | "alternate");
                let loads =
                    matches!(tag.name, "link" | "script" | "img" | "iframe" | "source" | "object") && !describes;
                let from = ["src", "href", "srcset", "data"].into_iter().filter_map(|name| tag.attribute(name));
                let foreign = from.into_iter().any(|from| from.contains("//") && !from.starts_with("data:image/"));
                assert!(!(loads && foreign), "{address}: {}", tag.raw);
                // Single files hold their style, under a policy that names it (single.rs).
                let is_single = matches!(world.site.pages.get(&Address::new(address)), Some(Page::Single(_)));
                assert!(!tag.is_inline() && (tag.name != "style" || is_single), "{address}: {}", tag.raw);
            }
        }
        let style = world.style();
        assert!(!style.contains("http") && !style.contains("@import"), "the style sheet loads something");
    }
}

#[test]
fn interface_texts_have_the_same_keys() {
    let (zh, en) = (keys("zh-CN"), keys("en"));
    assert_eq!(zh.difference(&en).collect::<Vec<_>>(), [""; 0], "missing in en.yaml");
    assert_eq!(en.difference(&zh).collect::<Vec<_>>(), [""; 0], "missing in zh-CN.yaml");
    assert!(zh.len() > 100, "{}", zh.len());
}

/// The paths of all texts, with the `{n}` they want filled.
fn keys(lang: &str) -> BTreeSet<String> {
    let text = std::fs::read_to_string(root().join(format!("themes/default/i18n/{lang}.yaml"))).unwrap();
    let node = yaml::read(&SourcePath::new(lang), &text, Span::new(0, text.len()), None, &mut Vec::new()).node;
    let mut keys = BTreeSet::new();
    walk(&node.value, "", &mut keys);
    keys
}

fn walk(value: &Value, path: &str, keys: &mut BTreeSet<String>) {
    match value {
        Value::Map(entries) => {
            for (key, node) in entries {
                walk(&node.value, &format!("{path}.{}", key.value), keys);
            }
        }
        Value::Scalar(text) => drop(keys.insert(format!("{path} {}", blanks(text)))),
        Value::List(_) | Value::Null => drop(keys.insert(path.to_owned())),
    }
}

/// `{n} of {total}` wants `{n} {total}`, in whatever order.
fn blanks(text: &str) -> String {
    let pieces = text.split('{').skip(1).filter_map(|piece| Some(piece.split_once('}')?.0));
    pieces.collect::<BTreeSet<_>>().into_iter().map(|name| format!("{{{name}}}")).collect()
}
