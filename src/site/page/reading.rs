//! A whole edition to be read and printed, cut by weight.

use super::{Kept, Listing, Page, PageKind, Reader};
use crate::model::EditionKey;
use crate::site::Address;

pub(super) static KIND: PageKind = PageKind {
    word: "reading",
    reader: Reader::Visitor,
    is_found: true,
    kept: Kept::FirstPart,
    is_mapped: true,
    way: None,
    list,
};

fn list(listing: &mut Listing<'_>) {
    for (position, (edition, parts)) in listing.graph.editions.iter().zip(listing.readings).enumerate() {
        listing.add_parts(&Address::reading(&edition.key), parts.len(), |part| Page::Reading(position, part));
    }
}

impl Address {
    /// The address of an edition's reading view.
    pub fn reading(edition: &EditionKey) -> Self {
        Self::new(&format!("{}/{}/full-text.html", edition.standard, edition.edition))
    }
}
