//! Files for search engines: `robots.txt` and the site maps of the sitemaps protocol (sitemaps.org).

use std::fmt::Write;

use crate::model::PartialDate;
use crate::site::{ADDRESSES_PER_FILE, Address, Site};

const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// `robots.txt`.
pub(super) fn robots(site: &Site) -> String {
    // A site with samples is not to be found. Its pages say so too, for those who come by a link.
    if site.sample {
        return "User-agent: *\nDisallow: /\n".to_owned();
    }
    let base = site.config.base_url.as_deref().unwrap_or_default();
    format!("User-agent: *\nAllow: /\nSitemap: {base}{}\n", Address::sitemap_file(0))
}

/// The list of the files of the site map.
pub(super) fn index(site: &Site) -> String {
    let mut xml = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex xmlns=\"{NAMESPACE}\">\n");
    for address in (1..).map(Address::sitemap_file).take_while(|address| site.pages.contains_key(address)) {
        let _ = writeln!(xml, "<sitemap><loc>{}</loc></sitemap>", absolute(site, &address));
    }
    xml + "</sitemapindex>\n"
}

/// One file of the site map.
pub(super) fn addresses(site: &Site, file: usize) -> String {
    let mut xml = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"{NAMESPACE}\">\n");
    let pages = site.pages.iter().filter(|(_, page)| site.is_indexed(**page));
    for (address, page) in pages.skip(file * ADDRESSES_PER_FILE).take(ADDRESSES_PER_FILE) {
        let _ = write!(xml, "<url><loc>{}</loc>", absolute(site, address));
        let updated = page.item().and_then(|entry| site.entry(entry).item.header.updated);
        // The protocol takes W3C dates, of which a year, a month and a day are three.
        if let Some(updated) = updated.map(|date: PartialDate| date.to_string()) {
            let _ = write!(xml, "<lastmod>{updated}</lastmod>");
        }
        xml.push_str("</url>\n");
    }
    xml + "</urlset>\n"
}

/// Addresses of the site hold nothing that XML or addresses would have to escape; its own may hold `&`.
fn absolute(site: &Site, address: &Address) -> String {
    let base = site.config.base_url.as_deref().unwrap_or_default();
    format!("{}{address}", base.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;"))
}
