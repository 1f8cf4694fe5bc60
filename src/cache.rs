//! Values by the content they were made from. Knows no stage.
//!
//! Three laws (after esbuild): cached values are immutable; an entry depends on one file only; whatever else it
//! depends on is part of the key. What a file's parse reports is kept beside its item and said again on a hit, so that
//! a warm run reports what a cold one does.

use std::cmp::Ordering;
use std::sync::Arc;

use crate::source::{ContentHash, Source};

/// What a cached value was made from: a file with its content, and the options that shaped it.
#[derive(Clone, Debug)]
pub struct Key {
    /// The file.
    pub source: Arc<Source>,
    /// Everything else.
    pub options: ContentHash,
}

impl Key {
    fn is(&self, other: &Self) -> bool {
        // Mostly it is the very same source, and its text need not be looked at.
        let same = Arc::ptr_eq(&self.source, &other.source)
            || (self.source.path == other.source.path && self.source.text == other.source.text);
        same && self.options == other.options
    }
}

/// A cache that holds what the last run used and nothing older, in the order of paths.
#[derive(Debug)]
pub struct Cache<V> {
    values: Vec<(Key, V)>,
}

impl<V> Default for Cache<V> {
    fn default() -> Self {
        Self { values: Vec::new() }
    }
}

impl<V> Cache<V> {
    /// Takes the values of `keys`, which stand in the order of their paths; nothing for one that the last run had not.
    /// The cache is empty afterwards, until a run [keeps](Self::keep) what it used.
    pub fn take(&mut self, keys: &[Key]) -> Vec<Option<V>> {
        let mut kept = std::mem::take(&mut self.values).into_iter().peekable();
        keys.iter()
            .map(|key| {
                loop {
                    let (own, _) = kept.peek()?;
                    if own.is(key) {
                        return kept.next().map(|(_, value)| value);
                    }
                    match own.source.path.cmp(&key.source.path) {
                        Ordering::Less | Ordering::Equal => drop(kept.next()),
                        Ordering::Greater => return None,
                    }
                }
            })
            .collect()
    }

    /// Keeps the values of a run, in the order of their paths.
    pub fn keep(&mut self, values: Vec<(Key, V)>) {
        self.values = values;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourcePath;

    fn key(path: &str, text: &str) -> Key {
        let source = Arc::new(Source::new(SourcePath::new(path), text));
        Key { source, options: ContentHash::of(b"") }
    }

    #[test]
    fn older_runs_are_forgotten() {
        let mut cache = Cache::default();
        cache.keep(vec![(key("a", ""), 1), (key("b", ""), 2)]);
        assert_eq!(cache.take(&[key("b", "")]), [Some(2)]);
        cache.keep(vec![(key("b", ""), 2)]);
        assert_eq!(cache.take(&[key("a", ""), key("b", "")]), [None, Some(2)]);
    }

    #[test]
    fn a_value_is_found_by_all_it_was_made_from() {
        let mut cache = Cache::default();
        let values = ["a", "b", "d"].into_iter().zip(1..);
        cache.keep(values.map(|(path, value)| (key(path, "old"), value)).collect());
        let other = Key { options: ContentHash::of(b"other"), ..key("d", "old") };
        assert_eq!(
            cache.take(&[key("a", "old"), key("b", "new"), key("c", "old"), other]),
            [Some(1), None, None, None]
        );
    }
}
