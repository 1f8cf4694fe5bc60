//! An item's own page. Its template and its title are those of the item's kind.

use super::{Listing, Page, PageKind};
use crate::site::{EditionNode, EntryIx, Graph};

pub(super) static KIND: PageKind = PageKind { is_searched: true, ..PageKind::new("", list) };

fn list(listing: &mut Listing<'_>) {
    let graph = listing.graph;
    for (index, entry) in graph.indexed() {
        listing.add_rows(&entry.address, rows(graph, entry.original), |part| Page::Entry(index, part));
    }
}

/// Rows that an item's page lists: provisions of an edition, duties of a role in current editions.
fn rows(graph: &Graph, original: EntryIx) -> usize {
    let edition = graph.edition_of(original).filter(|edition| edition.entry == original);
    edition.map_or_else(|| graph.duties_of(original).0.len(), EditionNode::rows)
}
