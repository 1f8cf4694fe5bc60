//! How keys and words are spelt: each has one word of the format, what it is called in Chinese, and what else people write.

use crate::diag::Words;
use crate::words;

/// How a key may be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name {
    /// The word of the format, by which the program knows it.
    pub word: &'static str,
    /// What it is called in Chinese; empty where it has no name beside its word.
    pub called: &'static str,
    /// What else people write.
    pub others: &'static [&'static str],
}

impl Name {
    /// A key with a word and a name in Chinese.
    pub const fn new(word: &'static str, called: &'static str) -> Self {
        Self { word, called, others: &[] }
    }

    /// Every way to write it, the word first.
    pub fn all(&self) -> impl Iterator<Item = &'static str> + use<> {
        let Self { word, called, others } = *self;
        [word, called].into_iter().filter(|own| !own.is_empty()).chain(others.iter().copied())
    }

    /// Whether it may be written so.
    pub fn is(&self, written: &str) -> bool {
        self.all().any(|own| own == written)
    }

    /// The word with what it is called, for messages: `title（标题）`.
    pub fn shown(&self) -> Words {
        let Self { word, called, .. } = self;
        if called.is_empty() { words!("{word}", "{word}") } else { words!("{word}（{called}）", "{word} ({called})") }
    }
}

impl From<&'static str> for Name {
    fn from(word: &'static str) -> Self {
        Self::new(word, "")
    }
}

/// A closed list of words with their values.
#[derive(Clone, Copy, Debug)]
pub struct Choices<T: 'static> {
    /// Each word of the format.
    pub words: &'static [(&'static str, T)],
    /// Every other way to write one: first of all what it is called in Chinese.
    pub others: &'static [(&'static str, T)],
}

impl<T: Copy + PartialEq> Choices<T> {
    /// The value of a word, however it is written.
    pub fn value(&self, written: &str) -> Option<T> {
        self.words.iter().chain(self.others).find(|(word, _)| *word == written).map(|(_, value)| *value)
    }

    /// Each word with what it is called in Chinese.
    pub fn shown(&self) -> impl Iterator<Item = (&'static str, Option<&'static str>)> + '_ {
        self.words.iter().map(|(word, value)| {
            let called = self.others.iter().find(|(_, other)| other == value).map(|(called, _)| *called);
            (*word, called)
        })
    }

    /// Every way to write a word.
    pub fn spellings(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.words.iter().chain(self.others).map(|(word, _)| *word)
    }
}
