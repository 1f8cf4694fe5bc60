//! Release checks of finished files: requests to elsewhere, and weight.
//!
//! They see each file as it is handed over. Pages may come from several threads: what they say in the end does not depend
//! on their order.

mod css;
mod requests;
mod rules;

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use crate::config;
use crate::diag::Diagnostic;
use crate::media;
use crate::model::Kind;
use crate::site::{Address, Holds, Page, Site};
use crate::source::{Location, SourcePath};
use crate::theme::Theme;

pub(super) use requests::Active;
use requests::is_foreign;
use rules::{external_request, page_weight};

pub(super) use external_request::RULE as EXTERNAL_REQUEST;
pub(super) use page_weight::RULE as PAGE_WEIGHT;

/// Bytes of a home page or a task card with all its styles and scripts, before compression.
pub const CARD_BYTES: usize = 60 * 1024;

/// Bytes of any other page, by itself: what is longer is continued on another page.
pub const PAGE_BYTES: usize = 300 * 1024;

/// Bytes of the single file of an edition, which holds its styles and pictures: what a chat sends without asking.
const SINGLE_BYTES: usize = 600 * 1024;

/// Judges the files of one site.
pub struct ReleaseChecks<'a> {
    site: &'a Site,
    theme: &'a Theme,
    seen: Mutex<Seen>,
}

#[derive(Default)]
struct Seen {
    /// Foreign addresses, each with the first file that loads it, and how many do.
    foreign: BTreeMap<String, (Address, usize)>,
    cards: Heavy,
    pages: Heavy,
    singles: Heavy,
}

/// Pages over a limit.
#[derive(Default)]
struct Heavy {
    count: usize,
    heaviest: Option<(usize, Address)>,
}

impl Heavy {
    fn add(&mut self, bytes: usize, address: &Address) {
        self.count += 1;
        // Of two of the same weight the first by address, whichever came first.
        let is_heavier = |(most, first): &(usize, Address)| (bytes, first) > (*most, address);
        if self.heaviest.as_ref().is_none_or(is_heavier) {
            self.heaviest = Some((bytes, address.clone()));
        }
    }
}

impl<'a> ReleaseChecks<'a> {
    /// Checks that have seen nothing yet.
    pub fn new(site: &'a Site, theme: &'a Theme) -> Self {
        Self { site, theme, seen: Mutex::default() }
    }

    /// Looks at a file of the output. Everything but what a browser opens and style sheets passes, and so do attachments,
    /// which `active-attachment` judges where they are written.
    pub fn see(&self, address: &Address, bytes: &[u8]) {
        let is_asset = address.as_str().starts_with("assets/");
        if is_asset && !self.theme.assets.files.contains_key(address) {
            return;
        }
        let text = || String::from_utf8_lossy(bytes);
        if address.as_str().ends_with(".html") {
            let requests = requests::of_page(&text());
            let foreign: Vec<String> = requests.all.into_iter().filter(|to| self.is_foreign(address, to)).collect();
            let is_card = self.is_card(address);
            let parts = if is_card { self.bytes_of(address, requests.parts) } else { 0 };
            let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
            seen.add(address, foreign);
            let weight = bytes.len() + parts;
            let is_single = self.site.pages.get(address).is_some_and(|page| page.kind().holds == Holds::Edition);
            let (most, heavy) = match (is_card, is_single) {
                (true, _) => (CARD_BYTES, &mut seen.cards),
                (_, true) => (SINGLE_BYTES, &mut seen.singles),
                _ => (PAGE_BYTES, &mut seen.pages),
            };
            if weight > most {
                heavy.add(weight, address);
            }
        } else if media::of(address.as_str()).is_some_and(|kind| kind.active) {
            // A picture of vectors, or another file of a theme that a browser opens by itself.
            let requests = requests::of_page(&text());
            let foreign = requests.all.into_iter().filter(|to| is_foreign(to)).collect();
            self.seen.lock().unwrap_or_else(PoisonError::into_inner).add(address, foreign);
        } else if address.as_str().ends_with(".css") {
            let foreign: Vec<String> = requests::of_style(&text()).into_iter().filter(|to| is_foreign(to)).collect();
            self.seen.lock().unwrap_or_else(PoisonError::into_inner).add(address, foreign);
        }
    }

    /// Everything that was found.
    pub fn findings(self) -> Vec<Diagnostic> {
        let (site, seen) = (self.site, self.seen.into_inner().unwrap_or_else(PoisonError::into_inner));
        let mut found = Vec::new();
        for (to, (address, count)) in &seen.foreign {
            found.push(external_request::report(location(site, address), address, to, *count));
        }
        for (heavy, limit) in [(seen.cards, CARD_BYTES), (seen.pages, PAGE_BYTES), (seen.singles, SINGLE_BYTES)] {
            if let Some((bytes, address)) = heavy.heaviest {
                let location = location(site, &address);
                found.push(page_weight::report(location, &address, bytes, limit, heavy.count));
            }
        }
        found
    }

    /// `404.html` is served at any depth, so that it names the site's own files by their absolute addresses.
    fn is_foreign(&self, address: &Address, to: &str) -> bool {
        let base = self.site.config.base_url.as_deref();
        let is_own =
            self.site.pages.get(address) == Some(&Page::NotFound) && base.is_some_and(|base| to.starts_with(base));
        is_foreign(to) && !is_own
    }

    fn is_card(&self, address: &Address) -> bool {
        let Some(page) = self.site.pages.get(address) else { return false };
        page.is_home() || page.item().is_some_and(|entry| self.site.entry(entry).kind() == Kind::Task)
    }

    /// Bytes of the theme's files that a page names, each counted once.
    fn bytes_of(&self, address: &Address, mut parts: Vec<String>) -> usize {
        parts.sort();
        parts.dedup();
        let page = SourcePath::new(address.as_str());
        let files = parts.iter().filter_map(|part| page.join(part));
        files.filter_map(|path| self.theme.assets.files.get(&Address::new(path.as_str()))).map(|file| file.len()).sum()
    }
}

impl Seen {
    fn add(&mut self, address: &Address, foreign: Vec<String>) {
        for to in foreign {
            let (first, count) = self.foreign.entry(to).or_insert_with(|| (address.clone(), 0));
            *count += 1;
            if *address < *first {
                *first = address.clone();
            }
        }
    }
}

/// Where to look first: the item of a page; for all others the site's own file, which names the theme.
fn location(site: &Site, address: &Address) -> Location {
    match site.pages.get(address).and_then(|page| page.item()) {
        Some(entry) => {
            let header = &site.entry(entry).item.header;
            Location::new(&header.path, header.title.span)
        }
        None => Location::whole(&SourcePath::new(config::PATH)),
    }
}
