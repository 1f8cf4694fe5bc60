//! An item's own page. Its template and its title are those of the item's kind.

use super::{Kept, Listing, Page, PageKind, Reader};
use crate::model::Kind;
use crate::site::{EditionNode, EntryIx, Graph};

pub(super) static KIND: PageKind = PageKind {
    word: "",
    reader: Reader::Visitor,
    is_found: true,
    kept: Kept::FirstPart,
    is_mapped: true,
    way: None,
    list,
};

fn list(listing: &mut Listing<'_>) {
    let graph = listing.graph;
    for (index, entry) in graph.indexed() {
        listing.add_rows(&entry.address, rows(graph, entry.original), |part| Page::Entry(index, part));
    }
}

/// Rows that an item's page lists: provisions of an edition, duties of a role.
fn rows(graph: &Graph, original: EntryIx) -> usize {
    match graph.entry(original).kind() {
        Kind::Edition => graph.edition_of(original).map_or(0, EditionNode::rows),
        Kind::Role => graph.duties.get(&original).map_or(0, Vec::len),
        Kind::Standard | Kind::Clause | Kind::Task | Kind::Safeguard => 0,
        Kind::Note | Kind::Case | Kind::Term | Kind::Page => 0,
    }
}
