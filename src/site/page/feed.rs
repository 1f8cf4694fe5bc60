//! The feed of changes, if any item tells a day. It names absolute addresses, so that it is there only when the site's own is
//! known.

use super::{Kept, Listing, Page, PageKind, Reader};
use crate::site::Address;

pub(super) static KIND: PageKind = PageKind {
    reader: Reader::Machine,
    is_found: false,
    kept: Kept::Never,
    is_mapped: false,
    ..PageKind::new("feed", list)
};

fn list(listing: &mut Listing<'_>) {
    if listing.graph.has_dates() {
        listing.add(Address::feed(), Page::Feed);
    }
}

impl Address {
    /// The address of the feed of changes.
    pub fn feed() -> Self {
        Self::new("feed.xml")
    }
}
