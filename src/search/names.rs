//! Names by the first letters of their pinyin (`docs/search-format.md`, 6).

use std::collections::{BTreeMap, BTreeSet};

use encoding_rs::GBK;
use serde_json::json;

use super::cuts::{self, Piece};
use super::digits::{Digits, put, put_digit};
use super::lists::scaled;
use super::terms::{absolute, relative};
use super::units::PageText;
use crate::text::cjk::is_han;
use crate::text::folding::{Folding, normal};
use crate::text::pinyin::{all_readings, readings};

/// Characters of the shortest and of the longest window.
pub(super) const SHORTEST: usize = 2;
pub(super) const LONGEST: usize = 4;

/// What a name weighs: titles and other names, and headings.
const TITLE: u32 = 8;
const HEADING: u32 = 3;

/// Keys of one window beyond which further readings are left out.
const MOST_KEYS: usize = 4;

/// Smallest and greatest usual length of a file, in characters.
const SMALLEST: usize = 1024;
const GREATEST: usize = 4096;

/// What a window takes, about, in characters.
const LENGTH: usize = 5;

/// The first character of the pinyin table.
const FIRST: u32 = 0x3400;

/// Code points of a window, 21 bits each, from the highest on: sorted as texts are.
type Window = u128;

/// The names of a page with their weights, normalised.
pub(super) fn of_page(page: &PageText) -> Vec<(Box<[char]>, u32)> {
    let of = |text: &String| normal(text, Folding::simplified()).into_boxed_slice();
    let names = std::iter::once(&page.names.title).chain(&page.names.aliases).map(|name| (of(name), TITLE));
    let headings = page.units.iter().flat_map(|unit| &unit.headings).map(|heading| (of(heading), HEADING));
    names.chain(headings).filter(|(name, _)| name.iter().any(|&one| is_han(one))).collect()
}

/// All names of a site.
#[derive(Default)]
pub(super) struct NameCollector {
    names: BTreeMap<Box<[char]>, u32>,
}

/// The files of names, and what the pinyin table needs.
pub(super) struct NameFiles {
    /// Contents of `n/<i>`.
    pub(super) files: Vec<String>,
    /// The first key of each.
    pub(super) starts: String,
    /// How the characters of names read.
    pub(super) pinyin: Readings,
    /// The same of common characters that no name has, by which a typo is recognised.
    pub(super) sounds: Readings,
}

/// Syllables, and the characters that each reads.
#[derive(Default)]
pub(super) struct Readings {
    pub(super) syllables: String,
    pub(super) characters: String,
}

impl Readings {
    fn of(characters: impl IntoIterator<Item = char>) -> Self {
        let mut table: BTreeMap<&'static str, Vec<u32>> = BTreeMap::new();
        for character in characters {
            all_readings(character).into_iter().for_each(|reading| {
                table.entry(reading).or_default().push(u32::from(character));
            });
        }
        let syllables = table.keys().copied().collect::<Vec<_>>().join(" ");
        Self { syllables, characters: write_readings(table.values()) }
    }

    /// The payload of a file.
    pub(super) fn file(&self) -> String {
        json!({"syllables": self.syllables, "readings": self.characters}).to_string()
    }
}

/// The common characters: those of the first level of GB 2312-80, sorted.
fn common() -> BTreeSet<char> {
    let rows = (0xB0..=0xD7_u8).flat_map(|row| (0xA1..=0xFE_u8).map(move |cell| [row, cell]));
    let decoded = rows.map(|code| GBK.decode_without_bom_handling(&code).0.chars().next());
    decoded.flatten().filter(|&one| is_typed(one)).collect()
}

impl NameCollector {
    pub(super) fn add(&mut self, names: Vec<(Box<[char]>, u32)>) {
        for (name, weight) in names {
            *self.names.entry(name).or_insert(0) += weight;
        }
    }

