//! Pages in their order, and their texts in units: what is found, and what a result leads to.

use super::blocks::{Block, Names, blocks, is_head, names};
use crate::site::{EntryIx, Site};

/// The longest unit, in characters.
const LONGEST: usize = 450;

/// From this length on a unit ends where a heading begins.
const LONG_ENOUGH: usize = 150;

/// A page with its units, never none.
pub(super) struct PageText {
    pub(super) entry: EntryIx,
    pub(super) names: Names,
    pub(super) units: Vec<Unit>,
}

/// A stretch of a page's text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Unit {
    /// Where it begins; empty for the top of the page.
    pub(super) anchor: String,
    /// The heading it stands under; empty without one.
    pub(super) heading: String,
    /// Headings that stand in it, the one at its beginning included.
    pub(super) headings: Vec<String>,
    /// Its text.
    pub(super) pieces: Vec<Stretch>,
    /// Anchors of the headings that are pieces of it, in their order.
    pub(super) inner: Vec<String>,
}

/// A block, or a part of a long one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) text: String,
    /// The character after it where a run goes on behind the cut, so that no pair is lost.
    pub(super) next: Option<char>,
    /// It is the beginning of a block, or a heading.
    pub(super) sort: Sort,
}

/// What a stretch is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// A heading among the text: shown, but counted with the headings.
    Heading,
    /// The beginning of a block.
    Begins,
    /// What follows of it.
    GoesOn,
}

impl Unit {
    /// The text as shown in results.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        for piece in &self.pieces {
            if piece.sort != Sort::GoesOn && !text.is_empty() {
                text.push('\n');
            }
            text.push_str(&piece.text);
        }
        text
    }

    /// Headings among the text: the line that each is, counted from 0, and its anchor.
    pub(super) fn lines(&self) -> Vec<(usize, &str)> {
        let mut line = 0;
        let mut lines = Vec::new();
        let mut anchors = self.inner.iter();
        for (number, piece) in self.pieces.iter().enumerate() {
            // As `text` parts them; a text that goes on begins a unit and no line.
            line += usize::from(number > 0 && piece.sort != Sort::GoesOn);
            if piece.sort == Sort::Heading {
                lines.extend(anchors.next().map(|anchor| (line, anchor.as_str())));
            }
        }
        lines
    }

    fn is_empty(&self) -> bool {
        self.pieces.iter().all(|piece| piece.sort == Sort::Heading)
    }
}

/// Items that have pages to be found, in page order: by language, then standard, edition and kind, so that facets are
/// runs.
pub(super) fn order(site: &Site) -> Vec<EntryIx> {
    let mut order = Vec::with_capacity(site.entries.len());
    for lang in site.config.languages.all() {
        let mut push = |original: EntryIx| {
            let shown = site.in_language(original, lang);
            let page = site.pages.get(&site.entry(shown).address);
            if site.lang(shown) == lang && page.is_some_and(|page| page.kind().is_searched) {
                order.push(shown);
            }
        };
        for standard in site.standards.iter() {
            push(standard.entry);
            for edition in standard.editions.iter().filter_map(|&edition| site.editions.get(edition)) {
                push(edition.entry);
                edition.clauses.iter().for_each(|clause| push(clause.entry));
                edition.tasks.iter().chain(&edition.safeguards).for_each(|&work| push(work));
            }
        }
        site.shared.values().flatten().for_each(|&item| push(item));
    }
    order
}

/// Cuts the text of an item's page into units.
pub(super) fn page(site: &Site, entry: EntryIx) -> PageText {
    let mut packer = Packer::default();
    for block in blocks(site, entry) {
        match block {
            Block::Heading(text, anchor) => packer.heading(text, anchor),
            Block::Text(text, anchor) => packer.text(&text, anchor),
        }
    }
    packer.end();
    let mut units = packer.units;
    if is_head(site, entry) {
        // The names of a standard or edition stand in a unit of their own: what is found there is a part of the names of all
        // pages behind it.
        units.insert(0, Unit::default());
    }
    PageText { entry, names: names(site, entry), units }
}

