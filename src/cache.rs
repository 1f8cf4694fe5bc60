//! Values by the content they were made from. Knows no stage.
//!
//! Three laws (after esbuild): cached values are immutable; an entry depends on one file only; whatever else it
//! depends on is part of the key. What a file's parse reports is kept beside its item and said again on a hit, so that
//! a warm run reports what a cold one does.

use std::collections::HashMap;

use crate::source::{ContentHash, SourcePath};

/// What a cached value was made from: a file, its content, and the options that shaped it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    /// The file.
    pub path: SourcePath,
    /// Its content.
    pub content: ContentHash,
    /// Everything else.
    pub options: ContentHash,
}

/// A cache that holds what the last run used and nothing older.
#[derive(Debug)]
pub struct Cache<V> {
    values: HashMap<Key, V>,
}

impl<V> Default for Cache<V> {
    fn default() -> Self {
        Self { values: HashMap::new() }
    }
}

impl<V: Clone> Cache<V> {
    /// The value made from `key`, if the last run had it.
    pub fn get(&self, key: &Key) -> Option<V> {
        self.values.get(key).cloned()
    }

    /// Takes the values of a run in place of the ones before.
    pub fn replace(&mut self, values: impl IntoIterator<Item = (Key, V)>) {
        self.values = values.into_iter().collect();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn older_runs_are_forgotten() {
        let key = |text: &str| Key {
            path: SourcePath::new(text),
            content: ContentHash::of(text.as_bytes()),
            options: ContentHash::of(b""),
        };
        let mut cache = Cache::default();
        cache.replace([(key("a"), 1), (key("b"), 2)]);
        assert_eq!(cache.get(&key("a")), Some(1));
        cache.replace([(key("b"), 2)]);
        assert_eq!(cache.get(&key("a")), None);
    }
}
