//! The text of items as their pages show it: block by block, with links, quotations and footnotes in words.
//!
//! Whatever shows or passes on text of content takes it from here: search, open data, summaries, findings. `render/html`
//! writes the markup of the same nodes, and asks here what a link and a quotation show. So no output says what another
//! one leaves out. What is struck out is on the page, but no longer holds: it is never part of a [`Block::text`].

mod committed;
mod lines;
mod links;
mod official;
mod signed;
mod summary;
mod walker;

use std::fmt;

use crate::model::{Alert, Heading, Lang, NodeRange, vocabulary};
use crate::site::{EntryIx, Site};
use crate::text::bytes;
pub use committed::{committed, committed_words};
pub use lines::lines;
pub use links::{Quotation, Target, place_in_language, quotation, target};
pub use official::{official, official_words};
pub use signed::{is_suspect, outdated, signed, written_for};
pub use summary::summary;
use walker::Walker;

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// The words that hold. Cells of a row are parted by tabs, as many as there are columns before a cell.
    pub text: String,
    /// The words that are struck out.
    pub deleted: Vec<Deletion>,
    /// What stands before it.
    pub mark: Option<Mark>,
    /// How deep in lists it stands; 0 outside of any.
    pub depth: usize,
    /// It begins an item of an ordered list.
    pub ordered: bool,
    /// The box it stands in.
    pub alert: Option<Alert>,
    /// Its place on the page, if it has one.
    pub anchor: Option<String>,
    /// The language it is written in.
    pub lang: Lang,
    /// The clause whose words a quotation is, with the place in it: the words are the issuer's, not the item's.
    pub of: Option<(EntryIx, Option<Box<str>>)>,
}

vocabulary! {
    /// What a block is.
    pub enum BlockKind {
        /// A paragraph.
        Paragraph = "paragraph",
        /// A heading.
        Heading = "heading",
        /// The beginning of a list's item.
        Item = "item",
        /// The words of a clause.
        Quotation = "quotation",
        /// A quotation of the author's own.
        Quote = "quote",
        /// A paragraph of a box that calls for attention.
        Alert = "alert",
        /// 注.
        Note = "note",
        /// 示例.
        Example = "example",
        /// A block of code.
        Code = "code",
        /// A row of a table's head.
        Head = "head",
        /// A row of a table.
        Row = "row",
        /// The number and title of a table or figure.
        Caption = "caption",
        /// The unit of a table's figures.
        Units = "units",
        /// What is defined.
        Term = "term",
        /// How it is defined.
        Definition = "definition",
        /// A paragraph of a footnote.
        Footnote = "footnote",
    }
}

/// Words that are struck out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deletion {
    /// Where they stood: bytes of the text before them.
    pub at: usize,
    /// The words.
    pub text: String,
}

/// What stands before a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mark {
    /// As written: `a)`, `（一）`, `——`, `注1：`.
    Written(Box<str>),
    /// The number that a list gives its item.
    Number(u64),
    /// The box of a task list, ticked or not.
    Checkbox(bool),
    /// The number of a footnote.
    Footnote(usize),
}

impl fmt::Display for Mark {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Written(mark) => out.write_str(mark),
            Self::Number(number) => write!(out, "{number}."),
            Self::Checkbox(done) => out.write_str(if *done { "[x]" } else { "[ ]" }),
            Self::Footnote(number) => write!(out, "[{number}]"),
        }
    }
}

impl Block {
    /// The mark, with the blank that parts it from the words; full-width marks bring their own room.
    pub fn before(&self) -> Option<String> {
        let mark = self.mark.as_ref()?.to_string();
        let blank = if mark.ends_with(|last: char| last.is_ascii()) { " " } else { "" };
        Some(mark + blank)
    }

    /// The words that hold as one line, behind the mark as written: a number that a list gives is no word of the text.
    /// Cells and lines are told apart by a blank, as words are.
    pub fn into_line(self) -> String {
        let mark = self.before().filter(|_| matches!(self.mark, Some(Mark::Written(_))));
        let text = match mark {
            Some(mark) => mark + &self.text,
            None => self.text,
        };
        if bytes::any_of(&text, b"\t\n") { text.replace(['\t', '\n'], " ") } else { text }
    }
}

/// The blocks of a stretch of an item's text.
pub fn blocks(site: &Site, index: EntryIx, range: &NodeRange) -> Vec<Block> {
    Walker::new(site, index).read(range)
}

/// A heading as a block.
pub fn heading(site: &Site, index: EntryIx, heading: &Heading) -> Block {
    Walker::new(site, index).heading(heading)
}

/// The blocks of the footnotes; the first of each has its number as mark, and its anchor.
pub fn footnotes(site: &Site, index: EntryIx) -> Vec<Block> {
    let footnotes = &site.entry(index).item.body.footnotes;
    let numbered = (1..).zip(footnotes).flat_map(|(number, footnote)| {
        let mut own = blocks(site, index, &footnote.nodes);
        own.iter_mut().for_each(|block| block.kind = BlockKind::Footnote);
        if let Some(first) = own.first_mut() {
            first.mark = Some(Mark::Footnote(number));
            first.anchor = Some(format!("fn-{number}"));
        }
        own
    });
    numbered.collect()
}

/// The whole text of an item in reading order, headings among it and footnotes last.
pub fn text(site: &Site, index: EntryIx) -> Vec<Block> {
    let body = &site.entry(index).item.body;
    let mut all = Vec::new();
    for section in &body.sections {
        all.extend(body.heading_of(section).map(|own| heading(site, index, own)));
        all.append(&mut blocks(site, index, &section.nodes));
    }
    all.append(&mut footnotes(site, index));
    all
}
