//! What is known while a file is read: the parts beside its text, the counters of its lists, the fields that are open.

use std::collections::BTreeMap;

use roxmltree::Node;

use super::super::Changes;
use super::super::document::{Document, Loss, LossKind, Paragraph};
use super::super::package::Target;
use super::numbering::Counters;
use super::parts::Parts;

/// Reads the text of a file.
pub(super) struct Reader<'p> {
    pub(super) parts: &'p Parts,
    pub(super) changes: Changes,
    pub(super) document: Document,
    pub(super) fields: Fields,
    pub(super) relations: &'p BTreeMap<String, Target>,
    /// Pictures by their targets.
    pub(super) pictures: Vec<Option<String>>,
    pub(super) counters: Counters,
    /// Footnotes and endnotes by their ids.
    pub(super) notes: BTreeMap<(usize, String), usize>,
    /// What stood before a paragraph mark that is deleted.
    pub(super) carried: Vec<Paragraph>,
    /// How deep in contents pages the text stands.
    pub(super) contents: usize,
}

/// The fields that are open: what each is told to do, and whether its result has begun.
#[derive(Default)]
pub(super) struct Fields(pub(super) Vec<Field>);

/// One field.
#[derive(Default)]
pub(super) struct Field {
    pub(super) instruction: String,
    pub(super) in_result: bool,
    pub(super) has_result: bool,
}

impl Fields {
    /// Whether the text stands in the result of a contents field.
    pub(super) fn is_contents(&self) -> bool {
        self.0.iter().any(|field| field.instruction.trim_start().to_ascii_uppercase().starts_with("TOC"))
    }

    /// Whether words that come now are shown.
    pub(super) fn shows(&self) -> bool {
        self.0.iter().all(|field| field.in_result)
    }

    pub(super) fn note_result(&mut self) {
        if let Some(field) = self.0.last_mut() {
            field.has_result = true;
        }
    }
}

impl<'p> Reader<'p> {
    pub(super) fn new(parts: &'p Parts, changes: Changes) -> Self {
        Self {
            parts,
            changes,
            document: Document::default(),
            fields: Fields::default(),
            relations: &parts.relations,
            pictures: Vec::new(),
            counters: Counters::default(),
            notes: BTreeMap::new(),
            carried: Vec::new(),
            contents: 0,
        }
    }

    /// Whether what is inserted or deleted here is part of the text.
    pub(super) fn is_kept(&self, change: Node<'_, '_>) -> bool {
        let is_new = matches!(change.tag_name().name(), "ins" | "moveTo");
        is_new == (self.changes == Changes::Accept)
    }

    /// Notes words that are not taken over.
    pub(super) fn lose(&mut self, what: LossKind, characters: usize) {
        if characters > 0 {
            let after = Some(self.document.blocks.len());
            self.document.losses.push(Loss { what, after, characters });
        }
    }

    /// The index of a note that the text calls.
    pub(super) fn note(&mut self, kind: usize, id: &str) -> usize {
        let next = self.document.notes.len();
        let own = *self.notes.entry((kind, id.to_owned())).or_insert(next);
        if own == next {
            self.document.notes.push(Vec::new());
        }
        own
    }
}
