//! What points back: links turned round, duties by role, editions side by side.

use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::Arc;

use super::{ASIDES_PER_PAGE, Alignment, DutyUse, EntryIx, LinkedCorpus, PerEntry};
use crate::model::vocabulary;

/// A corpus whose links can be followed both ways. It reads as the linked corpus it was made of.
#[derive(Clone, Debug)]
pub struct Graph {
    linked: LinkedCorpus,
    backlinks: PerEntry<Arc<[Backlink]>>,
    /// Duties of each role: first those of current editions in the order of standards and tasks, then those of all others.
    pub duties: Arc<BTreeMap<EntryIx, Vec<DutyUse>>>,
    /// Editions side by side, in the order of standards and editions.
    pub alignments: Arc<Vec<Alignment>>,
}

/// One item pointing at another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Backlink {
    /// How.
    pub relation: Relation,
    /// From where; always an original.
    pub from: EntryIx,
}

vocabulary! {
    /// How one item points at another, seen from the other.
    pub enum Relation {
        /// 解读本条的.
        Interprets = "interprets",
        /// 以本条为例的.
        Illustrates = "illustrates",
        /// 以本条为依据的.
        RestsOn = "rests-on",
        /// 由本条支持的.
        SupportedBy = "supported-by",
        /// 延续本条的.
        Continues = "continues",
        /// 摘录本条的.
        Quotes = "quotes",
        /// 提到本条的.
        Mentions = "mentions",
        /// 使用本术语的.
        UsesTerm = "uses-term",
    }
}

impl Graph {
    /// A linked corpus with what points back in it.
    pub(crate) fn new(
        linked: LinkedCorpus,
        backlinks: PerEntry<Arc<[Backlink]>>,
        duties: Arc<BTreeMap<EntryIx, Vec<DutyUse>>>,
        alignments: Arc<Vec<Alignment>>,
    ) -> Self {
        Self { linked, backlinks, duties, alignments }
    }

    /// Who points at an item, sorted; at a translation, those who point at its original.
    pub fn backlinks(&self, index: EntryIx) -> &[Backlink] {
        self.backlinks.get(self.entry(index).original)
    }

    /// Who points at each item; nobody at a translation.
    pub(crate) fn all_backlinks(&self) -> &PerEntry<Arc<[Backlink]>> {
        &self.backlinks
    }

    /// Items that point at an entry in one way.
    pub fn pointing(&self, index: EntryIx, relation: Relation) -> impl Iterator<Item = EntryIx> + '_ {
        let backlinks = self.backlinks(index);
        let first = backlinks.partition_point(|backlink| backlink.relation < relation);
        backlinks[first..]
            .iter()
            .take_while(move |backlink| backlink.relation == relation)
            .map(|backlink| backlink.from)
    }

    /// The duties of a role in current editions, which are counted, and those in all others, which are not.
    pub fn duties_of(&self, role: EntryIx) -> (&[DutyUse], &[DutyUse]) {
        let all = self.duties.get(&role).map(Vec::as_slice).unwrap_or_default();
        all.split_at(all.partition_point(|duty| self.is_listed(duty.work)))
    }

    /// Whether more items point at an entry in one way than its own page shows.
    pub fn has_backlinks_page(&self, index: EntryIx) -> bool {
        let backlinks = self.backlinks(index);
        backlinks.windows(ASIDES_PER_PAGE + 1).any(|run| run[0].relation == run[ASIDES_PER_PAGE].relation)
    }
}

impl Deref for Graph {
    type Target = LinkedCorpus;

    fn deref(&self) -> &LinkedCorpus {
        &self.linked
    }
}
