//! Paragraphs and the ordinals of a clause.

use super::{Builder, Opening, index};
use crate::model::{Content, Element, Kind, Node};
use crate::source::Span;

impl Builder<'_> {
    pub(super) fn start_paragraph(&mut self, span: Span) -> Opening {
        let first = self.body.nodes.len();
        self.push(Content::Open(Element::Paragraph(None)), span);
        Opening::Paragraph(first)
    }

    /// A paragraph that holds a quotation and nothing else becomes the quotation; one that holds nothing goes. Only
    /// what is left counts, so that a remark among authors moves no anchor.
    pub(super) fn end_paragraph(&mut self, first: usize, span: Span) {
        match &self.body.nodes[first + 1..] {
            [] => self.body.nodes.truncate(first),
            [Node { content: Content::Quotation(_), .. }] => {
                self.body.nodes.remove(first);
            }
            _ => {
                let whole = self.body.nodes[first].span;
                if self.is_caption_of_table(first, whole) || self.is_figure(first, whole) || self.end_lines(first) {
                    return;
                }
                if self.is_indented_behind_list(first) {
                    self.lay_in_last_item(first, span);
                } else {
                    self.close_paragraph(first, span);
                }
            }
        }
    }

    /// Closes the paragraph that opens with the node `first`. Those of a clause count, but not in lists, notes and the
    /// like.
    pub(super) fn close_paragraph(&mut self, first: usize, span: Span) {
        if self.kind == Kind::Clause && self.open.is_empty() {
            let place = self.body.nodes[first].span;
            self.ordinals.paragraphs.push(place);
            let ordinal = index(self.ordinals.paragraphs.len());
            self.body.nodes[first].content = Content::Open(Element::Paragraph(Some(ordinal)));
        }
        self.push(Content::Close, span);
    }

    /// The ordinal of a list item: those of a clause count, but not in its footnotes.
    pub(super) fn next_item(&mut self, place: Span) -> Option<u32> {
        if self.kind != Kind::Clause || self.footnotes.open > 0 {
            return None;
        }
        self.ordinals.items.push(place);
        Some(index(self.ordinals.items.len()))
    }
}
