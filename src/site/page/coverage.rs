//! What is there and what is missing.

use super::{Listing, Page, PageKind, Way};
use crate::site::{Address, EDITIONS_PER_PAGE};

pub(super) static KIND: PageKind = PageKind {
    called: ["覆盖情况", "Coverage"],
    way: Some(Way { rank: 3, address: Address::coverage }),
    ..PageKind::new("coverage", list)
};

fn list(listing: &mut Listing<'_>) {
    let parts = listing.graph.standards.len().div_ceil(EDITIONS_PER_PAGE);
    listing.add_parts(&Address::coverage(), parts, Page::Coverage);
}

impl Address {
    /// The address of what is there and what is missing.
    pub fn coverage() -> Self {
        Self::new("coverage.html")
    }
}
