//! Which paragraph of one text is which of another: first those that stand in the same order, then those that moved.
//!
//! Two paragraphs are as alike as the pairs of neighbouring characters that they share (the coefficient of Dice, 1945, in
//! thousandths). Pairs of characters are looked up, so that only paragraphs which share some are compared.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::is_in_order;

/// Likeness from which two paragraphs in the same order are one that was changed.
const ALIKE: u32 = 350;

/// Likeness from which two paragraphs at different places are one that was moved.
const MOVED: u32 = 600;

/// Likeness from which two paragraphs that stand alone between the same neighbours are one that was rewritten.
const REWRITTEN: u32 = 150;

/// Characters below which a paragraph says too little to be known again elsewhere.
const SHORTEST_MOVED: usize = 6;

/// How much more alike a pair must be than any other with one of its paragraphs, so that it cannot be mistaken.
const AHEAD: u32 = 150;

/// Pairs of characters that more paragraphs have are no mark of any: 应当, 人民.
const COMMON: usize = 96;

/// Two paragraphs that are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Match {
    /// Its place in the old text.
    pub old: usize,
    /// Its place in the new text.
    pub new: usize,
    /// It stands elsewhere among the others.
    pub moved: bool,
}

/// Finds the paragraphs of an old text in a new one, in the order of the old. No paragraph is in two matches; those that
/// did not move are in the same order in both.
pub fn align(old: &[&str], new: &[&str]) -> Vec<Match> {
    if is_in_order(old, new) {
        return aligned(old, new);
    }
    let turned = aligned(new, old).into_iter().map(|own| Match { old: own.new, new: own.old, ..own });
    let mut matches: Vec<Match> = turned.collect();
    matches.sort_unstable();
    matches
}

/// The matches of [`align`] that cannot be mistaken: both texts are as alike as one that moved, and no other pair with one of
/// them comes near. What is proposed to people is one of these.
pub fn sure(old: &[&str], new: &[&str]) -> Vec<Match> {
    let candidates = candidates(old, new);
    let is_sure = |found: &Match| {
        let (mut own, mut rival) = (0, 0);
        for other in candidates.iter().filter(|other| other.old == found.old || other.new == found.new) {
            let place = if (other.old, other.new) == (found.old, found.new) { &mut own } else { &mut rival };
            *place = other.likeness.max(*place);
        }
        own >= MOVED && own >= rival + AHEAD
    };
    align(old, new).into_iter().filter(is_sure).collect()
}

/// Whether two texts that stand at the same place are one that was changed.
pub fn is_alike(old: &str, new: &str) -> bool {
    if old == new {
        return true;
    }
    let (old, new) = (grams(old), grams(new));
    dice(old.len(), new.len(), shared(&old, &new)) >= ALIKE
}

/// A pair that may be one, with its likeness.
#[derive(Clone, Copy)]
struct Candidate {
    old: usize,
    new: usize,
    likeness: u32,
}

fn aligned(old: &[&str], new: &[&str]) -> Vec<Match> {
    let candidates = candidates(old, new);
    let mut matches: Vec<Match> =
        chain(&candidates, new.len()).into_iter().map(|(old, new)| Match { old, new, moved: false }).collect();
    matches.extend(rewritten(&matches, &candidates, (old.len(), new.len())));
    matches.extend(moved(&matches, &candidates, (old, new)));
    matches.sort_unstable();
    matches
}

/// Every pair of paragraphs that share enough, in the order of the old text, then of the new.
fn candidates(old: &[&str], new: &[&str]) -> Vec<Candidate> {
    let old_grams: Vec<Vec<[char; 2]>> = old.iter().map(|text| grams(text)).collect();
    let new_grams: Vec<Vec<[char; 2]>> = new.iter().map(|text| grams(text)).collect();
    let mut having: HashMap<[char; 2], Vec<usize>> = HashMap::new();
    for (at, own) in new_grams.iter().enumerate() {
        for gram in own {
            having.entry(*gram).or_default().push(at);
        }
    }
    let equals = equals(old, new);
    let mut counts = vec![0_usize; new.len()];
    let mut all = Vec::new();
    for (at, own) in old_grams.iter().enumerate() {
        let rare = own.iter().filter_map(|gram| having.get(gram)).filter(|paragraphs| paragraphs.len() <= COMMON);
        rare.flatten().for_each(|to| counts[*to] += 1);
        // A paragraph that shares no tenth of the rare pairs is not the one that was changed.
        let near: Vec<usize> =
            (0..new.len()).filter(|to| counts[*to] * 10 > own.len().min(new_grams[*to].len())).collect();
        counts.fill(0);
        let mut likenesses: BTreeMap<usize, u32> = BTreeMap::new();
        for to in near.into_iter().filter(|&to| old[at] != new[to]) {
            let other = &new_grams[to];
            // Lengths that far apart cannot share enough.
            if dice(own.len(), other.len(), own.len().min(other.len())) < REWRITTEN {
                continue;
            }
            let likeness = dice(own.len(), other.len(), shared(own, other));
            if likeness >= REWRITTEN {
                likenesses.insert(to, likeness.min(999));
            }
        }
        likenesses.extend(equals.get(&at).into_iter().flatten().map(|to| (*to, 1_000)));
        all.extend(likenesses.into_iter().map(|(new, likeness)| Candidate { old: at, new, likeness }));
    }
    all
}