/// Fills units with blocks.
#[derive(Default)]
struct Packer {
    units: Vec<Unit>,
    unit: Unit,
    /// Characters in the unit.
    length: usize,
    /// The heading and the anchor that the next block stands under.
    heading: String,
    anchor: String,
}

impl Packer {
    fn heading(&mut self, text: String, anchor: String) {
        if self.length >= LONG_ENOUGH && !self.unit.is_empty() {
            self.end();
        }
        if self.unit.is_empty() && self.unit.headings.is_empty() {
            self.unit.heading.clone_from(&text);
            // The first unit begins at the top of the page.
            if !self.units.is_empty() {
                self.unit.anchor.clone_from(&anchor);
            }
        } else if !text.is_empty() {
            self.push(text.clone(), None, Sort::Heading);
            self.unit.inner.push(anchor.clone());
        }
        self.unit.headings.push(text.clone());
        self.heading = text;
        self.anchor = anchor;
    }

    fn text(&mut self, text: &str, anchor: Option<String>) {
        let length = text.chars().count();
        if self.length + length > LONGEST && !self.unit.is_empty() {
            self.begin(anchor.as_ref());
        }
        let mut sort = Sort::Begins;
        let mut rest = text;
        // Only as much is counted as has room: a long text is cut often.
        while rest.chars().nth(LONGEST.saturating_sub(self.length)).is_some() {
            let cut = cut(rest, LONGEST.saturating_sub(self.length).max(LONG_ENOUGH));
            let (piece, behind) = rest.split_at(cut);
            if behind.is_empty() {
                break;
            }
            let is_clean = piece.ends_with(is_end) || piece.ends_with(is_pause) || piece.ends_with(' ');
            let next = behind.chars().next().filter(|_| !is_clean);
            self.push(piece.to_owned(), next, sort);
            self.begin(anchor.as_ref());
            rest = behind;
            sort = Sort::GoesOn;
        }
        self.push(rest.to_owned(), None, sort);
    }

    fn push(&mut self, text: String, next: Option<char>, sort: Sort) {
        self.length += text.chars().count();
        self.unit.pieces.push(Stretch { text, next, sort });
    }

    /// Ends the unit and begins one at the anchor of its first block, or under the last heading.
    fn begin(&mut self, anchor: Option<&String>) {
        self.end();
        self.unit.heading.clone_from(&self.heading);
        self.unit.anchor = anchor.unwrap_or(&self.anchor).clone();
    }

    fn end(&mut self) {
        let unit = std::mem::take(&mut self.unit);
        if self.units.is_empty() || !unit.is_empty() || !unit.headings.is_empty() {
            self.units.push(unit);
        }
        self.length = 0;
    }
}

/// Where a long text is cut: behind a sentence, else behind another sign that parts runs, else anywhere.
fn cut(text: &str, most: usize) -> usize {
    let end = text.char_indices().nth(most).map_or(text.len(), |(at, _)| at);
    let floor = text.char_indices().nth(LONG_ENOUGH.min(most / 2)).map_or(0, |(at, _)| at);
    let behind = |test: fn(char) -> bool| {
        let found = text[..end].char_indices().rev().find(|(at, character)| *at >= floor && test(*character));
        found.map(|(at, character)| at + character.len_utf8())
    };
    behind(is_end).or_else(|| behind(is_pause)).or_else(|| behind(|character| character == ' ')).unwrap_or(end)
}

fn is_end(character: char) -> bool {
    matches!(character, '。' | '；' | '！' | '？' | '\n')
}

/// Signs that no run, word or number goes on behind.
fn is_pause(character: char) -> bool {
    matches!(character, '，' | '、' | '：' | '”' | '》' | '）')
}
