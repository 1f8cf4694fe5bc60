//! Which pages there are.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use super::{moved, reading};
use crate::diag::Diagnostic;
use crate::naming;
use crate::site::{
    Address, DutyUse, EntryIx, Facet, Fate, Graph, Ledger, Lineage, Listing, PAGE_KINDS, Page, ROWS_PER_PAGE, Site,
};

/// The pages of the reading view of every edition.
type Readings = [Vec<Range<usize>>];

/// A site: every page that shows a graph, those at old addresses and those for machines included. What is wrong with old
/// addresses takes the place of what is in `found`.
pub(super) fn build(lineage: Lineage, ledger: Option<Arc<Ledger>>, found: &mut Vec<Diagnostic>) -> Site {
    let readings = Arc::new(reading::all(&lineage));
    listed(lineage, readings, ledger, found)
}

/// The next site, where the refs of the stale entries were looked up again and the backlinks of the touched ones are
/// others. The lists of pages are made anew only if an edit brought something over the length of a page, or a task into a
/// facet of its matrix.
pub(super) fn revise(
    before: &Site,
    lineage: Lineage,
    ledger: Option<Arc<Ledger>>,
    (stale, touched): (&BTreeSet<EntryIx>, &BTreeSet<EntryIx>),
    found: &mut Vec<Diagnostic>,
) -> Site {
    let readings = reading::revise(before.readings(), &lineage, stale);
    if other_pages(before, &lineage, &readings, (stale, touched)) {
        return listed(lineage, readings, ledger, found);
    }
    Site::new(lineage, readings, Arc::clone(&before.map), Arc::clone(&before.pages), ledger)
}

fn listed(
    lineage: Lineage,
    readings: Arc<Vec<Vec<Range<usize>>>>,
    ledger: Option<Arc<Ledger>>,
    found: &mut Vec<Diagnostic>,
) -> Site {
    let mut listing = Listing::new(&lineage, &readings, naming::listed(&lineage).count());
    PAGE_KINDS.iter().for_each(|kind| (kind.list)(&mut listing));
    let map = listing.mapped();
    let mut pages: BTreeMap<Address, Page> = listing.pages.into_iter().collect();
    found.clear();
    moved::add(&lineage, &mut pages, found);
    Site::new(lineage, readings, Arc::new(map), Arc::new(pages), ledger)
}

/// Whether a graph is shown by other pages than before.
fn other_pages(
    before: &Site,
    graph: &Lineage,
    readings: &Readings,
    (stale, touched): (&BTreeSet<EntryIx>, &BTreeSet<EntryIx>),
) -> bool {
    let parts = |readings: &Readings| readings.iter().map(Vec::len).collect::<Vec<_>>();
    let duties = |graph: &Graph| -> Vec<(EntryIx, usize)> {
        let rows = |role: EntryIx| graph.duties_of(role).0.len().div_ceil(ROWS_PER_PAGE);
        graph.duties.keys().map(|&role| (role, rows(role))).collect()
    };
    let backlinks = |graph: &Graph, entry: EntryIx| {
        let rows = graph.backlinks(entry).len();
        graph.has_backlinks_page(entry).then(|| rows.div_ceil(ROWS_PER_PAGE))
    };
    let names = |graph: &Graph| stale.iter().map(|&entry| naming::names_of(graph.entry(entry)).count()).sum::<usize>();
    graph.sample != before.sample
        || graph.has_dates() != before.has_dates()
        || !Arc::ptr_eq(&graph.alignments, &before.alignments)
        || fates(graph).ne(fates(before))
        || parts(readings) != parts(before.readings())
        || (!Arc::ptr_eq(&graph.duties, &before.duties)
            && (duties(graph) != duties(before) || roles(graph) != roles(before)))
        || touched.iter().any(|&entry| backlinks(graph, entry) != backlinks(before, entry))
        || names(graph) != names(before)
        || stale.iter().any(|&task| facets_of(graph, task) != facets_of(before, task))
}

/// The roles that take part in editions which follow each other: each has a page of what changes for it.
fn roles(lineage: &Lineage) -> Vec<BTreeSet<EntryIx>> {
    let editions = lineage.successions().iter().flat_map(|own| [own.old, own.new]);
    editions.map(|edition| lineage.roles_of(&lineage.editions[edition])).collect()
}

/// What became of every item.
fn fates(lineage: &Lineage) -> impl Iterator<Item = &[Fate]> {
    lineage.successions().iter().map(|own| own.fates.as_slice())
}

/// What a task can be looked for by in its matrix.
fn facets_of(graph: &Graph, task: EntryIx) -> BTreeSet<Facet> {
    let count = graph.work_links(task).map_or(0, |links| links.who.len());
    let of_duties = (0..count).flat_map(|assignment| Facet::of_duty(graph, DutyUse { work: task, assignment }));
    Facet::of_task(graph, task).chain(of_duties).collect()
}
