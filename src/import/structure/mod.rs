//! What a document is made of: notice and attachments, contents page, clauses with their numbers and titles.
//!
//! Nothing is guessed in silence: each entry (a paragraph, or a cell of a table) says what it became, by which rule, and
//! what is unsure about it.

mod attachments;
mod contents;
mod fate;
mod number;
mod outline;
mod sequence;
mod signs;

use super::document::{Block, Document, Paragraph, Role, Table, count};
use super::grade::{Doubt, Rule};
use super::refusal::Refusal;
use super::words;
use attachments::Part;

/// A document in clauses, with an account of every entry.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// The title of the document.
    pub title: Option<String>,
    /// How its clauses are numbered.
    pub scheme: Scheme,
    /// Its clauses, in their order.
    pub items: Vec<Item>,
    /// Every paragraph and cell of the file, in its order.
    pub entries: Vec<Entry>,
    /// The paragraphs of the notice that the document was attached to.
    pub notice: Vec<String>,
    /// The titles of the attachments of the file.
    pub attachments: Vec<String>,
}

/// How clauses are numbered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scheme {
    /// `5.7`, `A.1`.
    #[default]
    Decimal,
    /// `第三章`, `第二十一条`.
    Article,
    /// `一、`.
    Han,
    /// `一、`, and `（一）` below it.
    HanLevels,
}

/// A clause.
#[derive(Clone, Debug, Default)]
pub struct Item {
    /// Its id.
    pub id: String,
    /// Its number as shown; empty where it has a place instead.
    pub number: String,
    /// How many characters of the number are none of the file: a list gives it, or the heading above is a part of it.
    pub implied: usize,
    /// Where it stands without a number.
    pub edge: Edge,
    /// The first article below it, for headings of laws.
    pub order: Option<u32>,
    /// Its title, which may be empty.
    pub title: String,
    /// Its text: blocks, each with its first entry.
    pub body: Vec<(usize, Block)>,
    /// Footnotes that stand in an item before it as well.
    pub repeated: Vec<usize>,
    /// Entries that its number and title come from.
    pub heads: Vec<usize>,
    /// The clause of the edition before that it is thought to continue under another number, by its id.
    pub continues: Option<String>,
}

impl Draft {
    /// The entries of 术语和定义: titled clauses with a text, right below the chapter of that name.
    pub fn terms(&self) -> impl Iterator<Item = &Item> {
        let chapters: Vec<String> = self
            .items
            .iter()
            .filter(|item| item.title.starts_with("术语") && !item.number.is_empty())
            .map(|item| format!("{}.", item.number))
            .collect();
        let is_term = move |item: &&Item| {
            let below = chapters
                .iter()
                .any(|chapter| item.number.strip_prefix(chapter.as_str()).is_some_and(|rest| !rest.contains('.')));
            below && !item.title.is_empty() && !item.body.is_empty()
        };
        self.items.iter().filter(is_term)
    }
}

/// Where a clause stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Edge {
    /// By its number.
    #[default]
    Numbered,
    /// Before the numbers.
    Front,
    /// Behind them.
    Back,
}

/// A paragraph or cell of the file.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Where it stands.
    pub place: Place,
    /// Its words.
    pub text: String,
    /// What a list puts before it. No characters of the file.
    pub generated: String,
    /// What it became.
    pub fate: Fate,
    /// The rules that say so.
    pub rules: Vec<Rule>,
    /// What is unsure.
    pub doubts: Vec<Doubt>,
    /// How many of its characters are no part of any clause.
    pub dropped: usize,
}

/// Where an entry stands in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The so-many-th paragraph of the text.
    Paragraph(usize),
    /// The so-many-th table, row and cell.
    Cell(usize, usize, usize),
    /// The so-many-th footnote.
    Note(usize),
}

/// What became of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// The number or title of an item, by its index.
    Head(usize),
    /// A part of the text of an item, by its index.
    Body(usize),
    /// Nothing; its rule says why.
    Dropped,
}

/// A block with its first entry.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    pub(super) block: Block,
    pub(super) entry: usize,
}

