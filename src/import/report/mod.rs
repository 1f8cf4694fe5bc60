//! The account of an import: every entry of the file and what it became, as JSON to be read again and as a page to be signed.

mod html;
mod json;

use std::collections::{BTreeMap, BTreeSet};

pub use html::html;
pub use json::{json, parse};

use super::document::{Loss, LossKind};
use super::grade::{Doubt, Grade, Rule};
use super::structure::{Draft, Entry, Fate, Place};
use crate::model::{EditionKey, Provenance};

/// What a file was read for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Subject {
    /// For the clauses of an edition.
    #[default]
    Clauses,
    /// For its tasks and safeguards.
    Tasks,
}

/// What was imported, from where, and how sure that is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The name of the file.
    pub file: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// Where it went.
    pub edition: EditionKey,
    /// What it was read for.
    pub subject: Subject,
    /// Whose words its tasks are, if that was said.
    pub provenance: Option<Provenance>,
    /// Its title, as the file has it.
    pub title: String,
    /// What was done with tracked changes.
    pub changes: String,
    /// Where it was published, if that was said.
    pub source: Option<Origin>,
    /// Every entry of the file, in its order; numbers count from 1.
    pub lines: Vec<Line>,
    /// Text of the file that is no entry.
    pub losses: Vec<Loss>,
    /// How many characters of the entries stand in items, as these read back.
    pub written: usize,
    /// Files that were written, each with the SHA-256 of its text.
    pub files: BTreeMap<String, String>,
    /// The edition before, with what nobody continues of it; nothing where there is none.
    pub preceding: Option<Preceding>,
}

/// The edition before the one that was imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preceding {
    /// Its name.
    pub edition: EditionKey,
    /// Its clauses that no imported clause continues and that are not withdrawn, by their ids, each with its number and title.
    pub open: Vec<(String, String)>,
}

/// Where a text was published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The title of the publication.
    pub title: String,
    /// Who published it.
    pub issuer: String,
    /// When, as `2022-08-01`.
    pub date: String,
    /// Where it can be read.
    pub url: Option<String>,
}

/// An entry of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Where it stands in the file.
    pub place: Place,
    /// Its words.
    pub text: String,
    /// What a list puts before it.
    pub generated: String,
    /// The item that it is in.
    pub item: Option<String>,
    /// Whether it is its number or title.
    pub is_head: bool,
    /// Its place in the item.
    pub anchor: String,
    /// How many characters it has, blanks not counted.
    pub characters: usize,
    /// How many of them are in no item.
    pub dropped: usize,
    /// The rules by which it was recognised.
    pub rules: Vec<Rule>,
    /// What is unsure about it.
    pub doubts: Vec<Doubt>,
    /// Who accepted what is unsure, and when.
    pub accepted: Option<(String, String)>,
    /// The clause of the edition before that its item is thought to continue, if this is where it is asked.
    pub continues: Option<String>,
}

impl Line {
    /// How sure it is.
    pub fn grade(&self) -> Grade {
        Grade::of(self.rules.clone(), self.doubts.clone())
    }

    /// Whether a person has still to look.
    pub fn is_pending(&self) -> bool {
        !self.doubts.is_empty() && self.accepted.is_none()
    }
}

impl Report {
    /// The entries of a draft; `anchor` gives the place of an entry in its item.
    pub fn lines(draft: &Draft, anchor: &dyn Fn(usize, usize) -> String) -> Vec<Line> {
        let line = |(at, entry): (usize, &Entry)| {
            let item = match entry.fate {
                Fate::Head(item) | Fate::Body(item) => Some(item),
                Fate::Dropped => None,
            };
            let (mut rules, mut doubts) = (entry.rules.clone(), entry.doubts.clone());
            rules.sort_unstable();
            rules.dedup();
            doubts.sort_unstable();
            doubts.dedup();
            let is_asked = doubts.contains(&Doubt::Continues);
            let continues = item.filter(|_| is_asked).and_then(|item| draft.items[item].continues.clone());
            Line {
                place: entry.place,
                text: entry.text.clone(),
                generated: entry.generated.clone(),
                item: item.map(|item| draft.items[item].id.clone()),
                is_head: matches!(entry.fate, Fate::Head(_)),
                anchor: item.map_or_else(String::new, |item| anchor(item, at)),
                characters: entry.characters(),
                dropped: entry.dropped,
                rules,
                doubts,
                accepted: None,
                continues,
            }
        };
        draft.entries.iter().enumerate().map(line).collect()
    }

