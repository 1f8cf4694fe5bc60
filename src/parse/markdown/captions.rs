//! Captions: the line before a table, the line below a picture.

use pulldown_cmark::{Event, Tag};

use super::{Builder, Opening};
use crate::model::{Content, Element, Node};
use crate::source::Span;
use crate::text::captions;

/// A paragraph of pictures alone that may get a caption.
#[derive(Clone, Copy, Default)]
pub(super) struct Pictures {
    open: usize,
    end: usize,
}

impl Builder<'_> {
    /// Takes the paragraph that opens with the node `open` as the caption, or the unit, of the table that follows.
    pub(super) fn is_caption_of_table(&mut self, open: usize, span: Span) -> bool {
        let (is_table, second) = match self.events.event(self.at) {
            Some(Event::Start(Tag::Table(_))) => (true, None),
            Some(Event::Start(Tag::Paragraph)) => {
                let after = self.events.event(self.events.end_of(self.at) + 1);
                (matches!(after, Some(Event::Start(Tag::Table(_)))), self.events.get(self.at))
            }
            _ => return false,
        };
        if !is_table {
            return false;
        }
        let written = self.written(span);
        let (first_line, second_line) = match written.split_once('\n') {
            Some((first, second)) => (first, Some(second)),
            None => (written, None),
        };
        let follows = second.is_none_or(|(_, span)| captions::is_units(self.written(*span)));
        let units_alone = second.is_none() && second_line.is_none() && captions::is_units(first_line);
        let caption = captions::is_of_table(first_line) && follows && second_line.is_none_or(captions::is_units);
        if !caption && !units_alone {
            return false;
        }
        let units = self.lines_by_hand.first().map(|&line| self.body.nodes.split_off(line));
        self.lines_by_hand.clear();
        let mut nodes = self.body.nodes.split_off(open);
        if units.is_some() {
            nodes.pop();
        }
        nodes[0].content = Content::Open(if units_alone { Element::TableUnits } else { Element::TableCaption });
        nodes.push(Node { content: Content::Close, span });
        if let Some(units) = units {
            nodes.push(Node { content: Content::Open(Element::TableUnits), span });
            nodes.extend(units);
            nodes.push(Node { content: Content::Close, span });
        }
        self.captions.append(&mut nodes);
        true
    }

    /// Whether the line names the unit below the caption of a table in the same paragraph.
    pub(super) fn is_units_line(&self, line: &str) -> bool {
        let Some(Opening::Paragraph(open)) = self.open.last() else { return false };
        captions::is_units(line)
            && self.lines_by_hand.is_empty()
            && self.written(self.body.nodes[*open].span).split('\n').next().is_some_and(captions::is_of_table)
    }

    /// Makes a figure of the paragraph that opens with the node `open`: pictures and below them their caption, or a
    /// caption below a paragraph of pictures.
    pub(super) fn is_figure(&mut self, open: usize, span: Span) -> bool {
        let before = self.pictures;
        if before.end == open && open > 0 && captions::is_of_figure(self.written(span)) {
            if let Content::Open(Element::Paragraph(Some(_))) = self.body.nodes[before.open].content {
                self.ordinals.paragraphs.pop();
            }
            self.body.nodes[before.open].content = Content::Open(Element::Figure);
            self.body.nodes[open].content = Content::Open(Element::FigureCaption);
            self.body.nodes.remove(open - 1);
            self.push(Content::Close, span);
            self.push(Content::Close, span);
            self.pictures = Pictures::default();
            return true;
        }
        let pictures = self.body.nodes[open + 1..].iter().take_while(|node| is_of_pictures(&node.content)).count();
        let caption = open + 1 + pictures;
        let Some(first) = self.body.nodes.get(caption).map(|node| node.span) else {
            self.pictures = Pictures { open, end: self.body.nodes.len() + 1 };
            return false;
        };
        let is_picture = |node: &Node| matches!(node.content, Content::Picture(..));
        let own_line = matches!(self.body.nodes[caption - 1].content, Content::SoftBreak | Content::HardBreak);
        if !own_line
            || !self.body.nodes[open + 1..caption].iter().any(is_picture)
            || !captions::is_of_figure(self.written(Span { start: first.start, ..span }))
        {
            return false;
        }
        self.body.nodes[open].content = Content::Open(Element::Figure);
        self.body.nodes[caption - 1] = Node { content: Content::Open(Element::FigureCaption), span: first };
        self.push(Content::Close, span);
        self.push(Content::Close, span);
        true
    }

    fn written(&self, span: Span) -> &str {
        self.source.text[span.range()].trim()
    }
}

fn is_of_pictures(content: &Content) -> bool {
    matches!(content, Content::Picture(..) | Content::SoftBreak | Content::HardBreak)
}
