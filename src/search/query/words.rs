//! The words of a variant and what the index has of them (`docs/search-format.md`, 9.2).

use std::collections::BTreeMap;

use super::core::Core;
use super::store::{Damage, Store};
use crate::search::lists::List;
use crate::search::shards::Found;
use crate::search::terms::codes;
use crate::search::tokens::{Piece, items};

/// Pairs that are taken of one run, and words of a variant; and pairs that are added where too many pages have all of these.
const PAIRS: usize = 6;
const WORDS: usize = 12;
const MORE: usize = 8;

/// So many words tell enough without the dense ones.
const TELLING: usize = 4;

/// Expansions of a word that are looked at.
const EXPANSIONS: usize = 200;

/// What an exact hit and an expansion count.
const EXACT: u64 = 4;
const EXPANDED: u64 = 3;

/// What is looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Sought {
    /// The number of a provision.
    Provision(String),
    /// A word.
    Word(String),
    /// A Han character by itself.
    Single(char),
    /// Two neighbours of a run, and the run's place among the items.
    Pair(char, char, usize),
}

impl Sought {
    pub(super) fn text(&self) -> String {
        match self {
            Self::Provision(text) | Self::Word(text) => text.clone(),
            Self::Single(one) => one.to_string(),
            Self::Pair(one, other, _) => [one, other].into_iter().collect(),
        }
    }

    pub(super) fn is_han(&self) -> bool {
        matches!(self, Self::Single(_) | Self::Pair(..))
    }

    /// A pair that only joins two words.
    pub(super) fn is_joining(&self, core: &Core) -> bool {
        match self {
            Self::Pair(one, other, _) => core.asking.joining.contains([*one, *other]),
            Self::Provision(_) | Self::Word(_) | Self::Single(_) => false,
        }
    }

    /// A number, or an id with one at its end: another one is another thing.
    pub(super) fn is_number(&self) -> bool {
        match self {
            Self::Provision(_) => true,
            Self::Word(word) => {
                let letters = word.bytes().take_while(u8::is_ascii_lowercase).count();
                let digits = &word[letters..];
                let is_id = (1..=9).contains(&letters) && digits.bytes().all(|byte| byte.is_ascii_digit());
                let is_plain = letters == 0 && word.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
                !digits.is_empty() && (is_id || is_plain)
            }
            Self::Single(_) | Self::Pair(..) => false,
        }
    }
}

/// A word with what was found of it.
pub(super) struct Word {
    pub(super) sought: Sought,
    pub(super) df: u32,
    /// Units with what the word counts there, rising.
    pub(super) values: Vec<(u32, u64)>,
    /// Units that hold the word itself, rising.
    pub(super) exact: Vec<u32>,
    /// A part of its list was not read.
    pub(super) is_partial: bool,
}

impl Word {
    /// A Han word that the index lacks: it may be Traditional.
    pub(super) fn is_unknown_han(&self) -> bool {
        self.sought.is_han() && self.df == 0
    }
}

/// Words that were looked up, and pairs that were left out.
pub(super) struct Words {
    pub(super) words: Vec<Word>,
    spare: Vec<Sought>,
}

/// Finds the words of a text in the index.
pub(super) fn words(store: &mut Store<'_>, text: &[char], complete: bool) -> Result<Words, Damage> {
    let (taken, spare) = choose(&store.core, text);
    let mut words = Vec::with_capacity(taken.len());
    for sought in taken {
        words.push(look_up(store, sought, complete)?);
    }
    // Pairs that no text holds tell nothing of where the others are: what is left of their run takes their place.
    let mut missing: BTreeMap<usize, usize> = BTreeMap::new();
    for word in words.iter().filter(|word| word.df == 0) {
        if let Sought::Pair(_, _, run) = word.sought {
            *missing.entry(run).or_default() += 1;
        }
    }
    let mut others: Vec<Sought> = Vec::new();
    for sought in &spare {
        let Sought::Pair(_, _, run) = sought else { continue };
        let Some(left) = missing.get_mut(run).filter(|left| **left > 0) else { continue };
        if words.iter().all(|word| word.sought.text() != sought.text()) && !is_among(&others, sought) {
            *left -= 1;
            others.push(sought.clone());
        }
    }
    for sought in others {
        words.push(look_up(store, sought, complete)?);
    }
    Ok(Words { words, spare })
}