impl Unit {
    pub(super) fn role(&self) -> Role {
        self.paragraph().map_or(Role::Plain, |own| own.role)
    }

    pub(super) fn paragraph(&self) -> Option<&Paragraph> {
        match &self.block {
            Block::Paragraph(own) => Some(own),
            Block::Table(_) => None,
        }
    }

    /// What is seen of it: number and words.
    pub(super) fn shown(&self) -> String {
        self.paragraph().map_or_else(String::new, |own| words::joined(&own.number, &own.text()))
    }
}

/// Reads the structure of a document. `attachment` names one of several, counted from 1.
///
/// # Errors
/// If there are several attachments and none is named, or there are no clauses.
pub fn structure(document: &Document, attachment: Option<usize>) -> Result<Draft, Refusal> {
    let mut draft = Draft::default();
    let units = entries(document, &mut draft);
    let (units, beside): (Vec<Unit>, Vec<Unit>) = units.into_iter().partition(|unit| unit.role() != Role::Navigation);
    beside.iter().for_each(|unit| fate::drop(&mut draft, unit, Rule::Navigation));
    let parts = attachments::split(&units);
    let chosen = attachments::choose(&units, &parts, attachment)?;
    draft.attachments = parts.attachments.iter().map(|own| own.title.clone()).collect();
    for (at, unit) in units.iter().enumerate() {
        match parts.of(at, &chosen) {
            Part::Chosen => {}
            Part::Mark => fate::drop(&mut draft, unit, Rule::Attachment),
            Part::Notice => {
                draft.notice.push(unit.shown());
                fate::drop(&mut draft, unit, Rule::Notice);
            }
            Part::Other => fate::drop(&mut draft, unit, Rule::OtherAttachment),
        }
    }
    outline::read(&units[chosen], &mut draft);
    fate::notes(document, &mut draft);
    if draft.items.is_empty() {
        return Err(Refusal::fixed(
            "没有找到条款编号（5.7、第二十一条、一、……）；如果编号在图片里或者文件是扫描件，请先得到文字版",
            "no numbers of clauses were found (5.7, 第二十一条, 一、…); if the file is a scan, get its text first",
        ));
    }
    Ok(draft)
}

/// The entries of a document, each dropped until something is made of it.
fn entries(document: &Document, draft: &mut Draft) -> Vec<Unit> {
    let mut units = Vec::new();
    let (mut paragraphs, mut tables) = (0, 0);
    for block in &document.blocks {
        let entry = draft.entries.len();
        match block {
            Block::Paragraph(own) => {
                paragraphs += 1;
                draft.entries.push(Entry::of(Place::Paragraph(paragraphs), std::slice::from_ref(own)));
            }
            Block::Table(table) => {
                tables += 1;
                draft.entries.extend(cells(table, tables));
            }
        }
        units.push(Unit { block: block.clone(), entry });
    }
    for (at, note) in document.notes.iter().enumerate() {
        draft.entries.push(Entry::of(Place::Note(at + 1), note));
    }
    units
}

fn cells(table: &Table, number: usize) -> Vec<Entry> {
    let mut all = Vec::new();
    for (row, cells) in table.rows.iter().enumerate() {
        for (at, cell) in cells.iter().enumerate() {
            all.push(Entry::of(Place::Cell(number, row + 1, at + 1), &cell.paragraphs));
        }
    }
    all
}

impl Entry {
    fn of(place: Place, paragraphs: &[Paragraph]) -> Self {
        let texts: Vec<String> = paragraphs.iter().map(Paragraph::text).collect();
        let numbers: Vec<&str> =
            paragraphs.iter().map(|own| own.number.as_str()).filter(|own| !own.is_empty()).collect();
        let text = texts.join("\n");
        let rules = if paragraphs.iter().any(|own| own.is_cut) { vec![Rule::LineBreak] } else { Vec::new() };
        let doubts = paragraphs.iter().flat_map(|own| own.doubts.iter().copied()).collect();
        Self { place, dropped: count(&text), text, generated: numbers.join(" "), fate: Fate::Dropped, rules, doubts }
    }

    /// How many characters it has.
    pub fn characters(&self) -> usize {
        count(&self.text)
    }
}
