//! Every name by its sound.

use super::{Kept, Listing, Page, PageKind, Reader, Way};
use crate::site::Address;

pub(super) static KIND: PageKind = PageKind {
    word: "index",
    reader: Reader::Visitor,
    is_found: true,
    kept: Kept::FirstPart,
    is_mapped: true,
    way: Some(Way { rank: 1, address: Address::index }),
    list,
};

fn list(listing: &mut Listing<'_>) {
    listing.add_rows(&Address::index(), listing.names, Page::AzIndex);
}

impl Address {
    /// The address of the list of all names by their sound.
    pub fn index() -> Self {
        Self::new("index-az.html")
    }
}
