//! Clauses as Markdown that reads back to the same characters.
//!
//! [`Written::shown`] is what readers are to see; whoever has the parser compares. What cannot be written so that it reads
//! back is a doubt of its entry.

mod inline;
mod table;

use super::document::{Block, Document, Paragraph, Picture, Run, count, is_blank};
use super::grade::Doubt;
use super::structure::Item;
use super::words::joined;
use crate::text::marks::Mark;

/// The body of a clause.
#[derive(Clone, Debug, Default)]
pub struct Written {
    /// The Markdown.
    pub text: String,
    /// Every character that it shows, blanks left out: marks, words, footnotes behind the rest.
    pub shown: String,
    /// What could not be written as it is, with the entry.
    pub doubts: Vec<(usize, Doubt)>,
    /// The pictures that it shows.
    pub pictures: Vec<usize>,
    /// How many characters are shown before each entry.
    pub starts: Vec<(usize, usize)>,
    /// How many of the characters shown are no characters of the file: numbers of lists, words for pictures.
    pub generated: usize,
}

/// How lines of a list are laid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Care {
    /// One below the other, as people write them.
    Lists,
    /// With a blank line between any two.
    Apart,
}

/// Writes the body of a clause. `name` gives the path of a picture as the clause links to it.
pub fn body(item: &Item, document: &Document, name: &dyn Fn(&Picture) -> String, care: Care) -> Written {
    let mut writer = Writer {
        document,
        name,
        item,
        written: Written::default(),
        notes: Vec::new(),
        was_item: false,
        depth: 0,
        outer: 0,
        entry: 0,
    };
    for (entry, block) in &item.body {
        writer.entry = *entry;
        let shown = writer.written.shown.chars().count();
        writer.written.starts.push((*entry, shown));
        match block {
            Block::Paragraph(own) => writer.paragraph(own, care),
            Block::Table(own) => writer.table(own),
        }
    }
    writer.finish()
}

/// A line of words that mean what they say.
pub(super) fn plain(line: &str) -> String {
    inline::guard_start(&inline::escape(line.trim_matches(is_blank)))
}

/// The bullet that pages show.
const BULLET: &str = "•";

/// Writes one body.
struct Writer<'w> {
    document: &'w Document,
    item: &'w Item,
    name: &'w dyn Fn(&Picture) -> String,
    written: Written,
    /// The footnotes that are called, in the order of their calls.
    notes: Vec<usize>,
    /// Whether the last line is an item of a list.
    was_item: bool,
    /// How deep it stands, and how deep the file says that the first of its list does.
    depth: usize,
    outer: usize,
    entry: usize,
}

impl Writer<'_> {
    fn paragraph(&mut self, own: &Paragraph, care: Care) {
        let line = self.line(own);
        if line.is_empty() {
            return;
        }
        // A bullet that Word makes is one that pages make.
        let is_bullet = own.number.trim() == BULLET;
        let line = if is_bullet { format!("- {line}") } else { inline::guard_start(&line) };
        let is_marked = Mark::of(&line).is_some();
        let is_item = is_bullet || is_marked || inline::is_counted(&line);
        // Four blanks a level lie inside every item of Markdown, and a level may not be left out. Items whose marks are
        // written nest by these.
        if is_marked || !is_item || !self.was_item {
            (self.depth, self.outer) = (0, own.depth);
        } else {
            self.depth = own.depth.saturating_sub(self.outer).min(self.depth + 1);
        }
        let line = format!("{}{line}", "    ".repeat(self.depth));
        let gap = match (self.written.text.is_empty(), is_item && self.was_item && care == Care::Lists) {
            (true, _) => "",
            (false, true) => "\n",
            (false, false) => "\n\n",
        };
        self.written.text.push_str(gap);
        self.written.text.push_str(&line);
        self.was_item = is_item;
    }

    /// A paragraph in one line.
    fn line(&mut self, own: &Paragraph) -> String {
        let before = own.number.trim().trim_start_matches(BULLET);
        let text = own.text();
        let number = joined(before, text.trim_start_matches(is_blank));
        let number = &number[..number.len() - text.trim_start_matches(is_blank).len()];
        let mut line = inline::escape(number);
        self.show(number);
        self.written.generated += count(number);
        let mut is_start = true;
        for run in &own.runs {
            match run {
                Run::Text(text, raise) => {
                    let words = if is_start { text.trim_start_matches(is_blank) } else { text.as_str() };
                    let words = words.replace(['\t', '\n'], " ");
                    is_start &= words.is_empty();
                    if !inline::add(&mut line, &words, *raise) {
                        self.written.doubts.push((self.entry, Doubt::Raised));
                    }
                    self.show(&words);
                }
                Run::Note(index) => {
                    let number = self.call(*index);
                    line.push_str(&format!("[^{number}]"));
                }
                Run::Picture(index) => self.picture(*index, &mut line),
            }
        }
        line.trim_end_matches(is_blank).to_owned()
    }

    fn call(&mut self, index: usize) -> usize {
        match self.notes.iter().position(|own| *own == index) {
            Some(at) => at + 1,
            None => {
                self.notes.push(index);
                self.notes.len()
            }
        }
    }

    /// One that was left out leaves a remark in the report alone.
    fn picture(&mut self, index: usize, line: &mut String) {
        let Some(picture) = self.document.pictures.get(index).filter(|own| !own.bytes.is_empty()) else { return };
        let words = if picture.words.trim().is_empty() { "待补文字说明" } else { picture.words.trim() };
        let words = words.replace(['\n', '\r', '\t'], " ");
        line.push_str(&format!("![{}]({})", inline::escape(&words), (self.name)(picture)));
        self.show(&words);
        self.written.generated += count(&words);
        self.written.pictures.push(index);
    }

    fn show(&mut self, text: &str) {
        self.written.shown.extend(text.chars().filter(|own| !is_blank(*own)));
    }

    /// Ends the body with its footnotes.
    fn finish(mut self) -> Written {
        let mut at = 0;
        while let Some(&index) = self.notes.get(at) {
            let own = self.document.notes.get(index).cloned().unwrap_or_default();
            if self.item.repeated.contains(&index) {
                self.written.generated += own.iter().map(|paragraph| count(&paragraph.text())).sum::<usize>();
            }
            let lines: Vec<String> = own.iter().map(|paragraph| self.line(paragraph)).collect();
            let lines: Vec<String> = lines.iter().map(|line| inline::guard_start(line)).collect();
            let gap = if at == 0 { "\n\n" } else { "\n" };
            self.written.text.push_str(&format!("{gap}[^{}]: {}", at + 1, lines.join("\n\n    ")));
            at += 1;
        }
        if !self.written.text.is_empty() {
            self.written.text.push('\n');
        }
        self.written
    }
}
