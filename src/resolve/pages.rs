//! Which pages there are.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use super::{facets, machines, map, moved, reading};
use crate::diag::Diagnostic;
use crate::model::Kind;
use crate::naming;
use crate::site::{
    Address, DutyUse, EDITIONS_PER_PAGE, EditionNode, EntryIx, Facet, Graph, Ledger, Page, ROWS_PER_PAGE, Site,
};

/// The pages of the reading view of every edition.
type Readings = [Vec<Range<usize>>];

/// A site: every page that shows a graph, those at old addresses and those for machines included. What is wrong with old
/// addresses takes the place of what is in `found`.
pub(super) fn build(graph: Graph, ledger: Option<Arc<Ledger>>, found: &mut Vec<Diagnostic>) -> Site {
    let readings = Arc::new(reading::all(&graph));
    listed(graph, readings, ledger, found)
}

/// The next site, where the refs of the stale entries were looked up again and the backlinks of the touched ones are
/// others. The lists of pages are made anew only if an edit brought something over the length of a page, or a task into a
/// facet of its matrix.
pub(super) fn revise(
    before: &Site,
    graph: Graph,
    ledger: Option<Arc<Ledger>>,
    (stale, touched): (&BTreeSet<EntryIx>, &BTreeSet<EntryIx>),
    found: &mut Vec<Diagnostic>,
) -> Site {
    let readings = reading::revise(before.readings(), &graph, stale);
    if other_pages(before, &graph, &readings, (stale, touched)) {
        return listed(graph, readings, ledger, found);
    }
    Site::new(graph, readings, Arc::clone(&before.map), Arc::clone(&before.pages), ledger)
}

fn listed(
    graph: Graph,
    readings: Arc<Vec<Vec<Range<usize>>>>,
    ledger: Option<Arc<Ledger>>,
    found: &mut Vec<Diagnostic>,
) -> Site {
    let map = map::list(&graph);
    // No two pages share an address: ids are unique in their folder, and those that pages of the site's own would take
    // are refused when they are read.
    let mut pages: BTreeMap<Address, Page> = list(&graph, &readings, map.len()).into_iter().collect();
    found.clear();
    moved::add(&graph, &mut pages, found);
    machines::add(&graph, &mut pages);
    Site::new(graph, readings, Arc::new(map), Arc::new(pages), ledger)
}

/// Every page with its address, but for those at old addresses and those for machines. `mapped` is the number of pages in
/// the site map.
fn list(site: &Graph, readings: &Readings, mapped: usize) -> Vec<(Address, Page)> {
    let mut pages: Vec<(Address, Page)> = Vec::with_capacity(site.entries.len() * 2);
    pages.push((Address::new("404.html"), Page::NotFound));
    let first = site.config.languages.first;
    pages.extend(site.config.languages.all().map(|lang| (Address::home(lang, first), Page::Home(lang))));
    pages.extend(site.config.languages.all().map(|lang| (Address::search(lang, first), Page::Search(lang))));
    for index in (0..).map(EntryIx).take(site.entries.len()) {
        entry_pages(site, index, &mut pages);
    }
    for (position, (edition, reading)) in site.editions.iter().zip(readings).enumerate() {
        edition_pages(site, position, (edition, reading), &mut pages);
    }
    for (position, alignment) in site.alignments.iter().enumerate() {
        let [left, right] = [alignment.left, alignment.right].map(|edition| &site.editions[edition].key);
        let first = Address::alignment(left, right);
        add_parts(&first, alignment.rows.len(), |part| Page::Alignment(position, part), &mut pages);
    }
    latest(site, &mut pages);
    for (space, entries) in site.shared.iter() {
        add_parts(&Address::list(*space), entries.len(), |part| Page::List(*space, part), &mut pages);
    }
    add_parts(&Address::index(), naming::names(site).count(), Page::AzIndex, &mut pages);
    let covered = site.editions.len().div_ceil(EDITIONS_PER_PAGE);
    add_counted(&Address::coverage(), covered, Page::Coverage, &mut pages);
    add_parts(&Address::map(), mapped, Page::Map, &mut pages);
    pages
}

