//! Paragraphs, list items and boxes.

use pulldown_cmark::{BlockQuoteKind, Event, Tag};

use super::builder::{Builder, Opening, index};
use crate::model::{Alert, Content, Element, Kind, Node};
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
                if self.kind == Kind::Clause && self.open.is_empty() {
                    let place = self.body.nodes[first].span;
                    self.ordinals.paragraphs.push(place);
                    let ordinal = index(self.ordinals.paragraphs.len());
                    self.body.nodes[first].content = Content::Open(Element::Paragraph(Some(ordinal)));
                }
                self.push(Content::Close, span);
            }
        }
    }

    /// The ordinal of a list item: those of a clause count, but not in its footnotes.
    pub(super) fn next_item(&mut self) -> Option<u32> {
        if self.kind != Kind::Clause || self.footnotes.open > 0 {
            return None;
        }
        let place = self.events.get(self.current()).map_or(Span::default(), |(_, span)| *span);
        self.ordinals.items.push(place);
        Some(index(self.ordinals.items.len()))
    }

    /// A quotation of the author's own, or a box whose kind is named in Chinese: `> [!注意]`.
    pub(super) fn start_block_quote(&mut self, span: Span) -> Option<Opening> {
        let Some((alert, end)) = self.chinese_alert() else {
            return Some(self.open_element(Element::BlockQuote, span));
        };
        let opening = self.open_element(Element::Alert(alert), span);
        self.open.push(opening);
        // The name stands at the start of the first paragraph, which goes on behind it.
        let paragraph = self.events.get(self.at).map_or(span, |(_, span)| *span);
        let opening = self.start_paragraph(paragraph);
        self.open.push(opening);
        self.at += 1;
        while self.events.get(self.at).is_some_and(|(event, span)| matches!(event, Event::Text(_)) && span.end <= end) {
            self.at += 1;
        }
        if matches!(self.events.event(self.at), Some(Event::SoftBreak | Event::HardBreak)) {
            self.at += 1;
        }
        None
    }

    /// The kind of a box that is named in Chinese, and where its name ends.
    fn chinese_alert(&self) -> Option<(Alert, u32)> {
        if !matches!(self.events.event(self.at), Some(Event::Start(Tag::Paragraph))) {
            return None;
        }
        let (_, paragraph) = self.events.get(self.at)?;
        let written = &self.source.text[paragraph.range()];
        let line = written.lines().next()?.trim_end();
        let word = line.strip_prefix("[!")?.strip_suffix(']')?;
        let alert = match word.trim() {
            "注" | "说明" => Alert::Note,
            "提示" => Alert::Tip,
            "重要" => Alert::Important,
            "注意" => Alert::Warning,
            "警告" => Alert::Caution,
            _ => return None,
        };
        Some((alert, paragraph.start + index(line.len())))
    }
}

/// The box of a kind that is named in English.
pub(super) fn alert(kind: BlockQuoteKind) -> Alert {
    match kind {
        BlockQuoteKind::Note => Alert::Note,
        BlockQuoteKind::Tip => Alert::Tip,
        BlockQuoteKind::Important => Alert::Important,
        BlockQuoteKind::Warning => Alert::Warning,
        BlockQuoteKind::Caution => Alert::Caution,
    }
}
