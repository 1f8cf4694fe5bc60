//! The table of keys: everything that is known of a key of front matter is said here, and said once.
//!
//! A key is a row, and a row has a name in the code: a key that is not in the table does not compile. Rows say what is
//! read and what is missing (`parse/mapping.rs`), what editors offer (`scaffold/schema.rs`), what translations hold, what
//! the documentation lists, and where a fact shows (`site/facts.rs` and those who ask it).
//!
//! A name may have several rows: the `place` of a clause is another thing than the `place` of a case. No kind has two
//! rows of one name.

mod common;
pub mod duty;
pub mod expected;
mod front_matter;
pub mod imported;
pub mod signature;
pub mod source;
pub mod translation;
pub mod when;
pub mod withdrawn;

pub use common::*;
pub use front_matter::*;

use super::{Kind, Vocabulary};
use crate::diag::Locale;
use crate::yaml::{Known, Name, Shape};

/// A key: a row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// How it is written.
    pub name: &'static str,
    /// What its value looks like.
    pub form: Form,
    /// Whether it may be left out.
    pub need: Need,
    /// What a translation does with it.
    pub wording: Wording,
    kinds: &'static [Kind],
    label: [&'static str; 2],
    others: &'static [&'static str],
    about: [&'static str; 2],
    outputs: &'static [Output],
}

/// What a value looks like.
#[derive(Clone, Copy, Debug)]
pub enum Form {
    /// Words in one line.
    Text,
    /// A list of words.
    Texts,
    /// A whole number.
    Count,
    /// A day, a month or a year.
    Date,
    /// An address on the web.
    Url,
    /// A list of refs.
    Refs,
    /// The kind of the item itself.
    Kind,
    /// A word of a closed list.
    Word(Vocabulary),
    /// A mapping with keys of its own.
    Mapping(&'static [&'static Key]),
    /// A list of such mappings.
    Mappings(&'static [&'static Key]),
    /// A list of such mappings, or of words of a closed list; one alone may go without the list.
    MappingsOr(&'static [&'static Key], Vocabulary),
}

/// Whether a key may be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// It may.
    Optional,
    /// It may, and the page of the item says that it is not stated.
    Missed,
    /// It may not.
    Required,
    /// It may not, except in one kind.
    RequiredBut(Kind),
}

/// What a translation does with a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wording {
    /// Nothing: the value is the same in all languages, or each file says its own.
    Same,
    /// It may say it in its language; where it does not, the original's words show.
    Translated,
    /// It may say it in its language; the original's words never show in its place, since they are names of that language.
    Own,
}

/// Where a fact shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Output {
    /// In the list of facts on the page of its item.
    Page,
    /// On the page of its item, at a place that the template has for it.
    Place,
    /// In the JSON of its item.
    Json,
    /// In a column of the table of tasks and safeguards.
    Csv,
    /// In the workbook of its edition.
    Xlsx,
    /// In the text that search finds.
    Search,
}

impl Key {
    /// A key that may be left out, is the same in all languages and shows nowhere, until the row says more.
    const fn new(name: &'static str, form: Form, kinds: &'static [Kind]) -> Self {
        let empty = [""; 2];
        let (need, wording) = (Need::Optional, Wording::Same);
        Self { name, form, need, wording, kinds, label: empty, others: &[], about: empty, outputs: &[] }
    }

    const fn need(self, need: Need) -> Self {
        Self { need, ..self }
    }

    const fn wording(self, wording: Wording) -> Self {
        Self { wording, ..self }
    }

    const fn label(self, zh: &'static str, en: &'static str) -> Self {
        Self { label: [zh, en], ..self }
    }

    /// What else people write for it, besides its word and what it is called in Chinese.
    const fn also(self, others: &'static [&'static str]) -> Self {
        Self { others, ..self }
    }

    const fn about(self, zh: &'static str, en: &'static str) -> Self {
        Self { about: [zh, en], ..self }
    }

    const fn shown(self, outputs: &'static [Output]) -> Self {
        Self { outputs, ..self }
    }

    /// What it is called before its value.
    pub fn called(&self, locale: Locale) -> &'static str {
        said(self.label, locale)
    }

    /// Every way to write it: its word, what it is called in Chinese, and what else people write.
    pub fn spelling(&self) -> Name {
        Name { word: self.name, called: self.label[0], others: self.others }
    }

    /// What it says, in a sentence without its full stop.
    pub fn explained(&self, locale: Locale) -> &'static str {
        said(self.about, locale)
    }

    /// Whether items of a kind may have it. Keys of nested mappings belong to no kind.
    pub fn is_of(&self, kind: Kind) -> bool {
        self.kinds.contains(&kind)
    }

    /// Whether items of all kinds may have it.
    pub fn is_common(&self) -> bool {
        Kind::ALL.iter().all(|kind| self.is_of(*kind))
    }

    /// Whether translations may have it: each file says it of itself, or each language in its own words.
    pub fn is_of_translations(&self) -> bool {
        self.is_common() || self.wording != Wording::Same
    }

    /// Whether it may not be left out of an item of a kind.
    pub fn is_required(&self, kind: Kind) -> bool {
        match self.need {
            Need::Optional | Need::Missed => false,
            Need::Required => true,
            Need::RequiredBut(other) => kind != other,
        }
    }

    /// Whether it may not be left out of a translation of an item of a kind. Words that are not translated are the original's.
    pub fn is_required_of_translation(&self, kind: Kind) -> bool {
        self.is_required(kind) && (self.is_common() || !self.is_of(kind))
    }

    /// Whether its fact shows somewhere.
    pub fn shows(&self, output: Output) -> bool {
        self.outputs.contains(&output)
    }

    /// Whether it is this row, and not another of the same name.
    pub fn is(&self, row: &Self) -> bool {
        std::ptr::eq(self, row)
    }
}

