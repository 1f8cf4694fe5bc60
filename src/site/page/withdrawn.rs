//! Where an item was that is not continued: the page says since when, by whom and why, and never that it moved.

use std::collections::BTreeSet;

use super::{Kept, Listing, Page, PageKind};
use crate::model::{EditionKey, Id, ItemKey};
use crate::site::Address;

pub(super) static KIND: PageKind = PageKind {
    called: ["已废止或撤销", "Withdrawn"],
    is_found: false,
    kept: Kept::Always,
    is_mapped: false,
    ..PageKind::new("withdrawn", list)
};

fn list(listing: &mut Listing<'_>) {
    let graph = listing.graph;
    for (edition, node) in graph.editions.iter().enumerate() {
        let withdrawn = graph.edition_facts(node).map(|facts| facts.withdrawn.as_slice()).unwrap_or_default();
        let mut seen = BTreeSet::new();
        for (at, own) in withdrawn.iter().enumerate() {
            let Ok(id) = Id::new(&own.id.value) else { continue };
            let is_there = graph.find(&ItemKey::Provision(node.key.clone(), id.clone())).is_some();
            if !is_there && seen.insert(own.id.value.as_str()) {
                listing.add(Address::withdrawn(&node.key, &id), Page::Withdrawn(edition, at));
            }
        }
    }
}

impl Address {
    /// Where an edition would hold an item, had it not withdrawn it.
    pub fn withdrawn(edition: &EditionKey, id: &Id) -> Self {
        Self::new(&format!("{}/{}/{id}.html", edition.standard, edition.edition))
    }
}
