//! Which pages there are.

use super::{addresses, rules};
use crate::diag::Diagnostic;
use crate::model::{Lang, Space};
use crate::site::{ASIDES_PER_PAGE, Address, EntryIx, Page, ROWS_PER_PAGE, Site};
use crate::source::Location;

/// Lists every page with its address.
pub(super) fn list(site: &mut Site, found: &mut Vec<Diagnostic>) {
    let mut pages: Vec<(Address, Page)> = Vec::with_capacity(site.entries.len() * 2);
    pages.push((Address::new("404.html"), Page::NotFound));
    let first = site.config.languages.first;
    pages.extend(site.config.languages.all().map(|lang| (home(lang, first), Page::Home(lang))));
    for index in (0..).map(EntryIx).take(site.entries.len()) {
        entry_pages(site, index, &mut pages);
    }
    for (position, edition) in site.editions.iter().enumerate() {
        let first = Address::new(&format!("{}/{}/matrix.html", edition.key.standard, edition.key.edition));
        add_parts(&first, edition.tasks.len(), |part| Page::Matrix(position, part), &mut pages);
    }
    for (space, entries) in &site.shared {
        add_parts(&list_address(*space), entries.len(), |part| Page::List(*space, part), &mut pages);
    }
    for (address, page) in pages {
        if site.pages.contains_key(&address) {
            found.push(rules::address_taken::report(location(site, page), address.as_str()));
        } else {
            site.pages.insert(address, page);
        }
    }
}

/// The home page in a language.
fn home(lang: Lang, first: Lang) -> Address {
    if lang == first { Address::new("index.html") } else { Address::new(&format!("index.{}.html", lang.file_tag())) }
}

/// The list of a folder of shared items.
fn list_address(space: Space) -> Address {
    Address::new(&format!("{}/index.html", space.name()))
}

fn entry_pages(site: &Site, index: EntryIx, pages: &mut Vec<(Address, Page)>) {
    let entry = site.entry(index);
    let rows = site.rows_of(index);
    add_parts(&entry.address, rows, |part| Page::Entry(index, part), pages);
    if site.has_backlinks_page(index) {
        let first = addresses::backlinks(&entry.address);
        add_parts(&first, entry.backlinks.len(), |part| Page::Backlinks(index, part), pages);
    }
}

fn add_parts(first: &Address, rows: usize, page: impl Fn(usize) -> Page, pages: &mut Vec<(Address, Page)>) {
    for part in 0..rows.div_ceil(ROWS_PER_PAGE).max(1) {
        pages.push((addresses::part(first, part), page(part)));
    }
}

fn location(site: &Site, page: Page) -> Location {
    let entry = match page {
        Page::Entry(entry, _) | Page::Backlinks(entry, _) => Some(entry),
        Page::Matrix(edition, _) => Some(site.editions[edition].entry),
        Page::Home(_) | Page::List(..) | Page::NotFound => None,
    };
    let path = entry.map_or_else(
        || crate::source::SourcePath::new(crate::config::PATH),
        |entry| site.entry(entry).item.header.path.clone(),
    );
    Location::whole(&path)
}

impl Site {
    /// Rows that an item's page lists: tasks of an edition, duties of a role.
    fn rows_of(&self, index: EntryIx) -> usize {
        let original = self.entry(index).original;
        let edition = self.editions.iter().find(|edition| edition.entry == original);
        match edition {
            Some(edition) => edition.tasks.len(),
            None => self.duties.get(&original).map_or(0, Vec::len),
        }
    }

    /// Whether more items point at this one than its own page shows.
    fn has_backlinks_page(&self, index: EntryIx) -> bool {
        let backlinks = &self.entry(index).backlinks;
        let mut run = 0;
        backlinks.windows(2).any(|pair| {
            run = if pair[0].relation == pair[1].relation { run + 1 } else { 0 };
            run + 1 > ASIDES_PER_PAGE
        })
    }
}
