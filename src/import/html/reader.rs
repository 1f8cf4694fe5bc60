//! Tags to paragraphs and tables.

use super::super::document::{
    Block, Cell, Document, Loss, LossKind, Paragraph, Picture, Raise, Role, Run, Table, count,
};
use super::super::grade::Doubt;
use super::blocks::{Placed, judged};
use crate::text::cjk;

/// Elements whose content is no text.
const SILENT: [&str; 8] = ["script", "style", "noscript", "template", "title", "svg", "iframe", "object"];

/// Elements that stand beside a text.
const BESIDE: [&str; 7] = ["nav", "header", "footer", "aside", "form", "button", "select"];

/// Elements that begin a line of their own.
const LINES: [&str; 24] = [
    "p",
    "div",
    "section",
    "article",
    "main",
    "li",
    "ul",
    "ol",
    "dl",
    "dt",
    "dd",
    "blockquote",
    "pre",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "center",
    "body",
    "figure",
    "figcaption",
    "caption",
];

/// Elements that have no end.
const EMPTY: [&str; 12] = ["br", "img", "hr", "meta", "link", "input", "col", "area", "base", "source", "wbr", "embed"];

/// A table being read.
#[derive(Default)]
struct Open {
    table: Table,
    /// Blocks of each cell, row by row.
    cells: Vec<Vec<Vec<Placed>>>,
    /// Columns that cells above still cover: how many rows each.
    covered: Vec<(usize, usize, usize)>,
    has_table: bool,
    in_head: bool,
}

/// Reads one page.
pub(super) struct Reader {
    is_word: bool,
    document: Document,
    placed: Vec<Placed>,
    tables: Vec<Open>,
    paragraph: Paragraph,
    /// Names of open elements, each with whether it hides its content.
    open: Vec<(String, bool)>,
    /// Containers that are open, by their place in `open`.
    containers: Vec<(usize, usize)>,
    next: usize,
    silent: usize,
    beside: usize,
    hidden: usize,
    struck: usize,
    above: usize,
    below: usize,
    is_pre: usize,
}

impl Reader {
    pub(super) fn new(is_word: bool) -> Self {
        Self {
            is_word,
            document: Document::default(),
            placed: Vec::new(),
            tables: Vec::new(),
            paragraph: Paragraph::default(),
            open: Vec::new(),
            containers: Vec::new(),
            next: 0,
            silent: 0,
            beside: 0,
            hidden: 0,
            struck: 0,
            above: 0,
            below: 0,
            is_pre: 0,
        }
    }

    /// A start tag.
    pub(super) fn start(&mut self, name: &str, attribute: &dyn Fn(&str) -> String, closes: bool) {
        if LINES.contains(&name) || matches!(name, "table" | "tr" | "td" | "th") {
            self.end_line(false);
        }
        match name {
            "br" => self.end_line(true),
            "img" => self.picture(&attribute("alt")),
            "hr" => self.end_line(false),
            "table" => self.begin_table(),
            "thead" => self.with_table(|open| open.in_head = true),
            "tbody" | "tfoot" => self.with_table(|open| open.in_head = false),
            "tr" => self.with_table(|open| {
                open.cells.push(Vec::new());
                open.table.rows.push(Vec::new());
                if open.in_head && open.table.head_rows + 1 == open.table.rows.len() {
                    open.table.head_rows += 1;
                }
            }),
            "td" | "th" => self.begin_cell(&attribute("colspan"), &attribute("rowspan"), name == "th"),
            _ => {}
        }
        if closes || EMPTY.contains(&name) {
            return;
        }
        let style = attribute("style").replace(' ', "").to_lowercase();
        let hides = style.contains("display:none") || style.contains("mso-hide:all");
        self.open.push((name.to_owned(), hides));
        self.count(name, hides, true);
        if matches!(name, "div" | "section" | "article" | "main" | "td" | "body") {
            self.containers.push((self.open.len(), self.next));
            self.next += 1;
        }
        self.paragraph.role = match (self.paragraph.runs.is_empty(), name) {
            (true, "h1") if self.is_word => Role::Heading(1),
            (true, "h1") => Role::Title,
            (true, "h2" | "h3" | "h4" | "h5" | "h6") => {
                let level = name[1..].parse().unwrap_or(2);
                Role::Heading(if self.is_word { level } else { level - 1 })
            }
            (_, _) => self.paragraph.role,
        };
    }