impl Words {
    /// Looks up pairs that were left out, spread evenly; whether there were any.
    pub(super) fn add_spare(&mut self, store: &mut Store<'_>, complete: bool) -> Result<bool, Damage> {
        let mut rest: Vec<Sought> = Vec::new();
        for sought in &self.spare {
            if self.words.iter().all(|word| word.sought.text() != sought.text()) && !is_among(&rest, sought) {
                rest.push(sought.clone());
            }
        }
        let chosen = spread(rest.len(), MORE);
        for (_, sought) in rest.into_iter().enumerate().filter(|(at, _)| chosen.contains(at)) {
            self.words.push(look_up(store, sought, complete)?);
        }
        Ok(!chosen.is_empty())
    }
}

fn is_among(all: &[Sought], sought: &Sought) -> bool {
    all.iter().any(|other| other.text() == sought.text())
}

/// What of a text is looked up, and the pairs that were left over.
fn choose(core: &Core, text: &[char]) -> (Vec<Sought>, Vec<Sought>) {
    let mut all: Vec<Sought> = Vec::new();
    for (place, (_, piece)) in items(text).into_iter().enumerate() {
        match piece {
            Piece::Provision(number) => all.push(Sought::Provision(number.to_string())),
            Piece::Word(word) => all.push(Sought::Word(word.to_string())),
            Piece::Han(run) if run.len() == 1 => all.push(Sought::Single(text[run.start])),
            Piece::Han(run) => all.extend(text[run].windows(2).map(|pair| Sought::Pair(pair[0], pair[1], place))),
        }
    }
    let is_dense = |sought: &Sought| match sought {
        Sought::Pair(one, other, _) => {
            core.dense.binary_search_by(|term| term[..].cmp(&[u32::from(*one), u32::from(*other)])).is_ok()
        }
        Sought::Provision(_) | Sought::Word(_) | Sought::Single(_) => false,
    };
    if all.iter().filter(|sought| !is_dense(sought)).count() >= TELLING {
        all.retain(|sought| !is_dense(sought));
    }
    let (mut taken, mut spare) = (Vec::new(), Vec::new());
    for of_run in
        all.chunk_by(|one, other| matches!((one, other), (Sought::Pair(_, _, a), Sought::Pair(_, _, b)) if a == b))
    {
        if of_run.len() <= PAIRS {
            taken.extend(of_run.iter().cloned());
            continue;
        }
        let is_telling = |sought: &&Sought| !sought.is_joining(core);
        let count = of_run.iter().filter(is_telling).count();
        let left: Vec<&Sought> = of_run.iter().filter(|sought| count == 0 || is_telling(sought)).collect();
        let chosen = spread(left.len(), PAIRS);
        let mut place = 0;
        for sought in of_run {
            let is_left = count == 0 || is_telling(&sought);
            if is_left && chosen.contains(&place) {
                taken.push(sought.clone())
            } else {
                spare.push(sought.clone())
            }
            place += usize::from(is_left);
        }
    }
    let mut once: Vec<Sought> = Vec::new();
    for sought in taken {
        if !is_among(&once, &sought) {
            once.push(sought);
        }
    }
    let chosen = spread(once.len(), WORDS);
    let kept = once.into_iter().enumerate().filter(|(at, _)| chosen.contains(at)).map(|(_, sought)| sought);
    (kept.collect(), spare)
}

/// Places of `most` things spread evenly over `count`, the first and the last among them.
fn spread(count: usize, most: usize) -> Vec<usize> {
    if count <= most {
        return (0..count).collect();
    }
    (0..most).map(|place| (2 * place * (count - 1) + (most - 1)) / (2 * (most - 1))).collect()
}

