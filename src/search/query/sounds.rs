//! Pinyin and initials → Han (`docs/search-format.md`, 9.6).

use std::collections::BTreeSet;
use std::ops::Range;

use super::Variant;
use super::store::{Damage, Pinyin, Store};
use crate::search::names::{LONGEST, Named, SHORTEST};
use crate::search::tokens::{Piece, items};

/// Letters that are read as pinyin, readings of them, and letters read as initials.
const LETTERS: usize = 40;
const READINGS: usize = 8;
const INITIALS: usize = 16;

/// Windows and joined texts that are kept at each step, and texts in the end.
const KEPT: usize = 40;
const BEST: usize = 4;

/// Files of names that one key is looked up in, and keys of one window.
const FILES: usize = 3;
const KEYS: usize = 8;

const FIRST_LETTERS: f64 = 0.7;

/// Letters of which some may be left out by mistake; the shortest text that is mended, and ways that are tried.
const OFTEN: [char; 8] = ['a', 'e', 'i', 'o', 'u', 'g', 'h', 'n'];
const SLIPPED: usize = 5;
const SLIPS: usize = 24;

/// Ways to read letters, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pass {
    /// As pinyin, or as first letters.
    Exact,
    /// Syllables and then first letters: `wanggy`.
    Begun,
    /// As it is spoken in the south-west.
    Blurred,
    /// With a slip of the hand.
    Slipped,
}

impl Pass {
    pub(super) const ALL: [Self; 4] = [Self::Exact, Self::Begun, Self::Blurred, Self::Slipped];

    fn factor(self) -> f64 {
        match self {
            Self::Exact => 0.9,
            Self::Begun | Self::Blurred => 0.8,
            Self::Slipped => 0.7,
        }
    }
}

