//! One address for each provision of a standard, whatever its editions: the current one first, then from the newest, drafts last.
//! What an edition withdrew leads nowhere any more.

use std::collections::BTreeSet;

use super::{Kept, Listing, Page, PageKind, Reader};
use crate::model::Id;
use crate::site::{Address, EntryIx, Lineage};

pub(super) static KIND: PageKind = PageKind {
    reader: Reader::Passenger,
    is_found: false,
    kept: Kept::Always,
    is_mapped: false,
    ..PageKind::new("latest", list)
};

fn list(listing: &mut Listing<'_>) {
    let graph = listing.graph;
    for standard in graph.standards.iter() {
        let mut seen = BTreeSet::new();
        let is_draft = |edition: &usize| graph.is_draft(graph.editions[*edition].entry);
        let others = standard.editions.iter().copied().filter(|&edition| edition != standard.current);
        let (drafts, earlier): (Vec<usize>, Vec<usize>) = others.partition(is_draft);
        for edition in std::iter::once(standard.current).chain(earlier).chain(drafts) {
            let edition = &graph.editions[edition];
            for item in (0..edition.reading_length()).filter_map(|at| edition.reading_item(at)) {
                let id = graph.entry(item.entry()).key().id();
                if seen.insert(id) {
                    let address = Address::latest(&edition.key.standard, id);
                    listing.add(address, withdrawn(graph, item.entry()).unwrap_or(Page::Latest(item.entry())));
                }
            }
        }
    }
}

/// What ended leads nowhere: the page says so.
fn withdrawn(lineage: &Lineage, entry: EntryIx) -> Option<Page> {
    let (at, fate) = lineage.future(entry)?;
    let edition = lineage.successions()[at].new;
    lineage.is_settled(edition).then_some(Page::Withdrawn(edition, fate.withdrawal?))
}

impl Address {
    /// The address of a provision without its edition.
    pub fn latest(standard: &Id, provision: &Id) -> Self {
        Self::new(&format!("{standard}/{provision}.html"))
    }
}
