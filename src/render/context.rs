//! What the views of one page are made from: the site, the theme, where the page is and in which language.

use std::borrow::Cow;
use std::sync::OnceLock;

use super::Renderer;
use super::az_index::AzIndex;
use super::comparisons::Comparisons;
use super::data_url::data_url;
use super::inside::Inside;
use super::links::Links;
use super::shared::{Runs, Shells};
use super::status;
use super::view::{LinkView, MoreLink, PartLink, Parts};
use crate::model::{ItemKey, Lang, Part, keys};
use crate::naming::{self, Citation};
use crate::prose;
use crate::site::{ASIDES_PER_PAGE, Address, Entry, EntryIx, Holds, Page, ROWS_PER_PAGE, ResolvedRef, Scope, Site};
use crate::theme::{Phrases, Theme, fill};

/// One page being rendered.
pub(super) struct RenderContext<'a> {
    pub(super) site: &'a Site,
    pub(super) theme: &'a Theme,
    pub(super) address: &'a Address,
    pub(super) lang: Lang,
    pub(super) phrases: &'a Phrases,
    pub(super) runs: &'a Runs,
    pub(super) shells: &'a Shells,
    pub(super) az_index: &'a OnceLock<AzIndex>,
    pub(super) comparisons: &'a Comparisons,
    /// The entry the page is about.
    pub(super) subject: Option<EntryIx>,
    /// The items that stand on this page in full; links to them lead within it.
    pub(super) inside: Option<Inside<'a>>,
}

impl<'a> RenderContext<'a> {
    /// The context of a page. `None` only when the theme has no interface texts at all, which reading it refuses.
    pub(super) fn new(renderer: &'a Renderer<'_>, address: &'a Address, page: Page) -> Option<Self> {
        let Renderer { site, theme, runs, shells, az_index, comparisons } = renderer;
        let subject = site.subject(page);
        let edition = subject.and_then(|subject| site.edition_of(subject));
        let inside = edition.and_then(|edition| match page.kind().holds {
            Holds::Names => None,
            Holds::Part => Some(Inside::reading(site, edition, page.part())),
            Holds::Edition => Some(Inside::single(site, edition)),
        });
        let lang = match page.scope() {
            Scope::Language(lang) => lang,
            Scope::Site | Scope::Space(_) | Scope::Item(_) | Scope::Edition(_) | Scope::Alignment(_) => {
                subject.map_or(site.config.languages.first, |entry| site.lang(entry))
            }
        };
        let phrases = theme.phrases(lang)?;
        Some(Self { site, theme, address, lang, phrases, runs, shells, az_index, comparisons, subject, inside })
    }

    /// How this page writes a link to an address.
    pub(super) fn href(&self, to: &Address) -> String {
        to.relative_to(self.address)
    }

    /// A link to an item where nothing but its name is shown.
    pub(super) fn name_link(&self, to: EntryIx) -> LinkView {
        self.place_link(to, None)
    }

    /// Whether the page may lie anywhere, without the rest of the site.
    pub(super) fn is_alone(&self) -> bool {
        self.inside.as_ref().is_some_and(|inside| inside.alone)
    }

    /// How this page leads to an address: as all pages do, unless it stands alone. Then the way is that to the published
    /// site, if its address is known, and there is none otherwise.
    pub(super) fn way(&self, to: &Address) -> Option<String> {
        if !self.is_alone() {
            return Some(self.href(to));
        }
        self.site.config.base_url.as_ref().map(|base| format!("{base}{to}"))
    }

    /// The address that a picture of the content is loaded from.
    pub(super) fn picture(&self, asset: &Address) -> String {
        match self.site.assets.get(asset).filter(|_| self.is_alone()) {
            Some(picture) => data_url(asset, &picture.bytes),
            None => self.href(asset),
        }
    }

    /// A link to an item, in the page's language where there is a translation.
    pub(super) fn link(&self, to: EntryIx) -> LinkView {
        self.link_to(to, None)
    }

    /// A link to an edition under the short names of its standard and its own.
    pub(super) fn edition_link(&self, edition: EntryIx) -> LinkView {
        let title = naming::edition_name(self.site, edition, self.lang).unwrap_or_default();
        LinkView { title, ..self.link(edition) }
    }

