//! From parser events to nodes: one walk, which leaves each kind of event to the file that knows it.

use pulldown_cmark::{Alignment, Event, Tag, TagEnd};

use super::super::rules;
use super::{Builder, Opening, boxes, lines};
use crate::diag::Diagnostic;
use crate::model::{Align, Body, Content, Element};
use crate::source::Span;

impl Builder<'_> {
    pub(super) fn read(mut self) -> (Body, Vec<Diagnostic>) {
        let events = self.events;
        while let Some((event, span)) = events.get(self.at) {
            self.at += 1;
            self.event(event, *span);
        }
        self.end_section();
        self.report_ordinals_as_anchors();
        std::mem::take(&mut self.footnotes).lay(&mut self.body);
        if self.marked.text().contains("]:") {
            let Self { source, within, body, labels, found, .. } = &mut self;
            rules::link_label::check_definitions(source, *within, body, labels, found);
        }
        (self.body, self.found)
    }

    pub(super) fn event(&mut self, event: &Event<'_>, span: Span) {
        if !matches!(event, Event::Text(_)) {
            self.link_addresses();
        }
        match event {
            Event::Start(tag) => {
                if !lines::is_inline_tag(tag) {
                    self.end_loose_run();
                    self.take_actors();
                }
                if let Some(opening) = self.start(tag, span) {
                    self.open.push(opening);
                }
            }
            Event::End(tag) => {
                if matches!(tag, TagEnd::Item | TagEnd::DefinitionListDefinition | TagEnd::DefinitionListTitle) {
                    self.end_loose_run();
                }
                if matches!(tag, TagEnd::Item | TagEnd::Paragraph) {
                    self.take_actors();
                }
                self.end(span);
            }
            Event::Text(text) => self.text(text, span),
            Event::Code(code) => self.code(code, span),
            Event::InlineHtml(html) => self.inline_html(html, span),
            Event::FootnoteReference(label) => self.footnote_call(label, span),
            Event::SoftBreak => self.soft_break(span),
            Event::HardBreak => self.hard_break(span),
            Event::Rule => self.push(Content::Rule, span),
            Event::TaskListMarker(done) => self.push(Content::Checkbox(*done), span),
            // HTML comes inside its block, which is read whole at its start; formulas are not switched on.
            Event::Html(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    /// Begins what a tag becomes. Nothing is left to be closed where the tag was read to its end at once.
    fn start(&mut self, tag: &Tag<'_>, span: Span) -> Option<Opening> {
        Some(match tag {
            Tag::Paragraph => self.start_paragraph(span),
            Tag::Heading { level, id, classes, attrs } => {
                let braces = id.is_some() || !classes.is_empty() || !attrs.is_empty();
                return self.start_heading(*level, braces, span);
            }
            Tag::BlockQuote(None) => return self.start_block_quote(span),
            Tag::FootnoteDefinition(label) => self.start_footnote(label),
            Tag::HtmlBlock => return self.html_block(span),
            Tag::Link { link_type, dest_url, title, id } => {
                self.note_label(*link_type, id);
                return self.start_link(*link_type, dest_url, title, span);
            }
            Tag::Image { link_type, dest_url, title, id } => {
                self.note_label(*link_type, id);
                return self.image(*link_type, dest_url, title, span);
            }
            Tag::CodeBlock(kind) => self.start_code(kind, span),
            Tag::List(first) => self.start_list(*first, span),
            Tag::Item => self.start_item(span),
            Tag::Table(columns) => self.start_table(columns.iter().map(|column| align(*column)).collect(), span),
            Tag::TableHead => self.start_table_head(span),
            Tag::TableRow => self.start_table_row(span),
            Tag::TableCell => self.start_table_cell(span),
            tag => match element(tag) {
                Some(element) => self.open_element(element, span),
                None => Opening::Transparent,
            },
        })
    }

    fn end(&mut self, span: Span) {
        match self.open.pop() {
            None => {}
            Some(Opening::Transparent) => self.floor = self.body.nodes.len(),
            Some(Opening::Element | Opening::Literal | Opening::List(_)) => self.push(Content::Close, span),
            Some(Opening::Label(first)) => self.end_label(first, span),
            Some(Opening::Heading(opened)) => self.end_heading(opened, span),
            Some(Opening::Footnote(label, first)) => self.end_footnote(&label, first),
            Some(Opening::Paragraph(first)) => self.end_paragraph(first, span),
            Some(Opening::Table(first)) => self.end_table(first, span),
            Some(Opening::TableHead) => {
                self.push(Content::Close, span);
                self.push(Content::Close, span);
            }
            Some(Opening::TableRow) => self.end_table_row(span),
            Some(Opening::TableNote(first)) => self.end_table_note(first, span),
        }
    }
}

fn align(alignment: Alignment) -> Align {
    match alignment {
        Alignment::None | Alignment::Left => Align::Start,
        Alignment::Center => Align::Center,
        Alignment::Right => Align::End,
    }
}

/// Elements that need nothing but a name.
fn element(tag: &Tag<'_>) -> Option<Element> {
    Some(match tag {
        Tag::BlockQuote(Some(kind)) => Element::Alert(boxes::alert(*kind)),
        Tag::DefinitionList => Element::DefinitionList,
        Tag::DefinitionListTitle => Element::DefinitionTitle,
        Tag::DefinitionListDefinition => Element::Definition,
        Tag::Emphasis => Element::Emphasis,
        Tag::Strong => Element::Strong,
        Tag::Strikethrough => Element::Strikethrough,
        _ => return None,
    })
}