fn said(words: [&'static str; 2], locale: Locale) -> &'static str {
    let [zh, en] = words;
    match locale {
        Locale::Chinese => zh,
        Locale::English => en,
    }
}

/// The keys that an item of a kind may have, in the order in which their facts show.
pub fn of(kind: Kind) -> impl Iterator<Item = &'static Key> {
    ALL.iter().copied().filter(move |key| key.is_of(kind))
}

/// Every row of front matter, in the order in which facts show.
pub fn all() -> impl Iterator<Item = &'static Key> {
    ALL.iter().copied()
}

static NUMBERS: &[&Key] = &[&NUMBER, &CURRENT, &NUMBERING, &duty::ROLE, &when::WITHIN, &withdrawn::ID];

static LISTS_OF_NUMBERS: &[&Key] = &[&PAIRS_WITH, &TOPICS, &CONTINUES, &MOVED_FROM, &when::MONTHS];

/// What a line of front matter is read by: what keys hold, of whatever kind the item is.
pub fn known(written: &str) -> Option<Known> {
    let nested = [
        duty::ALL,
        source::ALL,
        when::ALL,
        withdrawn::ALL,
        expected::ALL,
        signature::ALL,
        imported::ALL,
        translation::ALL,
    ];
    let all = ALL.iter().chain(nested.into_iter().flatten());
    let row = all.into_iter().find(|row| row.spelling().is(written))?;
    let shape = match row.form {
        // Numbers, ids and refs among the texts: no punctuation belongs to them.
        Form::Text if NUMBERS.iter().any(|own| own.is(row)) => Shape::Word,
        Form::Texts if LISTS_OF_NUMBERS.iter().any(|own| own.is(row)) => Shape::Words,
        Form::Text => Shape::Text,
        Form::Texts => Shape::Texts,
        Form::Refs => Shape::Words,
        Form::Count | Form::Date | Form::Url | Form::Kind | Form::Word(_) => Shape::Word,
        // One mapping alone needs no list.
        Form::Mapping(_) | Form::MappingsOr(..) => Shape::Mapping,
        Form::Mappings(_) => Shape::Mappings,
    };
    Some(Known { word: row.name, shape })
}

/// Where a row stands in the order of the table.
pub fn place(key: &Key) -> usize {
    ALL.iter().position(|row| row.is(key)).unwrap_or(ALL.len())
}

/// The keys that a translation of an item of a kind may have: its own, what can be translated, and what each file says of
/// itself.
pub fn of_translation(kind: Kind) -> impl Iterator<Item = &'static Key> {
    of(kind).filter(|key| key.is_of_translations()).chain(translation::ALL.iter().copied())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all() -> impl Iterator<Item = &'static Key> {
        let nested =
            [signature::ALL, duty::ALL, expected::ALL, source::ALL, translation::ALL, when::ALL, withdrawn::ALL];
        ALL.iter().copied().chain(nested.into_iter().flatten().copied())
    }

    #[test]
    fn a_kind_has_one_row_of_a_name() {
        for &(word, kind) in Kind::WORDS {
            for rows in [of(kind).collect::<Vec<_>>(), of_translation(kind).collect()] {
                for (place, key) in rows.iter().enumerate() {
                    assert!(rows[place + 1..].iter().all(|other| other.name != key.name), "{word}: {}", key.name);
                }
            }
        }
    }

    #[test]
    fn rows_speak_both_languages() {
        let is_han = |character: char| ('\u{4E00}'..='\u{9FFF}').contains(&character);
        for key in all() {
            for [zh, en] in [key.label, key.about] {
                assert!(zh.contains(is_han) && !en.is_empty() && !en.contains(is_han), "{}: {zh} {en}", key.name);
                assert!(!zh.ends_with('。') && !en.ends_with('.'), "{} ends a sentence", key.name);
            }
        }
    }
}