fn edition_pages(
    site: &Graph,
    position: usize,
    (edition, parts): (&EditionNode, &[Range<usize>]),
    pages: &mut Vec<(Address, Page)>,
) {
    let matrix = Address::matrix(&edition.key);
    add_parts(&matrix, edition.tasks.len(), |part| Page::Matrix(position, part), pages);
    for (part, tasks) in edition.tasks.chunks(ROWS_PER_PAGE).enumerate() {
        for facet in facets::of(site, tasks) {
            pages.push((site.facet_address(&matrix, facet).part(part), Page::MatrixOf(position, facet, part)));
        }
    }
    let reading = Address::reading(&edition.key);
    add_counted(&reading, parts.len(), |part| Page::Reading(position, part), pages);
    if Site::holds_single(parts) {
        pages.push((Address::single(&edition.key), Page::Single(position)));
    }
}

fn entry_pages(site: &Graph, index: EntryIx, pages: &mut Vec<(Address, Page)>) {
    let entry = site.entry(index);
    let rows = rows_of(site, index);
    add_parts(&entry.address, rows, |part| Page::Entry(index, part), pages);
    if site.has_backlinks_page(index) {
        let rows = site.backlinks(index).len();
        add_parts(&entry.address.backlinks(), rows, |part| Page::Backlinks(index, part), pages);
    }
}

/// One address for each provision of a standard, whatever its editions: the current one first, then from the newest.
fn latest(site: &Graph, pages: &mut Vec<(Address, Page)>) {
    for standard in site.standards.iter() {
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
fn rows_of(site: &Graph, index: EntryIx) -> usize {
    let original = site.entry(index).original;
    match site.entry(original).kind() {
        Kind::Edition => site.edition_of(original).map_or(0, EditionNode::rows),
        _ => site.duties.get(&original).map_or(0, Vec::len),
    }
}

/// Whether a graph is shown by other pages than before.
fn other_pages(
    before: &Site,
    graph: &Graph,
    readings: &Readings,
    (stale, touched): (&BTreeSet<EntryIx>, &BTreeSet<EntryIx>),
) -> bool {
    let parts = |readings: &Readings| readings.iter().map(Vec::len).collect::<Vec<_>>();
    let duties = |graph: &Graph| -> Vec<(EntryIx, usize)> {
        graph.duties.iter().map(|(role, duties)| (*role, duties.len().div_ceil(ROWS_PER_PAGE))).collect()
    };
    let backlinks = |graph: &Graph, entry: EntryIx| {
        let rows = graph.backlinks(entry).len();
        graph.has_backlinks_page(entry).then(|| rows.div_ceil(ROWS_PER_PAGE))
    };
    let names = |graph: &Graph| stale.iter().map(|&entry| naming::names_of(graph.entry(entry)).count()).sum::<usize>();
    graph.sample != before.sample
        || machines::has_dates(graph) != machines::has_dates(before)
        || !Arc::ptr_eq(&graph.alignments, &before.alignments)
        || parts(readings) != parts(before.readings())
        || (!Arc::ptr_eq(&graph.duties, &before.duties) && duties(graph) != duties(before))
        || touched.iter().any(|&entry| backlinks(graph, entry) != backlinks(before, entry))
        || names(graph) != names(before)
        || stale.iter().any(|&task| facets_of(graph, task) != facets_of(before, task))
}

/// What a task can be looked for by in its matrix.
fn facets_of(graph: &Graph, task: EntryIx) -> BTreeSet<Facet> {
    let count = graph.work_links(task).map_or(0, |links| links.who.len());
    let of_duties = (0..count).flat_map(|assignment| Facet::of_duty(graph, DutyUse { work: task, assignment }));
    Facet::of_task(graph, task).chain(of_duties).collect()
}
