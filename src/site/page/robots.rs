//! `robots.txt`, for search engines. It names an absolute address, so that it is there only when the site's own is known.

use super::{Kept, Listing, Page, PageKind, Reader};
use crate::site::Address;

pub(super) static KIND: PageKind = PageKind {
    reader: Reader::Machine,
    is_found: false,
    kept: Kept::Never,
    is_mapped: false,
    ..PageKind::new("robots", list)
};

fn list(listing: &mut Listing<'_>) {
    if listing.graph.config.base_url.is_some() {
        listing.add(Address::new("robots.txt"), Page::Robots);
    }
}
