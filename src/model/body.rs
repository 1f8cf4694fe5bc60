//! Bodies: Markdown as a flat run of nodes.
//!
//! A body is parsed once. Nodes keep their spans to the end, so that a finding about a link in the middle of a
//! paragraph names that link. Opening and closing nodes are balanced by construction of the parser.

use std::ops::Range;

use super::vocabulary::vocabulary;
use super::{Provenance, Ref};
use crate::source::{SourcePath, Span, Spanned};

/// A range of nodes, as indices into [`Body::nodes`].
pub type NodeRange = Range<u32>;

/// The text of an item.
#[derive(Clone, Debug, Default)]
pub struct Body {
    /// Where it lies in its file: everything below the front matter.
    pub span: Span,
    /// Everything in reading order, footnotes last.
    pub nodes: Vec<Node>,
    /// The text cut at its headings of level 2; the first section has no heading. Empty sections before the first
    /// heading are left out.
    pub sections: Vec<Section>,
    /// All headings in order.
    pub headings: Vec<Heading>,
    /// Footnotes in the order in which they are first called.
    pub footnotes: Vec<Footnote>,
    /// Links to items, in the order written; nodes name them by index.
    pub refs: Vec<WrittenRef>,
    /// Pictures and attachments, in the order written; nodes name them by index.
    pub assets: Vec<WrittenAsset>,
    /// Roles that take steps, as written behind them, in their order; nodes name them by index.
    pub actors: Vec<Spanned<String>>,
    /// Parts whose headings are written in another way than as headings of theirs. A finding says so, so that nobody else
    /// needs to say that they are missing.
    pub mistyped: Vec<Part>,
}

/// A piece of a text.
#[derive(Clone, Debug)]
pub struct Node {
    /// What it is.
    pub content: Content,
    /// Where it was written.
    pub span: Span,
}

/// What a node is.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// An element begins.
    Open(Element),
    /// The innermost open element ends.
    Close,
    /// Running text.
    Text(String),
    /// A code span.
    Code(Box<str>),
    /// A line end in the source that becomes a blank; those between Han characters are gone.
    SoftBreak,
    /// A forced line end.
    HardBreak,
    /// A thematic break.
    Rule,
    /// The box of a task list's item.
    Checkbox(bool),
    /// The mark before an item of a list, a note or an example, as written: `a)`, `（一）`, `——`, `注1：`.
    Mark(Box<str>),
    /// A call of a footnote, by its index in [`Body::footnotes`].
    FootnoteCall(u32),
    /// A quotation of a clause or of part of it, alone in its paragraph; by its index in [`Body::refs`].
    Quotation(u32),
    /// A picture: the index of its file in [`Body::assets`], its alternative text and its title.
    Picture(u32, Box<str>, Box<str>),
    /// Who takes the step that ends here, by its index in [`Body::actors`].
    Actor(u32),
}

/// An element with content.
#[derive(Clone, Debug, PartialEq)]
pub enum Element {
    /// A paragraph; in clauses with its ordinal, its anchor being `p1`, `p2`….
    Paragraph(Option<u32>),
    /// A heading, by its index in [`Body::headings`].
    Heading(u32),
    /// A quotation of the author's own.
    BlockQuote,
    /// A box that calls for attention.
    Alert(Alert),
    /// A note or an example as standards have them (GB/T 1.1—2020, 9.9 and 9.10): it explains and requires nothing.
    /// Its first paragraph begins with its mark.
    Aside(Aside),
    /// A block of code in a language, which may be empty.
    CodeBlock(Box<str>),
    /// An ordered list from a number, or an unordered one.
    List(Option<u64>),
    /// A list whose items show their marks as written: whether these say an order.
    StandardList(bool),
    /// An item of a list; in clauses with its ordinal, its anchor being `i1`, `i2`….
    Item(Option<u32>),
    /// A table with the alignment of its columns.
    Table(Box<[Align]>),
    /// The number and title of a table, its first child.
    TableCaption,
    /// The unit of the figures of a table, below its caption.
    TableUnits,
    /// The head rows of a table.
    TableHead,
    /// A row of a table.
    TableRow,
    /// A cell of a row.
    TableCell(Cell),
    /// A picture, or several, with a caption.
    Figure,
    /// The number and title of a figure, its last child.
    FigureCaption,
    /// A list of definitions.
    DefinitionList,
    /// What is defined.
    DefinitionTitle,
    /// How it is defined.
    Definition,
    /// Emphasis.
    Emphasis,
    /// Strong emphasis.
    Strong,
    /// Struck out.
    Strikethrough,
    /// Below the line, as in H₂O.
    Subscript,
    /// Above the line, as in m².
    Superscript,
    /// A link to an item, by its index in [`Body::refs`].
    Link(u32, LinkText),
    /// A link to a file of the content, by its index in [`Body::assets`].
    Attachment(u32),
    /// A link to the world: `http:`, `https:`, `mailto:` or `tel:`.
    External(Box<ExternalLink>),
}

/// Where the text of a link comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkText {
    /// The author wrote it; it follows in the nodes.
    Written,
    /// It is the target's own name, known once the link is resolved.
    OfTarget,
}

vocabulary! {
    /// Kinds of alerts.
    pub enum Alert {
        /// 说明.
        Note = "note",
        /// 提示.
        Tip = "tip",
        /// 重要.
        Important = "important",
        /// 注意.
        Warning = "warning",
        /// 警告.
        Caution = "caution",
    }
}

vocabulary! {
    /// What stands aside from the requirements of a standard.
    pub enum Aside {
        /// 注.
        Note = "note",
        /// 示例.
        Example = "example",
    }
}

/// The place of a cell in its table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Its first column, counted from 0.
    pub column: u16,
    /// How many columns it spans.
    pub columns: u16,
    /// How many rows it spans.
    pub rows: u16,
}