    /// A link to a place in an item.
    pub(super) fn link_to(&self, to: EntryIx, anchor: Option<&str>) -> LinkView {
        LinkView { detail: self.detail(self.site.entry(to).original), ..self.place_link(to, anchor) }
    }

    /// A link without detail. A translation that lacks the place is passed over for what the ref names.
    pub(super) fn place_link(&self, to: EntryIx, anchor: Option<&str>) -> LinkView {
        let original = self.site.entry(to).original;
        let shown = prose::place_in_language(self.site, to, anchor, self.lang);
        let entry = self.site.entry(shown);
        let current = Some(shown) == self.subject && anchor.is_none() && entry.address == *self.address;
        let href = self.inside_href(original, anchor).or_else(|| match anchor {
            None => self.way(&entry.address),
            Some(anchor) if entry.address == *self.address => Some(format!("#{anchor}")),
            Some(anchor) => self.way(&entry.address).map(|way| format!("{way}#{anchor}")),
        });
        let lang = self.site.lang(shown);
        LinkView {
            number: naming::number_at(self.site, shown, anchor).map(Cow::into_owned),
            title: naming::title(self.site, shown).to_owned(),
            outside: href.is_none(),
            href,
            provenance: self.site.entry(original).item.provenance().map(crate::model::Provenance::word),
            detail: None,
            lang: (lang != self.lang).then(|| lang.tag()),
            current,
        }
    }

