//! Everything that points at an item, when it is more than its own page shows.

use super::{Kept, Listing, Page, PageKind};
use crate::site::Address;

pub(super) static KIND: PageKind = PageKind {
    called: ["引用情况", "Backlinks"],
    kept: Kept::Never,
    is_mapped: false,
    ..PageKind::new("backlinks", list)
};

fn list(listing: &mut Listing<'_>) {
    let graph = listing.graph;
    for (index, entry) in graph.indexed().filter(|(index, _)| graph.has_backlinks_page(*index)) {
        let rows = graph.backlinks(index).len();
        listing.add_rows(&entry.address.backlinks(), rows, |part| Page::Backlinks(index, part));
    }
}

impl Address {
    /// The address of the list of everything that points at this page.
    #[must_use]
    pub fn backlinks(&self) -> Self {
        Self::new(&format!("{}.backlinks.html", self.stem()))
    }
}
