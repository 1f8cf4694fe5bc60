//! Markdown → [`Body`]: CommonMark with tables, footnotes, task lists, definition lists, alerts, heading attributes
//! and wiki links, through pulldown-cmark.
//!
//! The way through: [`emphasis`] puts marks into the text so that emphasis works beside Chinese punctuation, [`starts`]
//! where a line must stay text, [`sizes`] before the sizes of pictures;
//! pulldown-cmark makes [`events`] of it; [`walk`] goes over them once and leaves each kind to the file that knows it:
//! [`text`], [`scripts`], [`lines`], [`by_hand`], [`paragraphs`], [`lists`], [`boxes`], [`captions`], [`tables`], [`headings`], [`footnotes`], [`links`], [`bare_addresses`]. What entities stand for is looked at in [`references`].

mod actors;
mod address;
mod bare_addresses;
mod boxes;
mod by_hand;
mod captions;
mod emphasis;
mod events;
mod flanks;
mod footnotes;
mod headings;
mod lines;
mod links;
mod lists;
mod paragraphs;
mod references;
mod scripts;
mod sizes;
mod starts;
mod tables;
mod text;
mod walk;

#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::BTreeSet;

use pulldown_cmark::{Options, Parser};

use self::by_hand::OpenList;
use self::captions::Pictures;
use self::emphasis::Marked;
use self::events::Events;
use self::footnotes::Footnotes;
use self::headings::{Anchors, Opened, Ordinals};
use self::lists::Numbers;
use self::tables::Table;
use crate::characters;
use crate::config::Config;
use crate::diag::Diagnostic;
use crate::model::{Body, Content, Element, Kind, Node};
use crate::source::{Location, Source, Span};

/// Reads the Markdown at `within` of a source.
pub(super) fn read(source: &Source, within: Span, kind: Kind, config: &Config) -> (Body, Vec<Diagnostic>) {
    let mut found = Vec::new();
    characters::check(&source.path, &source.text, within, &mut found);
    // Every character that no page may hold is a finding, so that a body without any is safe as it is.
    if found.is_empty() {
        return read_safe(source, within, kind, config, found);
    }
    // What is left of it has the same length, so that spans stay true.
    match characters::safe(&source.text) {
        Cow::Borrowed(_) => read_safe(source, within, kind, config, found),
        Cow::Owned(text) => {
            let safe = Source { text: text.into(), ..source.clone() };
            read_safe(&safe, within, kind, config, found)
        }
    }
}

fn read_safe(
    source: &Source,
    within: Span,
    kind: Kind,
    config: &Config,
    mut found: Vec<Diagnostic>,
) -> (Body, Vec<Diagnostic>) {
    let markdown = &source.text[within.range()];
    let marked = Marked::new(markdown);
    let events = Events::new(
        Parser::new_ext(marked.text(), options())
            .into_offset_iter()
            .map(|(event, range)| (event, marked.span(&range).shifted(within.start as usize))),
    );
    if markdown.contains('&') {
        references::check(source, &marked, &events, &mut found);
    }
    let (body, wrong) = Builder::new(source, within, kind, config, &marked, &events).read();
    found.extend(wrong);
    (Body { span: within, ..body }, found)
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM
        | Options::ENABLE_WIKILINKS
}

/// Builds one body: the ground on which the files of this folder stand, each with the part of it that it knows.
struct Builder<'a> {
    source: &'a Source,
    /// Where the body stands in it.
    within: Span,
    kind: Kind,
    config: &'a Config,
    marked: &'a Marked<'a>,
    events: &'a Events<'a>,
    /// Index of the event to be read next.
    at: usize,
    body: Body,
    found: Vec<Diagnostic>,
    /// What each open tag became, so that its end is treated alike.
    open: Vec<Opening>,
    /// Text joins a text node before it, but none before this index.
    floor: usize,
    /// The event that starts the last line that begins something by hand.
    line_by_hand: usize,
    /// The nodes that start such lines of the run being read. A line end stands before each.
    lines_by_hand: Vec<usize>,
    /// The list by hand that the next paragraph may go on with.
    list_by_hand: OpenList,
    /// Behind the last list of definitions written with `：`.
    definitions_end: usize,
    /// The last paragraph of pictures alone.
    pictures: Pictures,
    /// Caption and unit of the table that follows.
    captions: Vec<Node>,
    table: Table,
    /// Whether there may be subscripts and superscripts.
    has_scripts: bool,
    /// Whether steps may say who takes them.
    has_actors: bool,
    /// Whether there may be addresses among the text.
    has_addresses: bool,
    /// Up to here the source is read already.
    spent: usize,
    anchors: Anchors,
    ordinals: Ordinals,
    footnotes: Footnotes,
    /// The labels that links and pictures name.
    labels: BTreeSet<String>,
    /// First node of the section being read, and its heading.
    section: (u32, Option<u32>),
}

/// What a start tag became.
enum Opening {
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
    fn new(
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
            has_actors: matches!(kind, Kind::Task | Kind::Safeguard) && marked.text().contains(actors::OPEN),
            has_addresses: marked.text().contains("://"),
            spent: 0,
            anchors: Anchors::default(),
            ordinals: Ordinals::default(),
            footnotes: Footnotes::default(),
            labels: BTreeSet::new(),
            section: (0, None),
        }
    }

    fn open_element(&mut self, element: Element, span: Span) -> Opening {
        self.push(Content::Open(element), span);
        Opening::Element
    }

    fn push(&mut self, content: Content, span: Span) {
        self.body.nodes.push(Node { content, span });
    }

    /// The index of the next node.
    fn next(&self) -> u32 {
        index(self.body.nodes.len())
    }

    /// The index of the event being read.
    fn current(&self) -> usize {
        self.at - 1
    }

    /// Goes on behind the end of the tag being read.
    fn pass(&mut self) {
        self.at = self.events.end_of(self.current()) + 1;
    }

    fn location(&self, span: Span) -> Location {
        Location::new(&self.source.path, span)
    }
}

/// Sources are far below 4 GiB, so that a count of nodes always fits.
fn index(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
