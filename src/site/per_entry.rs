//! Values of entries.

use std::sync::Arc;

use super::{Corpus, EntryIx};

/// A value for each entry of a corpus. It is made by going over the entries, so that none is without.
#[derive(Clone, Debug)]
pub struct PerEntry<T>(Arc<Vec<T>>);

impl<T: Clone> PerEntry<T> {
    /// Makes the value of every entry.
    pub(crate) fn of(corpus: &Corpus, value: impl FnMut(EntryIx) -> T) -> Self {
        Self(Arc::new((0..).map(EntryIx).take(corpus.entries.len()).map(value).collect()))
    }

    /// The value of an entry.
    pub(crate) fn get(&self, index: EntryIx) -> &T {
        &self.0[index.0 as usize]
    }

    /// The same values but for some entries; all others stay shared.
    pub(crate) fn with(mut self, others: impl IntoIterator<Item = (EntryIx, T)>) -> Self {
        for (index, value) in others {
            Arc::make_mut(&mut self.0)[index.0 as usize] = value;
        }
        self
    }
}
