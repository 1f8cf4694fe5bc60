//! Every page for people.

use crate::model::{ItemKey, Kind};
use crate::naming;
use crate::render::context::{RenderContext, part_of};
use crate::render::frame::{About, frame};
use crate::render::view::{LinkView, MapGroup, MapView};
use crate::site::{Address, EntryIx, Page, Scope};

pub(super) fn view(context: &RenderContext<'_>, page: Page, part: usize) -> MapView {
    let map = &context.site.map;
    let title = context.phrases.kind.get("map").cloned().unwrap_or_default();
    let groups = part_of(map, part).chunk_by(|(_, a), (_, b)| section(context, *a) == section(context, *b));
    MapView {
        frame: frame(context, page, About { title, description: None, kind: "map" }),
        groups: groups.map(|pages| group(context, pages)).collect(),
        parts: context.parts(&Address::map(), map.len(), part),
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

fn section(context: &RenderContext<'_>, page: Page) -> Section {
    let site = context.site;
    match page.scope() {
        Scope::Item(entry) => {
            let entry = site.entry(site.entry(entry).original);
            match entry.key() {
                ItemKey::Provision(..) => {
                    let edition = site.edition_of(entry.original);
                    edition.map_or(Section::Site, |edition| Section::Provisions(edition.entry, entry.kind()))
                }
                ItemKey::Edition(_) | ItemKey::Standard(_) => Section::Document(entry.original),
                ItemKey::Shared(space, _) => Section::Space(space.word()),
            }
        }
        Scope::Edition(_) | Scope::Alignment(_) => site.subject(page).map_or(Section::Site, Section::Document),
        Scope::Space(space) => Section::Space(space.word()),
        Scope::Site | Scope::Language(_) => Section::Site,
    }
}

fn group(context: &RenderContext<'_>, pages: &[(Address, Page)]) -> MapGroup {
    let (title, level) = match section(context, pages[0].1) {
        Section::Site => (context.site.config.words(context.lang).title.clone(), 2),
        Section::Document(entry) => {
            (naming::title(context.site, context.site.in_language(entry, context.lang)).to_owned(), 2)
        }
        Section::Provisions(edition, kind) => {
            let kind = context.phrases.kind.get(kind.word()).cloned().unwrap_or_default();
            let standard = context.site.edition_of(edition).map(|edition| context.short_title(edition.standard));
            (format!("{} {} {kind}", standard.unwrap_or_default(), context.short_title(edition)), 3)
        }
        Section::Space(space) => (context.phrases.space.get(space).cloned().unwrap_or_default(), 2),
    };
    let past = match section(context, pages[0].1) {
        Section::Document(entry) | Section::Provisions(entry, _) => context.site.is_past(entry),
        Section::Site | Section::Space(_) => false,
    };
    MapGroup { title, level, past, links: pages.iter().map(|(address, page)| link(context, address, *page)).collect() }
}

fn link(context: &RenderContext<'_>, address: &Address, page: Page) -> LinkView {
    let href = Some(context.href(address));
    if let Some(entry) = page.item() {
        let lang = context.site.lang(entry);
        let lang = (lang != context.lang).then(|| lang.tag());
        return LinkView {
            title: naming::title(context.site, entry).to_owned(),
            href,
            lang,
            ..context.name_link(entry)
        };
    }
    let kind = |word: &str| context.phrases.kind.get(word).cloned().unwrap_or_default();
    let (title, lang) = match page.scope() {
        // A language names itself, so that those who read it find it.
        Scope::Language(lang) if page.is_home() && lang != context.lang => {
            (lang.own_name().to_owned(), Some(lang.tag()))
        }
        Scope::Alignment(alignment) => {
            let right = &context.site.editions[context.site.alignments[alignment].right];
            (format!("{} {}", kind("alignment"), context.short_title(right.standard)), None)
        }
        Scope::Site | Scope::Language(_) | Scope::Item(_) | Scope::Edition(_) | Scope::Space(_) => {
            (kind(super::template(context.site, page)), None)
        }
    };
    LinkView { number: None, title, href, outside: false, provenance: None, detail: None, lang, current: false }
}
