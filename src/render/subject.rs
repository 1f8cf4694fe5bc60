//! What a page is about, as other programs are told: its title and place, who wrote it and when.

use super::context::RenderContext;
use crate::model::{PartialDate, Provenance, keys};
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
    let is_signed = item.note().is_some_and(|note| note.provenance.value != Provenance::Sample);
    let is_issued = item.clause().is_some_and(|clause| clause.provenance == Provenance::Official);
    (is_signed || is_issued).then(|| source(context, index))
}

/// Where a page has its words from: the issuer for its own document, the outlet for what it reported, the unit for what it
/// signs, else whoever keeps the item, or the publisher.
pub(super) fn source(context: &RenderContext<'_>, index: EntryIx) -> String {
    let site = context.site;
    let entry = site.entry(index);
    let original = &site.entry(entry.original).item;
    let translated = entry.item.translation().and_then(|translation| {
        let unit = translation.text(&keys::NOTE_UNIT).or_else(|| translation.text(&keys::CASE_UNIT));
        unit.map(str::to_owned)
    });
    let own = match original.unit() {
        Some(unit) => {
            let reported = original.provenance() == Some(Provenance::Reported);
            let outlet = original.sources().first().filter(|_| reported).and_then(|source| source.outlet.clone());
            outlet.or(translated).or_else(|| Some(unit.to_owned()))
        }
        None => {
            let is_issued = |own: Provenance| [Provenance::Official, Provenance::Outline].contains(&own);
            original.provenance().is_none_or(is_issued).then(|| issuer(context, entry.original)).flatten()
        }
    };
    let own = own.filter(|own| !own.is_empty()).or_else(|| original.header.owner.clone());
    own.unwrap_or_else(|| site.config.publisher.name.clone())
}

/// The body that issued the standard of an item.
fn issuer(context: &RenderContext<'_>, original: EntryIx) -> Option<String> {
    let standard = context.site.edition_of(original).map_or(original, |edition| edition.standard);
    context.site.entry(standard).item.standard().map(|standard| standard.issuer.clone())
}
