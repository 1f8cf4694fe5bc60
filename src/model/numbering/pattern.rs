//! Numbers as an example has them: what it counts, and what stands between.
//!
//! In `AC-2(1)` a family of letters is followed by two counts; in `一、（一）1.` three levels are counted. Two and more
//! capital letters are a name and count nothing; one letter is counted as `A` `B`, `a` `b`, and `i` or `I` as Roman.

use super::Ordinal;
use crate::text::natural::Piece;
use crate::text::numerals;

/// A scheme of numbers, from an example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    example: Box<str>,
    levels: Vec<Level>,
}

/// One level of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Level {
    /// What stands before the count: a dash, a bracket, a word.
    before: String,
    count: Count,
    /// What closes it.
    after: String,
}

/// What a level counts with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Count {
    Digits,
    Han,
    Upper,
    Lower,
    RomanUpper,
    RomanLower,
    /// A name in capital letters.
    Name,
}

impl Pattern {
    /// The scheme that an example shows; `None` if it counts nothing, or is a word.
    pub(super) fn parse(example: &str) -> Option<Self> {
        let mut levels: Vec<Level> = Vec::new();
        let mut rest = example;
        let mut before = String::new();
        while let Some(first) = rest.chars().next() {
            if let Some((count, length)) = Count::at(rest) {
                levels.push(Level { before: std::mem::take(&mut before), count, after: String::new() });
                rest = &rest[length..];
                let closing = rest.find(|own| !is_closing(own)).unwrap_or(rest.len());
                if let Some(level) = levels.last_mut() {
                    rest[..closing].clone_into(&mut level.after);
                }
                rest = &rest[closing..];
            } else {
                // A word before a count, such as `Part`, is taken whole.
                let word = rest.find(|own: char| !own.is_ascii_alphabetic()).unwrap_or(rest.len());
                let length = word.max(first.len_utf8());
                before.push_str(&rest[..length]);
                rest = &rest[length..];
            }
        }
        // What is behind the last count closes it.
        levels.last_mut()?.after.push_str(&before);
        let counts = levels.iter().any(|level| level.count != Count::Name);
        let is_whole = !levels.iter().any(|level| level.before.contains(numerals::is_numeral));
        (counts && is_whole).then(|| Self { example: example.into(), levels })
    }

    /// The example as written.
    pub(super) fn example(&self) -> &str {
        &self.example
    }

    /// What a number says.
    pub(super) fn ordinal(&self, number: &str) -> Option<Ordinal> {
        let (mut rest, mut key, mut id) = (number, Vec::new(), String::new());
        let (mut parent, mut before) = (None, None);
        let mut level = 0;
        for own in &self.levels {
            if rest.is_empty() {
                break;
            }
            parent = (level > 0).then(|| number[..number.len() - rest.len()].to_owned());
            rest = rest.strip_prefix(own.before.as_str())?;
            let length = own.count.length(rest);
            let (written, behind) = rest.split_at(length);
            let value = own.count.value(written)?;
            let start = number.len() - rest.len();
            before = match value {
                Piece::Number(value) if value > 1 => {
                    Some(format!("{}{}{}", &number[..start], own.count.write(value - 1), own.after))
                }
                Piece::Number(_) | Piece::Text(_) => None,
            };
            put(&mut id, &own.before);
            match &value {
                Piece::Number(value) if own.count == Count::Han => put(&mut id, &format!("-{value}")),
                Piece::Number(_) | Piece::Text(_) => put(&mut id, written),
            }
            put(&mut id, &own.after);
            key.push(value);
            rest = behind.strip_prefix(own.after.as_str())?;
            level += 1;
        }
        let is_whole = rest.is_empty() && level > 0;
        let id = id.trim_matches(['-', '.']).to_owned();
        is_whole.then_some(Ordinal { level, key: Some(key), id, parent, before, unit: None })
    }
}

/// What goes with the count before it, and not with the next.
fn is_closing(character: char) -> bool {
    matches!(character, ')' | '）' | ']' | '］' | '】' | '、' | '条' | '章' | '节' | '款' | '项' | '编' | '部' | '篇')
}

