//! Which pages there are.

use std::collections::BTreeSet;

use crate::model::Kind;
use crate::site::{Address, EditionNode, EntryIx, Page, ROWS_PER_PAGE, Site};

/// Lists every page with its address.
pub(super) fn list(site: &mut Site) {
    let mut pages: Vec<(Address, Page)> = Vec::with_capacity(site.entries.len() * 2);
    pages.push((Address::new("404.html"), Page::NotFound));
    let first = site.config.languages.first;
    pages.extend(site.config.languages.all().map(|lang| (Address::home(lang, first), Page::Home(lang))));
    pages.extend(site.config.languages.all().map(|lang| (Address::search(lang, first), Page::Search(lang))));
    for index in (0..).map(EntryIx).take(site.entries.len()) {
        entry_pages(site, index, &mut pages);
    }
    for (position, edition) in site.editions.iter().enumerate() {
        add_parts(&Address::matrix(&edition.key), edition.tasks.len(), |part| Page::Matrix(position, part), &mut pages);
    }
    latest(site, &mut pages);
    for (space, entries) in &site.shared {
        add_parts(&Address::list(*space), entries.len(), |part| Page::List(*space, part), &mut pages);
    }
    // No two pages share an address: ids are unique in their folder, and those that pages of the site's own would take
    // are refused when they are read.
    site.pages = pages.into_iter().collect();
}

fn entry_pages(site: &Site, index: EntryIx, pages: &mut Vec<(Address, Page)>) {
    let entry = site.entry(index);
    let rows = rows_of(site, index);
    add_parts(&entry.address, rows, |part| Page::Entry(index, part), pages);
    if site.has_backlinks_page(index) {
        let rows = site.entry(entry.original).backlinks.len();
        add_parts(&entry.address.backlinks(), rows, |part| Page::Backlinks(index, part), pages);
    }
}

/// One address for each provision of a standard, whatever its editions: the current one first, then from the newest.
fn latest(site: &Site, pages: &mut Vec<(Address, Page)>) {
    for standard in &site.standards {
        let mut seen = BTreeSet::new();
        let earlier = standard.editions.iter().copied().filter(|&edition| edition != standard.current);
        for edition in std::iter::once(standard.current).chain(earlier) {
            let edition = &site.editions[edition];
            let clauses = edition.clauses.iter().map(|node| node.entry);
            for entry in clauses.chain(edition.tasks.iter().copied()).chain(edition.safeguards.iter().copied()) {
                let id = site.entry(entry).key().id();
                if seen.insert(id) {
                    pages.push((Address::latest(&edition.key.standard, id), Page::Latest(entry)));
                }
            }
        }
    }
}

fn add_parts(first: &Address, rows: usize, page: impl Fn(usize) -> Page, pages: &mut Vec<(Address, Page)>) {
    for part in 0..rows.div_ceil(ROWS_PER_PAGE).max(1) {
        pages.push((first.part(part), page(part)));
    }
}

/// Rows that an item's page lists: provisions of an edition, duties of a role.
fn rows_of(site: &Site, index: EntryIx) -> usize {
    let original = site.entry(index).original;
    match site.entry(original).kind() {
        Kind::Edition => site.edition_of(original).map_or(0, EditionNode::rows),
        _ => site.duties.get(&original).map_or(0, Vec::len),
    }
}
