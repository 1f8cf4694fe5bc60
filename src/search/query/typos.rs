//! What was meant by what is mistyped (`docs/search-format.md`, 9.8).

use std::ops::Range;

use strsim::osa_distance;

use super::Variant;
use super::core::Core;
use super::score::Evaluated;
use super::sounds::{blurred, from_files, windows};
use super::store::{Damage, Pinyin, Store};
use super::words::{Sought, Word, is_known, pair};
use crate::search::names::LONGEST;
use crate::search::tokens::{Piece, is_joint, items};

const FACTOR: f64 = 0.8;

/// The shortest Latin word that is fixed, the shortest piece of one, and the length from which on two mistakes are.
const SHORTEST: usize = 4;
const SHORTEST_PIECE: usize = 3;
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

/// What each kind of slip is worth: another sound, swapped, one left out, another character, one too many.
const FACTORS: [f64; 5] = [0.8, 0.78, 0.75, 0.7, 0.6];

/// The query with every unknown Latin word fixed.
pub(super) fn latin(store: &mut Store<'_>, typed: &Evaluated) -> Result<Option<Variant>, Damage> {
    let text = &typed.variant.text;
    let mut fixed = Vec::with_capacity(text.len());
    let mut from = 0;
    for (place, piece) in items(text) {
        let Piece::Word(word) = piece else { continue };
        let is_unknown = typed.words.iter().any(|own| own.df == 0 && own.sought == Sought::Word(word.to_string()));
        if !is_unknown || word.len() < SHORTEST || !is_joined(&word) {
            continue;
        }
        if let Some(best) = fixed_word(store, &word)? {
            fixed.extend(&text[from..place.start]);
            fixed.extend(best.chars());
            from = place.end;
        }
    }
    fixed.extend(&text[from..]);
    Ok((fixed != *text).then(|| Variant::meant(fixed, FACTOR)))
}

/// Small letters, perhaps with joints between.
fn is_joined(word: &str) -> bool {
    word.split(is_joint).all(|piece| !piece.is_empty() && piece.bytes().all(|byte| byte.is_ascii_lowercase()))
}

/// A word with each piece that no text holds replaced by the nearest that some text holds.
fn fixed_word(store: &mut Store<'_>, word: &str) -> Result<Option<String>, Damage> {
    let mut made = String::new();
    for part in word.split_inclusive(is_joint) {
        let piece = part.trim_end_matches(is_joint);
        let best = if piece.len() < SHORTEST_PIECE || is_known(store, piece)? { None } else { nearest(store, piece)? };
        made.push_str(best.as_deref().unwrap_or(piece));
        made.push_str(&part[piece.len()..]);
    }
    Ok((made != word).then_some(made))
}

/// The nearest word; of several the one that most units hold.
fn nearest(store: &Store<'_>, word: &str) -> Result<Option<String>, Damage> {
    let allowed = if word.len() >= LONG { 2 } else { 1 };
    let Some(first) = word.chars().next() else { return Ok(None) };
    let known = store.latin(first)?.into_iter().filter_map(|(other, count)| {
        let distance =
            if other.len().abs_diff(word.len()) > allowed { allowed + 1 } else { osa_distance(word, &other) };
        (distance <= allowed).then_some((distance, std::cmp::Reverse(count), other))
    });
    Ok(known.min().map(|(_, _, best)| best))
}

/// The query with a run of Han characters fixed, in up to three ways.
pub(super) fn han(store: &mut Store<'_>, typed: &Evaluated) -> Result<Vec<Variant>, Damage> {
    let text = &typed.variant.text;
    // Where no pair is unknown, those that the best page lacks are suspected.
    let best = typed.pages.iter().max_by(|one, other| one.found.cmp(&other.found).then(other.page.cmp(&one.page)));
    let best = best.map(|scored| scored.page);
    let is_pair = |word: &Word| matches!(word.sought, Sought::Pair(..));
    let is_any_unknown = typed.words.iter().any(|word| is_pair(word) && word.df == 0);
    let is_on =
        |core: &Core, word: &Word| word.values.iter().any(|(unit, _)| Some(core.page_of[*unit as usize]) == best);
    let is_missing = |core: &Core, word: &Word| word.df == 0 || !(is_any_unknown || is_on(core, word));
    let missing: Vec<String> = typed
        .words
        .iter()
        .filter(|word| is_pair(word) && is_missing(&store.core, word))
        .map(|word| word.sought.text())
        .collect();
    let is_broken = |run: &Range<usize>| {
        text[run.clone()].windows(2).any(|pair| missing.contains(&pair.iter().collect::<String>()))
    };
    let broken = items(text).into_iter().find_map(|(_, piece)| match piece {
        Piece::Han(run) if is_broken(&run) => Some(run),
        _ => None,
    });
    let Some(run) = broken.filter(|run| run.len() <= LONGEST_RUN && !store.core.names.is_empty()) else {
        return Ok(Vec::new());
    };
    let characters = &text[run.clone()];
    let mut first = None;
    for (at, own) in characters.windows(2).enumerate() {
        let word = pair(store, own[0], own[1])?;
        if first.is_none() && is_missing(&store.core, &word) {
            first = Some(at);
        }
    }
    let Some(first) = first else { return Ok(Vec::new()) };
    let table = store.pinyin()?;
    let is_heard = characters.iter().all(|character| table.readings.contains_key(character));
    let sounds = if is_heard { None } else { store.sounds()? };
    let tables: Vec<&Pinyin> = std::iter::once(&*table).chain(sounds.as_deref()).collect();
    let mut fixing = Mending { store, tables: &tables, run: characters, found: Vec::new() };
    fixing.fix(first)?;
    let mut found = fixing.found;
    found.sort_by(|one, other| {
        one.sort.cmp(&other.sort).then(other.weight.cmp(&one.weight)).then_with(|| one.text.cmp(&other.text))
    });
    let mut fixed: Vec<Meant> = Vec::new();
    for meant in found {
        let is_known = fixed.iter().any(|other| other.text == meant.text);
        if fixed.len() < BEST && meant.text != characters && !is_known {
            fixed.push(meant);
        }
    }
    let replaced = |meant: &Meant| [&text[..run.start], &meant.text, &text[run.end..]].concat();
    Ok(fixed.iter().map(|meant| Variant::meant(replaced(meant), FACTORS[usize::from(meant.sort)])).collect())
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
    tables: &'s [&'s Pinyin],
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
            for reading in self.readings(*character) {
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
        self.readings(one).iter().any(|own| self.readings(other).iter().any(|reading| blurred(own) == blurred(reading)))
    }

    /// The readings of a character, from the first table that has it.
    fn readings(&self, character: char) -> &[String] {
        self.tables.iter().find_map(|table| table.readings.get(&character)).map_or(&[], Vec::as_slice)
    }
}
