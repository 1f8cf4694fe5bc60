//! `sitemap.xml`: the addresses of all pages for search engines, or the list of files that hold them, where there are more
//! than one file may hold. A site with samples is not to be found by search engines, so that it has none.

use super::{Kept, Listing, Page, PageKind, Reader};
use crate::site::{ADDRESSES_PER_FILE, Address};

pub(super) static KIND: PageKind = PageKind {
    reader: Reader::Machine,
    is_found: false,
    kept: Kept::Never,
    is_mapped: false,
    ..PageKind::new("sitemap", list)
};

fn list(listing: &mut Listing<'_>) {
    match files(listing) {
        0 => {}
        1 => listing.add(Address::sitemap_file(0), Page::SitemapFile(0)),
        files => {
            (0..files).for_each(|file| listing.add(Address::sitemap_file(file + 1), Page::SitemapFile(file)));
            listing.add(Address::sitemap_file(0), Page::SitemapIndex);
        }
    }
}

/// How many files the addresses of a site take; none where search engines are not to find it.
fn files(listing: &Listing<'_>) -> usize {
    let graph = listing.graph;
    if graph.config.base_url.is_none() || graph.sample {
        return 0;
    }
    listing.pages.iter().filter(|(_, page)| graph.is_indexed(*page)).count().div_ceil(ADDRESSES_PER_FILE).max(1)
}

impl Address {
    /// The address of `sitemap.xml`, for 0, or of one of the files it lists.
    pub fn sitemap_file(file: usize) -> Self {
        if file == 0 { Self::new("sitemap.xml") } else { Self::new(&format!("sitemap-{file}.xml")) }
    }
}
