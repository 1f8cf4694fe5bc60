//! Files for search engines. Both name absolute addresses, so that they are made only when the site's own is known.

use std::sync::Arc;

use crate::site::{ADDRESSES_PER_FILE, Address, Page, Site};

/// Adds `sitemap.xml` and `robots.txt`. Beyond what one file may hold, `sitemap.xml` lists files.
pub(super) fn add(site: &mut Site) {
    if site.config.base_url.is_none() {
        return;
    }
    let files = site.pages.values().filter(|page| page.is_indexed()).count().div_ceil(ADDRESSES_PER_FILE).max(1);
    let pages = Arc::make_mut(&mut site.pages);
    pages.insert(Address::new("robots.txt"), Page::Robots);
    if files == 1 {
        pages.insert(Address::sitemap_file(0), Page::SitemapFile(0));
        return;
    }
    pages.insert(Address::sitemap_file(0), Page::SitemapIndex);
    for file in 0..files {
        pages.insert(Address::sitemap_file(file + 1), Page::SitemapFile(file));
    }
}
