//! What of a text is looked up: pairs of Han characters, words, numbers of provisions (`docs/search-format.md`, 2).

use std::ops::Range;

use crate::text::cjk::is_han;
use crate::text::numerals;

/// The longest word, in characters; what follows is cut off.
const LONGEST_WORD: usize = 40;

/// Digits of a part of an Arabic number, and characters of a Chinese one.
const LONGEST_ARABIC: usize = 6;
const LONGEST_CHINESE: usize = 9;

/// A thing that can be looked up.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Term {
    /// One Han character.
    Single(char),
    /// Two neighbours.
    Pair(char, char),
    /// A word, or the number of a provision.
    Word(Box<str>),
}

/// A term in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) term: Term,
    /// Where it begins, in characters of the normalised text.
    pub(super) start: usize,
    /// A piece of a word counts half.
    pub(super) half: bool,
}

/// What a normalised text is cut into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// `38条`.
    Provision(Box<str>),
    /// A word.
    Word(Box<str>),
    /// A run of Han characters.
    Han(Range<usize>),
}

/// Every term of a text. Single characters are given by titles, headings and names only.
pub(super) fn tokens(text: &[char], singles: bool) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len());
    let mut provisions = provisions(text).into_iter().peekable();
    for (Range { start, .. }, piece) in runs(text, 0..text.len()) {
        while let Some((at, number)) = provisions.next_if(|(range, _)| range.start <= start) {
            tokens.push(Token { term: Term::Word(number), start: at.start, half: false });
        }
        match piece {
            Piece::Han(run) => {
                han_tokens(text, run, singles, &mut tokens);
            }
            Piece::Word(word) | Piece::Provision(word) => {
                tokens.extend(pieces(&word).map(|piece| Token { term: Term::Word(piece), start, half: true }));
                tokens.push(Token { term: Term::Word(word), start, half: false });
            }
        }
    }
    tokens.extend(provisions.map(|(at, number)| Token { term: Term::Word(number), start: at.start, half: false }));
    tokens
}

fn han_tokens(text: &[char], run: Range<usize>, singles: bool, tokens: &mut Vec<Token>) {
    let whole = |term, start| Token { term, start, half: false };
    if singles || run.len() == 1 {
        tokens.extend(run.clone().map(|at| whole(Term::Single(text[at]), at)));
    }
    tokens.extend(run.clone().zip(run.skip(1)).map(|(at, next)| whole(Term::Pair(text[at], text[next]), at)));
}

/// The items of a query with their places: a provision gives its number only.
pub(super) fn items(query: &[char]) -> Vec<(Range<usize>, Piece)> {
    let mut items = Vec::new();
    let mut from = 0;
    for (range, number) in provisions(query) {
        items.extend(runs(query, from..range.start));
        from = range.end;
        items.push((range, Piece::Provision(number)));
    }
    items.extend(runs(query, from..query.len()));
    items
}

/// What the number of a page is looked up by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum OwnNumber {
    /// A number that people may call an article, in digits: `5.7`, `第三十八条`.
    Article(Box<str>),
    /// The number of a heading over articles: `3章`.
    Heading(Box<str>),
    /// Everything else is looked up by its words.
    Other,
}

/// What a normalised number of a page is.
pub(super) fn own_number(number: &[char]) -> OwnNumber {
    match items(number).as_slice() {
        [(range, Piece::Provision(term))] if range.len() == number.len() => match term.strip_suffix('条') {
            Some(digits) => OwnNumber::Article(digits.into()),
            None => OwnNumber::Heading(term.clone()),
        },
        [(range, Piece::Word(word))] if range.len() == number.len() => OwnNumber::Article(word.clone()),
        _ => OwnNumber::Other,
    }
}

/// The text without anything that parts runs.
pub(super) fn compact(text: &[char]) -> Vec<char> {
    text.iter()
        .copied()
        .filter(|&character| is_joint(character) || is_of_word(character) || is_han(character))
        .collect()
}

