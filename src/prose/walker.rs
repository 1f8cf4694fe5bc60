//! Nodes → blocks.

use super::links::{self, Quotation, Target};
use super::{Block, BlockKind, Deletion, Mark, lines};
use crate::model::{Alert, Aside, Body, Content, Element, Heading, Lang, LinkText, NodeRange};
use crate::naming;
use crate::site::{Entry, EntryIx, Outgoing, Site};

/// A list that is open.
struct List {
    /// The number of the next item, where the list gives numbers.
    next: Option<u64>,
    ordered: bool,
}

/// Reads blocks of a body.
pub(super) struct Walker<'a> {
    site: &'a Site,
    entry: &'a Entry,
    outgoing: &'a Outgoing,
    /// The language of the readers.
    lang: Lang,
    out: Vec<Block>,
    lists: Vec<List>,
    alerts: Vec<Alert>,
    /// What paragraphs are called inside of the open elements.
    called: Vec<BlockKind>,
    /// The block that is being read; its kind is known once something has named it.
    now: Block,
    is_named: bool,
    /// Open elements that strike out.
    struck: u32,
    /// The rows that come are the head of a table.
    in_head: bool,
    /// These are words that another item quotes.
    quoted: bool,
    /// Characters that are still wanted.
    wanted: Option<usize>,
}

impl<'a> Walker<'a> {
    /// A walker over the body of an entry, for readers of its language.
    pub(super) fn new(site: &'a Site, index: EntryIx) -> Self {
        let lang = site.lang(index);
        Self {
            site,
            entry: site.entry(index),
            outgoing: site.outgoing(index),
            lang,
            out: Vec::new(),
            lists: Vec::new(),
            alerts: Vec::new(),
            called: Vec::new(),
            now: Block::new(BlockKind::Paragraph, lang),
            is_named: false,
            struck: 0,
            in_head: false,
            quoted: false,
            wanted: None,
        }
    }

    /// Ends with the block that goes beyond so many characters.
    pub(super) fn at_most(self, characters: usize) -> Self {
        Self { wanted: Some(characters + 1), ..self }
    }

    /// The blocks of a stretch of the body.
    pub(super) fn read(mut self, range: &NodeRange) -> Vec<Block> {
        self.walk(range);
        self.flush();
        self.out
    }

    /// A heading, whose nodes are inline.
    pub(super) fn heading(mut self, heading: &Heading) -> Block {
        self.begin(BlockKind::Heading);
        self.walk(&heading.nodes);
        self.now.anchor = Some(heading.anchor.to_string());
        self.now.end();
        self.now
    }

