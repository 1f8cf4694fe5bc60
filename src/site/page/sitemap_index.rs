//! The list of the files of the site map for search engines, where there are several.

use super::{Kept, Listing, Page, PageKind, Reader};
use crate::site::Address;

pub(super) static KIND: PageKind = PageKind {
    word: "sitemap",
    reader: Reader::Machine,
    is_found: false,
    kept: Kept::Never,
    is_mapped: false,
    way: None,
    list,
};

fn list(listing: &mut Listing<'_>) {
    if super::sitemap_file::files(listing) > 1 {
        listing.add(Address::sitemap_file(0), Page::SitemapIndex);
    }
}
