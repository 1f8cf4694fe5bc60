//! The ledger of addresses that were published: none of them may ever lead nowhere.

use super::{Address, Site};
use crate::source::{SourcePath, Span};

/// `content/published.txt`, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ledger {
    /// The file.
    pub path: SourcePath,
    /// Addresses that were published once, each with the place of its line; sorted, each once.
    pub addresses: Vec<(Address, Span)>,
}

impl Ledger {
    /// Where it lies in a project.
    pub const PATH: &str = "content/published.txt";

    /// Whether it holds an address.
    pub fn holds(&self, address: &Address) -> bool {
        self.addresses.binary_search_by(|(own, _)| own.cmp(address)).is_ok()
    }
}

impl Site {
    /// Addresses that belong into the ledger and are not in it, sorted.
    pub fn unrecorded(&self) -> impl Iterator<Item = &Address> {
        let ledger = self.ledger.as_deref();
        let lasting = self.pages.iter().filter(|(_, page)| page.is_lasting()).map(|(address, _)| address);
        lasting.filter(move |address| !ledger.is_some_and(|ledger| ledger.holds(address)))
    }

    /// Addresses of the ledger at which there is nothing any more, sorted, each with the place of its line.
    pub fn lost(&self) -> impl Iterator<Item = &(Address, Span)> {
        // Both are sorted, so that one pass over each will do.
        let mut pages = self.pages.keys().peekable();
        let recorded = self.ledger.iter().flat_map(|ledger| &ledger.addresses);
        recorded.filter(move |(address, _)| {
            while pages.next_if(|page| *page < address).is_some() {}
            pages.peek() != Some(&address)
        })
    }
}