/// The texts that the letters of a query may stand for.
pub(super) fn variants(store: &mut Store<'_>, text: &[char], pass: Pass) -> Result<Vec<Variant>, Damage> {
    let Some(part) = letters_part(text) else { return Ok(Vec::new()) };
    let letters: String = text[part.clone()].iter().filter(|letter| letter.is_ascii_lowercase()).collect();
    if store.core.names.is_empty() {
        return Ok(Vec::new());
    }
    let table = store.pinyin()?;
    let ear = Ear::new(&table.syllables, pass == Pass::Blurred);
    let readings = match pass {
        Pass::Exact | Pass::Blurred => cut(&letters, &ear),
        Pass::Begun => begun(&letters, &ear),
        Pass::Slipped if letters.len() >= SLIPPED => slipped(&letters, &ear),
        Pass::Slipped => Vec::new(),
    };
    let mut factor = pass.factor();
    let mut candidates = Vec::new();
    for length in [LONGEST, SHORTEST] {
        if candidates.is_empty() {
            for reading in &readings {
                candidates.extend(read(store, &table, Some(&ear), reading, length, pass == Pass::Begun)?);
            }
        }
    }
    let are_initials = || {
        letters.len() <= INITIALS
            && letters.chars().all(|one| ear.starts.contains(one.encode_utf8(&mut [0; 4]) as &str))
    };
    if candidates.is_empty() && pass == Pass::Exact && are_initials() {
        factor = FIRST_LETTERS;
        let initials: Vec<String> = letters.chars().map(String::from).collect();
        candidates = read(store, &table, None, &initials, LONGEST, false)?;
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

/// The first stretch of letters, perhaps with the numbers of tones between syllables, parted by blanks and apostrophes alone.
pub(super) fn letters_part(text: &[char]) -> Option<Range<usize>> {
    let mut stretches: Vec<(Range<usize>, usize)> = Vec::new();
    let mut goes_on = false;
    for (place, piece) in items(text) {
        let is_spelt = matches!(piece, Piece::Word(_)) && is_spelt(&text[place.clone()]);
        if !is_spelt {
            goes_on = false;
            continue;
        }
        let count = text[place.clone()].iter().filter(|letter| letter.is_ascii_lowercase()).count();
        match stretches.last_mut() {
            Some((stretch, letters))
                if goes_on && text[stretch.end..place.start].iter().all(|sign| matches!(sign, ' ' | '\'' | '’')) =>
            {
                stretch.end = place.end;
                *letters += count;
            }
            _ => stretches.push((place, count)),
        }
        goes_on = true;
    }
    stretches.into_iter().find(|(_, letters)| (2..=LETTERS).contains(letters)).map(|(stretch, _)| stretch)
}

/// Small letters, each digit of which, from 1 to 5, stands behind one.
fn is_spelt(word: &[char]) -> bool {
    let is_tone = |one: char| matches!(one, '1'..='5');
    word.first().is_some_and(char::is_ascii_lowercase)
        && word.iter().all(|&one| one.is_ascii_lowercase() || is_tone(one))
        && word.windows(2).all(|pair| !(is_tone(pair[0]) && is_tone(pair[1])))
}

/// How letters are heard: as they are written, or as they are spoken in the south-west.
struct Ear {
    is_blurred: bool,
    whole: BTreeSet<String>,
    /// Beginnings of what is whole.
    starts: BTreeSet<String>,
}

impl Ear {
    fn new(syllables: &[String], is_blurred: bool) -> Self {
        let mut ear = Self { is_blurred, whole: BTreeSet::new(), starts: BTreeSet::new() };
        ear.whole = syllables.iter().map(|syllable| ear.heard(syllable)).collect();
        ear.starts = ear.whole.iter().flat_map(|own| (1..=own.len()).map(|end| own[..end].to_owned())).collect();
        ear
    }

    fn heard(&self, piece: &str) -> String {
        if self.is_blurred { blurred(piece) } else { piece.to_owned() }
    }

    /// Letters that names begin with which are heard like a piece.
    fn first(&self, piece: &str) -> &'static [char] {
        const LETTERS: [char; 26] = [
            'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r', 's', 't', 'u',
            'v', 'w', 'x', 'y', 'z',
        ];
        match piece.bytes().next() {
            Some(b'l' | b'n') if self.is_blurred => &['l', 'n'],
            Some(b'f' | b'h') if self.is_blurred => &['f', 'h'],
            Some(letter @ b'a'..=b'z') => {
                let at = usize::from(letter - b'a');
                &LETTERS[at..=at]
            }
            _ => &[],
        }
    }
}

/// A syllable as it sounds in the south-west: no tongue is curled, no end is nasal at the back, n is l and f is h.
pub(super) fn blurred(syllable: &str) -> String {
    let mut sound = match syllable.as_bytes() {
        [first @ (b'z' | b'c' | b's'), b'h', ..] => format!("{}{}", char::from(*first), &syllable[2..]),
        [b'n', ..] => format!("l{}", &syllable[1..]),
        [b'f', ..] => format!("h{}", &syllable[1..]),
        _ => syllable.to_owned(),
    };
    if sound.ends_with("ng") {
        sound.pop();
    }
    sound.replacen('v', "u", 1)
}

/// Ways to cut letters into two or more syllables, the last of which may be a beginning: into as few as can be, then into one
/// more.
fn cut(letters: &str, ear: &Ear) -> Vec<Vec<String>> {
    let (least, dead) = (vec![usize::MAX; letters.len() + 1], BTreeSet::new());
    let mut cutter = Cutter { letters, ear, least, dead, cuts: Vec::new() };
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
    ear: &'a Ear,
    /// From each place the least number of pieces.
    least: Vec<usize>,
    /// Places from which nothing leads to the end with so many pieces: hostile letters would take for ever.
    dead: BTreeSet<(usize, usize)>,
    cuts: Vec<Vec<String>>,
}

impl<'a> Cutter<'a> {
    /// Lengths of the pieces that may begin at a place, longest first.
    fn lengths(&self, place: usize) -> impl Iterator<Item = usize> + use<'a> {
        let (rest, ear) = (&self.letters[place..], self.ear);
        (1..=rest.len().min(6)).rev().filter(move |&length| {
            let piece = ear.heard(&rest[..length]);
            ear.whole.contains(&piece) || (length == rest.len() && ear.starts.contains(&piece))
        })
    }

    /// Cuts the rest into exactly `left` pieces.
    fn cut(&mut self, place: usize, left: usize, before: &mut Vec<String>) {
        if self.cuts.len() >= READINGS || left < self.least[place] || self.dead.contains(&(place, left)) {
            return;
        }
        let known = self.cuts.len();
        if place == self.letters.len() && left == 0 {
            self.cuts.push(before.clone());
        }
        if place < self.letters.len() && left > 0 {
            for length in self.lengths(place) {
                before.push(self.letters[place..place + length].to_owned());
                self.cut(place + length, left - 1, before);
                before.pop();
            }
        }
        if self.cuts.len() == known {
            self.dead.insert((place, left));
        }
    }
}

