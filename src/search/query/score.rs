//! Pages in the order of what they have of a query (`docs/search-format.md`, 9.5).

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::Variant;
use super::core::Core;
use super::store::{Damage, Store};
use super::words::{Word, words};

/// What the best units of all words count, and the best single unit.
const SUM: u64 = 10;
const BEST: u64 = 7;

/// What a word counts that is a part of the name of a page's standard or edition.
const OF_SCOPE: u64 = 36;

/// What is left of the score of a page that lacks a number of the query.
const OTHER_NUMBER: f64 = 0.125;

/// Pages whose texts are compared with the query.
pub(super) const COMPARED: usize = 6;

/// What one page has of one variant.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Scored {
    pub(super) page: u32,
    /// The unit that has most of it.
    pub(super) unit: u32,
    /// It belongs to an edition that is not the current one: it stands behind all that do not.
    pub(super) is_past: bool,
    pub(super) score: f64,
    /// Weight of the words that the page has, and of all words.
    pub(super) found: u64,
    pub(super) total: u64,
    /// Which variant, once all are ranked.
    pub(super) variant: usize,
}

/// A variant with its words and what pages have of it.
pub(super) struct Evaluated {
    pub(super) variant: Variant,
    pub(super) words: Vec<Word>,
    /// For each scope the words that its names hold.
    pub(super) named: Vec<Vec<usize>>,
    /// Sorted by page.
    pub(super) pages: Vec<Scored>,
    /// Some page has every word itself, not only a longer one.
    pub(super) is_covered: bool,
}

impl Evaluated {
    /// What a page has, if it has any of the words.
    pub(super) fn of_page(&self, page: u32) -> Option<&Scored> {
        self.pages.binary_search_by_key(&page, |scored| scored.page).ok().and_then(|place| self.pages.get(place))
    }
}

pub(super) fn evaluate(store: &mut Store<'_>, variant: Variant, complete: bool) -> Result<Evaluated, Damage> {
    let mut words = words(store, &variant.text, complete)?;
    let first = weigh(&store.core, &variant, &words.words);
    let full = first.pages.iter().filter(|scored| scored.found == scored.total).count();
    let weighed = if full > COMPARED && words.add_spare(store, complete)? {
        weigh(&store.core, &variant, &words.words)
    } else {
        first
    };
    let Weighed { named, pages, is_covered } = weighed;
    Ok(Evaluated { variant, words: words.words, named, pages, is_covered })
}

struct Weighed {
    named: Vec<Vec<usize>>,
    pages: Vec<Scored>,
    is_covered: bool,
}

/// What a page has of the words.
#[derive(Clone, Default)]
struct Has {
    /// The sum of the best values.
    sum: u64,
    /// The weight of the words that it has, and of those that it has themselves.
    found: u64,
    exact: u64,
    /// The best value of each word; 0 of those that it lacks.
    values: Vec<u64>,
}