/// Paragraphs that are the same to the letter. Of many that are, each is held against those of its own rank.
fn equals(old: &[&str], new: &[&str]) -> BTreeMap<usize, Vec<usize>> {
    const MANY: usize = 8;
    let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, text) in new.iter().enumerate() {
        places.entry(text).or_default().push(at);
    }
    let mut seen: HashMap<&str, usize> = HashMap::new();
    let mut equals = BTreeMap::new();
    for (at, text) in old.iter().enumerate() {
        let Some(same) = places.get(text) else { continue };
        let rank = seen.entry(text).or_default();
        let start = rank.saturating_sub(MANY / 2).min(same.len().saturating_sub(MANY));
        equals.insert(at, same[start..(start + MANY).min(same.len())].to_vec());
        *rank += 1;
    }
    equals
}

/// The pairs in the same order that are together most alike: a heaviest increasing run, by a tree of prefixes (Fenwick).
fn chain(candidates: &[Candidate], count: usize) -> Vec<(usize, usize)> {
    let alike: Vec<Candidate> = candidates.iter().copied().filter(|own| own.likeness >= ALIKE).collect();
    // The weight of the best run that ends at or before a place, and the candidate it ends with.
    let mut tree: Vec<(u64, Option<usize>)> = vec![(0, None); count + 1];
    let mut before: Vec<Option<usize>> = vec![None; alike.len()];
    for run in runs(&alike) {
        for at in run.rev() {
            let (mut best, mut place) = ((0, None), alike[at].new);
            while place > 0 {
                best = heavier(best, tree[place]);
                place &= place - 1;
            }
            before[at] = best.1;
            let own = (best.0 + u64::from(alike[at].likeness), Some(at));
            let mut place = alike[at].new + 1;
            while place <= count {
                tree[place] = heavier(tree[place], own);
                place += place & place.wrapping_neg();
            }
        }
    }
    let mut last = tree.iter().skip(1).copied().fold((0, None), heavier).1;
    let mut pairs = Vec::new();
    while let Some(at) = last {
        pairs.push((alike[at].old, alike[at].new));
        last = before[at];
    }
    pairs.reverse();
    pairs
}

fn heavier(one: (u64, Option<usize>), other: (u64, Option<usize>)) -> (u64, Option<usize>) {
    if other.0 > one.0 { other } else { one }
}

/// Runs of candidates with the same old paragraph.
fn runs(candidates: &[Candidate]) -> impl Iterator<Item = std::ops::Range<usize>> + '_ {
    let mut start = 0;
    candidates.chunk_by(|a, b| a.old == b.old).map(move |run| {
        let range = start..start + run.len();
        start = range.end;
        range
    })
}

/// Paragraphs that stand alone between the same neighbours and share something.
fn rewritten(matches: &[Match], candidates: &[Candidate], (old, new): (usize, usize)) -> Vec<Match> {
    let ends = matches.iter().map(|own| (own.old, own.new)).chain([(old, new)]);
    let mut from = (0, 0);
    let mut found = Vec::new();
    for (old, new) in ends {
        if (old - from.0, new - from.1) == (1, 1) && candidates.iter().any(|own| (own.old, own.new) == from) {
            found.push(Match { old: from.0, new: from.1, moved: false });
        }
        from = (old + 1, new + 1);
    }
    found
}

