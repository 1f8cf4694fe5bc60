//! The words that a lock vouches for, kept beside the content: a hash alone cannot say what has changed.

use std::collections::BTreeMap;

use crate::model::EditionKey;
use crate::source::ContentHash;

/// Parts what does not run with the text from the text, in words that are hashed.
const APART: &str = "\u{1F}";

/// How that is written in the file.
const SHOWN: &str = "␟";

/// Words by their hashes. Each has the hash it is found by, so that a file which somebody changed says nothing false.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LockedWords(BTreeMap<String, String>);

impl LockedWords {
    /// Where the words of an edition lie in a project.
    pub fn path(edition: &EditionKey) -> String {
        format!("locks/{}/{}.txt", edition.standard, edition.edition)
    }

    /// The words of a hash, to the byte as they were hashed.
    pub fn of(&self, hash: &str) -> Option<&str> {
        self.0.get(hash).map(String::as_str)
    }

    /// Takes in words as the file has them, if they have their hash.
    pub fn take(&mut self, hash: &str, written: &str) {
        let words = written.replace(SHOWN, APART);
        if ContentHash::of(words.as_bytes()).hex() == hash {
            self.0.insert(hash.to_owned(), words);
        }
    }

    /// A line of words as the file has it.
    pub fn written(line: &str) -> String {
        line.replace(APART, SHOWN)
    }

    /// Words for people: without the id that they begin with, each thing on a line.
    pub fn shown(words: &str) -> String {
        let mut parts = words.split(['\n', '\u{1F}']);
        // The id, which stands before them wherever they are shown.
        parts.next();
        parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
    }
}
