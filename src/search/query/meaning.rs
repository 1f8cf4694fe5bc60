//! What a query asks, apart from how it is put (`docs/search-format.md`, 9.1).

use crate::search::asking::Asking;
use crate::search::tokens::{is_of_word, items};
use crate::text::cjk::is_han;
use crate::text::numerals;

/// Digits and numerals of a number that is written out.
const DIGITS: usize = 4;
const NUMERALS: usize = 7;

/// What is asked of what a query is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// The thing itself.
    Thing,
    /// Who has the duty.
    Who,
    /// How often, or when.
    When,
    /// What a role does.
    Role,
}

impl Asked {
    /// A word for it in the vectors.
    #[cfg(test)]
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Thing => "",
            Self::Who => "who",
            Self::When => "when",
            Self::Role => "role",
        }
    }
}

/// A query, understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Meaning {
    /// The text without the words of a question, where something is left.
    pub(super) content: Vec<char>,
    /// The text with characters that stand one by one joined.
    pub(super) whole: Vec<char>,
    /// The same with numbers as the index has them, and with letters apart from digits.
    pub(super) readings: Vec<Vec<char>>,
    pub(super) asked: Asked,
}

/// Understands a normalised query.
pub(super) fn understand(asking: &Asking, text: &[char]) -> Meaning {
    let whole = joined(text);
    let has =
        |words: &[Vec<char>]| words.iter().any(|word| whole.windows(word.len()).any(|window| window == &word[..]));
    let mut asked = if has(&asking.who) {
        Asked::Who
    } else if has(&asking.when) {
        Asked::When
    } else if has(&asking.role) {
        Asked::Role
    } else {
        Asked::Thing
    };
    let told = without(&asking.words, &whole);
    let is_asked = told != whole;
    let parts: Vec<&[char]> = told.split(|&one| one == ' ').map(|part| stripped(asking, part, is_asked)).collect();
    let parts: Vec<&[char]> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let is_bare = |part: &&[char]| is_asked && part.len() == 1 && asking.bare.contains(part[0]);
    let left: Vec<&[char]> = parts.iter().copied().filter(|part| !is_bare(part)).collect();
    let mut content = if left.is_empty() { &parts } else { &left }.join(&' ');
    if items(&content).is_empty() {
        content.clone_from(&whole);
    }
    if content == whole && asked == Asked::Role {
        asked = Asked::Thing;
    }
    let readings = readings(asking, &single_blanks(&told), &content);
    Meaning { content, whole, readings, asked }
}

/// Characters that stand one by one, as headings of laws do and phones write: `总 则`.
fn joined(text: &[char]) -> Vec<char> {
    let mut made = Vec::with_capacity(text.len());
    let mut is_open = false;
    for (place, part) in text.split(|&one| one == ' ').enumerate() {
        let is_one = part.len() == 1 && is_han(part[0]);
        if place > 0 && !(is_open && (is_one || part.is_empty())) {
            made.push(' ');
        }
        made.extend(part);
        is_open = is_one || (is_open && part.is_empty());
    }
    made
}

/// The text with a blank in place of each word of a list; of several at a place the first in the list.
fn without(words: &[Vec<char>], text: &[char]) -> Vec<char> {
    let mut left = Vec::with_capacity(text.len());
    let mut at = 0;
    while at < text.len() {
        match words.iter().find(|word| text[at..].starts_with(word)) {
            Some(word) => {
                left.push(' ');
                at += word.len();
            }
            None => {
                left.push(text[at]);
                at += 1;
            }
        }
    }
    left
}

/// A part without what says nothing at its ends.
fn stripped<'a>(asking: &Asking, mut part: &'a [char], is_asked: bool) -> &'a [char] {
    let is_end =
        |one: char| asking.signs.contains(one) || if is_asked { &asking.ends } else { &asking.particles }.contains(one);
    let is_begin = |one: char| is_asked && (asking.signs.contains(one) || asking.begins.contains(one));
    while let [first, rest @ ..] = part
        && is_begin(*first)
    {
        part = rest;
    }
    while let [rest @ .., last] = part
        && is_end(*last)
    {
        part = rest;
    }
    part
}

