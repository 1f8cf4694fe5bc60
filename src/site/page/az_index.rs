//! Every name by its sound.

use super::{Listing, Page, PageKind, Way};
use crate::site::Address;

pub(super) static KIND: PageKind = PageKind {
    called: ["拼音索引", "A–Z index"],
    way: Some(Way { rank: 1, address: Address::index }),
    ..PageKind::new("index", list)
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
