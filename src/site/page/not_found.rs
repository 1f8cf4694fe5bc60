//! The page for addresses that are not there. It is served at any depth.

use super::{Kept, Listing, Page, PageKind, Reader};
use crate::site::Address;

pub(super) static KIND: PageKind = PageKind {
    reader: Reader::Passenger,
    is_found: false,
    kept: Kept::Never,
    is_mapped: false,
    ..PageKind::new("404", list)
};

fn list(listing: &mut Listing<'_>) {
    listing.add(Address::new("404.html"), Page::NotFound);
}
