//! Pinyin and initials → Han (`docs/search-format.md`, 9.5).

use std::ops::Range;

use super::Variant;
use super::store::{Damage, Pinyin, Store};
use crate::search::names::{LONGEST, Named, SHORTEST};
use crate::search::tokens::{Piece, items};

/// AzIndex that are read as pinyin, readings of them, and letters read as initials.
const LETTERS: usize = 40;
const READINGS: usize = 8;
const INITIALS: usize = 16;

/// Windows and joined texts that are kept at each step, and texts in the end.
const KEPT: usize = 40;
const BEST: usize = 4;

/// Files of names that one key is looked up in.
const FILES: usize = 3;

const SYLLABLES: f64 = 0.9;
const FIRST_LETTERS: f64 = 0.7;

/// The texts that the letters of a query may stand for.
pub(super) fn variants(store: &mut Store<'_>, text: &[char]) -> Result<Vec<Variant>, Damage> {
    let Some(part) = letters_part(text) else { return Ok(Vec::new()) };
    let letters: String = text[part.clone()].iter().filter(|letter| letter.is_ascii_lowercase()).collect();
    let table = store.pinyin()?;
    let mut factor = SYLLABLES;
    let mut candidates = Vec::new();
    let readings = cut(&letters, &table.syllables);
    for length in [LONGEST, SHORTEST] {
        if candidates.is_empty() {
            for reading in &readings {
                candidates.extend(read(store, &table, reading, length, true)?);
            }
        }
    }
    if candidates.is_empty()
        && (2..=INITIALS).contains(&letters.len())
        && letters.chars().all(|letter| table.syllables.iter().any(|syllable| syllable.starts_with(letter)))
    {
        factor = FIRST_LETTERS;
        let initials: Vec<String> = letters.chars().map(String::from).collect();
        candidates = read(store, &table, &initials, LONGEST, false)?;
    }
    sort(&mut candidates);
    let mut texts: Vec<Vec<char>> = Vec::new();
    for (candidate, _) in candidates {
        if texts.len() < BEST && !texts.contains(&candidate) {
            texts.push(candidate);
        }
    }
    let replaced = |candidate: Vec<char>| [&text[..part.start], &candidate, &text[part.end..]].concat();
    let ranked = texts.into_iter().zip((0..=10).rev());
    Ok(ranked.map(|(text, tenths)| Variant::meant(replaced(text), factor * f64::from(tenths) / 10.0)).collect())
}

/// The first stretch of words of small letters, parted by blanks and apostrophes alone.
pub(super) fn letters_part(text: &[char]) -> Option<Range<usize>> {
    let mut stretches: Vec<(Range<usize>, usize)> = Vec::new();
    let mut goes_on = false;
    for (place, piece) in items(text) {
        let is_small = matches!(piece, Piece::Word(_)) && text[place.clone()].iter().all(char::is_ascii_lowercase);
        if !is_small {
            goes_on = false;
            continue;
        }
        match stretches.last_mut() {
            Some((stretch, letters))
                if goes_on && text[stretch.end..place.start].iter().all(|sign| matches!(sign, ' ' | '\'' | '’')) =>
            {
                stretch.end = place.end;
                *letters += place.len();
            }
            _ => stretches.push((place.clone(), place.len())),
        }
        goes_on = true;
    }
    stretches.into_iter().find(|(_, letters)| (2..=LETTERS).contains(letters)).map(|(stretch, _)| stretch)
}

/// Ways to cut letters into two or more syllables, the last of which may be a beginning: into as few as can be, then into one
/// more.
fn cut(letters: &str, syllables: &[String]) -> Vec<Vec<String>> {
    let mut cutter = Cutter { letters, syllables, least: vec![usize::MAX; letters.len() + 1], cuts: Vec::new() };
    cutter.least[letters.len()] = 0;
    for place in (0..letters.len()).rev() {
        let behind = cutter.lengths(place).map(|length| cutter.least[place + length].saturating_add(1)).min();
        cutter.least[place] = behind.unwrap_or(usize::MAX);
    }
    let fewest = cutter.least[0];
    if fewest < usize::MAX {
        let fewest = fewest.max(2);
        cutter.cut(0, fewest, &mut Vec::new());
        cutter.cut(0, fewest + 1, &mut Vec::new());
    }
    cutter.cuts
}

