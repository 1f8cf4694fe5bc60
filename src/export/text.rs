//! Bodies as plain text, block by block, with the issuer's words marked as such.

use super::words;
use crate::model::{Aside, Body, Content, Element, Heading, Kind, LinkText, NodeRange, Part, Provenance, Section};
use crate::site::{Entry, EntryIx, Link, Site};

/// A piece of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Block {
    /// What it is: `paragraph`, `item`, `row`….
    pub(super) kind: &'static str,
    /// Its words; cells of a row are parted by a tab.
    pub(super) text: String,
    /// The mark before an item or a note: `1.`, `a)`, `注1：`.
    pub(super) mark: Option<String>,
    /// How deep in lists it stands; 0 outside of any.
    pub(super) depth: usize,
    /// It begins an item of an ordered list.
    pub(super) ordered: bool,
    /// Its place on the page, if it has one.
    pub(super) anchor: Option<String>,
    /// The clause whose words it is, with the place in it: the words are the issuer's, not the item's.
    pub(super) of: Option<(EntryIx, Option<Box<str>>)>,
}

/// The blocks of a section of an item.
pub(super) fn section(site: &Site, index: EntryIx, section: &Section) -> Vec<Block> {
    blocks(site, index, &section.nodes)
}

/// The blocks of each footnote, marked with its number.
pub(super) fn footnotes(site: &Site, index: EntryIx) -> Vec<Block> {
    let body = &site.entry(index).item.body;
    let numbered = (1..).zip(&body.footnotes).flat_map(|(number, footnote)| {
        let mut own = blocks(site, index, &footnote.nodes);
        own.iter_mut().for_each(|block| block.kind = "footnote");
        if let Some(first) = own.first_mut() {
            first.mark = Some(format!("[{number}]"));
        }
        own
    });
    numbered.collect()
}

/// The words of the section that answers a question, a line for each block; empty without one.
pub(super) fn answer(site: &Site, index: EntryIx, part: Part) -> String {
    let own = site.entry(index).item.body.part(part).map(|own| section(site, index, own));
    lines(&own.unwrap_or_default())
}

/// The steps of how, each with what stands below it, a line for each block.
pub(super) fn steps(site: &Site, index: EntryIx) -> Vec<String> {
    let how = site.entry(index).item.body.part(Part::How).map(|own| section(site, index, own));
    let mut steps: Vec<Vec<Block>> = Vec::new();
    let mut within = false;
    for block in how.unwrap_or_default() {
        if block.depth == 0 {
            within = false;
        } else if block.depth == 1 && block.kind == "item" {
            within = block.ordered;
            if within {
                // A step is named by its place in the list, not by its mark.
                steps.push(vec![Block { mark: None, ..block }]);
            }
        } else if let Some(step) = steps.last_mut().filter(|_| within) {
            step.push(block);
        }
    }
    steps.iter().map(|step| lines(step)).collect()
}

/// The provenance of a section: its own, or that of its item.
pub(super) fn provenance(heading: Option<&Heading>, item: Option<Provenance>) -> Option<Provenance> {
    heading.and_then(|heading| heading.provenance.as_ref()).map(|own| own.value).or(item)
}

/// The provenance of the section that answers a question, or that of the item.
pub(super) fn provenance_of(entry: &Entry, part: Part) -> Option<Provenance> {
    let body = &entry.item.body;
    provenance(body.part(part).and_then(|section| body.heading_of(section)), entry.item.provenance())
}

/// Blocks as text, each on a line of its own.
pub(super) fn lines(blocks: &[Block]) -> String {
    let mut text = String::new();
    for block in blocks {
        if !text.is_empty() {
            text.push('\n');
        }
        text.extend(std::iter::repeat_n("  ", block.depth.saturating_sub(1)));
        if let Some(mark) = &block.mark {
            text.push_str(mark);
            text.push(' ');
        }
        text.push_str(&block.text);
    }
    text
}

/// The title of an item; of an untitled clause its number.
pub(super) fn title(site: &Site, index: EntryIx) -> String {
    let entry = site.entry(index);
    let title = &entry.item.header.title.value;
    if title.is_empty() { entry.key().id().to_string() } else { title.clone() }
}