/// Alignment of a table's column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// As the text runs.
    Start,
    /// Centred.
    Center,
    /// Against the end, as for numbers.
    End,
}

/// A heading inside a body.
#[derive(Clone, Debug)]
pub struct Heading {
    /// 2 to 6.
    pub level: u8,
    /// Its anchor, unique in the body.
    pub anchor: Box<str>,
    /// Its words as far as one file knows them, for anchors and findings; what a page shows is known to `prose`.
    pub text: Box<str>,
    /// Its inline content.
    pub nodes: NodeRange,
    /// The question that its section answers.
    pub part: Option<Part>,
    /// Whose words the section is, where that differs from the item's.
    pub provenance: Option<Spanned<Provenance>>,
    /// Where it was written.
    pub span: Span,
}

vocabulary! {
    /// The three questions of a task. Their words are anchors, and keys of `headings` in `site.yaml`.
    pub enum Part {
        /// 做什么.
        What = "what" / "做什么",
        /// 怎么做.
        How = "how" / "怎么做",
        /// 谁来做.
        Who = "who" / "谁来做",
    }
}

impl Part {
    /// All three, in order.
    pub const ALL: [Self; 3] = [Self::What, Self::How, Self::Who];
}

/// The text below one heading of level 2, or before the first of them.
#[derive(Clone, Debug)]
pub struct Section {
    /// Its heading, by its index in [`Body::headings`].
    pub heading: Option<u32>,
    /// Its blocks, without the heading.
    pub nodes: NodeRange,
}

/// A footnote.
#[derive(Clone, Debug)]
pub struct Footnote {
    /// Its label as written.
    pub label: Box<str>,
    /// Its blocks; empty when it is called but not written.
    pub nodes: NodeRange,
}

/// Where a link to the world leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExternalLink {
    /// The address.
    pub address: Box<str>,
    /// What is shown when one points at it; mostly empty.
    pub title: Box<str>,
}

/// A ref with its place.
#[derive(Clone, Debug)]
pub struct WrittenRef {
    /// What was written.
    pub reference: Ref,
    /// Its place, without brackets.
    pub span: Span,
    /// What is shown when one points at it; mostly empty.
    pub title: Box<str>,
}

/// A file that a body shows or offers.
#[derive(Clone, Debug)]
pub struct WrittenAsset {
    /// The file.
    pub path: SourcePath,
    /// Where it was named.
    pub span: Span,
    /// The place inside it, as written behind `#`: the page of a PDF, the view of a drawing. Mostly empty.
    pub place: Box<str>,
    /// What is shown when one points at a link to it; mostly empty.
    pub title: Box<str>,
    /// The size that a picture is to be shown in.
    pub size: Size,
}

/// The size of a picture in pixels of the page, as far as its author gives it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// Its width.
    pub width: Option<u16>,
    /// Its height.
    pub height: Option<u16>,
}

impl Body {
    /// The nodes of a range.
    pub fn slice(&self, range: &NodeRange) -> &[Node] {
        self.nodes.get(range.start as usize..range.end as usize).unwrap_or_default()
    }

    /// The section that answers `part`.
    pub fn part(&self, part: Part) -> Option<&Section> {
        self.sections.iter().find(|section| self.heading_of(section).is_some_and(|heading| heading.part == Some(part)))
    }

    /// The heading of a section.
    pub fn heading_of(&self, section: &Section) -> Option<&Heading> {
        section.heading.and_then(|index| self.headings.get(index as usize))
    }

    /// Whether nothing is written.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// The range from the node at `open` to the node that closes it, both included.
    pub fn element(&self, open: u32) -> NodeRange {
        let mut depth = 0_u32;
        for (index, node) in (open..).zip(&self.nodes[open as usize..]) {
            match node.content {
                Content::Open(_) => depth += 1,
                Content::Close => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return open..index + 1;
            }
        }
        open..open
    }

    /// The blocks that carry `anchor` (`p2`, `i3`) in a clause. A paragraph that ends with a colon says nothing without
    /// the list it introduces: the list belongs to it.
    pub fn anchored(&self, anchor: &str) -> Option<NodeRange> {
        let position = self.nodes.iter().position(|node| anchor_of(&node.content).is_some_and(|own| own == anchor))?;
        let range = u32::try_from(position).ok().map(|open| self.element(open))?;
        let introduces = self.slice(&range).iter().rev().find_map(|node| match &node.content {
            Content::Text(text) => Some(text.ends_with(['：', ':'])),
            Content::Close => None,
            _ => Some(false),
        });
        match self.nodes.get(range.end as usize).map(|node| &node.content) {
            Some(Content::Open(Element::List(_) | Element::StandardList(_))) if introduces == Some(true) => {
                Some(range.start..self.element(range.end).end)
            }
            _ => Some(range),
        }
    }

    /// Whether `anchor` is a place of this body: a heading, or a numbered paragraph or list item of a clause.
    pub fn has_anchor(&self, anchor: &str) -> bool {
        self.headings.iter().any(|heading| &*heading.anchor == anchor) || self.anchored(anchor).is_some()
    }

    /// Every anchor, for suggestions.
    pub fn anchors(&self) -> Vec<String> {
        let headings = self.headings.iter().map(|heading| heading.anchor.to_string());
        headings.chain(self.nodes.iter().filter_map(|node| anchor_of(&node.content))).collect()
    }
}

/// The anchor of a numbered block.
fn anchor_of(content: &Content) -> Option<String> {
    match content {
        Content::Open(Element::Paragraph(Some(ordinal))) => Some(format!("p{ordinal}")),
        Content::Open(Element::Item(Some(ordinal))) => Some(format!("i{ordinal}")),
        _ => None,
    }
}
