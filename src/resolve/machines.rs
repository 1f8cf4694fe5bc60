//! Files for search engines and feed readers. All name absolute addresses, so that they are made only when the site's own
//! is known.

use std::sync::Arc;

use crate::site::{ADDRESSES_PER_FILE, Address, Page, Site};

/// Adds `robots.txt`, the feed of changes if any item tells a day, and `sitemap.xml`, which lists files beyond what one file
/// may hold. A site with samples is not to be found by search engines, so that it has no map for them.
pub(super) fn add(site: &mut Site) {
    if site.config.base_url.is_none() {
        return;
    }
    let has_feed = has_dates(site);
    let pages = Arc::make_mut(&mut site.pages);
    pages.insert(Address::new("robots.txt"), Page::Robots);
    if has_feed {
        pages.insert(Address::feed(), Page::Feed);
    }
    if !site.sample {
        add_maps(site);
    }
}

/// Whether a feed has anything to tell; without a site's address there is none.
pub(super) fn has_dates(site: &Site) -> bool {
    site.config.base_url.is_some() && site.indexed().any(|(index, _)| site.changed(index).is_some())
}

fn add_maps(site: &mut Site) {
    let files = site.pages.values().filter(|page| page.is_indexed()).count().div_ceil(ADDRESSES_PER_FILE).max(1);
    let pages = Arc::make_mut(&mut site.pages);
    if files == 1 {
        pages.insert(Address::sitemap_file(0), Page::SitemapFile(0));
        return;
    }
    pages.insert(Address::sitemap_file(0), Page::SitemapIndex);
    for file in 0..files {
        pages.insert(Address::sitemap_file(file + 1), Page::SitemapFile(file));
    }
}
