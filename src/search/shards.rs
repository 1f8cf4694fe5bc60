//! Terms with their lists, cut into files by range (`docs/search-format.md`, 4).

use std::collections::{BTreeMap, HashMap};

use super::cuts::{self, Piece};
use super::digits::Digits;
use super::lists::{List, Postings, put_list, read_list};
use super::mixer::Mixed;
use super::terms::{Tail, TermReader, TermWriter, codes};
use super::weights::PageTerms;
use crate::text::cjk::is_han;

/// Smallest and greatest usual length of a shard, in characters.
const SMALLEST: usize = 512;
const GREATEST: usize = 8192;

/// Characters that the core needs for a shard, and shards that a first query loads, about.
const NAMED: usize = 10;
const LOADED: usize = 5;

/// What a term itself takes, about, in characters.
const TERM: usize = 2;

/// A list with more units is cut, if it also covers more than an eighth of all; this many stay.
const LONG: usize = 4096;
const HEAD: usize = 2048;

/// Units that hold a frequent word, at least; the part of the pairs of either character that it is; and how many words are
/// kept of a small site.
const FREQUENT: usize = 3;
const BOUND: usize = 20;
const LEAST_WORDS: usize = 2000;

/// A character is rare if so many units hold its pairs, or this part of all.
const LEAST_RARE: usize = 16;
const RARE: usize = 128;

/// A term in more than this part of all units is dense.
pub(super) const DENSE: usize = 8;

/// Which units hold which terms.
#[derive(Default)]
pub(super) struct Collector {
    han: HashMap<u64, u32, Mixed>,
    words: HashMap<Box<str>, u32>,
    /// Those of each term.
    postings: Vec<Postings>,
}

/// All term files.
#[derive(Default)]
pub(super) struct Shards {
    /// Contents of `w/<i>`.
    pub(super) files: Vec<String>,
    /// Contents of `x/<i>`.
    pub(super) tails: Vec<String>,
    /// What parts the shards.
    pub(super) starts: String,
    /// Terms that say next to nothing.
    pub(super) dense: String,
    /// Han characters that occur, sorted.
    pub(super) characters: Vec<char>,
    /// Pairs that are words rather than neighbours by chance, with the number of units that hold each.
    pub(super) frequent: Vec<(char, char, u32)>,
    /// Latin words with the number of units that hold each, sorted.
    pub(super) latin: Vec<(String, u32)>,
}

/// A term as it is written.
struct Row {
    term: Vec<u32>,
    tail: Option<Tail>,
    /// The groups of its list, or of the head of it.
    list: String,
}

impl Row {
    fn piece(&self) -> Piece {
        Piece { length: self.list.len() + TERM, hash: cuts::hash(self.term.iter().map(|&code| u64::from(code))) }
    }
}

/// Writes a list, and the tail of a long one.
fn row(term: Vec<u32>, list: &[(u32, u8)], units: usize, tails: &mut Vec<String>) -> Row {
    let is_long = list.len() > LONG && list.len() * DENSE > units;
    let (head, rest) = list.split_at(if is_long { HEAD } else { list.len() });
    let tail = is_long.then(|| {
        let mut tail = String::new();
        put_list(&mut tail, rest);
        tails.push(tail);
        Tail { file: tails.len() as u32 - 1, df: list.len() as u32 }
    });
    let mut own = String::new();
    put_list(&mut own, head);
    Row { term, tail, list: own }
}

impl Collector {
    /// Adds the terms of the next page, whose first unit has a number.
    pub(super) fn add(&mut self, terms: &PageTerms, first: u32) {
        for weighed in &terms.han {
            let fresh = self.postings.len() as u32;
            let id = *self.han.entry(weighed.term).or_insert(fresh);
            self.push(id, first + weighed.unit, weighed.level);
        }
        for weighed in &terms.words {
            let id = match self.words.get(&weighed.term) {
                Some(id) => *id,
                None => {
                    let fresh = self.postings.len() as u32;
                    self.words.insert(weighed.term.clone(), fresh);
                    fresh
                }
            };
            self.push(id, first + weighed.unit, weighed.level);
        }
    }

    /// A term that is new has the next number.
    fn push(&mut self, id: u32, unit: u32, level: u8) {
        if id as usize == self.postings.len() {
            self.postings.push(Postings::default());
        }
        if let Some(postings) = self.postings.get_mut(id as usize) {
            postings.push(unit, level);
        }
    }

