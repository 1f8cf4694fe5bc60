//! What changed from one edition to the next as a file of its own: 新旧条文对照表, in Markdown, JSON, as a workbook
//! and as a Word document.

mod docx;
mod json;
mod markdown;
mod xlsx;

use anyhow::Context;

use super::{cells, words};
use crate::comparison::{Comparison, Line, TranslationChange};
use crate::diag::{Locale, Words};
use crate::model::vocabulary;
use crate::naming;
use crate::site::{EditionNode, EntryIx, Fate, Site, Succession};
use crate::text::redline::{Mark, Piece};
use crate::words;

vocabulary! {
    /// What a table of changes can be had as, besides a page.
    pub enum TableFormat {
        /// A Word document.
        Docx = "docx",
        /// A workbook.
        Xlsx = "xlsx",
        /// Markdown with `del` and `ins`.
        Markdown = "md",
        /// For programs.
        Json = "json",
    }
}

impl TableFormat {
    /// What it is, in a phrase for the command line.
    pub fn explained(self) -> &'static str {
        match self {
            Self::Docx => "a Word document: old and new text side by side, with what changed marked, to circulate",
            Self::Xlsx => "a workbook: old and new text side by side, with what changed marked",
            Self::Markdown => "Markdown, with <del> and <ins>",
            Self::Json => "for programs: every piece with its mark",
        }
    }
}

/// Two editions that follow each other, compared.
struct Table<'a> {
    site: &'a Site,
    locale: Locale,
    succession: &'a Succession,
    rows: Vec<(&'a Fate, Comparison)>,
}

/// Makes the table of what changed in an edition, by its index.
///
/// # Errors
/// If the edition has no predecessor, or a workbook cannot hold what is in it.
pub fn table(site: &Site, edition: usize, format: TableFormat) -> anyhow::Result<Vec<u8>> {
    let succession = site.succession_to(edition).and_then(|at| site.successions().get(at));
    let succession = succession.context("the edition has no predecessor")?;
    let rows = succession.fates.iter().map(|fate| (fate, Comparison::of(site, fate))).collect();
    let table = Table { site, locale: words::locale(site), succession, rows };
    match format {
        TableFormat::Docx => docx::document(&table).context("the table could not be made"),
        TableFormat::Xlsx => xlsx::workbook(&table).context("the table could not be made"),
        TableFormat::Markdown => Ok(markdown::text(&table).into_bytes()),
        TableFormat::Json => Ok(format!("{:#}\n", json::value(&table)).into_bytes()),
    }
}

impl<'a> Table<'a> {
    fn editions(&self) -> [&'a EditionNode; 2] {
        [self.succession.old, self.succession.new].map(|edition| &self.site.editions[edition])
    }

    /// The titles of both editions.
    fn titles(&self) -> [&'a str; 2] {
        self.editions().map(|edition| naming::title(self.site, edition.entry))
    }

    fn say(&self, words: &Words) -> String {
        words.say(self.locale).to_owned()
    }

    fn changes(&self, comparison: &Comparison) -> String {
        let all: Vec<String> = comparison.changes.iter().map(|change| self.say(&words::change(*change))).collect();
        all.join(self.say(&Words::fixed("、", ", ")).as_str())
    }

    /// Items as one line each: number and title.
    fn names(&self, entries: &[EntryIx]) -> String {
        cells::items(self.site, entries)
    }

    /// What stands above a translation: 〔译文：English〕, 〔译文：English，新增〕.
    fn language(&self, own: &TranslationChange) -> String {
        let name = own.lang.own_name();
        let [zh, en] = match own.end().map(words::change) {
            Some(change) => {
                [format!("，{}", change.say(Locale::Chinese)), format!(", {}", change.say(Locale::English))]
            }
            None => [String::new(), String::new()],
        };
        self.say(&words!("〔译文：{name}{zh}〕", "[Translation: {name}{en}]"))
    }

    /// Why an item ended: since when, by whom, for what reason.
    fn withdrawal(&self, fate: &Fate) -> Option<String> {
        let said = self.site.withdrawal(self.succession, fate)?;
        let by = said.by.as_ref().map(|by| format!("{by}{}", self.say(&Words::fixed("，", ", "))));
        Some(format!("{}{}{}{}", said.date, self.say(&Words::fixed("，", ", ")), by.unwrap_or_default(), said.reason))
    }
}

/// The text of one edition with its marks, a line after the other.
fn side(lines: &[Line], without: Mark) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for line in lines {
        let place = if without == Mark::Inserted { line.row.in_old() } else { line.row.in_new() };
        if place.is_none() {
            continue;
        }
        if !pieces.is_empty() {
            pieces.push(kept("\n"));
        }
        for (at, cell) in line.cells.iter().enumerate() {
            if at > 0 {
                pieces.push(kept(" ｜ "));
            }
            pieces.extend(cell.iter().filter(|piece| piece.mark != without).cloned());
        }
    }
    pieces
}

/// The translations of one edition that changed, each below its language: title and text with their marks; of one that came or
/// went as a whole, that it did. Nothing of one that the edition does not have.
fn translated(table: &Table<'_>, comparison: &Comparison, without: Mark) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for own in &comparison.translations {
        let title: Vec<Piece> = own.title.iter().filter(|piece| piece.mark != without).cloned().collect();
        let text = side(&own.lines, without);
        if title.is_empty() && text.is_empty() {
            continue;
        }
        let break_before = if pieces.is_empty() { "" } else { "\n" };
        pieces.push(kept(&format!("{break_before}{}", table.language(own))));
        if own.end().is_some() {
            continue;
        }
        for part in [title, text].into_iter().filter(|part| !part.is_empty()) {
            pieces.push(kept("\n"));
            pieces.extend(part);
        }
    }
    pieces
}

fn kept(text: &str) -> Piece {
    Piece { mark: Mark::Kept, text: text.to_owned() }
}
