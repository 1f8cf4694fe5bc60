//! Files for search engines and feed readers. All name absolute addresses, so that they are made only when the site's own
//! is known.

use std::collections::BTreeMap;

use crate::site::{ADDRESSES_PER_FILE, Address, Corpus, Page};

/// Adds `robots.txt`, the feed of changes if any item tells a day, and `sitemap.xml`, which lists files beyond what one file
/// may hold. A site with samples is not to be found by search engines, so that it has no map for them.
pub(super) fn add(corpus: &Corpus, pages: &mut BTreeMap<Address, Page>) {
    if corpus.config.base_url.is_none() {
        return;
    }
    pages.insert(Address::new("robots.txt"), Page::Robots);
    if has_dates(corpus) {
        pages.insert(Address::feed(), Page::Feed);
    }
    if !corpus.sample {
        add_maps(pages);
    }
}

/// Whether a feed has anything to tell; without a site's address there is none.
pub(super) fn has_dates(corpus: &Corpus) -> bool {
    corpus.config.base_url.is_some() && corpus.indexed().any(|(index, _)| corpus.changed(index).is_some())
}

fn add_maps(pages: &mut BTreeMap<Address, Page>) {
    let files = pages.values().filter(|page| page.is_indexed()).count().div_ceil(ADDRESSES_PER_FILE).max(1);
    if files == 1 {
        pages.insert(Address::sitemap_file(0), Page::SitemapFile(0));
        return;
    }
    pages.insert(Address::sitemap_file(0), Page::SitemapIndex);
    for file in 0..files {
        pages.insert(Address::sitemap_file(file + 1), Page::SitemapFile(file));
    }
}
