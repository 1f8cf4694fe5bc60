//! Footnotes: gathered where they are written, laid after everything else in the order of their calls.

use std::collections::{BTreeMap, VecDeque};

use super::{Builder, Opening, index};
use crate::model::{Body, Content, Footnote, Node};
use crate::source::Span;

impl Builder<'_> {
    pub(super) fn footnote_call(&mut self, label: &str, span: Span) {
        let note = self.footnotes.named(&self.marked.clean(label));
        self.push(Content::FootnoteCall(note), span);
    }

    pub(super) fn start_footnote(&mut self, label: &str) -> Opening {
        self.footnotes.open += 1;
        self.forget_before();
        Opening::Footnote(self.marked.clean(label).as_ref().into(), self.body.nodes.len())
    }

    pub(super) fn end_footnote(&mut self, label: &str, first: usize) {
        self.footnotes.open -= 1;
        self.forget_before();
        let nodes = self.body.nodes.split_off(first);
        self.footnotes.write(label, nodes);
    }
}

/// The footnotes of a body while it is read. Calls name them by the order in which they are met.
#[derive(Default)]
pub(super) struct Footnotes {
    notes: Vec<Note>,
    /// By label; capitals do not count.
    named: BTreeMap<String, u32>,
    /// How many are being read.
    pub(super) open: u32,
}

struct Note {
    label: Box<str>,
    nodes: Option<Vec<Node>>,
}

impl Footnotes {
    /// The footnote of a label.
    fn named(&mut self, label: &str) -> u32 {
        let next = index(self.notes.len());
        let known = *self.named.entry(label.to_lowercase()).or_insert(next);
        if known == next {
            self.notes.push(Note { label: label.into(), nodes: None });
        }
        known
    }

    /// Keeps the text of a footnote. A second text of the same label becomes a footnote that nobody calls: no text is
    /// lost in silence.
    fn write(&mut self, label: &str, nodes: Vec<Node>) {
        let known = self.named(label) as usize;
        let note = &mut self.notes[known];
        if note.nodes.is_none() {
            note.nodes = Some(nodes);
        } else {
            self.notes.push(Note { label: label.into(), nodes: Some(nodes) });
        }
    }

    /// Lays all footnotes behind the text: those it calls, those that they call, then those that nobody calls.
    pub(super) fn lay(self, body: &mut Body) {
        if self.notes.is_empty() {
            return;
        }
        let order = self.order(&body.nodes);
        let mut ranks = vec![0; order.len()];
        for (rank, &note) in order.iter().enumerate() {
            ranks[note as usize] = index(rank);
        }
        let mut notes = self.notes;
        for note in order {
            let note = &mut notes[note as usize];
            let first = index(body.nodes.len());
            body.nodes.extend(note.nodes.take().unwrap_or_default());
            let nodes = first..index(body.nodes.len());
            body.footnotes.push(Footnote { label: note.label.clone(), nodes });
        }
        for node in &mut body.nodes {
            if let Content::FootnoteCall(note) = &mut node.content {
                *note = ranks[*note as usize];
            }
        }
    }

    /// The order of all footnotes.
    fn order(&self, text: &[Node]) -> Vec<u32> {
        let mut order = Vec::new();
        let mut seen = vec![false; self.notes.len()];
        let mut due: VecDeque<u32> = calls(text).collect();
        let mut uncalled = 0..index(self.notes.len());
        while let Some(note) = due.pop_front().or_else(|| uncalled.next()) {
            if !std::mem::replace(&mut seen[note as usize], true) {
                order.push(note);
                due.extend(self.notes[note as usize].nodes.iter().flat_map(|nodes| calls(nodes)));
            }
        }
        order
    }
}

/// The footnotes that some nodes call.
fn calls(nodes: &[Node]) -> impl Iterator<Item = u32> + '_ {
    nodes.iter().filter_map(|node| match node.content {
        Content::FootnoteCall(note) => Some(note),
        _ => None,
    })
}
