//! Two editions side by side.

use super::EntryIx;
use crate::model::Kind;

/// Two editions that pair with each other, and what in them is the same work.
#[derive(Clone, Debug)]
pub struct Alignment {
    /// The edition of the standard that comes first on the home page, by its index in
    /// [`Corpus::editions`](super::Corpus::editions).
    pub left: usize,
    /// The other one.
    pub right: usize,
    /// Tasks, then safeguards; of each, what stands on the left with its counterparts, then what is on the right alone.
    pub rows: Vec<AlignmentRow>,
}

/// One row: never empty on both sides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlignmentRow {
    /// Tasks or safeguards.
    pub kind: Kind,
    /// What stands on the left.
    pub left: Option<EntryIx>,
    /// Its counterparts on the right, in the order of that edition.
    pub right: Vec<EntryIx>,
}