/// Texts with numbers and identifiers in other forms, but for `content` itself.
fn readings(asking: &Asking, told: &[char], content: &[char]) -> Vec<Vec<char>> {
    let numbered = numbered(asking, told);
    let mut readings: Vec<Vec<char>> = Vec::new();
    let both = [(numbered != told).then(|| single_blanks(&numbered)), Some(single_blanks(&parted(content)))];
    for reading in both.into_iter().flatten() {
        if !reading.is_empty() && reading != content && !readings.contains(&reading) {
            readings.push(reading);
        }
    }
    readings
}

/// The text with numbers of clauses with points, and with ids for what is counted: `5。7`, `五点七`, `第七项任务`.
fn numbered(asking: &Asking, text: &[char]) -> Vec<char> {
    let mut made = Vec::with_capacity(text.len());
    let mut at = 0;
    while at < text.len() {
        if let Some((end, number)) = pointed(text, at).or_else(|| counted(asking, text, at)) {
            made.push(' ');
            made.extend(number.chars());
            made.push(' ');
            at = end;
            continue;
        }
        made.push(text[at]);
        at += 1;
        if text[at - 1].is_ascii_digit()
            && let Some(next) = behind_sign(text, at)
        {
            made.push('.');
            at = next;
        }
    }
    made
}

/// The place of a digit behind a sign that people put for a point.
fn behind_sign(text: &[char], at: usize) -> Option<usize> {
    let sign = skip(text, at);
    let next = skip(text, sign + 1);
    let is_sign = text.get(sign).is_some_and(|one| ".。、,·".contains(*one));
    (is_sign && text.get(next).is_some_and(char::is_ascii_digit)).then_some(next)
}

fn skip(text: &[char], at: usize) -> usize {
    at + text.get(at..).unwrap_or_default().iter().take_while(|&&one| one == ' ').count()
}

/// `五点七`, `第五条第七款`, `第5章第7节`.
fn pointed(text: &[char], at: usize) -> Option<(usize, String)> {
    if let Some((end, first)) = chinese(text, at)
        && text.get(end) == Some(&'点')
        && let Some((end, second)) = chinese(text, end + 1)
    {
        return Some((end, format!("{first}.{second}")));
    }
    let (end, first) = ordinal(text, at)?;
    let end = unit(text, end, "章条")?;
    let (end, second) = ordinal(text, skip(text, end))?;
    let end = unit(text, end, "节条款项")?;
    Some((end, format!("{first}.{second}")))
}

/// `任务15`, `第七项任务`, `task 7`.
fn counted(asking: &Asking, text: &[char], at: usize) -> Option<(usize, String)> {
    for (word, kind) in &asking.counted {
        if let Some((end, number)) = ordinal(text, at) {
            let end = skip(text, end);
            let end = skip(text, unit(text, end, "项个条").unwrap_or(end));
            if text[end..].starts_with(word) {
                return Some((end + word.len(), format!("{kind}{number}")));
            }
        }
        let english: Vec<char> = kind.chars().collect();
        let before = at.checked_sub(1).map(|before| text[before]);
        if text[at..].starts_with(word)
            && let Some((end, number)) = ordinal(text, skip(text, at + word.len()))
            && !text.get(end).is_some_and(|&one| is_han(one) || one.is_ascii_digit())
        {
            return Some((end, format!("{kind}{number}")));
        }
        if !before.is_some_and(is_of_word)
            && text[at..].starts_with(&english)
            && text.get(at + english.len()) == Some(&' ')
            && let Some((end, number)) = arabic(text, skip(text, at + english.len()))
        {
            return Some((end, format!("{kind}{number}")));
        }
    }
    None
}

/// A unit with blanks before it.
fn unit(text: &[char], at: usize, units: &str) -> Option<usize> {
    let at = skip(text, at);
    text.get(at).is_some_and(|one| units.contains(*one)).then_some(at + 1)
}

/// A number, perhaps with 第 before it.
fn ordinal(text: &[char], at: usize) -> Option<(usize, String)> {
    let begin = if text.get(at) == Some(&'第') { skip(text, at + 1) } else { at };
    arabic(text, begin).or_else(|| chinese(text, begin))
}

