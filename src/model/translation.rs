//! Translations: service aids beside the original, which stays authoritative.

use super::Review;
use super::keys::Key;
use crate::source::Spanned;

/// What a translation's own front matter says. All facts (basis, who, dates…) come from the original.
#[derive(Clone, Debug)]
pub struct Translation {
    /// Who translated it.
    pub source: Spanned<String>,
    /// Whether somebody has read it against the original.
    pub review: Review,
    /// Who read it.
    pub reviewed_by: Option<String>,
    /// Other names of a role or term in this language.
    pub aliases: Vec<Spanned<String>>,
    /// Facts of the original whose words it translates.
    pub facts: Vec<TranslatedFact>,
}

/// A fact in the words of a translation.
#[derive(Clone, Debug)]
pub struct TranslatedFact {
    /// What it says.
    pub key: &'static Key,
    /// How it says it.
    pub words: TranslatedWords,
}

/// The words of a translated fact.
#[derive(Clone, Debug)]
pub enum TranslatedWords {
    /// In place of a text.
    Text(String),
    /// In place of a list of texts; never empty.
    Texts(Vec<String>),
}

impl Translation {
    /// What it says of a fact.
    pub fn words(&self, key: &Key) -> Option<&TranslatedWords> {
        self.facts.iter().find(|fact| fact.key.is(key)).map(|fact| &fact.words)
    }

    /// What it says in place of a text.
    pub fn text(&self, key: &Key) -> Option<&str> {
        match self.words(key)? {
            TranslatedWords::Text(text) => Some(text),
            TranslatedWords::Texts(_) => None,
        }
    }

    /// What it says in place of a list of texts.
    pub fn texts(&self, key: &Key) -> Option<&[String]> {
        match self.words(key)? {
            TranslatedWords::Text(_) => None,
            TranslatedWords::Texts(texts) => Some(texts),
        }
    }
}