    /// The anchor of 谁来做 of a task or safeguard.
    pub(super) fn anchor_of_who(&self, work: EntryIx) -> &'a str {
        let body = &self.site.entry(self.site.in_language(work, self.lang)).item.body;
        let heading = body.part(Part::Who).and_then(|section| body.heading_of(section));
        heading.map_or("who", |heading| &heading.anchor)
    }

    /// The place of an item that stands on this page in full.
    fn inside_href(&self, original: EntryIx, anchor: Option<&str>) -> Option<String> {
        let own = self.inside.as_ref()?.anchor(self.site, original)?;
        Some(anchor.map_or_else(|| format!("#{own}"), |anchor| format!("#{own}:{anchor}")))
    }

    /// A finished list beside the text of the page's subject.
    pub(super) fn list(&self, links: &[LinkView]) -> Option<Links> {
        Links::new(self.phrases, links, self.own())
    }

    /// Word of the provenance of the page's subject: what differs from it is said, what is the same is not repeated.
    pub(super) fn own(&self) -> Option<&'static str> {
        let original = self.site.entry(self.subject?).original;
        self.site.entry(original).item.provenance().map(crate::model::Provenance::word)
    }

    /// Links of front matter, without the broken ones, which are errors.
    pub(super) fn links(&self, refs: &[ResolvedRef]) -> Option<Links> {
        let resolved = refs.iter().filter_map(|own| {
            let (entry, anchor) = own.link.target()?;
            Some(self.link_to(entry, anchor))
        });
        self.list(&resolved.collect::<Vec<_>>())
    }

    /// The full name of an item in the page's language.
    pub(super) fn full_name(&self, to: EntryIx) -> Cow<'a, str> {
        naming::full_name(self.site, self.site.in_language(to, self.lang))
    }

    /// What tells an item from its namesakes: its edition, where that is not the page's; where and when it was.
    fn detail(&self, original: EntryIx) -> Option<String> {
        let entry = self.site.entry(original);
        match entry.key() {
            ItemKey::Standard(_) | ItemKey::Edition(_) => None,
            ItemKey::Provision(edition, _) => {
                let own = self.subject.and_then(|subject| self.site.entry(subject).key().edition());
                if own == Some(edition) { None } else { naming::edition_name(self.site, original, self.lang) }
            }
            ItemKey::Shared(..) => {
                let place = entry.item.case().map(|case| self.case_place(original, &case.place));
                let said: Vec<String> =
                    place.into_iter().chain(entry.item.date().map(|date| date.to_string())).collect();
                (!said.is_empty()).then(|| said.join(&self.phrases.separator))
            }
        }
    }

    fn case_place(&self, original: EntryIx, place: &str) -> String {
        let shown = self.site.entry(self.site.in_language(original, self.lang));
        let translated = shown.item.translation().and_then(|translation| translation.text(&keys::CASE_PLACE));
        translated.unwrap_or(place).to_owned()
    }

    /// The name of a standard or edition in menus, in the page's language.
    pub(super) fn short_title(&self, original: EntryIx) -> &'a str {
        naming::short_title(self.site, self.site.in_language(original, self.lang))
    }

    /// How an item, or a place in it, is cited, in the words of the page's language.
    pub(super) fn citation(&self, to: EntryIx, anchor: Option<&str>) -> String {
        match naming::citation(self.site, to, anchor, self.lang) {
            Citation::Clause { document, number } => match status::name(self.site, self.phrases, to) {
                Some(status) => {
                    let values = [("title", document), ("status", &*status), ("number", &*number)];
                    self.phrases.standing.get("citation").map(|text| fill(text, &values)).unwrap_or_default()
                }
                None => fill(&self.phrases.citation, &[("title", document), ("number", &number)]),
            },
            Citation::Item { name, provenance } => {
                let site = &self.site.config.words(self.lang).title;
                let provenance = provenance.and_then(|own| self.phrases.provenance.get(own.word()));
                let said = provenance.map(|own| format!(" [{own}]")).unwrap_or_default();
                let name = status::marked(self.site, self.phrases, to, name.into_owned());
                format!("{name}{said}{}{site}", self.phrases.separator)
            }
        }
    }

    /// The lasting address of this page: absolute when the site's is known.
    pub(super) fn permalink(&self) -> String {
        match &self.site.config.base_url {
            Some(base) => format!("{base}{}", self.address),
            None => self.address.to_string(),
        }
    }

    /// The pages that continue a list of `rows` rows which begins at `first`.
    pub(super) fn parts(&self, first: &Address, rows: usize, current: usize) -> Parts {
        self.parts_of(first, rows, rows.div_ceil(ROWS_PER_PAGE), current)
    }

    /// The pages of a list in `count` parts; of a very long one the first, the last and the nearest.
    pub(super) fn parts_of(&self, first: &Address, rows: usize, count: usize, current: usize) -> Parts {
        let links = named_parts(count, current).map(|part| PartLink {
            number: part + 1,
            href: self.href(&first.part(part)),
            current: part == current,
        });
        Parts { total: rows, links: links.collect() }
    }

    /// A link to the list of a folder of shared items.
    pub(super) fn more(&self, space: crate::model::Space) -> Option<MoreLink> {
        let total = self.site.shared.get(&space)?.len();
        Some(MoreLink { total, href: self.href(&Address::list(space)) })
    }

    /// The beginning of an item's text in the page's language, in at most `most` characters.
    pub(super) fn summary(&self, of: EntryIx, most: usize) -> String {
        prose::summary(self.site, self.site.in_language(of, self.lang), most)
    }

    /// The entry in the page's language where it is translated.
    pub(super) fn entry_shown(&self, of: EntryIx) -> &'a Entry {
        self.site.entry(self.site.in_language(of, self.lang))
    }
}

/// The parts that a page names: none when there is one, and of very many the first, the nearest and the last.
fn named_parts(count: usize, current: usize) -> impl Iterator<Item = usize> {
    let near = move |part: &usize| part.abs_diff(current) <= ASIDES_PER_PAGE / 2 || *part == 0 || *part + 1 == count;
    (0..count).filter(move |_| count > 1).filter(near)
}

/// The rows of one part of a list.
pub(super) fn part_of<T>(rows: &[T], part: usize) -> &[T] {
    let start = (part * ROWS_PER_PAGE).min(rows.len());
    let end = (start + ROWS_PER_PAGE).min(rows.len());
    &rows[start..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_named_within_bounds() {
        let named = |count, current| named_parts(count, current).collect::<Vec<_>>();
        assert_eq!(named(1, 0), [0; 0]);
        assert_eq!(named(3, 1), [0, 1, 2]);
        let many = named(1_000, 500);
        assert_eq!((many.len(), many[0], many[1], many[52]), (53, 0, 475, 999));
    }
}