struct Cutter<'a> {
    letters: &'a str,
    syllables: &'a [String],
    /// From each place the least number of pieces.
    least: Vec<usize>,
    cuts: Vec<Vec<String>>,
}

impl<'a> Cutter<'a> {
    /// Lengths of the pieces that may begin at a place, longest first.
    fn lengths(&self, place: usize) -> impl Iterator<Item = usize> + use<'a> {
        let (rest, syllables) = (&self.letters[place..], self.syllables);
        (1..=rest.len().min(6)).rev().filter(move |&length| {
            let (piece, behind) = rest.split_at(length);
            let is_beginning = |syllable: &String| behind.is_empty() && syllable.starts_with(piece);
            syllables.iter().any(|syllable| syllable == piece || is_beginning(syllable))
        })
    }

    /// Cuts the rest into exactly `left` pieces.
    fn cut(&mut self, place: usize, left: usize, before: &mut Vec<String>) {
        if self.cuts.len() >= READINGS || left < self.least[place] {
            return;
        }
        if place == self.letters.len() {
            if left == 0 {
                self.cuts.push(before.clone());
            }
            return;
        }
        for length in self.lengths(place) {
            before.push(self.letters[place..place + length].to_owned());
            self.cut(place + length, left.saturating_sub(1), before);
            before.pop();
        }
    }
}

/// Texts that sound like the pieces, with their weights: joined from windows of `longest` pieces.
fn read(
    store: &mut Store<'_>,
    table: &Pinyin,
    pieces: &[String],
    longest: usize,
    syllables: bool,
) -> Result<Vec<(Vec<char>, u32)>, Damage> {
    let length = pieces.len().min(longest);
    let mut places: Vec<usize> =
        (0..pieces.len()).step_by(2).take_while(|place| place + length < pieces.len()).collect();
    places.push(pieces.len() - length);
    let mut joined: Vec<(Vec<char>, u32)> = Vec::new();
    for (number, &place) in places.iter().enumerate() {
        let window = &pieces[place..place + length];
        let key: String = window.iter().filter_map(|piece| piece.chars().next()).collect();
        let sounds = |named: &Named| {
            named.text.iter().zip(window).enumerate().all(|(at, (character, piece))| {
                let is_last = place + at + 1 == pieces.len();
                table.readings.get(character).is_some_and(|readings| {
                    readings.iter().any(|own| if is_last { own.starts_with(piece) } else { own == piece })
                })
            })
        };
        let mut found: Vec<(Vec<char>, u32)> = windows(store, &key)?
            .into_iter()
            .filter(|named| !syllables || sounds(named))
            .map(|named| (named.text, named.weight))
            .collect();
        sort(&mut found);
        found.truncate(KEPT);
        joined = if number == 0 { found } else { join(&joined, &found, place) };
        sort(&mut joined);
        joined.truncate(KEPT);
    }
    Ok(joined)
}

/// Texts that go on with windows which begin at a place and agree with them.
fn join(texts: &[(Vec<char>, u32)], windows: &[(Vec<char>, u32)], place: usize) -> Vec<(Vec<char>, u32)> {
    let mut joined = Vec::new();
    for (text, weight) in texts {
        let overlap = &text[place..];
        for (window, own) in windows.iter().filter(|(window, _)| window.starts_with(overlap)) {
            joined.push(([&text[..place], window].concat(), *weight.min(own)));
        }
    }
    joined
}

/// Heaviest first, then by characters.
pub(super) fn sort(texts: &mut [(Vec<char>, u32)]) {
    texts.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
}

/// All windows of a key.
pub(super) fn windows(store: &mut Store<'_>, key: &str) -> Result<Vec<Named>, Damage> {
    from_files(store, key, FILES, |named| named.key == key)
}

/// Windows from the files that may hold keys beginning with `key`, at most `files` of them.
pub(super) fn from_files(
    store: &mut Store<'_>,
    key: &str,
    files: usize,
    is_wanted: impl Fn(&Named) -> bool,
) -> Result<Vec<Named>, Damage> {
    let first = store.core.names.partition_point(|start| start.as_str() < key).saturating_sub(1);
    let mut found = Vec::new();
    for number in first..store.core.names.len().min(first + files) {
        let start = &store.core.names[number];
        if start.as_str() > key && !start.starts_with(key) {
            break;
        }
        found.extend(store.names(number)?.iter().filter(|named| is_wanted(named)).cloned());
    }
    Ok(found)
}
