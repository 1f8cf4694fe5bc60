//! Clauses as paragraphs.

mod leaves;

use std::collections::BTreeMap;

use super::pictures::Placed;
use super::tables::{Grid, table};
use super::xml::{Look, paragraph, run};
use crate::model::{Body, ClausePlace, Content, Element, LinkText, NodeRange};
use crate::naming;
use crate::prose::{self, Block, Quotation, Target};
use crate::site::{EntryIx, Site};

/// What was written.
pub(super) struct Written {
    /// The paragraphs and tables.
    pub(super) body: String,
    /// The footnotes, each as its paragraphs.
    pub(super) notes: Vec<String>,
    /// The pictures.
    pub(super) pictures: Vec<Placed>,
}

/// What stands before the items of a list.
enum Marks {
    /// What they bring themselves.
    Own,
    /// A bullet, which Word makes.
    Bullet,
    /// The next number.
    Count(u64),
}

/// Writes the text of a document.
pub(super) struct Writer<'a> {
    site: &'a Site,
    written: Written,
    entry: EntryIx,
    /// Runs of the paragraph being written.
    runs: String,
    look: Look,
    style: &'static str,
    /// How deep in lists it stands.
    depth: usize,
    /// What stands before the items of each open list.
    lists: Vec<Marks>,
    /// Whether the paragraph has a bullet.
    bullet: bool,
    /// What stands before the next words.
    mark: Option<String>,
    /// The tables that are open.
    grids: Vec<Grid>,
    /// Indexes of the notes of the item being written, by those of its body.
    notes: BTreeMap<u32, usize>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(site: &'a Site) -> Self {
        Self {
            site,
            written: Written { body: String::new(), notes: Vec::new(), pictures: Vec::new() },
            entry: EntryIx(0),
            runs: String::new(),
            look: Look::default(),
            style: "a",
            depth: 0,
            lists: Vec::new(),
            bullet: false,
            mark: None,
            grids: Vec::new(),
            notes: BTreeMap::new(),
        }
    }

    /// Adds a paragraph that is written already.
    pub(super) fn add(&mut self, paragraph: &str) {
        self.written.body.push_str(paragraph);
    }

    pub(super) fn finish(self) -> Written {
        self.written
    }

    /// A clause: its number and title as a heading, or its number before its first words.
    pub(super) fn clause(&mut self, entry: EntryIx, depth: u32) {
        let item = &self.site.entry(entry).item;
        self.entry = entry;
        self.notes.clear();
        let title = item.header.title.value.as_str();
        let level = depth.clamp(1, 6);
        match (item.number().map(|number| self.own_number(number)), title) {
            (Some(number), "") => {
                let is_annex = number.len() == 1 && number.starts_with(|own: char| own.is_ascii_uppercase());
                let style = if is_annex { "Annex".to_owned() } else { format!("Untitled{level}") };
                let number = if is_annex { format!("附录{number}") } else { number.to_owned() };
                self.mark = Some(format!("{number}\u{3000}"));
                self.first_of(&style, &item.body);
                return;
            }
            (Some(number), title) => {
                let is_annex = number.len() == 1 && number.starts_with(|own: char| own.is_ascii_uppercase());
                let number = if is_annex { format!("附录{number}") } else { number.to_owned() };
                let style = if is_annex { "Annex".to_owned() } else { format!("Heading{level}") };
                let words = run(&format!("{number}\u{3000}{title}"), Look::default());
                self.add(&paragraph(&style, "", &words));
            }
            (None, "") => {}
            (None, title) => {
                let is_among = item.clause().is_some_and(|clause| clause.place == ClausePlace::Among);
                let style = if is_among { format!("Heading{level}") } else { "Unnumbered".to_owned() };
                self.add(&paragraph(&style, "", &run(title, Look::default())));
            }
        }
        self.whole(&item.body);
    }

    /// A number as documents print it: `（二）` of `三、（二）`, since the heading above says the rest. A dot between levels keeps
    /// them together.
    fn own_number<'n>(&self, number: &'n str) -> &'n str {
        let edition = self.site.edition_of(self.entry);
        let ordinal = edition.and_then(|edition| self.site.numbering(edition).ordinal(number));
        let above = ordinal.and_then(|ordinal| ordinal.parent).filter(|above| above.ends_with('、'));
        above
            .and_then(|above| number.strip_prefix(above.as_str()))
            .filter(|own| own.starts_with('（'))
            .unwrap_or(number)
    }

    /// The text of an item alone; its name stands above.
    pub(super) fn text(&mut self, entry: EntryIx) {
        self.entry = entry;
        self.notes.clear();
        let site = self.site;
        self.whole(&site.entry(entry).item.body);
    }

    /// The text of a clause without a title: its number stands before its first paragraph, whatever that is.
    fn first_of(&mut self, style: &str, body: &Body) {
        let number = self.mark.take().unwrap_or_default();
        let first = body.nodes.iter().position(|node| matches!(node.content, Content::Open(_)));
        let begins = first.map(|at| &body.nodes[at].content);
        if let Some(Content::Open(Element::Paragraph(_))) = begins {
            let range = body.element(u32::try_from(first.unwrap_or(0)).unwrap_or(0));
            self.runs = run(&number, Look::default());
            self.inline(&(range.start + 1..range.end.saturating_sub(1)));
            let runs = std::mem::take(&mut self.runs);
            self.add(&paragraph(style, "", &runs));
            self.sections(body, range.end);
        } else {
            self.add(&paragraph(style, "", &run(&number, Look::default())));
            self.whole(body);
        }
    }

    fn whole(&mut self, body: &Body) {
        self.sections(body, 0);
    }

    /// The text of a body from a node on.
    fn sections(&mut self, body: &Body, from: u32) {
        for section in &body.sections {
            if let Some(heading) = body.heading_of(section) {
                let shown = prose::heading(self.site, self.entry, heading);
                let words = run(&shown.text, Look { bold: true, ..Look::default() });
                self.add(&paragraph("a", "<w:keepNext/>", &words));
            }
            let start = section.nodes.start.max(from);
            if start < section.nodes.end {
                self.blocks(&(start..section.nodes.end));
            }
        }
    }

    fn body(&self) -> &'a Body {
        &self.site.entry(self.entry).item.body
    }

    fn inline(&mut self, range: &NodeRange) {
        self.walk(range);
    }

    fn blocks(&mut self, range: &NodeRange) {
        self.walk(range);
        self.end_paragraph();
    }

    fn walk(&mut self, range: &NodeRange) {
        let mut open: Vec<&Element> = Vec::new();
        for node in self.body().slice(range) {
            match &node.content {
                Content::Open(element) => {
                    self.open(element);
                    open.push(element);
                }
                Content::Close => {
                    if let Some(element) = open.pop() {
                        self.close(element);
                    }
                }
                Content::Text(text) => self.words(text),
                Content::Code(text) => self.words(text),
                Content::Mark(mark) => self.mark = Some(marked(mark)),
                Content::SoftBreak => self.words(" "),
                Content::HardBreak => self.words("\n"),
                Content::Checkbox(done) => self.mark = Some(if *done { "☑ " } else { "□ " }.to_owned()),
                Content::FootnoteCall(note) => self.call(*note),
                Content::Quotation(reference) => self.quotation(*reference),
                Content::Picture(asset, words, _) => self.picture(*asset, words),
                Content::Actor(actor) => self.actor(*actor),
                Content::Rule => {}
            }
        }
    }

    /// The words of a quotation, as its page shows them.
    fn quotation(&mut self, reference: u32) {
        let (site, entry) = (self.site, self.entry);
        match prose::quotation(site, site.outgoing(entry), reference, site.lang(entry), false) {
            Quotation::Words { shown, ranges, .. } => {
                let blocks: Vec<Block> = ranges.iter().flat_map(|range| prose::blocks(site, shown, range)).collect();
                self.words(&prose::lines(&blocks, Block::before).0);
            }
            Quotation::Link(target) => self.name(&target),
        }
    }

    fn words(&mut self, text: &str) {
        let mark = self.mark.take().unwrap_or_default();
        let before = run(&mark, Look::default());
        self.runs.push_str(&before);
        let words = run(text, self.look);
        self.runs.push_str(&words);
    }

    fn open(&mut self, element: &Element) {
        match element {
            Element::Paragraph(_) | Element::DefinitionTitle | Element::Definition => self.end_paragraph(),
            Element::Heading(_) | Element::CodeBlock(_) => self.end_paragraph(),
            Element::BlockQuote | Element::Alert(_) => self.end_paragraph(),
            Element::Aside(_) => {
                self.end_paragraph();
                self.style = "Aside";
            }
            Element::List(first) => self.list(first.map_or(Marks::Bullet, Marks::Count)),
            Element::StandardList(_) => self.list(Marks::Own),
            Element::Item(_) => {
                self.end_paragraph();
                match self.lists.last_mut() {
                    Some(Marks::Count(next)) => {
                        self.mark = Some(format!("{next}. "));
                        *next += 1;
                    }
                    Some(Marks::Bullet) => self.bullet = true,
                    Some(Marks::Own) | None => {}
                }
            }
            Element::Table(columns) => {
                self.end_paragraph();
                self.grids.push(Grid::new(columns.len()));
            }
            Element::TableCaption | Element::FigureCaption => {
                self.end_paragraph();
                self.style = "Caption";
            }
            Element::TableUnits => {
                self.end_paragraph();
                self.style = "Units";
            }
            Element::TableHead => self.with_grid(|grid| grid.in_head = true),
            Element::TableRow => self.with_grid(Grid::begin_row),
            Element::TableCell(_) | Element::Figure | Element::DefinitionList => self.end_paragraph(),
            Element::Emphasis => self.look.italic = true,
            Element::Strong => self.look.bold = true,
            Element::Strikethrough => self.look.struck = true,
            Element::Subscript => self.look.below = true,
            Element::Superscript => self.look.above = true,
            Element::Link(reference, LinkText::OfTarget) => {
                let (site, entry) = (self.site, self.entry);
                let target = prose::target(site, site.outgoing(entry), *reference, site.lang(entry));
                self.name(&target);
            }
            Element::Link(_, LinkText::Written) | Element::Attachment(_) | Element::External(_) => {}
        }
    }

    fn list(&mut self, first: Marks) {
        self.end_paragraph();
        self.depth += 1;
        self.lists.push(first);
    }

    /// The name of what a link without words leads to.
    fn name(&mut self, target: &Target<'_>) {
        match target {
            Target::Item { shown, .. } => self.words(&naming::full_name(self.site, *shown)),
            Target::Broken(written) => self.words(written),
        }
    }

    fn close(&mut self, element: &Element) {
        match element {
            Element::List(_) | Element::StandardList(_) => {
                self.end_paragraph();
                self.depth = self.depth.saturating_sub(1);
                self.lists.pop();
            }
            Element::Table(_) => {
                if let Some(grid) = self.grids.pop() {
                    let written = table(&grid);
                    self.add(&written);
                }
            }
            Element::TableHead => self.with_grid(|grid| grid.in_head = false),
            Element::TableCell(cell) => {
                let runs = std::mem::take(&mut self.runs);
                self.mark = None;
                let cell = *cell;
                self.with_grid(|grid| grid.add(cell, runs));
            }
            Element::TableRow => {}
            Element::TableCaption | Element::TableUnits | Element::FigureCaption | Element::Aside(_) => {
                self.end_paragraph();
                self.style = "a";
            }
            Element::Paragraph(_)
            | Element::Heading(_)
            | Element::BlockQuote
            | Element::Alert(_)
            | Element::CodeBlock(_)
            | Element::Item(_)
            | Element::Figure
            | Element::DefinitionList
            | Element::DefinitionTitle
            | Element::Definition => self.end_paragraph(),
            Element::Emphasis => self.look.italic = false,
            Element::Strong => self.look.bold = false,
            Element::Strikethrough => self.look.struck = false,
            Element::Subscript => self.look.below = false,
            Element::Superscript => self.look.above = false,
            Element::Link(..) | Element::Attachment(_) | Element::External(_) => {}
        }
    }

    fn with_grid(&mut self, act: impl FnOnce(&mut Grid)) {
        if let Some(grid) = self.grids.last_mut() {
            act(grid);
        }
    }

    /// Ends the paragraph, if there is anything in it. Inside a cell a line break stands for it.
    fn end_paragraph(&mut self) {
        if self.runs.is_empty() && self.mark.is_none() || !self.grids.is_empty() && self.style == "a" {
            return;
        }
        let mark = self.mark.take().unwrap_or_default();
        let before = run(&mark, Look::default());
        self.runs.push_str(&before);
        let runs = std::mem::take(&mut self.runs);
        let style = if self.depth > 0 && self.style == "a" { "Item" } else { self.style };
        let bullet = if std::mem::take(&mut self.bullet) {
            format!("<w:numPr><w:ilvl w:val=\"{}\"/><w:numId w:val=\"1\"/></w:numPr>", self.depth.clamp(1, 9) - 1)
        } else {
            String::new()
        };
        let more = if self.depth > 0 {
            // Two characters for each level (GB/T 1.1—2020, 10.4.3).
            format!("{bullet}<w:ind w:left=\"{}\" w:firstLine=\"0\"/>", 420 + 420 * self.depth)
        } else {
            String::new()
        };
        let written = paragraph(style, &more, &runs);
        if self.grids.is_empty() || style != "a" {
            self.add(&written);
        }
    }

    /// The call of a footnote, and its text where it is called first.
    fn call(&mut self, note: u32) {
        let next = self.written.notes.len();
        let own = *self.notes.entry(note).or_insert(next);
        if own == next {
            self.written.notes.push(String::new());
            let blocks = self.body().footnotes.get(note as usize).map(|own| own.nodes.clone());
            let blocks = blocks.map(|nodes| prose::blocks(self.site, self.entry, &nodes)).unwrap_or_default();
            let texts: Vec<String> = blocks.into_iter().map(|block| block.into_line()).collect();
            self.written.notes[own] = texts.join("\n");
        }
        // 0 and 1 are the lines that part notes from the text.
        let call = format!(
            "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteReference w:id=\"{}\"/></w:r>",
            own + 2
        );
        self.runs.push_str(&call);
    }
}

/// A mark with the blank that parts it from the words.
fn marked(mark: &str) -> String {
    let blank = if mark.ends_with(|last: char| last.is_ascii()) { " " } else { "" };
    format!("{mark}{blank}")
}
