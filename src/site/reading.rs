//! The order in which an edition is read from its first page to its last.

use super::{ClauseNode, EditionNode, EntryIx};
use crate::model::Kind;

/// One item of a reading view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadingItem {
    /// A clause with its depth.
    Clause(ClauseNode),
    /// A task.
    Task(EntryIx),
    /// A safeguard.
    Safeguard(EntryIx),
}

impl ReadingItem {
    /// The item.
    pub fn entry(self) -> EntryIx {
        match self {
            Self::Clause(node) => node.entry,
            Self::Task(entry) | Self::Safeguard(entry) => entry,
        }
    }
}

impl EditionNode {
    /// Items of its reading view: clauses, then tasks, then safeguards.
    pub fn reading_length(&self) -> usize {
        self.clauses.len() + self.tasks.len() + self.safeguards.len()
    }

    /// One of them, by its place.
    pub fn reading_item(&self, at: usize) -> Option<ReadingItem> {
        if let Some(node) = self.clauses.get(at) {
            return Some(ReadingItem::Clause(*node));
        }
        let at = at - self.clauses.len();
        if let Some(task) = self.tasks.get(at) {
            return Some(ReadingItem::Task(*task));
        }
        self.safeguards.get(at - self.tasks.len()).map(|safeguard| ReadingItem::Safeguard(*safeguard))
    }

    /// Its tasks or its safeguards.
    pub fn works(&self, kind: Kind) -> &[EntryIx] {
        if kind == Kind::Task {
            &self.tasks
        } else if kind == Kind::Safeguard {
            &self.safeguards
        } else {
            &[]
        }
    }

    /// Where something is read that stands at a place of the list of its kind; nothing for what stands below no edition.
    pub fn place_in_reading(&self, kind: Kind, position: usize) -> Option<usize> {
        let count = |own: Kind| if own == Kind::Clause { self.clauses.len() } else { self.works(own).len() };
        let before = Kind::provisions().map(|(own, _)| own).take_while(|own| *own != kind);
        kind.is_provision().then(|| before.map(count).sum::<usize>() + position)
    }
}
