//! Two editions side by side.

use super::{Listing, Page, PageKind};
use crate::model::EditionKey;
use crate::site::Address;

pub(super) static KIND: PageKind = PageKind { called: ["对照", "Side by side"], ..PageKind::new("alignment", list) };

fn list(listing: &mut Listing<'_>) {
    let graph = listing.graph;
    for (position, alignment) in graph.alignments.iter().enumerate() {
        let [left, right] = [alignment.left, alignment.right].map(|edition| &graph.editions[edition].key);
        let first = Address::alignment(left, right);
        listing.add_rows(&first, alignment.rows.len(), |part| Page::Alignment(position, part));
    }
}

impl Address {
    /// The address of two editions side by side, in the folder of the first.
    pub fn alignment(left: &EditionKey, right: &EditionKey) -> Self {
        let EditionKey { standard, edition } = left;
        Self::new(&format!("{standard}/{edition}/alignment_{}_{}.html", right.standard, right.edition))
    }
}
