//! The key that a line begins with, however its colon is typed.

use unicode_normalization::UnicodeNormalization;

use super::fault::Fault;
use super::{Known, Knows, signs};

/// A key with its colon. Offsets count from the beginning of what was read.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Key {
    /// Where its name ends; it begins what was read.
    pub(super) name_end: usize,
    /// The name as it should be written.
    pub(super) name: String,
    /// Where the value begins, behind all blanks.
    pub(super) value: usize,
    /// What is wrong with the colon and the blanks around it.
    pub(super) fault: Option<Fault>,
    /// What the program knows of it.
    pub(super) known: Option<Known>,
}

impl Key {
    /// The word that the program knows it by, or the name.
    pub(super) fn word(&self) -> &str {
        self.known.map_or(self.name.as_str(), |known| known.word)
    }
}

/// Where a line stands that may begin with a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Position {
    /// Among keys: what stands before a colon is one.
    Keys,
    /// Anywhere: only what the program knows is a key.
    Anywhere,
    /// Among texts: only YAML's own colon makes a key.
    Texts,
}

/// Most characters of a key that the program does not know.
const LONGEST: usize = 20;

/// Reads the key that `rest` of a line begins with.
pub(super) fn split(rest: &str, position: Position, knows: Knows) -> Option<Key> {
    if rest.starts_with(['#', '|', '>']) || rest.chars().next().is_some_and(|first| signs::opener(first).is_some()) {
        return None;
    }
    let from = quoted(rest);
    let mut before = ' ';
    for (at, character) in rest.char_indices().filter(|(at, _)| *at >= from) {
        if character == '#' && before.is_whitespace() {
            return None;
        }
        before = character;
        let is_wide = signs::is_wide_colon(character);
        if !is_wide && character != ':' {
            continue;
        }
        let behind = &rest[at + character.len_utf8()..];
        let is_proper = !is_wide && (behind.is_empty() || behind.starts_with(' '));
        let name = rest[..at].trim_end();
        let clean = clean(name, knows);
        let known = knows(&clean);
        let accepted = match position {
            _ if is_proper => true,
            Position::Texts => false,
            Position::Anywhere => known.is_some(),
            Position::Keys => known.is_some() || looks_like_key(name) && !behind.starts_with(['/', '\\']),
        };
        // A quoted text that a colon follows is a key, or it is nothing that could be mended.
        if !accepted && from > 0 {
            return None;
        }
        if accepted {
            let is_colon = |sign: char| sign == ':' || signs::is_wide_colon(sign);
            let words = behind.trim_start_matches(is_colon);
            let typed = &rest[at..rest.len() - words.len()];
            let value = rest.len() - words.trim_start().len();
            let fault = match typed.chars().count() {
                1 => fault(&rest[name.len()..value], character, is_proper),
                _ => Some(Fault::Sign { typed: typed.to_owned(), meant: ":" }),
            };
            return Some(Key { name_end: name.len(), name: clean, value, fault, known });
        }
    }
    None
}

/// The key that a line begins with and that no colon follows, but a blank or another sign; and where its value begins.
pub(super) fn without_colon(rest: &str, knows: Knows) -> Option<Key> {
    let is_between = |sign: char| {
        sign.is_whitespace() || matches!(sign, '=' | '＝' | '，' | '；' | ';' | ',' | '、' | '.' | '。' | '→')
    };
    let name_end = rest.find(is_between)?;
    let name = clean(&rest[..name_end], knows);
    let known = knows(&name)?;
    let behind = rest[name_end..].trim_start_matches(is_between);
    let value = rest.len() - behind.len();
    (!behind.is_empty()).then(|| Key {
        name_end,
        fault: Some(Fault::NoColon(name.clone())),
        name,
        value,
        known: Some(known),
    })
}

/// How many bytes of quotation marks and what is in them a line begins with.
fn quoted(rest: &str) -> usize {
    let Some(mark) = rest.chars().next().filter(|mark| matches!(mark, '"' | '\'')) else { return 0 };
    rest[1..].find(mark).map_or(0, |end| end + 2)
}

/// What is wrong between a name and its value.
fn fault(between: &str, colon: char, is_proper: bool) -> Option<Fault> {
    if signs::is_wide_colon(colon) {
        return Some(Fault::Sign { typed: colon.to_string(), meant: ":" });
    }
    if let Some(blank) = between.chars().find(|&blank| signs::is_odd_blank(blank)) {
        // A tab behind the colon is a blank to YAML.
        return (blank != '\t' || !is_proper).then_some(Fault::Blank(blank));
    }
    (!is_proper).then_some(Fault::NoBlank(":"))
}

/// A name without what people put around it: quotation marks, marks of Markdown, letters in full width.
pub(super) fn clean(name: &str, knows: Knows) -> String {
    if knows(name).is_some() {
        return name.to_owned();
    }
    let bare = name.trim_matches(|sign: char| {
        sign.is_whitespace()
            || signs::opens_quotation(sign)
            || signs::closes_quotation(sign)
            || matches!(sign, '*' | '"' | '\'' | '`' | '【' | '】')
    });
    let half: String = bare.nfkc().collect();
    let lower = half.to_lowercase();
    for candidate in [bare, &half, &lower] {
        if knows(candidate).is_some() {
            return candidate.to_owned();
        }
    }
    name.to_owned()
}

/// Whether what stands before a colon is a key rather than a piece of a sentence.
fn looks_like_key(name: &str) -> bool {
    let is_of_key = |character: char| character.is_alphabetic() || matches!(character, '-' | '_');
    let mut characters = name.chars();
    characters.next().is_some_and(char::is_alphabetic)
        && characters.all(|character| is_of_key(character) || character.is_ascii_digit())
        && name.chars().count() <= LONGEST
}