/// Syllables first, as many as can be, then first letters alone.
fn begun(letters: &str, ear: &Ear) -> Vec<Vec<String>> {
    for end in (2..letters.len()).rev() {
        let head = &letters[..end];
        let is_whole = |pieces: &Vec<String>| pieces.last().is_some_and(|last| ear.whole.contains(last));
        let mut heads: Vec<Vec<String>> = cut(head, ear).into_iter().filter(is_whole).collect();
        if ear.whole.contains(head) {
            heads.push(vec![head.to_owned()]);
        }
        if !heads.is_empty() {
            let tail =
                |pieces: Vec<String>| pieces.into_iter().chain(letters[end..].chars().map(String::from)).collect();
            return heads.into_iter().map(tail).collect();
        }
    }
    Vec::new()
}

/// The letters with one slip undone: one too many, two swapped, one left out; those that are read in fewest pieces first.
fn slipped(letters: &str, ear: &Ear) -> Vec<Vec<String>> {
    let typed: Vec<char> = letters.chars().collect();
    let mut others: Vec<Vec<char>> = Vec::new();
    for at in 0..typed.len() {
        others.push([&typed[..at], &typed[at + 1..]].concat());
        if at + 1 < typed.len() {
            let mut swapped = typed.clone();
            swapped.swap(at, at + 1);
            others.push(swapped);
        }
    }
    for at in 1..=typed.len() {
        others.extend(OFTEN.iter().map(|letter| [&typed[..at], &[*letter], &typed[at..]].concat()));
    }
    let mut seen = BTreeSet::from([typed]);
    let mut found: Vec<Vec<String>> = Vec::new();
    for other in others {
        let text: String = other.iter().collect();
        if seen.insert(other)
            && let Some(pieces) = cut(&text, ear).into_iter().next()
            && pieces.last().is_some_and(|last| ear.whole.contains(last))
        {
            found.push(pieces);
        }
    }
    // Stable: those of as many pieces stay in their order.
    found.sort_by_key(Vec::len);
    found.truncate(SLIPS);
    found
}

/// Texts that sound like the pieces, with their weights: joined from windows of `longest` pieces. Without an ear the pieces are
/// first letters. The last piece may be a beginning; so may single letters of a reading that is only begun.
fn read(
    store: &mut Store<'_>,
    table: &Pinyin,
    ear: Option<&Ear>,
    pieces: &[String],
    longest: usize,
    is_begun: bool,
) -> Result<Vec<(Vec<char>, u32)>, Damage> {
    let length = pieces.len().min(longest);
    let mut places: Vec<usize> =
        (0..pieces.len()).step_by(2).take_while(|place| place + length < pieces.len()).collect();
    places.push(pieces.len() - length);
    let mut joined: Vec<(Vec<char>, u32)> = Vec::new();
    for (number, &place) in places.iter().enumerate() {
        let window = &pieces[place..place + length];
        let heard: Vec<String> =
            window.iter().map(|piece| ear.map_or_else(|| piece.clone(), |ear| ear.heard(piece))).collect();
        let sounds = |named: &Named| {
            let Some(ear) = ear else { return true };
            named.text.iter().zip(&heard).enumerate().all(|(at, (character, piece))| {
                let may_begin = if is_begun { piece.len() == 1 } else { place + at + 1 == pieces.len() };
                table.readings.get(character).is_some_and(|readings| {
                    readings
                        .iter()
                        .map(|own| ear.heard(own))
                        .any(|own| if may_begin { own.starts_with(piece) } else { own == *piece })
                })
            })
        };
        let mut found: Vec<(Vec<char>, u32)> = Vec::new();
        for key in keys(ear, window) {
            let windows = windows(store, &key)?.into_iter().filter(sounds);
            found.extend(windows.map(|named| (named.text, named.weight)));
        }
        sort(&mut found);
        found.truncate(KEPT);
        joined = if number == 0 { found } else { join(&joined, &found, place) };
        sort(&mut joined);
        joined.truncate(KEPT);
    }
    Ok(joined)
}

/// First letters by which a window of pieces may be found.
fn keys(ear: Option<&Ear>, window: &[String]) -> Vec<String> {
    let mut keys = vec![String::new()];
    for piece in window {
        let more = |key: &String| match ear {
            Some(ear) => ear.first(piece).iter().map(|letter| format!("{key}{letter}")).collect::<Vec<_>>(),
            None => vec![format!("{key}{piece}")],
        };
        keys = keys.iter().flat_map(more).take(KEYS).collect();
    }
    keys
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