/// The most alike of what is left, wherever it stands.
fn moved(matches: &[Match], candidates: &[Candidate], (old, new): (&[&str], &[&str])) -> Vec<Match> {
    let mut taken_old: HashSet<usize> = matches.iter().map(|own| own.old).collect();
    let mut taken_new: HashSet<usize> = matches.iter().map(|own| own.new).collect();
    let tells = |text: &str| text.chars().count() >= SHORTEST_MOVED;
    let fits = |own: &&Candidate| own.likeness >= MOVED && tells(old[own.old]) && tells(new[own.new]);
    let mut left: Vec<&Candidate> = candidates.iter().filter(fits).collect();
    left.sort_by_key(|own| (std::cmp::Reverse(own.likeness), own.old, own.new));
    let mut found = Vec::new();
    for own in left {
        if !taken_old.contains(&own.old) && !taken_new.contains(&own.new) {
            taken_old.insert(own.old);
            taken_new.insert(own.new);
            found.push(Match { old: own.old, new: own.new, moved: true });
        }
    }
    found
}

/// Pairs of neighbouring characters, blanks left out: each once, sorted.
fn grams(text: &str) -> Vec<[char; 2]> {
    let characters: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    let mut grams: Vec<[char; 2]> = match characters.as_slice() {
        [only] => vec![[*only, '\0']],
        all => all.windows(2).map(|pair| [pair[0], pair[1]]).collect(),
    };
    grams.sort_unstable();
    grams.dedup();
    grams
}

/// How many pairs two sorted lists share.
fn shared(one: &[[char; 2]], other: &[[char; 2]]) -> usize {
    let mut rest = other.iter().peekable();
    let mut is_shared = |gram: &[char; 2]| {
        while rest.next_if(|own| *own < gram).is_some() {}
        rest.next_if(|own| *own == gram).is_some()
    };
    one.iter().filter(|gram| is_shared(gram)).count()
}

fn dice(old: usize, new: usize, shared: usize) -> u32 {
    u32::try_from(2_000 * shared / (old + new).max(1)).unwrap_or(1_000)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::properties;

    #[test]
    fn paragraphs_are_found_where_they_went() {
        let old = ["总则与目的在此说明", "阅览室每周开放五天", "借书证免费办理", "物品寄存另行收费"];
        let new = ["总则与目的在此说明", "借书证免费办理，当场领取", "图书馆设立安静区", "阅览室每周开放五天"];
        let found = align(&old, &new);
        let pairs: Vec<(usize, usize)> = found.iter().map(|own| (own.old, own.new)).collect();
        assert_eq!(pairs, [(0, 0), (1, 3), (2, 1)]);
        assert_eq!(found.iter().filter(|own| own.moved).count(), 1);
    }

    #[test]
    fn what_could_be_two_is_not_sure() {
        let old = ["总则", "违反第十条的，处一千元以下罚款", "阅览室每周开放五天"];
        let new = [
            "总则",
            "违反第十条的，处二千元以下罚款",
            "违反第十一条的，处一千元以下罚款",
            "阅览室每周开放五天，节日除外",
        ];
        let pairs: Vec<(usize, usize)> = sure(&old, &new).iter().map(|own| (own.old, own.new)).collect();
        assert_eq!(pairs, [(0, 0), (2, 3)]);
        assert!(align(&old, &new).iter().any(|own| own.old == 1));
    }

    proptest! {
        #![proptest_config(properties::config(256))]

        #[test]
        fn each_paragraph_is_matched_once_and_the_way_back_is_the_same(
            old in prop::collection::vec("[甲乙丙丁]{0,9}", 0..12),
            new in prop::collection::vec("[甲乙丙丁]{0,9}", 0..12),
        ) {
            let (old, new): (Vec<&str>, Vec<&str>) =
                (old.iter().map(String::as_str).collect(), new.iter().map(String::as_str).collect());
            let forth = align(&old, &new);
            let turned = align(&new, &old);
            let mut back: Vec<Match> =
                turned.into_iter().map(|own| Match { old: own.new, new: own.old, ..own }).collect();
            back.sort_unstable();
            prop_assert_eq!(&forth, &back);
            let places: HashSet<usize> = forth.iter().map(|own| own.new).collect();
            prop_assert_eq!(places.len(), forth.len());
            prop_assert!(forth.windows(2).all(|pair| pair[0].old < pair[1].old));
            let still: Vec<&Match> = forth.iter().filter(|own| !own.moved).collect();
            prop_assert!(still.windows(2).all(|pair| pair[0].new < pair[1].new));
            let sure = sure(&old, &new);
            prop_assert!(sure.iter().all(|own| forth.contains(own)));
            let own: Vec<Match> = align(&old, &old);
            prop_assert!(own.iter().all(|own| old[own.old] == old[own.new]));
        }
    }
}