/// The name of a clause with its number, of anything else its title.
pub(super) fn name(site: &Site, index: EntryIx) -> String {
    let title = title(site, index);
    let entry = site.entry(index);
    let number = entry.key().id().as_str();
    let is_numbered = entry.kind() == Kind::Clause && number.starts_with(|c: char| c.is_ascii_digit());
    if is_numbered && title != number { format!("{number} {title}") } else { title }
}

fn blocks(site: &Site, index: EntryIx, range: &NodeRange) -> Vec<Block> {
    Reader::new(site, index, false).read(range)
}

/// A list that is open.
struct List {
    /// The number of the next item.
    next: Option<u64>,
    ordered: bool,
}

/// Reads blocks of a body.
struct Reader<'a> {
    site: &'a Site,
    entry: &'a Entry,
    out: Vec<Block>,
    lists: Vec<List>,
    /// What paragraphs are called inside of the open elements.
    called: Vec<&'static str>,
    /// The block that is being read.
    now: Block,
    /// The rows that come are the head of a table.
    in_head: bool,
    /// These are words that another item quotes: what they quote themselves is left out, as on the page.
    quoted: bool,
}

impl<'a> Reader<'a> {
    fn new(site: &'a Site, index: EntryIx, quoted: bool) -> Self {
        Self {
            site,
            entry: site.entry(index),
            out: Vec::new(),
            lists: Vec::new(),
            called: Vec::new(),
            now: Block::default(),
            in_head: false,
            quoted,
        }
    }

