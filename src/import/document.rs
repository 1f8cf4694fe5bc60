//! What a file says, in its order, before anything is made of it.

use super::grade::Doubt;

/// The text of a file with everything that belongs to it.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// Paragraphs and tables in reading order.
    pub blocks: Vec<Block>,
    /// Footnotes and endnotes; runs name them by index.
    pub notes: Vec<Vec<Paragraph>>,
    /// Pictures; runs name them by index.
    pub pictures: Vec<Picture>,
    /// What is no part of the text that is taken over.
    pub losses: Vec<Loss>,
}

/// A paragraph or a table.
#[derive(Clone, Debug)]
pub enum Block {
    /// A paragraph.
    Paragraph(Paragraph),
    /// A table.
    Table(Table),
}

/// A paragraph.
#[derive(Clone, Debug, Default)]
pub struct Paragraph {
    /// What its style says that it is.
    pub role: Role,
    /// The number that a list gives it, as the program that wrote the file shows it. No characters of the file.
    pub number: String,
    /// How deep in lists it stands, as far as the file says: 0 for an item of an outer list.
    pub depth: usize,
    /// Its text.
    pub runs: Vec<Run>,
    /// What is unsure about it.
    pub doubts: Vec<Doubt>,
    /// Whether it was one line of a paragraph that a line break cut.
    pub is_cut: bool,
}

/// What a style says of a paragraph.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Role {
    /// Nothing.
    #[default]
    Plain,
    /// A heading of a level, counted from 1.
    Heading(u8),
    /// A numbered clause without a title, of a level counted from 1.
    Untitled(u8),
    /// The heading of an element without a number: foreword, introduction, bibliography.
    Unnumbered,
    /// The number of an annex, with what it is.
    Annex,
    /// A heading in an annex, of a level counted from 1 below the annex.
    AnnexHeading(u8),
    /// A numbered clause without a title in an annex.
    AnnexUntitled(u8),
    /// A line of the contents page.
    Contents,
    /// The heading of the contents page.
    ContentsHeading,
    /// The title of the whole document.
    Title,
    /// A line of the cover.
    Cover,
    /// The caption of a table or figure.
    Caption,
    /// What a web page has around its text.
    Navigation,
}

/// A stretch of text in one look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Run {
    /// Words.
    Text(String, Raise),
    /// The call of a footnote.
    Note(usize),
    /// A picture.
    Picture(usize),
}

/// Whether words stand on the line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Raise {
    /// On it.
    #[default]
    Level,
    /// Above it: m².
    Above,
    /// Below it: H₂O.
    Below,
}

/// A table, with a cell for every column of every row that is not covered by another.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// Its rows.
    pub rows: Vec<Vec<Cell>>,
    /// How many rows the file itself says are its head.
    pub head_rows: usize,
}

/// A cell.
#[derive(Clone, Debug, Default)]
pub struct Cell {
    /// Its first column.
    pub column: usize,
    /// How many columns it covers.
    pub columns: usize,
    /// It goes on with the cell above.
    pub goes_on: bool,
    /// Its text.
    pub paragraphs: Vec<Paragraph>,
}

/// A picture.
#[derive(Clone, Debug, Default)]
pub struct Picture {
    /// Its bytes; nothing when they are not in the file or cannot be taken over.
    pub bytes: Vec<u8>,
    /// The ending of its name: `png`, `jpg`.
    pub ending: String,
    /// Words for those who do not see it, if the file has any.
    pub words: String,
}

/// Text of the file that is not taken over. What it says is nobody's business: hidden and deleted words, remarks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loss {
    /// What it is.
    pub what: LossKind,
    /// How many blocks stand before it; nothing where it stands beside the text, as headers do.
    pub after: Option<usize>,
    /// Characters, blanks not counted.
    pub characters: usize,
}

/// Kinds of text that are not taken over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LossKind {
    /// In a header or footer of pages.
    Header,
    /// In a text box.
    TextBox,
    /// Hidden.
    Hidden,
    /// Deleted, or inserted and rejected, under tracked changes.
    Change,
    /// A comment.
    Comment,
    /// What stands above characters to say how they sound.
    Ruby,
    /// Navigation and remarks of a web page around the text.
    Navigation,
    /// Marks of the file that readers do not see.
    Remark,
    /// Properties of the file: who wrote it, for whom.
    Property,
    /// On a sheet that holds no tasks.
    Sheet,
}

impl Paragraph {
    /// A paragraph of plain words.
    pub fn plain(text: &str) -> Self {
        Self { runs: vec![Run::Text(text.to_owned(), Raise::Level)], ..Self::default() }
    }

    /// Its words, without what its list adds.
    pub fn text(&self) -> String {
        let words = self.runs.iter().filter_map(|run| match run {
            Run::Text(text, _) => Some(text.as_str()),
            Run::Note(_) | Run::Picture(_) => None,
        });
        words.collect()
    }

    /// Whether there is nothing to see in it.
    pub fn is_blank(&self) -> bool {
        self.number.is_empty()
            && self.runs.iter().all(|run| match run {
                Run::Text(text, _) => text.chars().all(is_blank),
                Run::Note(_) | Run::Picture(_) => false,
            })
    }

    /// Takes `bytes` of text off the beginning.
    pub fn without_beginning(&self, mut bytes: usize) -> Self {
        let mut runs = Vec::new();
        for run in &self.runs {
            match run {
                Run::Text(text, raise) => {
                    let cut = bytes.min(text.len());
                    bytes -= cut;
                    if cut < text.len() {
                        runs.push(Run::Text(text[cut..].to_owned(), *raise));
                    }
                }
                Run::Note(_) | Run::Picture(_) => runs.push(run.clone()),
            }
        }
        Self { runs, number: String::new(), ..self.clone() }
    }

    /// Adds words behind the last ones.
    pub fn push(&mut self, text: &str, raise: Raise) {
        if text.is_empty() {
            return;
        }
        match self.runs.last_mut() {
            Some(Run::Text(own, before)) if *before == raise => own.push_str(text),
            _ => self.runs.push(Run::Text(text.to_owned(), raise)),
        }
    }

    /// Notes a doubt once.
    pub fn doubt(&mut self, doubt: Doubt) {
        if !self.doubts.contains(&doubt) {
            self.doubts.push(doubt);
        }
    }
}

/// Whether a character shows nothing: blanks of every width, and marks without width.
pub fn is_blank(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}')
}

/// How many characters there are, blanks not counted: what word processors call 字符数（不计空格）.
pub fn count(text: &str) -> usize {
    text.chars().filter(|character| !is_blank(*character)).count()
}