    /// Writes all files. The units are so many; numbers that are left out do not count.
    pub(super) fn finish(self, units: usize) -> Shards {
        let total: usize = self.postings.iter().map(|list| list.len() * 7 / 4 + 5).sum();
        // The core names each shard, a query loads a few: together they are least where a shard grows with the root.
        let usual = cuts::usual_length((total * NAMED / LOADED).isqrt(), SMALLEST, GREATEST);
        let mut terms = self.sorted();
        let frequent = frequent(&terms, units);
        add_rare(&mut terms, units);
        let mut shards = Shards { characters: characters(&terms), frequent, ..Shards::default() };
        let mut dense = TermWriter::default();
        let mut rows = Vec::with_capacity(terms.len());
        for (term, postings) in terms {
            let list = postings.ordered();
            if list.len() * DENSE > units {
                dense.put(&mut shards.dense, &term, None);
            }
            if let Some(word) = latin(&term) {
                shards.latin.push((word, list.len() as u32));
            }
            rows.push(row(term, &list, units, &mut shards.tails));
        }
        let mut starts = TermWriter::default();
        let pieces: Vec<Piece> = rows.iter().map(Row::piece).collect();
        let mut last: &[u32] = &[];
        for file in cuts::files(&pieces, usual) {
            let (mut text, mut writer) = (String::new(), TermWriter::default());
            let rows = &rows[file];
            if let Some(first) = rows.first() {
                starts.put(&mut shards.starts, &parting(last, &first.term), None);
            }
            for row in rows {
                writer.put(&mut text, &row.term, row.tail);
                text.push_str(&row.list);
                last = &row.term;
            }
            shards.files.push(text);
        }
        shards
    }

    /// All terms by code points, each with its postings.
    fn sorted(mut self) -> Vec<(Vec<u32>, Postings)> {
        let of_han = |key: u64| {
            let (one, other) = ((key >> 21) as u32, (key & 0x1F_FFFF) as u32);
            if other == 0 { vec![one] } else { vec![one, other] }
        };
        let mut terms: Vec<(Vec<u32>, u32)> = Vec::with_capacity(self.postings.len());
        terms.extend(drained(self.han).into_iter().map(|(key, id)| (of_han(key), id)));
        terms.extend(drained(self.words).into_iter().map(|(word, id)| (codes(&word), id)));
        terms.sort_unstable();
        terms.into_iter().map(|(term, id)| (term, std::mem::take(&mut self.postings[id as usize]))).collect()
    }
}

/// For each Han character the number of units that hold its pairs: those that it begins, those that it ends.
fn neighbours(terms: &[(Vec<u32>, Postings)]) -> BTreeMap<u32, (usize, usize)> {
    let mut sums: BTreeMap<u32, (usize, usize)> = BTreeMap::new();
    for (one, other, postings) in han_pairs(terms) {
        sums.entry(one).or_default().0 += postings.len();
        sums.entry(other).or_default().1 += postings.len();
    }
    sums
}

fn han_pairs(terms: &[(Vec<u32>, Postings)]) -> impl Iterator<Item = (u32, u32, &Postings)> {
    terms.iter().filter_map(|(term, postings)| match term[..] {
        [one, other] if char::from_u32(one).is_some_and(is_han) => Some((one, other, postings)),
        _ => None,
    })
}

/// Pairs of which one character mostly stands beside the other, commonest first.
fn frequent(terms: &[(Vec<u32>, Postings)], units: usize) -> Vec<(char, char, u32)> {
    let sums = neighbours(terms);
    let begins = |one: u32| sums.get(&one).map_or(0, |sums| sums.0);
    let ends = |other: u32| sums.get(&other).map_or(0, |sums| sums.1);
    let is_word = |count: usize, one: u32, other: u32| {
        count >= FREQUENT && count * BOUND > begins(one) && count * BOUND > ends(other)
    };
    let words = han_pairs(terms).filter(|(one, other, postings)| is_word(postings.len(), *one, *other));
    let mut words: Vec<(char, char, u32)> = words
        .filter_map(|(one, other, postings)| {
            Some((char::from_u32(one)?, char::from_u32(other)?, postings.len() as u32))
        })
        .collect();
    words.sort_by_key(|(one, other, count)| (std::cmp::Reverse(*count), *one, *other));
    words.truncate(LEAST_WORDS.max(units / 4));
    words
}

/// Gives characters that few units hold the units of their pairs, so that a word is found by a part of it.
fn add_rare(terms: &mut Vec<(Vec<u32>, Postings)>, units: usize) {
    let most = LEAST_RARE.max(units / RARE);
    let sums = neighbours(terms);
    let is_rare = |one: u32| sums.get(&one).is_some_and(|(begins, ends)| begins + ends <= most);
    let mut levels: BTreeMap<u32, BTreeMap<u32, u8>> = BTreeMap::new();
    for (one, other, postings) in han_pairs(terms) {
        for character in [one, other].into_iter().filter(|&character| is_rare(character)) {
            let own = levels.entry(character).or_default();
            postings.ordered().into_iter().for_each(|(unit, _)| {
                own.entry(unit).or_insert(0);
            });
        }
    }
    for (term, postings) in terms.iter_mut() {
        let [character] = term[..] else { continue };
        let Some(mut own) = levels.remove(&character) else { continue };
        own.extend(postings.ordered());
        *postings = Postings::of(&own);
    }
    let fresh = levels.into_iter().map(|(character, own)| (vec![character], Postings::of(&own)));
    terms.extend(fresh);
    terms.sort_by(|one, other| one.0.cmp(&other.0));
}