/// Runs of Han characters and words in a stretch of a text, each with its place.
fn runs(text: &[char], within: Range<usize>) -> Vec<(Range<usize>, Piece)> {
    let mut runs = Vec::new();
    let mut at = within.start;
    let end = within.end;
    while at < end {
        let start = at;
        if is_han(text[at]) {
            at += text[at..end].iter().take_while(|&&character| is_han(character)).count();
            runs.push((start..at, Piece::Han(start..at)));
        } else if is_of_word(text[at]) {
            at += 1;
            while at < end && (is_of_word(text[at]) || (is_joint(text[at]) && at + 1 < end && is_of_word(text[at + 1])))
            {
                at += if is_joint(text[at]) { 2 } else { 1 };
            }
            let kept = at.min(start + LONGEST_WORD);
            runs.push((start..at, Piece::Word(text[start..kept].iter().collect())));
        } else {
            at += 1;
        }
    }
    runs
}

/// The pieces of a word between its joints; a number with points has none, for it is found by its beginning.
fn pieces(word: &str) -> impl Iterator<Item = Box<str>> + '_ {
    let is_number = word.chars().all(|character| character.is_ascii_digit() || character == '.');
    let is_joined = word.contains(is_joint) && !is_number;
    let pieces = is_joined.then(|| word.split(is_joint).filter(|piece| !piece.is_empty()).map(Box::from));
    pieces.into_iter().flatten()
}

