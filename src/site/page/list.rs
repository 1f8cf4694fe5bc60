//! The list of a folder of shared items.

use super::{Listing, Page, PageKind};
use crate::model::Space;
use crate::site::Address;

pub(super) static KIND: PageKind = PageKind { called: ["列表", "List"], ..PageKind::new("list", list) };

fn list(listing: &mut Listing<'_>) {
    for (space, entries) in listing.graph.shared.iter() {
        listing.add_rows(&Address::list(*space), entries.len(), |part| Page::List(*space, part));
    }
}

impl Address {
    /// The address of the list of a folder of shared items.
    pub fn list(space: Space) -> Self {
        Self::new(&format!("{}/index.html", space.word()))
    }
}