    /// Writes the files, of names, of what readers say for them, and of words that texts use often.
    pub(super) fn finish<'a>(
        mut self,
        said: impl IntoIterator<Item = &'a str>,
        frequent: &[(char, char, u32)],
    ) -> NameFiles {
        self.add(said.into_iter().map(|said| (said.chars().collect(), HEADING)).collect());
        let mut windows: Vec<(u32, Window, u32)> = Vec::new();
        let typed =
            self.names.keys().flatten().copied().chain(frequent.iter().flat_map(|&(one, other, _)| [one, other]));
        let characters: BTreeSet<char> = typed.filter(|&one| is_typed(one)).collect();
        let sounds = Readings::of(common().difference(&characters).copied());
        let pinyin = Readings::of(characters);
        for (name, weight) in &self.names {
            let sounds = readings(name);
            for start in 0..name.len() {
                let run = name[start..].iter().take(LONGEST).take_while(|&&one| is_han(one)).count();
                for length in SHORTEST..=run {
                    let window = pack(&name[start..start + length]);
                    let keys = keys(&sounds[start..start + length]);
                    windows.extend(keys.into_iter().map(|key| (key, window, *weight)));
                }
            }
        }
        for &(one, other, count) in frequent {
            let word = [one, other];
            // The commonest word weighs less than a title.
            let weight = HEADING.min(count.ilog2());
            windows.extend(keys(&readings(&word)).into_iter().map(|key| (key, pack(&word), weight)));
        }
        windows.sort_unstable();
        let (files, starts) = write(&windows);
        NameFiles { files, starts, pinyin, sounds }
    }
}

/// A character of the near range or above: those below have no readings worth typing.
fn is_typed(one: char) -> bool {
    is_han(one) && u32::from(one) >= FIRST
}

fn pack(window: &[char]) -> Window {
    let packed = window.iter().fold(0, |packed, &one| packed << 21 | u128::from(u32::from(one)));
    packed << (21 * (LONGEST - window.len()))
}

fn unpack(window: Window) -> Vec<u32> {
    let codes = (0..LONGEST).rev().map(|place| (window >> (21 * place)) as u32 & 0x1F_FFFF);
    codes.take_while(|code| *code != 0).collect()
}

/// First letters of readings: five bits each from the highest on, so that keys are sorted as texts are.
fn keys(sounds: &[Vec<&'static str>]) -> Vec<u32> {
    let mut keys = vec![0_u32];
    for (place, readings) in sounds.iter().enumerate() {
        let mut letters: Vec<u32> = readings.iter().filter_map(|reading| reading.bytes().next()).map(letter).collect();
        letters.dedup();
        let shift = 5 * (LONGEST - 1 - place);
        keys = keys
            .iter()
            .flat_map(|key| letters.iter().map(move |letter| key | letter << shift))
            .take(MOST_KEYS)
            .collect();
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// 1 to 26; 0 is no letter.
fn letter(byte: u8) -> u32 {
    u32::from(byte.saturating_sub(b'a')) + 1
}

fn letters(key: u32) -> Vec<u32> {
    let letters = (0..LONGEST).rev().map(|place| key >> (5 * place) & 31);
    letters.take_while(|letter| *letter != 0).map(|letter| letter - 1).collect()
}

fn write(windows: &[(u32, Window, u32)]) -> (Vec<String>, String) {
    let groups: Vec<&[(u32, Window, u32)]> = windows.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)).collect();
    let usual = cuts::usual_length((groups.len() * LENGTH * 11 / 2).isqrt(), SMALLEST, GREATEST);
    let piece = |group: &&[(u32, Window, u32)]| {
        let (key, window, _) = group[0];
        Piece { length: LENGTH, hash: cuts::hash([u64::from(key), (window >> 42) as u64, window as u64]) }
    };
    let pieces: Vec<Piece> = groups.iter().map(piece).collect();
    let (mut files, mut starts) = (Vec::new(), String::new());
    for range in cuts::files(&pieces, usual) {
        let mut file = String::new();
        let mut last: Option<(u32, Window)> = None;
        for group in &groups[range] {
            let (key, window, _) = group[0];
            if last.is_none() {
                let letters = letters(key);
                put_digit(&mut starts, letters.len() as u32);
                letters.iter().for_each(|&letter| put_digit(&mut starts, letter));
            }
            put_window(&mut file, last, key, window);
            let weight = group.iter().fold(0_u32, |sum, (_, _, weight)| sum.saturating_add(*weight));
            put_digit(&mut file, scaled(weight));
            last = Some((key, window));
        }
        files.push(file);
    }
    (files, starts)
}

fn put_window(file: &mut String, last: Option<(u32, Window)>, key: u32, window: Window) {
    let own = letters(key);
    let before = last.map(|(key, _)| letters(key)).unwrap_or_default();
    let shared = own.iter().zip(&before).take_while(|(a, b)| a == b).count();
    put_digit(file, (shared + 5 * (own.len() - shared)) as u32);
    own[shared..].iter().for_each(|&letter| put_digit(file, letter));
    let codes = unpack(window);
    let mut from = 0;
    if let Some((_, previous)) = last.filter(|last| last.0 == key) {
        from = codes.iter().zip(&unpack(previous)).take_while(|(a, b)| a == b).count();
        put_digit(file, from as u32);
    }
    codes[from..].iter().for_each(|&code| put(file, absolute(code)));
}

fn write_readings<'a>(table: impl Iterator<Item = &'a Vec<u32>>) -> String {
    let mut out = String::new();
    for characters in table {
        put(&mut out, characters.len() as u32);
        let mut next = FIRST;
        for &code in characters {
            put(&mut out, code - next);
            next = code + 1;
        }
    }
    out
}

