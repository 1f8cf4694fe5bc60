//! Every page for people.

use crate::model::{ItemKey, Kind};
use crate::render::frame::{About, frame};
use crate::render::scope::{Scope, part_of};
use crate::render::view::{LinkView, MapGroup, MapView};
use crate::site::{Address, EntryIx, Page};

pub(super) fn view(scope: &Scope<'_>, page: Page, part: usize) -> MapView {
    let map = &scope.site.map;
    let title = scope.phrases.kind.get("map").cloned().unwrap_or_default();
    let groups = part_of(map, part).chunk_by(|(_, a), (_, b)| section(scope, *a) == section(scope, *b));
    MapView {
        frame: frame(scope, page, About { title, description: None, kind: "map" }),
        groups: groups.map(|pages| group(scope, pages)).collect(),
        parts: scope.parts(&Address::map(), map.len(), part),
    }
}

/// What a page is listed under.
#[derive(PartialEq, Eq)]
enum Section {
    /// The site as a whole.
    Site,
    /// A standard or an edition.
    Document(EntryIx),
    /// Items of one kind in an edition.
    Provisions(EntryIx, Kind),
    /// A folder of shared items.
    Space(&'static str),
}

fn section(scope: &Scope<'_>, page: Page) -> Section {
    let site = scope.site;
    match page {
        Page::Entry(entry, _) => {
            let entry = site.entry(site.entry(entry).original);
            match (entry.key(), site.edition_of(entry.original)) {
                (ItemKey::Provision(..), Some(edition)) => Section::Provisions(edition.entry, entry.kind()),
                (ItemKey::Edition(_), Some(edition)) => Section::Document(edition.entry),
                (ItemKey::Standard(_), _) => Section::Document(entry.original),
                (key, _) => key.space().map_or(Section::Site, |space| Section::Space(space.name())),
            }
        }
        Page::Matrix(edition, _) | Page::Reading(edition, _) => Section::Document(site.editions[edition].entry),
        Page::Alignment(alignment, _) => Section::Document(site.editions[site.alignments[alignment].left].entry),
        Page::List(space, _) => Section::Space(space.name()),
        _ => Section::Site,
    }
}

fn group(scope: &Scope<'_>, pages: &[(Address, Page)]) -> MapGroup {
    let (title, level) = match section(scope, pages[0].1) {
        Section::Site => (scope.site.config.words(scope.lang).title.clone(), 2),
        Section::Document(entry) => (scope.title(scope.site.in_language(entry, scope.lang)), 2),
        Section::Provisions(edition, kind) => {
            let kind = scope.phrases.kind.get(kind.word()).cloned().unwrap_or_default();
            let standard = scope.site.edition_of(edition).map(|edition| scope.short_title(edition.standard));
            (format!("{} {} {kind}", standard.unwrap_or_default(), scope.short_title(edition)), 3)
        }
        Section::Space(space) => (scope.phrases.space.get(space).cloned().unwrap_or_default(), 2),
    };
    MapGroup { title, level, links: pages.iter().map(|(address, page)| link(scope, address, *page)).collect() }
}

fn link(scope: &Scope<'_>, address: &Address, page: Page) -> LinkView {
    let href = Some(scope.href(address));
    if let Page::Entry(entry, _) = page {
        let lang = scope.site.lang(entry);
        let lang = (lang != scope.lang).then(|| lang.tag());
        return LinkView { title: scope.title(entry), href, lang, ..scope.name_link(entry) };
    }
    let kind = |word: &str| scope.phrases.kind.get(word).cloned().unwrap_or_default();
    let (title, lang) = match page {
        // A language names itself, so that those who read it find it.
        Page::Home(lang) if lang != scope.lang => (lang.own_name().to_owned(), Some(lang.tag())),
        Page::List(..) => (kind("list"), None),
        Page::Alignment(alignment, _) => {
            let right = &scope.site.editions[scope.site.alignments[alignment].right];
            (format!("{} {}", kind("alignment"), scope.short_title(right.standard)), None)
        }
        page => (kind(super::template(scope.site, page)), None),
    };
    LinkView { number: None, title, href, outside: false, provenance: None, detail: None, lang, current: false }
}