    /// An end tag closes its element and those that are still open in it.
    pub(super) fn end(&mut self, name: &str) {
        if LINES.contains(&name) || matches!(name, "table" | "tr" | "td" | "th") {
            self.end_line(false);
        }
        let Some(at) = self.open.iter().rposition(|(own, _)| own == name) else { return };
        while self.open.len() > at {
            if let Some((own, hides)) = self.open.pop() {
                self.count(&own, hides, false);
                if own == "table" {
                    self.end_table();
                }
            }
        }
        self.containers.retain(|(depth, _)| *depth <= at);
    }

    fn count(&mut self, name: &str, hides: bool, opens: bool) {
        let step = |counter: &mut usize| *counter = if opens { *counter + 1 } else { counter.saturating_sub(1) };
        if SILENT.contains(&name) {
            step(&mut self.silent);
        }
        if BESIDE.contains(&name) {
            step(&mut self.beside);
        }
        if hides {
            step(&mut self.hidden);
        }
        match name {
            "sup" => step(&mut self.above),
            "sub" => step(&mut self.below),
            "s" | "strike" | "del" => step(&mut self.struck),
            "pre" | "textarea" => step(&mut self.is_pre),
            _ => {}
        }
    }

    /// Words between tags.
    pub(super) fn text(&mut self, text: &str) {
        if self.silent > 0 {
            return;
        }
        if self.hidden > 0 || self.beside > 0 {
            let what = if self.hidden > 0 { LossKind::Hidden } else { LossKind::Navigation };
            let characters = count(text);
            if characters > 0 {
                self.document.losses.push(Loss { what, after: Some(self.placed.len()), characters });
            }
            return;
        }
        if self.is_pre > 0 {
            for (at, line) in text.split('\n').enumerate() {
                if at > 0 {
                    self.end_line(true);
                }
                self.words(line);
            }
            return;
        }
        let before = self.paragraph.text();
        let words = collapsed(text, before.chars().next_back());
        self.words(&words);
    }

    fn words(&mut self, words: &str) {
        let raise = match (self.above > 0, self.below > 0) {
            (true, _) => Raise::Above,
            (false, true) => Raise::Below,
            (false, false) => Raise::Level,
        };
        if self.struck > 0 && !words.trim().is_empty() {
            self.paragraph.doubt(Doubt::StruckOut);
        }
        if words.chars().any(|own| matches!(own, '\u{E000}'..='\u{F8FF}' | '\u{FFFD}')) {
            self.paragraph.doubt(Doubt::OddCharacter);
        }
        self.paragraph.push(words, raise);
    }

    /// A picture is never asked for; its words stay.
    fn picture(&mut self, words: &str) {
        if self.silent + self.hidden + self.beside == 0 {
            self.paragraph.runs.push(Run::Picture(self.document.pictures.len()));
            self.document.pictures.push(Picture { words: words.to_owned(), ..Picture::default() });
            self.paragraph.doubt(Doubt::PictureKept);
        }
    }

    /// Ends the paragraph. A line break goes on in the same element.
    fn end_line(&mut self, is_cut: bool) {
        let mut own = std::mem::take(&mut self.paragraph);
        let (role, was_cut) = (own.role, own.is_cut);
        if is_cut {
            self.paragraph = Paragraph { role, is_cut: true, ..Paragraph::default() };
        }
        if own.is_blank() {
            // A break before the first words cuts nothing.
            self.paragraph.is_cut = is_cut && was_cut;
            return;
        }
        if let Some(Run::Text(text, _)) = own.runs.last_mut() {
            *text = text.trim_end_matches([' ', '\n', '\t']).to_owned();
        }
        self.lay(Block::Paragraph(own));
    }

    fn lay(&mut self, block: Block) {
        let within = self.containers.iter().map(|(_, number)| *number).collect();
        self.place(Placed { block, within });
    }

    /// Lays a block where it stands, in the cell that is open or in the page.
    fn place(&mut self, placed: Placed) {
        let cell = self.tables.last_mut().and_then(|open| open.cells.last_mut()).and_then(|row| row.last_mut());
        match cell {
            Some(cell) => cell.push(placed),
            None => self.placed.push(placed),
        }
    }