/// A window as read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Named {
    /// Its first letters.
    pub(super) key: String,
    /// Its characters.
    pub(super) text: Vec<char>,
    /// How much it is named by.
    pub(super) weight: u32,
}

/// Reads a file of names; `None` if it is damaged.
pub(super) fn read(file: &str) -> Option<Vec<Named>> {
    let mut digits = Digits::new(file);
    let mut all: Vec<Named> = Vec::new();
    while !digits.is_at_end() {
        let head = digits.digit()?;
        let (shared, fresh) = (head as usize % 5, head as usize / 5);
        let before = all.last().map_or("", |last| last.key.as_str());
        let mut key = before.get(..shared)?.to_owned();
        for _ in 0..fresh {
            key.push(small(digits.digit()?)?);
        }
        if !(SHORTEST..=LONGEST).contains(&key.len()) {
            return None;
        }
        let mut text = Vec::new();
        if let Some(last) = all.last().filter(|last| last.key == key) {
            text.extend(last.text.get(..digits.digit()? as usize)?);
        }
        while text.len() < key.len() {
            text.push(char::from_u32(relative(digits.number()?)?)?);
        }
        if text.len() != key.len() {
            return None;
        }
        all.push(Named { key, text, weight: digits.digit()? });
    }
    Some(all)
}

/// Reads the first keys of the files.
pub(super) fn read_starts(text: &str) -> Option<Vec<String>> {
    let mut digits = Digits::new(text);
    let mut keys = Vec::new();
    while !digits.is_at_end() {
        let length = digits.digit()?;
        keys.push((0..length).map(|_| small(digits.digit()?)).collect::<Option<String>>()?);
    }
    Some(keys)
}

fn small(digit: u32) -> Option<char> {
    char::from_u32(u32::from('a') + digit).filter(char::is_ascii_lowercase)
}

/// Reads the pinyin table: the readings of each character, in the order of the syllables.
pub(super) fn read_readings(syllables: &str, readings: &str) -> Option<BTreeMap<char, Vec<String>>> {
    let mut digits = Digits::new(readings);
    let mut table: BTreeMap<char, Vec<String>> = BTreeMap::new();
    for syllable in syllables.split(' ').filter(|syllable| !syllable.is_empty()) {
        let count = digits.number()?;
        let mut next = FIRST;
        for _ in 0..count {
            let code = next.checked_add(digits.number()?)?;
            table.entry(char::from_u32(code)?).or_default().push(syllable.to_owned());
            next = code + 1;
        }
    }
    digits.is_at_end().then_some(table)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::properties;
    use proptest::prelude::*;

    fn collected(names: &[&str]) -> NameFiles {
        let mut collector = NameCollector::default();
        collector.add(names.iter().map(|name| (name.chars().collect(), TITLE)).collect());
        collector.finish([], &[])
    }

    #[test]
    fn windows_are_found_by_first_letters() {
        let files = collected(&["就业服务", "重庆", "a就业"]);
        let all = read(&files.files[0]).unwrap();
        let of = |key: &str| {
            let found = all.iter().filter(|named| named.key == key);
            found.map(|named| named.text.iter().collect::<String>()).collect::<Vec<_>>()
        };
        assert_eq!(of("jyfw"), ["就业服务"]);
        assert_eq!(of("jy"), ["就业"]);
        assert_eq!(of("cq"), ["重庆"]);
        assert_eq!(read_starts(&files.starts).unwrap(), ["cq"]);
        let table = read_readings(&files.pinyin.syllables, &files.pinyin.characters).unwrap();
        assert_eq!(table[&'就'], ["jiu"]);
        assert!(table[&'重'].contains(&"chong".to_owned()) && table[&'重'].contains(&"zhong".to_owned()));
    }

    proptest! {
        #![proptest_config(properties::config(256))]

        #[test]
        fn names_come_back(names in proptest::collection::vec("[一-龥a]{1,8}", 1..20)) {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let files = collected(&names);
            for file in &files.files {
                prop_assert!(read(file).is_some());
            }
            prop_assert!(read_readings(&files.pinyin.syllables, &files.pinyin.characters).is_some());
        }

        #[test]
        fn damage_does_no_harm(text in "[ -~]{0,80}") {
            let _ = read(&text);
            let _ = read_starts(&text);
            let _ = read_readings("a ai", &text);
        }
    }
}
