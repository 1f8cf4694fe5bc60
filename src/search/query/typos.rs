//! What was meant by what is mistyped (`docs/search-format.md`, 9.7).

use std::ops::Range;

use strsim::osa_distance;

use super::Variant;
use super::score::Evaluated;
use super::sounds::{from_files, windows};
use super::store::{Damage, Pinyin, Store};
use super::words::Sought;
use crate::search::names::LONGEST;
use crate::search::tokens::{Piece, items};

const FACTOR: f64 = 0.8;

/// The shortest Latin word that is fixed, and the length from which on two mistakes are.
const SHORTEST: usize = 4;
const LONG: usize = 8;

/// The longest Han run that is fixed.
const LONGEST_RUN: usize = 12;

/// Choices of first letters that are tried, for a window and for two letters.
const KEYS: usize = 8;
const SHORT_KEYS: usize = 4;

/// Files of names that two letters are looked up in.
const FILES: usize = 2;

/// Texts in the end.
const BEST: usize = 3;

/// The query with every unknown Latin word fixed.
pub(super) fn latin(store: &Store<'_>, typed: &Evaluated) -> Result<Option<Variant>, Damage> {
    let text = &typed.variant.text;
    let mut fixed = Vec::with_capacity(text.len());
    let mut from = 0;
    for (place, piece) in items(text) {
        let Piece::Word(word) = piece else { continue };
        let is_small = word.len() >= SHORTEST && word.bytes().all(|byte| byte.is_ascii_lowercase());
        let unknown = |word: &str| {
            typed.words.iter().any(|own| own.df == 0 && matches!(&own.sought, Sought::Word(text) if text == word))
        };
        if !is_small || !unknown(&word) {
            continue;
        }
        let allowed = if word.len() >= LONG { 2 } else { 1 };
        let Some(first) = word.chars().next() else { continue };
        let known = store.latin(first)?.into_iter().filter_map(|(other, count)| {
            let distance =
                if other.len().abs_diff(word.len()) > allowed { allowed + 1 } else { osa_distance(&word, &other) };
            (distance <= allowed).then_some((distance, std::cmp::Reverse(count), other))
        });
        if let Some((_, _, best)) = known.min() {
            fixed.extend(&text[from..place.start]);
            fixed.extend(best.chars());
            from = place.end;
        }
    }
    fixed.extend(&text[from..]);
    Ok((from > 0).then(|| Variant::meant(fixed, FACTOR)))
}

/// The query with a run of Han characters fixed, in up to three ways.
pub(super) fn han(store: &mut Store<'_>, typed: &Evaluated) -> Result<Vec<Variant>, Damage> {
    let text = &typed.variant.text;
    let is_missing = |word: &super::words::Word, run: usize| {
        word.df == 0 && matches!(word.sought, Sought::Pair(_, _, own) if own == run)
    };
    let broken = items(text).into_iter().enumerate().find_map(|(number, (_, piece))| match piece {
        Piece::Han(run) if typed.words.iter().any(|word| is_missing(word, number)) => Some(run),
        _ => None,
    });
    let Some(run) = broken.filter(|run| run.len() <= LONGEST_RUN) else { return Ok(Vec::new()) };
    let characters = &text[run.clone()];
    let mut known = Vec::with_capacity(characters.len());
    for pair in characters.windows(2) {
        known.push(super::words::is_known(store, pair[0], pair[1])?);
    }
    let Some(first) = known.iter().position(|known| !known) else { return Ok(Vec::new()) };
    let table = store.pinyin()?;
    let mut fixing = Mending { store, table: &table, run: characters, found: Vec::new() };
    fixing.fix(first)?;
    let mut found = fixing.found;
    found.sort_by(|one, other| {
        one.sort.cmp(&other.sort).then(other.weight.cmp(&one.weight)).then_with(|| one.text.cmp(&other.text))
    });
    let mut texts: Vec<Vec<char>> = Vec::new();
    for meant in found {
        if texts.len() < BEST && meant.text != characters && !texts.contains(&meant.text) {
            texts.push(meant.text);
        }
    }
    let replaced = |meant: Vec<char>| [&text[..run.start], &meant, &text[run.end..]].concat();
    Ok(texts.into_iter().map(|meant| Variant::meant(replaced(meant), FACTOR)).collect())
}