    fn with_table(&mut self, act: impl FnOnce(&mut Open)) {
        if let Some(open) = self.tables.last_mut() {
            act(open);
        }
    }

    fn begin_table(&mut self) {
        self.with_table(|open| open.has_table = true);
        self.tables.push(Open::default());
    }

    fn begin_cell(&mut self, columns: &str, rows: &str, is_head: bool) {
        const MOST: usize = 64;
        let number = |text: &str| text.trim().parse::<usize>().unwrap_or(1).clamp(1, MOST);
        let (columns, rows) = (number(columns), number(rows));
        self.with_table(|open| {
            if open.cells.is_empty() {
                open.cells.push(Vec::new());
                open.table.rows.push(Vec::new());
            }
            let row = open.table.rows.len() - 1;
            lay_covered(open, row);
            let column = open.table.rows[row].last().map_or(0, |cell| cell.column + cell.columns);
            open.table.rows[row].push(Cell { column, columns, goes_on: false, paragraphs: Vec::new() });
            open.cells[row].push(Vec::new());
            if rows > 1 {
                open.covered.push((column, columns, rows - 1));
            }
            if is_head && row == open.table.head_rows && column == 0 {
                open.table.head_rows += 1;
            }
        });
    }

    /// A table that lays out a page is no table: it holds tables, or has one column.
    fn end_table(&mut self) {
        let Some(mut open) = self.tables.pop() else { return };
        for row in 0..open.table.rows.len() {
            lay_covered(&mut open, row);
        }
        let columns = open.table.rows.iter().map(Vec::len).max().unwrap_or(0);
        if open.has_table || columns <= 1 {
            for placed in open.cells.into_iter().flatten().flatten() {
                self.place(placed);
            }
            return;
        }
        for (row, blocks) in open.table.rows.iter_mut().zip(open.cells) {
            let own = row.iter_mut().filter(|cell| !cell.goes_on);
            for (cell, blocks) in own.zip(blocks) {
                cell.paragraphs = blocks.into_iter().filter_map(paragraph).collect();
            }
        }
        self.lay(Block::Table(open.table));
    }

    pub(super) fn finish(mut self) -> Document {
        self.end_line(false);
        while !self.tables.is_empty() {
            self.end_table();
        }
        let blocks = judged(std::mem::take(&mut self.placed));
        Document { blocks, ..self.document }
    }
}

fn paragraph(placed: Placed) -> Option<Paragraph> {
    match placed.block {
        Block::Paragraph(own) => Some(own),
        Block::Table(_) => None,
    }
}

/// Lays the cells that go on from above where the next cell of a row would stand.
fn lay_covered(open: &mut Open, row: usize) {
    loop {
        let next = open.table.rows[row].last().map_or(0, |cell| cell.column + cell.columns);
        let is_here = |(column, _, left): &(usize, usize, usize)| *column == next && *left > 0;
        let Some(at) = open.covered.iter().position(is_here) else { return };
        // One that began in this row covers those below.
        let begins_here = open.table.rows[row].iter().any(|cell| cell.column == open.covered[at].0 && !cell.goes_on);
        if begins_here {
            return;
        }
        let (column, columns, left) = &mut open.covered[at];
        *left -= 1;
        let cell = Cell { column: *column, columns: *columns, goes_on: true, paragraphs: Vec::new() };
        open.table.rows[row].push(cell);
    }
}

/// Blanks as a page shows them: runs of them are one, and none stands at the start of a line or between two Han
/// characters that a line of the source parts.
fn collapsed(text: &str, before: Option<char>) -> String {
    let mut words = String::with_capacity(text.len());
    let mut last = before;
    let mut characters = text.chars().peekable();
    while let Some(own) = characters.next() {
        if !matches!(own, ' ' | '\n' | '\r' | '\t') {
            words.push(own);
            last = Some(own);
            continue;
        }
        let mut breaks = own == '\n' || own == '\r';
        while let Some(next) = characters.next_if(|next| matches!(next, ' ' | '\n' | '\r' | '\t')) {
            breaks |= next == '\n' || next == '\r';
        }
        let next = characters.peek().copied();
        let joins = breaks && last.is_none_or(cjk::is_cjk) && next.is_none_or(cjk::is_cjk);
        if last.is_some() && last != Some(' ') && !joins {
            words.push(' ');
            last = Some(' ');
        }
    }
    words
}
