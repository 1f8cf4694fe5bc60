//! The site: everything resolved, read-only.
//!
//! It is made in layers, each a type that holds the one below and cannot be half filled:
//!
//! | layer | says |
//! |---|---|
//! | [`Corpus`] | what exists: items with their ids, in their places |
//! | [`LinkedCorpus`] | what they point at |
//! | [`Graph`] | what points back |
//! | [`Lineage`] | what became of each item from one edition to the next |
//! | [`Site`] | what pages there are |
//!
//! Each reads as the one below (`Deref`): whoever holds a site may ask it for an entry, and a function that takes a
//! [`Corpus`] cannot ask for a link. A [`Site`] is total: each ref leads to an item or is broken, so that a page can
//! always be shown. It holds no HTML and no paths of the machine.

mod alignment;
mod corpus;
mod data;
mod dates;
mod directory;
mod downloads;
mod entry;
mod facts;
mod graph;
mod hierarchy;
mod ledger;
mod lineage;
mod linked;
mod locked_words;
mod page;
mod per_entry;
mod reading;

use std::collections::BTreeMap;
use std::ops::{Deref, Range};
use std::sync::Arc;

pub use crate::address::Address;
pub use alignment::{Alignment, AlignmentRow};
pub use corpus::Corpus;
pub use data::{DATA_KINDS, DataFile, DataKind, Format, ITEMS_PER_FILE, ROWS_PER_TABLE, What};
pub(crate) use data::{files as data_files, works};
pub use directory::Directory;
pub use downloads::Download;
pub use entry::{Entry, TermUse};
pub use facts::{Fact, FactValue, FactWord};
pub use graph::{Backlink, Graph, Relation};
pub use hierarchy::{ClauseNode, Count, Counted, EditionNode, LockEvent, OfficialLock, StandardNode};
pub use ledger::Ledger;
pub use lineage::{Course, Fate, Lineage, Succession};
pub use linked::{
    DutyUse, Holder, Link, LinkedCorpus, Outgoing, PublishedFile, Relations, ResolvedAssignment, ResolvedRef, WorkLinks,
};
pub use locked_words::LockedWords;
pub(crate) use page::Listing;
pub use page::{CHANGES_PER_PAGE, Facet, Holds, Kept, PAGE_KINDS, Page, PageKind, Reader, Scope, Way};
pub use per_entry::PerEntry;
pub use reading::ReadingItem;

/// Rows of a list, matrix or backlink page before it is continued on another page (page weight must not
/// grow with the site).
pub const ROWS_PER_PAGE: usize = 300;

/// Neighbours, backlinks and other asides shown on one page before the rest moves to a page of its own.
pub const ASIDES_PER_PAGE: usize = 50;

/// Editions of which one page says what is there and what is missing.
pub const EDITIONS_PER_PAGE: usize = 10;

/// Addresses in one file for search engines: what the sitemaps protocol (sitemaps.org) allows.
pub const ADDRESSES_PER_FILE: usize = 50_000;

/// Index of an entry in [`Corpus::entries`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryIx(pub u32);

/// Everything, resolved: a graph with its lineage, and the pages that show it.
#[derive(Clone, Debug)]
pub struct Site {
    lineage: Lineage,
    /// Pages of the reading view of each edition, in the order of [`Corpus::editions`]; each page is a run of the edition's
    /// clauses, tasks and safeguards, see [`ReadingItem`].
    readings: Arc<Vec<Vec<Range<usize>>>>,
    /// Pages for people, in the order of the site map.
    pub map: Arc<Vec<(Address, Page)>>,
    /// Every page, by address.
    pub pages: Arc<BTreeMap<Address, Page>>,
    /// Addresses that were published once; `None` where nothing was recorded yet.
    pub ledger: Option<Arc<Ledger>>,
}

impl Site {
    /// A lineage with the pages that show it.
    pub(crate) fn new(
        lineage: Lineage,
        readings: Arc<Vec<Vec<Range<usize>>>>,
        map: Arc<Vec<(Address, Page)>>,
        pages: Arc<BTreeMap<Address, Page>>,
        ledger: Option<Arc<Ledger>>,
    ) -> Self {
        Self { lineage, readings, map, pages, ledger }
    }

    /// The site in which an edition is compared with one that may stand further back; nothing where the second does not come
    /// after the first. Its list of pages is the same.
    pub fn comparing(&self, old: usize, new: usize) -> Option<Self> {
        let succession = self.lineage.between(old, new)?;
        Some(Self { lineage: self.lineage.comparing(succession), ..self.clone() })
    }

    /// The pages of every edition's reading view.
    pub(crate) fn readings(&self) -> &Arc<Vec<Vec<Range<usize>>>> {
        &self.readings
    }

    /// The pages of an edition's reading view, each a run of its items.
    pub fn reading(&self, edition: &EditionNode) -> &[Range<usize>] {
        let own = self.edition_index(&edition.key).and_then(|position| self.readings.get(position));
        own.map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether the site holds an edition in one file, too. Longer ones are made on request: they would double the site.
    pub fn has_single(&self, edition: &EditionNode) -> bool {
        Self::holds_single(self.reading(edition))
    }

    /// What an edition offers to be downloaded and where, in the order shown.
    pub fn downloads(&self, edition: &EditionNode) -> Vec<(&'static Download, Address)> {
        all_downloads().into_iter().filter_map(|own| Some((own, (own.address)(self, edition)?))).collect()
    }

    /// Whether an edition whose reading view has these pages is there in one file, too.
    pub(crate) fn holds_single(reading: &[Range<usize>]) -> bool {
        reading.len() == 1
    }
}

/// Everything that an edition may offer, in the order shown.
pub fn all_downloads() -> Vec<&'static Download> {
    let data = DATA_KINDS.iter().filter_map(|kind| kind.download.as_ref());
    let mut all: Vec<&Download> = std::iter::once(&page::SINGLE).chain(data).collect();
    all.sort_by_key(|download| download.rank);
    all
}

impl Deref for Site {
    type Target = Lineage;

    fn deref(&self) -> &Lineage {
        &self.lineage
    }
}