    /// Takes over what a person has accepted in an older report: entries of the same words, item, doubts, and what it is
    /// thought to continue.
    pub fn remember(&mut self, before: &Self) {
        let key = |line: &Line| (line.text.clone(), line.item.clone(), line.doubts.clone(), line.continues.clone());
        let known: BTreeMap<_, _> =
            before.lines.iter().filter_map(|line| Some((key(line), line.accepted.clone()?))).collect();
        for line in self.lines.iter_mut().filter(|line| !line.doubts.is_empty()) {
            line.accepted = known.get(&key(line)).cloned();
        }
    }

    /// The numbers of the entries of an item that are to be confirmed.
    pub fn pending(&self, item: &str) -> Vec<usize> {
        let own = (1..).zip(&self.lines).filter(|(_, line)| line.is_pending() && line.item.as_deref() == Some(item));
        own.map(|(number, _)| number).collect()
    }

    /// The numbers of all entries that are to be confirmed.
    pub fn all_pending(&self) -> Vec<usize> {
        (1..).zip(&self.lines).filter(|(_, line)| line.is_pending()).map(|(number, _)| number).collect()
    }

    /// Characters of the file, blanks not counted.
    pub fn characters(&self) -> usize {
        self.lines.iter().map(|line| line.characters).sum::<usize>() + self.lost()
    }

    /// Characters that are in no item.
    pub fn dropped(&self) -> usize {
        self.lines.iter().map(|line| line.dropped).sum::<usize>() + self.lost()
    }

    fn lost(&self) -> usize {
        self.losses.iter().map(|loss| loss.characters).sum()
    }

    /// Whether every character is accounted for: those of the file are those of the items, as they read back, and those
    /// that were dropped.
    pub fn is_balanced(&self) -> bool {
        self.characters() == self.written + self.dropped()
    }

    /// The items, in the order of the file.
    pub fn items(&self) -> BTreeSet<&str> {
        self.lines.iter().filter_map(|line| line.item.as_deref()).collect()
    }

    /// Where the report lies in the project: beside the content, never in it.
    pub fn folder(edition: &EditionKey, subject: Subject) -> String {
        let folder = format!("imports/{}/{}", edition.standard, edition.edition);
        match subject {
            Subject::Clauses => folder,
            Subject::Tasks => format!("{folder}/tasks"),
        }
    }
}

impl LossKind {
    /// Every kind with its word.
    pub const WORDS: &'static [(&'static str, Self)] = &[
        ("header", Self::Header),
        ("text-box", Self::TextBox),
        ("hidden", Self::Hidden),
        ("change", Self::Change),
        ("comment", Self::Comment),
        ("ruby", Self::Ruby),
        ("navigation", Self::Navigation),
        ("remark", Self::Remark),
        ("property", Self::Property),
        ("sheet", Self::Sheet),
    ];

    /// What it is called, in Chinese and in English.
    pub fn called(self) -> [&'static str; 2] {
        match self {
            Self::Header => ["页眉、页脚", "headers and footers"],
            Self::TextBox => ["文本框", "text boxes"],
            Self::Hidden => ["隐藏文字", "hidden text"],
            Self::Change => ["修订中去掉的文字", "text that tracked changes take away"],
            Self::Comment => ["批注", "comments"],
            Self::Ruby => ["拼音指南", "phonetic guides"],
            Self::Navigation => ["网页的导航和按钮", "navigation of the web page"],
            Self::Remark => ["看不见的标记", "marks that readers do not see"],
            Self::Property => ["文件属性", "properties of the file"],
            Self::Sheet => ["没有任务的其他工作表", "other sheets, which hold no tasks"],
        }
    }
}