/// Puts a piece of a number into an id: what addresses do not hold becomes one dash.
fn put(id: &mut String, piece: &str) {
    for own in piece.chars() {
        match own.to_ascii_lowercase() {
            own if own.is_ascii_alphanumeric() || own == '.' => id.push(own),
            _ if id.ends_with('-') || id.is_empty() => {}
            _ => id.push('-'),
        }
    }
}

impl Count {
    /// What an example counts with at the start of a text, and its length.
    fn at(text: &str) -> Option<(Self, usize)> {
        let first = text.chars().next()?;
        let letters = text.find(|own: char| !own.is_ascii_alphabetic()).unwrap_or(text.len());
        let count = match first {
            '0'..='9' => Self::Digits,
            'A'..='Z' if letters > 1 && text[..letters].bytes().all(|own| own.is_ascii_uppercase()) => Self::Name,
            'I' if letters == 1 => Self::RomanUpper,
            'i' if letters == 1 => Self::RomanLower,
            'A'..='Z' if letters == 1 => Self::Upper,
            'a'..='z' if letters == 1 => Self::Lower,
            _ if numerals::is_numeral(first) => Self::Han,
            _ => return None,
        };
        Some((count, count.length(text)))
    }

    /// How long the count is that a text begins with.
    fn length(self, text: &str) -> usize {
        let fits = |own: char| match self {
            Self::Digits => own.is_ascii_digit(),
            Self::Han => numerals::is_numeral(own),
            Self::Upper | Self::RomanUpper | Self::Name => own.is_ascii_uppercase(),
            Self::Lower | Self::RomanLower => own.is_ascii_lowercase(),
        };
        text.find(|own| !fits(own)).unwrap_or(text.len())
    }

    fn value(self, written: &str) -> Option<Piece> {
        let value = match self {
            Self::Name => return (!written.is_empty()).then(|| Piece::Text(written.to_owned())),
            Self::Digits => written.parse().ok(),
            Self::Han => numerals::value(&written.chars().collect::<Vec<_>>()),
            Self::Upper | Self::Lower => letters_value(&written.to_ascii_uppercase()),
            Self::RomanUpper | Self::RomanLower => roman_value(&written.to_ascii_uppercase()),
        };
        value.map(Piece::Number)
    }

    fn write(self, value: u64) -> String {
        match self {
            Self::Digits | Self::Name => value.to_string(),
            Self::Han => numerals::write(value),
            Self::Upper => letters(value),
            Self::Lower => letters(value).to_ascii_lowercase(),
            Self::RomanUpper => roman(value),
            Self::RomanLower => roman(value).to_ascii_lowercase(),
        }
    }
}

/// `A` is 1, `Z` 26, `AA` 27.
pub(super) fn letters_value(written: &str) -> Option<u64> {
    const MOST: usize = 3;
    let fits = !written.is_empty() && written.len() <= MOST && written.bytes().all(|own| own.is_ascii_uppercase());
    fits.then(|| written.bytes().fold(0, |value, own| value * 26 + u64::from(own - b'A') + 1))
}

/// The letters of a number from 1 on.
pub(super) fn letters(mut value: u64) -> String {
    let mut letters = Vec::new();
    while value > 0 {
        value -= 1;
        letters.push(char::from(b'A' + (value % 26) as u8));
        value /= 26;
    }
    letters.iter().rev().collect()
}

const ROMAN: [(u64, &str); 9] =
    [(100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];

fn roman(mut value: u64) -> String {
    let mut text = String::new();
    for (own, sign) in ROMAN {
        while value >= own {
            text.push_str(sign);
            value -= own;
        }
    }
    text
}

fn roman_value(written: &str) -> Option<u64> {
    const MOST: u64 = 399;
    let (mut rest, mut value) = (written, 0);
    for (own, sign) in ROMAN {
        while let Some(behind) = rest.strip_prefix(sign) {
            (rest, value) = (behind, value + own);
            if value > MOST {
                return None;
            }
        }
    }
    (rest.is_empty() && roman(value) == written && value > 0).then_some(value)
}
