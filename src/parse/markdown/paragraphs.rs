//! Paragraphs, list items and boxes.

use pulldown_cmark::{BlockQuoteKind, Event, Tag};

use super::builder::{Builder, Opening, index};
use crate::model::{Alert, Aside, Content, Element, Kind, Node};
use crate::source::Span;
use crate::text::marks::AsideMark;

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

    /// A list, which shows its marks where its author closed them with a bracket: `1)`.
    pub(super) fn list(&self, first: Option<u64>, span: Span) -> Element {
        match first.and_then(|_| self.mark_of_item(span)) {
            Some(_) => Element::StandardList(true),
            None => Element::List(first),
        }
    }

    pub(super) fn start_item(&mut self, span: Span) -> Opening {
        let ordinal = self.next_item(span);
        let opening = self.open_element(Element::Item(ordinal), span);
        if let Some(mark) = self.mark_of_item(span) {
            let mark: Box<str> = mark.into();
            let own = Span { end: span.start + index(mark.len()), ..span };
            self.push(Content::Mark(mark), own);
        }
        opening
    }

    /// `1)`, if that is what an item begins with.
    fn mark_of_item(&self, span: Span) -> Option<&str> {
        let written = &self.source.text[span.range()];
        let digits = written.bytes().take_while(u8::is_ascii_digit).count();
        (digits > 0 && written[digits..].starts_with(')')).then(|| &written[..=digits])
    }

    /// The ordinal of a list item: those of a clause count, but not in its footnotes.
    pub(super) fn next_item(&mut self, place: Span) -> Option<u32> {
        if self.kind != Kind::Clause || self.footnotes.open > 0 {
            return None;
        }
        self.ordinals.items.push(place);
        Some(index(self.ordinals.items.len()))
    }

    /// A quotation of the author's own, or a box whose kind is named in Chinese: `> [!注意]`, `> [!示例]`.
    pub(super) fn start_block_quote(&mut self, span: Span) -> Option<Opening> {
        let Some((named, end)) = self.named_box() else {
            return Some(self.open_element(Element::BlockQuote, span));
        };
        let opening = self.open_element(named.element(), span);
        self.open.push(opening);
        // The name stands at the start of the first paragraph, which goes on behind it.
        let paragraph = self.events.get(self.at).map_or(span, |(_, span)| *span);
        let opening = self.start_paragraph(paragraph);
        self.open.push(opening);
        self.at += 1;
        while self.events.get(self.at).is_some_and(|(event, span)| matches!(event, Event::Text(_)) && span.end <= end) {
            self.at += 1;
        }
        let breaks = matches!(self.events.event(self.at), Some(Event::SoftBreak | Event::HardBreak));
        self.at += usize::from(breaks);
        if let Named::Aside(_, mark) = named {
            self.push(Content::Mark(mark), Span { end, ..paragraph });
            // The next line may begin a list.
            self.soft_break(Span { start: end, end });
        }
        None
    }

    /// The kind of a box that is named in Chinese, and where its name ends.
    fn named_box(&self) -> Option<(Named, u32)> {
        if !matches!(self.events.event(self.at), Some(Event::Start(Tag::Paragraph))) {
            return None;
        }
        let (_, paragraph) = self.events.get(self.at)?;
        let written = &self.source.text[paragraph.range()];
        let line = written.lines().next()?.trim_end();
        let word = line.strip_prefix("[!")?.strip_suffix(']')?.trim();
        let named = match word {
            "说明" => Named::Alert(Alert::Note),
            "提示" => Named::Alert(Alert::Tip),
            "重要" => Named::Alert(Alert::Important),
            "注意" => Named::Alert(Alert::Warning),
            "警告" => Named::Alert(Alert::Caution),
            word => {
                let mark = format!("{word}：");
                let aside = AsideMark::of(&mark).filter(|own| own.length == mark.len())?;
                Named::Aside(if aside.example { Aside::Example } else { Aside::Note }, mark.into())
            }
        };
        Some((named, paragraph.start + index(line.len())))
    }
}

/// What a box named in Chinese is.
enum Named {
    Alert(Alert),
    /// With its mark.
    Aside(Aside, Box<str>),
}

impl Named {
    fn element(&self) -> Element {
        match self {
            Self::Alert(alert) => Element::Alert(*alert),
            Self::Aside(aside, _) => Element::Aside(*aside),
        }
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
