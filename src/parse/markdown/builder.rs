//! From parser events to nodes: one walk, which leaves each kind of event to the file that knows it.

use std::collections::BTreeSet;

use pulldown_cmark::{Alignment, Event, Tag, TagEnd};

use super::super::rules;
use super::by_hand::OpenList;
use super::captions::Pictures;
use super::emphasis::Marked;
use super::events::Events;
use super::footnotes::Footnotes;
use super::headings::{Anchors, Opened, Ordinals};
use super::lists::Numbers;
use super::tables::Table;
use super::{boxes, lines, scripts};
use crate::config::Config;
use crate::diag::Diagnostic;
use crate::model::{Align, Body, Content, Element, Kind, Node};
use crate::source::{Location, Source, Span};

/// Builds one body.
pub(super) struct Builder<'a> {
    pub(super) source: &'a Source,
    /// Where the body stands in it.
    pub(super) within: Span,
    pub(super) kind: Kind,
    pub(super) config: &'a Config,
    pub(super) marked: &'a Marked<'a>,
    pub(super) events: &'a Events<'a>,
    /// Index of the event to be read next.
    pub(super) at: usize,
    pub(super) body: Body,
    pub(super) found: Vec<Diagnostic>,
    /// What each open tag became, so that its end is treated alike.
    pub(super) open: Vec<Opening>,
    /// Text joins a text node before it, but none before this index.
    pub(super) floor: usize,
    /// The event that starts the last line that begins something by hand.
    pub(super) line_by_hand: usize,
    /// The nodes that start such lines of the run being read. A line end stands before each.
    pub(super) lines_by_hand: Vec<usize>,
    /// The list by hand that the next paragraph may go on with.
    pub(super) list_by_hand: OpenList,
    /// Behind the last list of definitions written with `：`.
    pub(super) definitions_end: usize,
    /// The last paragraph of pictures alone.
    pub(super) pictures: Pictures,
    /// Caption and unit of the table that follows.
    pub(super) captions: Vec<Node>,
    pub(super) table: Table,
    /// Whether there may be subscripts and superscripts.
    pub(super) has_scripts: bool,
    /// Whether there may be addresses among the text.
    pub(super) has_addresses: bool,
    /// Up to here the source is read already.
    pub(super) spent: usize,
    pub(super) anchors: Anchors,
    pub(super) ordinals: Ordinals,
    pub(super) footnotes: Footnotes,
    /// The labels that links and pictures name.
    pub(super) labels: BTreeSet<String>,
    /// First node of the section being read, and its heading.
    pub(super) section: (u32, Option<u32>),
}

/// What a start tag became.
pub(super) enum Opening {
    /// An element, to be closed.
    Element,
    /// Nothing: only its content is kept.
    Transparent,
    /// A wiki link with a label, from a node on.
    Label(usize),
    /// A heading.
    Heading(Opened),
    /// A footnote of a label, from a node on.
    Footnote(Box<str>, usize),
    /// A paragraph, from a node on.
    Paragraph(usize),
    /// An element whose text is taken as it is: code, bare addresses.
    Literal,
    /// A list with its numbers.
    List(Numbers),
    /// A table, from a node on.
    Table(usize),
    /// The head of a table and its row.
    TableHead,
    /// A row of a table.
    TableRow,
    /// A note of a table, from a node on.
    TableNote(usize),
}

impl<'a> Builder<'a> {
    pub(super) fn new(
        source: &'a Source,
        within: Span,
        kind: Kind,
        config: &'a Config,
        marked: &'a Marked<'a>,
        events: &'a Events<'a>,
    ) -> Self {
        Self {
            source,
            within,
            kind,
            config,
            marked,
            events,
            at: 0,
            body: Body::default(),
            found: Vec::new(),
            open: Vec::new(),
            floor: 0,
            line_by_hand: 0,
            lines_by_hand: Vec::new(),
            list_by_hand: OpenList::default(),
            definitions_end: 0,
            pictures: Pictures::default(),
            captions: Vec::new(),
            table: Table::default(),
            has_scripts: scripts::may_occur(marked.text()),
            has_addresses: marked.text().contains("://"),
            spent: 0,
            anchors: Anchors::default(),
            ordinals: Ordinals::default(),
            footnotes: Footnotes::default(),
            labels: BTreeSet::new(),
            section: (0, None),
        }
    }

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
                }
                if let Some(opening) = self.start(tag, span) {
                    self.open.push(opening);
                }
            }
            Event::End(tag) => {
                if matches!(tag, TagEnd::Item | TagEnd::DefinitionListDefinition | TagEnd::DefinitionListTitle) {
                    self.end_loose_run();
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

    pub(super) fn open_element(&mut self, element: Element, span: Span) -> Opening {
        self.push(Content::Open(element), span);
        Opening::Element
    }

    pub(super) fn push(&mut self, content: Content, span: Span) {
        self.body.nodes.push(Node { content, span });
    }

    /// The index of the next node.
    pub(super) fn next(&self) -> u32 {
        index(self.body.nodes.len())
    }

    /// The index of the event being read.
    pub(super) fn current(&self) -> usize {
        self.at - 1
    }

    /// Goes on behind the end of the tag being read.
    pub(super) fn pass(&mut self) {
        self.at = self.events.end_of(self.current()) + 1;
    }

    pub(super) fn location(&self, span: Span) -> Location {
        Location::new(&self.source.path, span)
    }
}

fn align(alignment: Alignment) -> Align {
    match alignment {
        Alignment::None | Alignment::Left => Align::Start,
        Alignment::Center => Align::Center,
        Alignment::Right => Align::End,
    }
}

/// Sources are far below 4 GiB, so that a count of nodes always fits.
pub(super) fn index(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
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
