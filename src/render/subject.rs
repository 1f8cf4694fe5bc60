//! What a page is about, as other programs are told: its title and place, who wrote it and when.

use super::context::RenderContext;
use crate::model::{Facts, ItemKey, Kind, PartialDate, Provenance, keys};
use crate::site::{Address, EntryIx, Page};

/// What a page says of itself.
pub(super) struct About {
    /// Its title, without those of the edition and the site.
    pub(super) title: String,
    /// One sentence for search engines.
    pub(super) description: Option<String>,
    /// The word of its kind.
    pub(super) kind: &'static str,
}

/// A step of the breadcrumb; the page itself has no address.
pub(super) struct Crumb {
    pub(super) title: String,
    pub(super) address: Option<Address>,
}

/// What the head of a page is made from.
pub(super) struct Subject<'a> {
    pub(super) page: Page,
    pub(super) about: &'a About,
    pub(super) description: Option<&'a str>,
    pub(super) crumbs: &'a [Crumb],
    /// Its absolute address, when the site's is known.
    pub(super) canonical: Option<&'a str>,
}

/// A date that is a day. What fields for days would take a month for is anybody's guess.
pub(super) fn day(date: Option<PartialDate>) -> Option<String> {
    date.filter(|date| matches!(date, PartialDate::Day(_))).map(|day| day.to_string())
}

/// Who wrote the text of a page, as far as it is known: the unit that signs a note, the issuer of a clause. Neither who is
/// reported about, nor who keeps an item or publishes it, is made an author, and a sample has none.
pub(super) fn author(context: &RenderContext<'_>, index: EntryIx) -> Option<String> {
    let item = &context.site.entry(context.site.entry(index).original).item;
    let is_signed = match &item.facts {
        Facts::Note(note) => note.provenance.value != Provenance::Sample,
        Facts::Clause(clause) => clause.provenance == Provenance::Official,
        _ => false,
    };
    is_signed.then(|| source(context, index))
}

/// Where a page has its words from: the issuer for its own document, the outlet for what it reported, the unit for what it
/// signs, else whoever keeps the item, or the publisher.
pub(super) fn source(context: &RenderContext<'_>, index: EntryIx) -> String {
    let site = context.site;
    let entry = site.entry(index);
    let original = &site.entry(entry.original).item;
    let translated = match &entry.item.facts {
        Facts::Translation(translation) => {
            let unit = translation.text(&keys::NOTE_UNIT).or_else(|| translation.text(&keys::CASE_UNIT));
            unit.map(str::to_owned)
        }
        _ => None,
    };
    let own = match &original.facts {
        Facts::Standard(standard) => Some(standard.issuer.clone()),
        Facts::Edition(_) => issuer(context, entry.original),
        Facts::Note(note) => translated.or_else(|| Some(note.unit.clone())),
        Facts::Case(case) => {
            let reported = case.provenance.value == Provenance::Reported;
            let outlet = case.sources.first().filter(|_| reported).and_then(|source| source.outlet.clone());
            outlet.or(translated).or_else(|| Some(case.unit.clone()))
        }
        _ => match original.provenance() {
            Some(Provenance::Official | Provenance::Outline) => issuer(context, entry.original),
            _ => None,
        },
    };
    let own = own.filter(|own| !own.is_empty()).or_else(|| original.header.owner.clone());
    own.unwrap_or_else(|| site.config.publisher.name.clone())
}

/// The body that issued the standard of an item.
fn issuer(context: &RenderContext<'_>, original: EntryIx) -> Option<String> {
    let standard = match context.site.entry(original).key() {
        key @ ItemKey::Standard(_) => context.site.find(key),
        _ => context.site.edition_of(original).map(|edition| edition.standard),
    }?;
    match &context.site.entry(standard).item.facts {
        Facts::Standard(standard) => Some(standard.issuer.clone()),
        _ => None,
    }
}

/// Whether a kind is shown under headings of a document.
pub(super) fn is_provision(kind: Kind) -> bool {
    matches!(kind, Kind::Clause | Kind::Task | Kind::Safeguard)
}