    fn body(&self) -> &'a Body {
        &self.entry.item.body
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
                    if self.wanted == Some(0) {
                        return;
                    }
                }
                Content::Text(text) => self.push(text),
                Content::Code(code) => self.push(code),
                Content::Mark(mark) => self.now.mark = Some(Mark::Written(mark.clone())),
                Content::SoftBreak => self.push(" "),
                Content::HardBreak => self.push("\n"),
                Content::Checkbox(done) => self.now.mark = Some(Mark::Checkbox(*done)),
                Content::Picture(_, alternative, _) => self.push(alternative),
                Content::Quotation(reference) => self.quotation(*reference),
                // The number of a call is no word: the footnote stands below. Who takes a step is no word of the step.
                Content::Rule | Content::FootnoteCall(_) | Content::Actor(_) => {}
            }
        }
    }

    fn open(&mut self, element: &Element) {
        match element {
            Element::Heading(heading) => {
                let heading = self.body().headings.get(*heading as usize);
                self.begin(BlockKind::Heading);
                self.now.anchor = heading.map(|heading| heading.anchor.to_string());
            }
            Element::Item(ordinal) => self.item(*ordinal),
            Element::List(first) => self.list(*first, first.is_some()),
            Element::StandardList(ordered) => self.list(None, *ordered),
            Element::Paragraph(ordinal) => self.paragraph(*ordinal),
            Element::BlockQuote => self.call(BlockKind::Quote),
            Element::Alert(alert) => {
                self.call(BlockKind::Alert);
                self.alerts.push(*alert);
            }
            Element::Aside(Aside::Note) => self.call(BlockKind::Note),
            Element::Aside(Aside::Example) => self.call(BlockKind::Example),
            Element::Definition => self.call(BlockKind::Definition),
            Element::DefinitionTitle => self.begin(BlockKind::Term),
            Element::CodeBlock(_) => self.begin(BlockKind::Code),
            Element::TableHead => self.in_head = true,
            Element::TableRow => self.begin(if self.in_head { BlockKind::Head } else { BlockKind::Row }),
            Element::TableCell(cell) => self.cell(cell.column),
            Element::TableCaption | Element::FigureCaption => self.begin(BlockKind::Caption),
            Element::TableUnits => self.begin(BlockKind::Units),
            Element::Strikethrough => self.struck += 1,
            Element::Link(reference, LinkText::OfTarget) => {
                let target = links::target(self.site, self.outgoing, *reference, self.lang);
                self.name(&target);
            }
            Element::Table(_) | Element::Figure | Element::DefinitionList => self.flush(),
            Element::Emphasis
            | Element::Strong
            | Element::Subscript
            | Element::Superscript
            | Element::Link(_, LinkText::Written)
            | Element::Attachment(_)
            | Element::External(_) => {}
        }
    }

    fn close(&mut self, element: &Element) {
        match element {
            Element::List(_) | Element::StandardList(_) => {
                self.flush();
                self.lists.pop();
            }
            Element::Alert(_) => {
                self.flush();
                self.called.pop();
                self.alerts.pop();
            }
            Element::BlockQuote | Element::Aside(_) | Element::Definition => {
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
            | Element::Table(_)
            | Element::TableRow
            | Element::TableCaption
            | Element::TableUnits
            | Element::Figure
            | Element::FigureCaption
            | Element::DefinitionList
            | Element::DefinitionTitle => self.flush(),
            Element::Strikethrough => self.struck -= 1,
            Element::TableCell(_)
            | Element::Emphasis
            | Element::Strong
            | Element::Subscript
            | Element::Superscript
            | Element::Link(..)
            | Element::Attachment(_)
            | Element::External(_) => {}
        }
    }

    // Elements.

    fn list(&mut self, next: Option<u64>, ordered: bool) {
        self.flush();
        self.lists.push(List { next, ordered });
    }

    fn item(&mut self, ordinal: Option<u32>) {
        self.begin(BlockKind::Item);
        self.now.anchor = ordinal.map(|ordinal| format!("i{ordinal}"));
        if let Some(list) = self.lists.last_mut() {
            self.now.ordered = list.ordered;
            self.now.mark = list.next.map(Mark::Number);
            list.next = list.next.map(|number| number.saturating_add(1));
        }
    }

    fn paragraph(&mut self, ordinal: Option<u32>) {
        // The first paragraph of an item is the item.
        if self.now.kind != BlockKind::Item || !self.now.is_empty() {
            let mark = self.now.mark.take().filter(|_| self.now.is_empty());
            let called = self.called.last().copied().unwrap_or(BlockKind::Paragraph);
            self.begin(called);
            self.now.mark = mark;
        }
        if let Some(ordinal) = ordinal {
            self.now.anchor.get_or_insert(format!("p{ordinal}"));
        }
    }

    /// Names the paragraphs of an element.
    fn call(&mut self, kind: BlockKind) {
        self.flush();
        self.called.push(kind);
    }

    fn cell(&mut self, column: u16) {
        let before = self.now.text.matches('\t').count();
        self.now.text.extend(std::iter::repeat_n('\t', usize::from(column).saturating_sub(before)));
    }

    // Words.

    fn push(&mut self, words: &str) {
        let in_row = matches!(self.now.kind, BlockKind::Head | BlockKind::Row);
        if in_row && words.contains('\t') {
            self.add(&words.replace('\t', " "));
        } else {
            self.add(words);
        }
    }

    fn add(&mut self, words: &str) {
        let at = self.now.text.len();
        let last = self.now.deleted.last_mut().filter(|last| last.at == at);
        if self.struck > 0 {
            match last {
                Some(last) => last.text.push_str(words),
                None => self.now.deleted.push(Deletion { at, text: words.to_owned() }),
            }
            return;
        }
        // Two blanks that stood around struck-out words become one.
        let is_joint = last.is_some() && self.now.text.ends_with(char::is_whitespace);
        let is_start = self.now.text.is_empty() && self.now.kind != BlockKind::Code;
        self.now.text.push_str(if is_joint || is_start { words.trim_start_matches(' ') } else { words });
    }

    /// What a link shows whose author gave it no words.
    fn name(&mut self, target: &Target<'_>) {
        match target {
            Target::Item { shown, anchor, .. } => {
                self.push(&naming::full_name_at(self.site, *shown, *anchor));
            }
            Target::Broken(written) => self.push(written),
        }
    }

    fn quotation(&mut self, reference: u32) {
        match links::quotation(self.site, self.outgoing, reference, self.lang, self.quoted) {
            Quotation::Link(target) => self.name(&target),
            Quotation::Words { to, anchor, shown, ranges } => {
                self.flush();
                let mut quoted = Vec::new();
                for range in &ranges {
                    quoted
                        .append(&mut Self { quoted: true, lang: self.lang, ..Self::new(self.site, shown) }.read(range));
                }
                self.begin(BlockKind::Quotation);
                (self.now.text, self.now.deleted) = lines(&quoted, Block::before);
                self.now.lang = self.site.lang(shown);
                self.now.of = Some((to, anchor.map(Into::into)));
                self.flush();
            }
        }
    }

    // Blocks.

    fn begin(&mut self, kind: BlockKind) {
        self.flush();
        self.now.kind = kind;
        self.is_named = true;
    }

    fn flush(&mut self) {
        let mut block = std::mem::replace(&mut self.now, Block::new(BlockKind::Paragraph, self.lang));
        let is_named = std::mem::take(&mut self.is_named);
        block.end();
        // An item that begins with a list or a piece of code is an item all the same, and a clause is quoted whose text is
        // not there yet.
        if block.is_empty() && !matches!(block.kind, BlockKind::Item | BlockKind::Quotation) {
            return;
        }
        if !is_named {
            block.kind = self.called.last().copied().unwrap_or(BlockKind::Paragraph);
        }
        block.depth = self.lists.len();
        block.alert = self.alerts.last().copied();
        if let Some(wanted) = self.wanted.as_mut().filter(|_| block.kind != BlockKind::Quotation) {
            *wanted = wanted.saturating_sub(block.text.chars().count());
        }
        self.out.push(block);
    }
}

impl Block {
    fn new(kind: BlockKind, lang: Lang) -> Self {
        Self {
            kind,
            text: String::new(),
            deleted: Vec::new(),
            mark: None,
            depth: 0,
            ordered: false,
            alert: None,
            anchor: None,
            lang,
            of: None,
        }
    }

    fn is_empty(&self) -> bool {
        self.text.is_empty() && self.deleted.is_empty()
    }

    /// Takes blanks off the end; tabs part cells and stay.
    fn end(&mut self) {
        let is_row = matches!(self.kind, BlockKind::Head | BlockKind::Row);
        let is_blank = |last: char| last.is_whitespace() && !(is_row && last == '\t');
        self.text.truncate(self.text.trim_end_matches(is_blank).len());
        for deletion in &mut self.deleted {
            deletion.at = deletion.at.min(self.text.len());
        }
        self.deleted.retain(|deletion| !deletion.text.trim().is_empty());
    }
}