/// A number in digits that does not begin within one, without leading zeros.
fn arabic(text: &[char], at: usize) -> Option<(usize, String)> {
    let length = text.get(at..)?.iter().take_while(|one| one.is_ascii_digit()).count();
    let is_within = at.checked_sub(1).is_some_and(|before| is_of_word(text[before]) || text[before] == '.');
    if !(1..=DIGITS).contains(&length) || is_within {
        return None;
    }
    let digits: String = text[at..at + length].iter().collect();
    let value = digits.trim_start_matches('0');
    Some((at + length, if value.is_empty() { "0" } else { value }.to_owned()))
}

/// A Chinese number that does not begin within one.
fn chinese(text: &[char], at: usize) -> Option<(usize, String)> {
    let length = text.get(at..)?.iter().take_while(|&&one| numerals::is_numeral(one)).count();
    let is_within = at.checked_sub(1).is_some_and(|before| numerals::is_numeral(text[before]));
    if !(1..=NUMERALS).contains(&length) || is_within {
        return None;
    }
    Some((at + length, numerals::value(&text[at..at + length])?.to_string()))
}

/// The text with letters apart from digits, and with the pieces of words apart: `gbt1.1`, `iso27001`, `max_size`.
fn parted(text: &[char]) -> Vec<char> {
    let mut made = Vec::with_capacity(text.len());
    let is_plain = |one: &char| one.is_ascii_lowercase() || one.is_ascii_digit();
    let mut at = 0;
    while at < text.len() {
        let joint = |one: &char| matches!(one, '.' | '_' | '-');
        let length = match is_plain(&text[at]) {
            true => text[at..].iter().take_while(|one| is_plain(one) || joint(one)).count(),
            false => 0,
        };
        if length == 0 {
            made.push(text[at]);
            at += 1;
            continue;
        }
        part(&text[at..at + length], &mut made);
        at += length;
    }
    made
}

fn part(word: &[char], made: &mut Vec<char>) {
    let letters = word.iter().take_while(|one| one.is_ascii_lowercase()).count();
    let is_digit = |at: usize| word.get(at).is_some_and(char::is_ascii_digit);
    // The mark of a recommended standard stands before its number, and that of a province is two digits.
    let head = if word.starts_with(&['d', 'b']) && is_digit(2) && is_digit(3) { 4 } else { 2 };
    let is_standard =
        |head: usize| letters >= 2 && word.get(head).is_some_and(|one| matches!(one, 't' | 'z')) && is_digit(head + 1);
    if let Some(head) = [head, 2].into_iter().find(|&head| is_standard(head)) {
        made.extend(&word[..head]);
        made.extend([' ', word[head], ' ']);
        made.extend(&word[head + 1..]);
        return;
    }
    for (at, &one) in word.iter().enumerate() {
        if at == letters && letters >= 2 && is_digit(at) && is_digit(at + 1) {
            made.push(' ');
        }
        let is_joint = matches!(one, '_' | '-') && at > 0 && !matches!(word[at - 1], '.' | '_' | '-');
        made.push(if is_joint && word.get(at + 1).is_some_and(|next| !matches!(next, '.' | '_' | '-')) {
            ' '
        } else {
            one
        });
    }
}

/// The text with one blank between its parts and none at its ends.
fn single_blanks(text: &[char]) -> Vec<char> {
    text.split(|&one| one == ' ').filter(|part| !part.is_empty()).collect::<Vec<_>>().join(&' ')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::asking;
    use crate::text::folding::{Folding, normal};
    use serde_json::{Value, json};

    /// What the browser's tests read too.
    const VECTORS: &str = include_str!("../../../tests/shared/search/meanings.json");

    #[test]
    fn the_vectors_hold() {
        let vectors: Value = serde_json::from_str(VECTORS).unwrap();
        let asking = Asking::read(&asking::core()).unwrap();
        let text = |text: &[char]| text.iter().collect::<String>();
        for row in vectors.as_array().unwrap() {
            let meaning = understand(&asking, &normal(row[0].as_str().unwrap(), Folding::simplified()));
            let readings: Vec<String> = meaning.readings.iter().map(|reading| text(reading)).collect();
            assert_eq!(json!([row[0], text(&meaning.content), readings, meaning.asked.word()]), *row);
        }
        assert!(vectors.as_array().unwrap().len() > 40);
    }
}