    fn body(&self) -> &'a Body {
        &self.entry.item.body
    }

    fn read(mut self, range: &NodeRange) -> Vec<Block> {
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
                // What is struck out no longer holds, and plain text cannot show the stroke.
                Content::Text(_) | Content::Code(_) if open.contains(&&Element::Strikethrough) => {}
                Content::Text(text) => self.now.text.push_str(text),
                Content::Code(code) => self.now.text.push_str(code),
                Content::Mark(mark) => self.now.mark = Some(mark.to_string()),
                Content::SoftBreak => self.now.text.push(' '),
                Content::HardBreak => self.now.text.push('\n'),
                Content::Checkbox(done) => self.now.mark = Some(if *done { "[x]" } else { "[ ]" }.to_owned()),
                Content::Picture(_, alternative, _) => self.now.text.push_str(alternative),
                Content::Quotation(reference) => self.quotation(*reference),
                Content::Rule | Content::FootnoteCall(_) => {}
            }
        }
        self.flush();
        self.out
    }

    fn open(&mut self, element: &Element) {
        let kind = match element {
            Element::Heading(heading) => {
                let anchor = self.body().headings.get(*heading as usize).map(|heading| heading.anchor.to_string());
                self.begin("heading");
                self.now.anchor = anchor;
                return;
            }
            Element::Item(ordinal) => {
                self.flush();
                self.now = self.item(*ordinal);
                return;
            }
            Element::List(first) => {
                self.flush();
                self.lists.push(List { next: *first, ordered: first.is_some() });
                return;
            }
            Element::StandardList(ordered) => {
                self.flush();
                self.lists.push(List { next: None, ordered: *ordered });
                return;
            }
            Element::Paragraph(ordinal) => {
                // The first paragraph of an item is the item.
                if self.now.kind != "item" || !self.now.text.is_empty() {
                    let called = self.called.last().copied().unwrap_or("paragraph");
                    let mark = self.now.mark.take().filter(|_| self.now.text.is_empty());
                    self.begin(called);
                    self.now.mark = mark;
                }
                if let Some(ordinal) = ordinal {
                    self.now.anchor.get_or_insert(format!("p{ordinal}"));
                }
                return;
            }
            Element::TableCell(_) => {
                if !self.now.text.is_empty() {
                    self.now.text.push('\t');
                }
                return;
            }
            Element::Link(reference, LinkText::OfTarget) => {
                if let Some(target) = self.entry.links.get(*reference as usize).and_then(Link::entry) {
                    let lang = self.entry.item.header.lang.unwrap_or(self.site.config.languages.first);
                    self.now.text.push_str(&name(self.site, self.site.in_language(target, lang)));
                }
                return;
            }
            Element::BlockQuote => return self.call("quote"),
            Element::Alert(_) => return self.call("alert"),
            Element::Aside(Aside::Note) => return self.call("note"),
            Element::Aside(Aside::Example) => return self.call("example"),
            Element::CodeBlock(_) => "code",
            Element::TableHead => {
                self.in_head = true;
                return self.flush();
            }
            Element::TableRow => {
                if self.in_head {
                    "head"
                } else {
                    "row"
                }
            }
            Element::TableCaption | Element::FigureCaption => "caption",
            Element::TableUnits => "units",
            Element::DefinitionTitle => "term",
            Element::Definition => "definition",
            _ => return,
        };
        self.begin(kind);
    }

    fn close(&mut self, element: &Element) {
        match element {
            Element::List(_) | Element::StandardList(_) => {
                self.flush();
                self.lists.pop();
            }
            Element::BlockQuote | Element::Alert(_) | Element::Aside(_) => {
                self.flush();
                self.called.pop();
            }
            Element::TableHead => {
                self.flush();
                self.in_head = false;
            }
            Element::Heading(_)
            | Element::Item(_)
            | Element::Paragraph(_)
            | Element::CodeBlock(_)
            | Element::TableRow
            | Element::TableCaption
            | Element::FigureCaption
            | Element::TableUnits
            | Element::DefinitionTitle
            | Element::Definition => self.flush(),
            _ => {}
        }
    }

    /// Names the paragraphs of an element.
    fn call(&mut self, kind: &'static str) {
        self.flush();
        self.called.push(kind);
    }

    fn item(&mut self, ordinal: Option<u32>) -> Block {
        let depth = self.lists.len();
        let list = self.lists.last_mut();
        let mark = list.and_then(|list| {
            let number = list.next?;
            list.next = Some(number.saturating_add(1));
            Some(format!("{number}."))
        });
        let ordered = self.lists.last().is_some_and(|list| list.ordered);
        Block {
            kind: "item",
            mark,
            depth,
            ordered,
            anchor: ordinal.map(|ordinal| format!("i{ordinal}")),
            ..Block::default()
        }
    }

    fn begin(&mut self, kind: &'static str) {
        self.flush();
        self.now = Block { kind, depth: self.lists.len(), ..Block::default() };
    }

    fn flush(&mut self) {
        let mut block = std::mem::take(&mut self.now);
        // An item that begins with a list or a piece of code is an item all the same.
        if block.kind != "item" && block.text.trim().is_empty() {
            return;
        }
        block.text = block.text.trim_end().trim_start_matches(' ').to_owned();
        if block.kind.is_empty() {
            block.kind = self.called.last().copied().unwrap_or("paragraph");
            block.depth = self.lists.len();
        }
        self.out.push(block);
    }

    /// The words of a clause.
    fn quotation(&mut self, reference: u32) {
        self.flush();
        let Some(Link::To(target, anchor)) = self.entry.links.get(reference as usize) else { return };
        if self.quoted || self.site.entry(*target).kind() != Kind::Clause {
            return;
        }
        let lang = self.entry.item.header.lang.unwrap_or(self.site.config.languages.first);
        let mut shown = self.site.in_language(*target, lang);
        // A translation that lacks the paragraph must not be quoted whole in its place.
        if anchor.as_deref().is_some_and(|anchor| !self.site.entry(shown).item.body.has_anchor(anchor)) {
            shown = *target;
        }
        let body = &self.site.entry(shown).item.body;
        let ranges: Vec<NodeRange> = match anchor.as_deref().and_then(|anchor| body.anchored(anchor)) {
            Some(range) => vec![range],
            None => body.sections.iter().map(|section| section.nodes.clone()).collect(),
        };
        let quoted: Vec<Block> =
            ranges.iter().flat_map(|range| Reader::new(self.site, shown, true).read(range)).collect();
        let text = lines(&quoted);
        if !text.is_empty() {
            // The mark keeps the issuer's words apart where blocks become lines of one text.
            let provenance = self.site.entry(*target).item.provenance().map(words::provenance);
            let said = provenance.map(|own| own.say(words::locale(self.site)).to_owned()).unwrap_or_default();
            let mark = Some(format!("[{said} {}]", name(self.site, *target)));
            let of = Some((*target, anchor.clone()));
            self.out.push(Block { kind: "quotation", text, mark, depth: self.lists.len(), of, ..Block::default() });
        }
    }
}