fn weigh(core: &Core, variant: &Variant, words: &[Word]) -> Weighed {
    let weight = |word: &Word| {
        let weight = idf(core.units, word.df);
        if words.len() > 2 && word.sought.is_joining(core) { weight >> 2 } else { weight }
    };
    let weights: Vec<u64> = words.iter().map(weight).collect();
    let total: u64 = weights.iter().sum();
    let mut units: BTreeMap<u32, u64> = BTreeMap::new();
    let mut pages: BTreeMap<u32, Has> = BTreeMap::new();
    let mut named: Vec<Vec<usize>> = vec![Vec::new(); core.scopes.len()];
    let page = |unit: u32| core.page_of[unit as usize];
    for (place, (word, &weight)) in words.iter().zip(&weights).enumerate() {
        for of_page in word.values.chunk_by(|a, b| page(a.0) == page(b.0)) {
            let has = pages.entry(page(of_page[0].0)).or_default();
            let greatest = of_page.iter().map(|(_, value)| *value).max().unwrap_or(0);
            has.values.resize(words.len(), 0);
            has.values[place] = greatest;
            has.sum += greatest * weight;
            has.found += weight;
            for &(unit, value) in of_page {
                *units.entry(unit).or_default() += value * weight;
            }
        }
        for of_page in word.exact.chunk_by(|a, b| page(*a) == page(*b)) {
            pages.entry(page(of_page[0])).or_default().exact += weight;
        }
        for (scope, named) in core.scopes.iter().zip(&mut named) {
            if word.values.binary_search_by_key(&scope.unit, |(unit, _)| *unit).is_ok() {
                named.push(place);
            }
        }
    }
    let mut best: BTreeMap<u32, (u64, u32)> = BTreeMap::new();
    for (&unit, &sum) in &units {
        let own = best.entry(page(unit)).or_insert((0, unit));
        if sum > own.0 {
            *own = (sum, unit);
        }
    }
    let numbers: Vec<usize> = (0..words.len()).filter(|&place| words[place].sought.is_number()).collect();
    let mut is_covered = false;
    let scored = pages.into_iter().zip(best).map(|((page, mut has), (_, (greatest, unit)))| {
        add_scopes(core, page, &named, &weights, &mut has);
        is_covered |= total > 0 && has.exact == total;
        let coverage = has.found as f64 / total as f64;
        let mut part = coverage * coverage;
        part *= part;
        for _ in numbers.iter().filter(|&&place| has.values[place] == 0) {
            part *= OTHER_NUMBER;
        }
        let score = (SUM * has.sum + BEST * greatest) as f64 * part * variant.factor;
        Scored { page, unit, is_past: core.status(page).is_some(), score, found: has.found, total, variant: 0 }
    });
    let pages = scored.collect();
    Weighed { named, pages, is_covered }
}

/// The names of a standard and an edition are names of all their pages, too.
fn add_scopes(core: &Core, page: u32, named: &[Vec<usize>], weights: &[u64], has: &mut Has) {
    let mut counted: Vec<usize> = Vec::new();
    for scope in core.scopes_of(page).filter(|&scope| core.scopes[scope].first != page) {
        for &word in &named[scope] {
            if counted.contains(&word) {
                continue;
            }
            counted.push(word);
            let value = has.values[word];
            if value == 0 {
                has.found += weights[word];
                has.exact += weights[word];
            }
            has.sum += OF_SCOPE.saturating_sub(value) * weights[word];
        }
    }
}

/// How much a word tells: the binary logarithm of how rare it is, in sixteenths, between powers of two on straight lines, so
/// that every machine has the same.
fn idf(units: u32, df: u32) -> u64 {
    let ratio = 16 * (u64::from(units) + 1) / (u64::from(df.min(units)) + 1);
    let power = ratio.ilog2();
    8 + 16 * u64::from(power.saturating_sub(4)) + ((16 * (ratio - (1 << power))) >> power)
}

/// The best variant of each page, in order.
pub(super) fn ranked(all: &[Evaluated], is_wanted: impl Fn(u32) -> bool) -> Vec<Scored> {
    let mut best: BTreeMap<u32, Scored> = BTreeMap::new();
    for (variant, evaluated) in all.iter().enumerate() {
        for scored in evaluated.pages.iter().filter(|scored| is_wanted(scored.page)) {
            let scored = Scored { variant, ..*scored };
            let own = best.entry(scored.page).or_insert(scored);
            if scored.score > own.score {
                *own = scored;
            }
        }
    }
    let mut ranked: Vec<Scored> = best.into_values().collect();
    ranked.sort_by(order);
    ranked
}

pub(super) fn order(one: &Scored, other: &Scored) -> Ordering {
    one.is_past.cmp(&other.is_past).then(other.score.total_cmp(&one.score)).then(one.page.cmp(&other.page))
}

/// The greatest part of its variant that any page has.
pub(super) fn best(scored: impl IntoIterator<Item = Scored>) -> Option<Scored> {
    // Compared as products: found/total without rounding.
    let greater = |best: Scored, scored: Scored| {
        if scored.found * best.total > best.found * scored.total { scored } else { best }
    };
    scored.into_iter().reduce(greater)
}

/// The pages that have at least half of what the best one has.
pub(super) fn hits(ranked: &[Scored]) -> Vec<Scored> {
    let Some(best) = best(ranked.iter().copied()) else { return Vec::new() };
    let is_hit = |scored: &&Scored| scored.found * 2 * best.total >= best.found * scored.total;
    ranked.iter().filter(is_hit).copied().collect()
}
