//! What many pages share, rendered once by whichever of them comes first: it does not depend on which one that is.

use std::collections::HashMap;
use std::hash::Hash;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use tera::{TeraResult, Value};

use crate::model::{Lang, Space};
use crate::site::EntryIx;

/// What was rendered, by what it depends on within one site and one theme.
pub(super) struct Shared<K, V> {
    rendered: Mutex<HashMap<K, V>>,
}

/// Shells: scripts and styles, the menu, the foot.
pub(super) type Shells = Shared<ShellKey, Value>;

/// Runs of neighbours in a list, by their first entry and their language.
pub(super) type Runs = Shared<(EntryIx, Lang), Arc<Run>>;

/// What a shell depends on.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct ShellKey {
    pub(super) lang: Lang,
    pub(super) folder: String,
    pub(super) place: Place,
}

/// The entry of the menu that a page lies under.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Place {
    /// The standard at an index.
    Standard(usize),
    /// A folder of shared items.
    Space(Space),
    /// One of the ways at the foot, by the word of its kind of page.
    Way(&'static str),
    /// None of them.
    Elsewhere,
}

/// The links of a run, where each of them stands in the whole, and how each looks on its own page.
pub(super) struct Run {
    pub(super) html: String,
    pub(super) items: Vec<(Range<usize>, String)>,
}

impl<K, V> Default for Shared<K, V> {
    fn default() -> Self {
        Self { rendered: Mutex::default() }
    }
}

impl<K: Eq + Hash, V: Clone> Shared<K, V> {
    /// What was rendered for a key; `render` makes it the first time. Two threads may both make the same, and no thread waits
    /// while another renders.
    pub(super) fn get_or_render(&self, key: K, render: impl FnOnce() -> TeraResult<V>) -> TeraResult<V> {
        if let Some(value) = self.rendered.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Ok(value.clone());
        }
        let value = render()?;
        self.rendered.lock().unwrap_or_else(PoisonError::into_inner).insert(key, value.clone());
        Ok(value)
    }
}
