//! An item in its place.

use std::sync::Arc;

use super::{Address, EntryIx};
use crate::model::{Id, Item, ItemKey, Kind};
use crate::source::Span;

/// An item in its place.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What its file says.
    pub item: Arc<Item>,
    /// First uses of terms in its body.
    pub term_uses: Arc<[TermUse]>,
    /// Where its page is.
    pub address: Address,
    /// The item it translates; itself for an original.
    pub original: EntryIx,
    /// Its translations, in the order of the site's languages.
    pub translations: Vec<EntryIx>,
    /// Its place in the list it belongs to: the provisions of its kind in its edition, or its folder.
    pub position: usize,
}

impl Entry {
    /// Its kind.
    pub fn kind(&self) -> Kind {
        self.item.header.kind
    }

    /// Its name in the site.
    pub fn key(&self) -> &ItemKey {
        &self.item.header.key
    }
}

/// The first use of a term in a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermUse {
    /// Index of the text node.
    pub node: u32,
    /// Bytes of the node's text.
    pub span: Span,
    /// The term.
    pub term: Id,
}
