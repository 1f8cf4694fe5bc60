//! Which pages there are.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{facets, map};
use crate::model::Kind;
use crate::naming;
use crate::site::{Address, EDITIONS_PER_PAGE, EditionNode, EntryIx, Page, ROWS_PER_PAGE, Site};

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
        edition_pages(site, position, edition, &mut pages);
    }
    for (position, alignment) in site.alignments.iter().enumerate() {
        let [left, right] = [alignment.left, alignment.right].map(|edition| &site.editions[edition].key);
        let first = Address::alignment(left, right);
        add_parts(&first, alignment.rows.len(), |part| Page::Alignment(position, part), &mut pages);
    }
    latest(site, &mut pages);
    for (space, entries) in &site.shared {
        add_parts(&Address::list(*space), entries.len(), |part| Page::List(*space, part), &mut pages);
    }
    add_parts(&Address::index(), naming::names(site).count(), Page::AzIndex, &mut pages);
    let covered = site.editions.len().div_ceil(EDITIONS_PER_PAGE);
    add_counted(&Address::coverage(), covered, Page::Coverage, &mut pages);
    site.map = Arc::new(map::list(site));
    add_parts(&Address::map(), site.map.len(), Page::Map, &mut pages);
    // No two pages share an address: ids are unique in their folder, and those that pages of the site's own would take
    // are refused when they are read.
    site.pages = Arc::new(pages.into_iter().collect());
}

fn edition_pages(site: &Site, position: usize, edition: &EditionNode, pages: &mut Vec<(Address, Page)>) {
    let matrix = Address::matrix(&edition.key);
    add_parts(&matrix, edition.tasks.len(), |part| Page::Matrix(position, part), pages);
    for (part, tasks) in edition.tasks.chunks(ROWS_PER_PAGE).enumerate() {
        for facet in facets::of(site, tasks) {
            pages.push((site.facet_address(&matrix, facet).part(part), Page::MatrixOf(position, facet, part)));
        }
    }
    let reading = Address::reading(&edition.key);
    add_counted(&reading, edition.reading.len(), |part| Page::Reading(position, part), pages);
    if edition.has_single() {
        pages.push((Address::single(&edition.key), Page::Single(position)));
    }
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
    add_counted(first, rows.div_ceil(ROWS_PER_PAGE), page, pages);
}

/// A page in so many parts, one at least.
fn add_counted(first: &Address, parts: usize, page: impl Fn(usize) -> Page, pages: &mut Vec<(Address, Page)>) {
    for part in 0..parts.max(1) {
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