fn look_up(store: &mut Store<'_>, sought: Sought, complete: bool) -> Result<Word, Damage> {
    let text = sought.text();
    let term = codes(&text);
    let mut word = Word { sought, df: 0, values: Vec::new(), exact: Vec::new(), is_partial: false };
    if let Some(found) = find(store, &term)? {
        take(store, &mut word, &found, EXACT, complete)?;
        word.df = found.1;
        word.exact = word.values.iter().map(|(unit, _)| *unit).collect();
    }
    if let Some(prefix) = prefix(&word.sought, &term) {
        let mut sum = 0_u32;
        for found in expansions(store, &term, &prefix)? {
            take(store, &mut word, &found, EXPANDED, complete)?;
            sum = sum.saturating_add(found.1);
        }
        if word.df == 0 {
            word.df = sum.min(store.core.units);
        }
    }
    word.values.sort_unstable();
    word.exact.sort_unstable();
    // The greatest value of each unit comes last among its own.
    word.values.reverse();
    word.values.dedup_by_key(|(unit, _)| *unit);
    word.values.reverse();
    Ok(word)
}

/// A list with the number of units in the whole of it, and the file of its tail.
type Listed = (List, u32, Option<u32>);

fn listed(found: &Found) -> Listed {
    let df = found.tail.map_or(found.list.units.len() as u32, |tail| tail.df);
    (found.list.clone(), df, found.tail.map(|tail| tail.file))
}

fn take(store: &Store<'_>, word: &mut Word, found: &Listed, factor: u64, complete: bool) -> Result<(), Damage> {
    let (list, _, tail) = found;
    let value = |level: u8| store.core.impacts[usize::from(level)] * factor;
    word.values.extend(list.units.iter().map(|&(unit, level)| (unit, value(level))));
    match tail {
        Some(file) if complete => {
            let rest = store.tail(*file)?;
            word.values.extend(rest.units.iter().map(|&(unit, level)| (unit, value(level))));
        }
        Some(_) => word.is_partial = true,
        None => {}
    }
    Ok(())
}

/// The shard in which a term is, if it is anywhere.
fn shard_of(store: &Store<'_>, term: &[u32]) -> Option<usize> {
    store.core.words.partition_point(|start| start[..] <= *term).checked_sub(1)
}

fn find(store: &mut Store<'_>, term: &[u32]) -> Result<Option<Listed>, Damage> {
    let Some(number) = shard_of(store, term) else { return Ok(None) };
    let shard = store.shard(number)?;
    Ok(shard.binary_search_by(|found| found.term[..].cmp(term)).ok().map(|place| listed(&shard[place])))
}

/// Looks a pair up.
pub(super) fn pair(store: &mut Store<'_>, one: char, other: char) -> Result<Word, Damage> {
    look_up(store, Sought::Pair(one, other, 0), false)
}

/// Whether any text holds a word as it is.
pub(super) fn is_known(store: &mut Store<'_>, word: &str) -> Result<bool, Damage> {
    Ok(find(store, &codes(word))?.is_some())
}

/// With what the expansions of a word begin.
fn prefix(sought: &Sought, term: &[u32]) -> Option<Vec<u32>> {
    match sought {
        Sought::Single(_) => Some(term.to_vec()),
        Sought::Word(_) if term.len() > 1 => Some(term.to_vec()),
        Sought::Word(word) if word.bytes().all(|byte| byte.is_ascii_digit()) => {
            Some(term.iter().copied().chain([u32::from('.')]).collect())
        }
        _ => None,
    }
}

fn expansions(store: &mut Store<'_>, term: &[u32], prefix: &[u32]) -> Result<Vec<Listed>, Damage> {
    let first = shard_of(store, prefix).unwrap_or(0);
    let mut found = Vec::new();
    for number in [first, first + 1] {
        let is_there = store.core.words.get(number).is_some_and(|start| number == first || start.starts_with(prefix));
        if !is_there {
            break;
        }
        let shard = store.shard(number)?;
        let begin = shard.partition_point(|found| found.term[..] < *prefix);
        let of_prefix = shard[begin..].iter().take_while(|found| found.term.starts_with(prefix));
        found.extend(of_prefix.filter(|found| found.term[..] != *term).map(listed));
    }
    found.truncate(EXPANSIONS);
    Ok(found)
}