/// What a run may have been meant as.
struct Meant {
    /// Kind of the mistake, the likeliest first.
    sort: u8,
    weight: u32,
    text: Vec<char>,
}

struct Mending<'s, 'a, 'r> {
    store: &'s mut Store<'a>,
    table: &'s Pinyin,
    run: &'r [char],
    found: Vec<Meant>,
}

impl Mending<'_, '_, '_> {
    /// Tries every kind of mistake about the first pair that no text holds.
    fn fix(&mut self, a: usize) -> Result<(), Damage> {
        let run = self.run;
        let length = run.len().min(LONGEST);
        let start = a.min(run.len() - length);
        let window = &run[start..start + length];
        self.sound(window, start)?;
        for at in 0..length - 1 {
            let mut other = window.to_vec();
            other.swap(at, at + 1);
            self.exactly(1, &other, start..start + length)?;
        }
        if a >= 1 {
            let begins = [run[a - 1], run[a]];
            if a + 1 < run.len() {
                self.between(2, begins, run[a + 1], a - 1..a + 2)?;
            }
            if a + 2 < run.len() {
                self.between(3, begins, run[a + 2], a - 1..a + 3)?;
            }
        }
        if length >= 3 {
            for at in 0..length {
                let other = [&window[..at], &window[at + 1..]].concat();
                self.exactly(4, &other, start..start + length)?;
            }
        }
        Ok(())
    }

    /// Windows that sound as typed.
    fn sound(&mut self, window: &[char], start: usize) -> Result<(), Damage> {
        for key in self.keys(window, KEYS) {
            for named in windows(self.store, &key)? {
                let same =
                    named.text.iter().zip(window).all(|(one, other)| one == other || self.sounds_alike(*one, *other));
                if same {
                    self.add(0, named.weight, &named.text, start..start + window.len());
                }
            }
        }
        Ok(())
    }

    /// A text that must itself be a window.
    fn exactly(&mut self, sort: u8, text: &[char], replaced: Range<usize>) -> Result<(), Damage> {
        for key in self.keys(text, KEYS) {
            for named in windows(self.store, &key)? {
                if named.text == text {
                    self.add(sort, named.weight, text, replaced.clone());
                }
            }
        }
        Ok(())
    }

    /// Windows of four with two known characters, any one, and one more known.
    fn between(&mut self, sort: u8, begins: [char; 2], end: char, replaced: Range<usize>) -> Result<(), Damage> {
        for key in self.keys(&begins, SHORT_KEYS) {
            let fits = |text: &[char]| text.len() == LONGEST && text.starts_with(&begins) && text[3] == end;
            for named in from_files(self.store, &key, FILES, |named| named.key.starts_with(&key) && fits(&named.text))?
            {
                self.add(sort, named.weight, &named.text, replaced.clone());
            }
        }
        Ok(())
    }

    fn add(&mut self, sort: u8, weight: u32, text: &[char], replaced: Range<usize>) {
        let text = [&self.run[..replaced.start], text, &self.run[replaced.end..]].concat();
        self.found.push(Meant { sort, weight, text });
    }

    /// First letters by which a text may be found, in the order of its characters' readings.
    fn keys(&self, text: &[char], most: usize) -> Vec<String> {
        let mut keys = vec![String::new()];
        for character in text {
            let mut letters: Vec<char> = Vec::new();
            for reading in self.table.readings.get(character).into_iter().flatten() {
                letters.extend(reading.chars().next().filter(|letter| !letters.contains(letter)));
            }
            keys = keys
                .iter()
                .flat_map(|key| letters.iter().map(move |letter| format!("{key}{letter}")))
                .take(most)
                .collect();
        }
        keys
    }

    fn sounds_alike(&self, one: char, other: char) -> bool {
        let of = |character| self.table.readings.get(&character).into_iter().flatten();
        of(one).any(|own| of(other).any(|reading| blurred(own) == blurred(reading)))
    }
}

/// A syllable as it sounds in the south: no tongue is curled, and no end is nasal at the back.
fn blurred(syllable: &str) -> String {
    let begun = match syllable.as_bytes() {
        [first @ (b'z' | b'c' | b's'), b'h', ..] => format!("{}{}", char::from(*first), &syllable[2..]),
        _ => syllable.to_owned(),
    };
    begun.strip_suffix("ng").map_or_else(|| begun.clone(), |open| format!("{open}n"))
}
