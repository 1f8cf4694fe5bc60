//! The ledger of addresses that were published: none of them may ever lead nowhere.

use super::{Address, Page, Site};
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

impl Page {
    /// Whether the address of the page is one that readers may keep: that of an item, a list or a view, new or old. Further
    /// parts, facets, single files and what serves a moment (search, 404, files for machines) come and go.
    pub fn is_lasting(self) -> bool {
        match self {
            Self::Home(_) | Self::Latest(_) | Self::Moved(_) => true,
            Self::Entry(_, part)
            | Self::Matrix(_, part)
            | Self::Reading(_, part)
            | Self::Alignment(_, part)
            | Self::AzIndex(part)
            | Self::Coverage(part)
            | Self::Map(part)
            | Self::List(_, part) => part == 0,
            Self::MatrixOf(..) | Self::Backlinks(..) | Self::Single(_) | Self::Search(_) | Self::NotFound => false,
            Self::SitemapFile(_) | Self::SitemapIndex | Self::Robots | Self::Feed => false,
        }
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
