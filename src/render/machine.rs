//! Files for search engines: `robots.txt` and the site maps of the sitemaps protocol (sitemaps.org).

use std::fmt::Write;

use crate::model::PartialDate;
use crate::site::{ADDRESSES_PER_FILE, Address, Page, Site};

const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// The text of a file for machines; nothing for a page.
pub(super) fn text(site: &Site, page: Page) -> Option<String> {
    let base = site.config.base_url.as_deref()?;
    match page {
        // A site with samples is not to be found. Its pages say so too, for those who come by a link.
        Page::Robots if site.sample => Some("User-agent: *\nDisallow: /\n".to_owned()),
        Page::Robots => Some(format!("User-agent: *\nAllow: /\nSitemap: {base}{}\n", Address::sitemap_file(0))),
        Page::SitemapIndex => Some(index(site, base)),
        Page::SitemapFile(file) => Some(addresses(site, base, file)),
        _ => None,
    }
}

fn index(site: &Site, base: &str) -> String {
    let mut xml = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex xmlns=\"{NAMESPACE}\">\n");
    for (address, _) in site.pages.iter().filter(|(_, page)| matches!(page, Page::SitemapFile(_))) {
        let _ = writeln!(xml, "<sitemap><loc>{}</loc></sitemap>", absolute(base, address));
    }
    xml + "</sitemapindex>\n"
}

fn addresses(site: &Site, base: &str, file: usize) -> String {
    let mut xml = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"{NAMESPACE}\">\n");
    let pages = site.pages.iter().filter(|(_, page)| page.is_indexed());
    for (address, page) in pages.skip(file * ADDRESSES_PER_FILE).take(ADDRESSES_PER_FILE) {
        let _ = write!(xml, "<url><loc>{}</loc>", absolute(base, address));
        let updated = match page {
            Page::Entry(entry, _) => site.entry(*entry).item.header.updated,
            _ => None,
        };
        // The protocol takes W3C dates, of which a year, a month and a day are three.
        if let Some(updated) = updated.map(|date: PartialDate| date.to_string()) {
            let _ = write!(xml, "<lastmod>{updated}</lastmod>");
        }
        xml.push_str("</url>\n");
    }
    xml + "</urlset>\n"
}

/// Addresses of the site hold nothing that XML or addresses would have to escape; its own may hold `&`.
fn absolute(base: &str, address: &Address) -> String {
    format!("{}{address}", base.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;"))
}