#[expect(clippy::iter_over_hash_type, reason = "sorted by the caller, and no key is there twice")]
fn drained<K, S>(map: HashMap<K, u32, S>) -> Vec<(K, u32)> {
    let mut all = Vec::with_capacity(map.len());
    for entry in map {
        all.push(entry);
    }
    all
}

fn characters(terms: &[(Vec<u32>, Postings)]) -> Vec<char> {
    let mut all: Vec<char> = terms.iter().flat_map(|(term, _)| term).filter_map(|&code| char::from_u32(code)).collect();
    all.retain(|&one| is_han(one));
    all.sort_unstable();
    all.dedup();
    all
}

/// The shortest text that is greater than `last` and not greater than `first`.
fn parting(last: &[u32], first: &[u32]) -> Vec<u32> {
    let shared = last.iter().zip(first).take_while(|(a, b)| a == b).count();
    first[..first.len().min(shared + 1)].to_vec()
}

/// A word of 3 to 24 small letters.
fn latin(term: &[u32]) -> Option<String> {
    let letters = term.iter().map(|&code| char::from_u32(code).filter(char::is_ascii_lowercase));
    if (3..=24).contains(&term.len()) { letters.collect() } else { None }
}

/// A term as read from a shard.
pub(super) struct Found {
    pub(super) term: Vec<u32>,
    pub(super) list: List,
    pub(super) tail: Option<Tail>,
}

/// Reads a shard; `None` if it is damaged.
pub(super) fn read(file: &str, units: u32) -> Option<Vec<Found>> {
    let mut digits = Digits::new(file);
    let mut reader = TermReader::default();
    let mut found = Vec::new();
    while !digits.is_at_end() {
        let (term, tail) = reader.next(&mut digits)?;
        let term = term.to_vec();
        let list = read_list(&mut digits, units)?;
        found.push(Found { term, list, tail });
    }
    Some(found)
}

/// Reads terms without lists: the parting terms and the dense ones.
pub(super) fn read_terms(text: &str) -> Option<Vec<Vec<u32>>> {
    let mut digits = Digits::new(text);
    let mut reader = TermReader::default();
    let mut terms = Vec::new();
    while !digits.is_at_end() {
        terms.push(reader.next(&mut digits)?.0.to_vec());
    }
    Some(terms)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::properties;
    use crate::search::weights::{Weighed, han_key};
    use proptest::prelude::*;

    fn page(terms: &[(&str, u8)]) -> PageTerms {
        let mut page = PageTerms::default();
        for (term, level) in terms {
            let mut characters = term.chars();
            match (characters.next(), characters.next()) {
                (Some(one), other) if crate::text::cjk::is_han(one) => {
                    page.han.push(Weighed { term: han_key(one, other), unit: 0, level: *level });
                }
                _ => page.words.push(Weighed { term: Box::from(*term), unit: 0, level: *level }),
            }
        }
        page
    }

    #[test]
    fn terms_come_back_sorted() {
        let mut collector = Collector::default();
        collector.add(&page(&[("就业", 3), ("业", 5), ("5.7", 5), ("38条", 4), ("snake_case", 1), ("ꆈꌠ", 2)]), 0);
        collector.add(&page(&[("就业", 5), ("service", 0)]), 2);
        let shards = collector.finish(3);
        let found = read(&shards.files[0], 3).unwrap();
        let text = |term: &[u32]| term.iter().map(|&code| char::from_u32(code).unwrap()).collect::<String>();
        let terms: Vec<String> = found.iter().map(|found| text(&found.term)).collect();
        assert_eq!(terms, ["38条", "5.7", "service", "snake_case", "业", "就", "就业", "ꆈꌠ"]);
        assert_eq!(found[6].list.units, [(2, 5), (0, 3)]);
        // A rare character is found by its pairs; where it stands by itself, too, that counts.
        assert_eq!(found[5].list.units, [(0, 0), (2, 0)]);
        assert_eq!(found[4].list.units, [(0, 5), (2, 0)]);
        assert_eq!(shards.latin, [("service".to_owned(), 1)]);
        assert_eq!(read_terms(&shards.starts).unwrap(), [vec![u32::from('3')]]);
    }

    proptest! {
        #![proptest_config(properties::config(256))]

        #[test]
        fn damaged_shards_do_no_harm(text in "[ -~]{0,200}") {
            let _ = read(&text, 1000);
            let _ = read_terms(&text);
        }

        #[test]
        fn a_changed_byte_does_no_harm(at in 0_usize..60, byte in 32_u8..127) {
            let mut collector = Collector::default();
            for unit in 0..20 {
                collector.add(&page(&[("就业", (unit % 6) as u8), ("service", 2), ("务工", 1)]), unit);
            }
            let mut file = collector.finish(20).files.remove(0).into_bytes();
            let at = at % file.len();
            file[at] = byte;
            if let Some(found) = read(std::str::from_utf8(&file).unwrap(), 20) {
                prop_assert!(found.iter().flat_map(|found| &found.list.units).all(|(unit, _)| *unit < 20));
            }
        }
    }
}
