//! What the site is about: each topic with its tasks, safeguards, notes and cases.

use super::{Listing, Page, PageKind, Way};
use crate::site::Address;

pub(super) static KIND: PageKind = PageKind {
    called: ["主题", "Topics"],
    way: Some(Way { rank: 0, address: Address::topics }),
    ..PageKind::new("topics", list)
};

fn list(listing: &mut Listing<'_>) {
    if !listing.graph.config.topics.is_empty() {
        listing.add(Address::topics(), Page::Topics);
    }
}

impl Address {
    /// The address of the topics.
    pub fn topics() -> Self {
        Self::new("topics.html")
    }
}
