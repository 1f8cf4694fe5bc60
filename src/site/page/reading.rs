//! A whole edition to be read and printed, cut by weight.

use super::{Holds, Listing, Page, PageKind};
use crate::model::EditionKey;
use crate::site::Address;

pub(super) static KIND: PageKind =
    PageKind { called: ["全文阅读", "Full text"], holds: Holds::Part, ..PageKind::new("reading", list) };

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
