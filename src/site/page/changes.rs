//! What changed from the preceding edition, item by item and word by word.

use super::{Listing, Page, PageKind};
use crate::model::EditionKey;
use crate::site::Address;

/// Items of which one page shows what changed: texts of both editions stand on it.
pub const CHANGES_PER_PAGE: usize = 40;

pub(super) static KIND: PageKind =
    PageKind { called: ["与上一版相比", "What changed"], ..PageKind::new("changes", list) };

fn list(listing: &mut Listing<'_>) {
    for own in listing.graph.successions() {
        let first = Address::changes(&listing.graph.editions[own.new].key);
        listing.add_parts(&first, own.fates.len().div_ceil(CHANGES_PER_PAGE), |part| Page::Changes(own.new, part));
    }
}

impl Address {
    /// The address of what changed in an edition.
    pub fn changes(edition: &EditionKey) -> Self {
        Self::new(&format!("{}/{}/changes.html", edition.standard, edition.edition))
    }
}