/// Numbers of provisions with their places, from left to right.
fn provisions(text: &[char]) -> Vec<(Range<usize>, Box<str>)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        match provision(text, at) {
            Some((end, number)) => {
                found.push((at..end, number));
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

/// The number of a provision that begins at a place, with its end: `第三十八条`, `第 38 条`, `38条`.
fn provision(text: &[char], at: usize) -> Option<(usize, Box<str>)> {
    let marked = text[at] == '第';
    if !marked && !text[at].is_ascii_digit() {
        return None;
    }
    if !marked && at > 0 && (is_of_word(text[at - 1]) || is_joint(text[at - 1])) {
        return None;
    }
    let begin = if marked { skip_blanks(text, at + 1) } else { at };
    let (end, mut number) = arabic(text, begin).or_else(|| if marked { chinese(text, begin) } else { None })?;
    let end = skip_blanks(text, end);
    let unit = *text.get(end).filter(|unit| "条章节款项编".contains(**unit))?;
    // A number with points is that of a clause, whatever people call it: 5.7节, 第5.7款.
    number.push(if number.contains('.') { '条' } else { unit });
    Some((end + 1, number.into_boxed_str()))
}

fn skip_blanks(text: &[char], at: usize) -> usize {
    at + text[at..].iter().take_while(|&&character| character == ' ').count()
}

fn arabic(text: &[char], at: usize) -> Option<(usize, String)> {
    let mut number = String::new();
    let mut end = at;
    loop {
        let length = text[end..].iter().take_while(|character| character.is_ascii_digit()).count();
        if length == 0 || length > LONGEST_ARABIC {
            return None;
        }
        let digits: String = text[end..end + length].iter().collect();
        let trimmed = digits.trim_start_matches('0');
        number.push_str(if trimmed.is_empty() { "0" } else { trimmed });
        end += length;
        let goes_on = text.get(end) == Some(&'.') && text.get(end + 1).is_some_and(char::is_ascii_digit);
        if !goes_on {
            return Some((end, number));
        }
        number.push('.');
        end += 1;
    }
}

fn chinese(text: &[char], at: usize) -> Option<(usize, String)> {
    let length = text[at..].iter().take_while(|&&character| numerals::is_numeral(character)).count();
    if length > LONGEST_CHINESE {
        return None;
    }
    let value = numerals::value(&text[at..at + length])?;
    Some((at + length, value.to_string()))
}

/// Signs that join the parts of a word when they stand between letters or digits.
pub(super) fn is_joint(character: char) -> bool {
    matches!(character, '_' | '.' | '-')
}

/// AzIndex of every script but Han, and digits. The ranges are written out so that every reader of the index has the same.
pub(super) fn is_of_word(character: char) -> bool {
    if character.is_ascii() {
        return character.is_ascii_digit() || character.is_ascii_lowercase();
    }
    let is_in_block = matches!(character,
        '\u{B5}' | '\u{DF}'..='\u{1FFF}' | '\u{2C00}'..='\u{2DFF}' | '\u{3040}'..='\u{30FF}' | '\u{3105}'..='\u{318F}'
        | '\u{31A0}'..='\u{31BF}' | '\u{A000}'..='\u{A48C}' | '\u{A4D0}'..='\u{ABFF}' | '\u{AC00}'..='\u{D7FF}'
        | '\u{FB00}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}');
    let is_sign = matches!(character,
        '\u{F7}' | '\u{37E}' | '\u{387}' | '\u{55A}'..='\u{55F}' | '\u{589}'..='\u{58A}' | '\u{5BE}' | '\u{5C0}' | '\u{5C3}'
        | '\u{5F3}'..='\u{5F4}' | '\u{600}'..='\u{60F}' | '\u{61B}'..='\u{61F}' | '\u{66A}'..='\u{66D}' | '\u{6D4}'
        | '\u{F00}'..='\u{F17}' | '\u{F3A}'..='\u{F3D}' | '\u{1360}'..='\u{1368}');
    is_in_block && !is_sign
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::folding::{Folding, normal};
    use serde_json::{Value, json};

    fn shown(token: &Token) -> String {
        let text = match &token.term {
            Term::Single(one) => one.to_string(),
            Term::Pair(one, other) => format!("{one}{other}"),
            Term::Word(word) => word.to_string(),
        };
        format!("{}{text}", if token.half { "~" } else { "" })
    }

    /// What the browser's tests read too.
    const VECTORS: &str = include_str!("../../tests/shared/search/tokens.json");

    fn words(value: &Value) -> Vec<&str> {
        value.as_array().unwrap().iter().map(|word| word.as_str().unwrap()).collect()
    }

    #[test]
    fn the_vectors_hold() {
        let vectors: Value = serde_json::from_str(VECTORS).unwrap();
        let simplified = Folding::simplified();
        for row in vectors["texts"].as_array().unwrap() {
            let (text, is_name) = (row[0].as_str().unwrap(), row[1].as_bool().unwrap());
            let found = tokens(&normal(text, simplified), is_name);
            assert_eq!(found.iter().map(shown).collect::<Vec<_>>(), words(&row[2]), "{text}");
        }
        for row in vectors["queries"].as_array().unwrap() {
            let query = row[0].as_str().unwrap();
            let none = Folding::none();
            let query = normal(query, if row[1].as_bool().unwrap() { simplified } else { &none });
            let found: Vec<Value> = items(&query).iter().map(|(_, piece)| item(piece, &query)).collect();
            assert_eq!(Value::Array(found), row[2], "{}", row[0]);
        }
        for row in vectors["compact"].as_array().unwrap() {
            let found: String = compact(&normal(row[0].as_str().unwrap(), simplified)).iter().collect();
            assert_eq!(found, row[1].as_str().unwrap());
        }
        for (from, to) in vectors["fold"].as_object().unwrap() {
            let of = |text: &str| text.chars().next().unwrap();
            assert_eq!(simplified.fold(of(from)), of(to.as_str().unwrap()));
        }
    }

    #[test]
    fn numbers_of_pages_are_looked_up_as_people_say_them() {
        let of = |number: &str| own_number(&normal(number, Folding::simplified()));
        for (number, digits) in [("5.7", "5.7"), ("第二十一条", "21"), ("第21条", "21"), ("t07", "t07")] {
            assert_eq!(of(number), OwnNumber::Article(digits.into()), "{number}");
        }
        assert_eq!(of("第三章"), OwnNumber::Heading("3章".into()));
        for number in ["AC-2(1)", "第二十一条之一", "", "一、"] {
            assert_eq!(of(number), OwnNumber::Other, "{number}");
        }
    }

    fn item(piece: &Piece, query: &[char]) -> Value {
        match piece {
            Piece::Provision(number) => json!({"provision": number}),
            Piece::Word(word) => json!({"word": word}),
            Piece::Han(run) => json!({"han": query[run.clone()].iter().collect::<String>()}),
        }
    }
}
