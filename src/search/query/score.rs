//! Pages in the order of what they have of a query (`docs/search-format.md`, 9.4 and 9.6).

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::Variant;
use super::store::{Damage, Record, Store};
use super::words::{Sought, Word, words};
use crate::search::tokens::{OwnNumber, compact, own_number};
use crate::text::folding::{Folding, normal};

/// What the best units of all words count, and the best single unit.
const SUM: u64 = 10;
const BEST: u64 = 7;

/// Pages whose texts are compared with the query.
const COMPARED: usize = 8;

const EXACT_TITLE: f64 = 2.5;
const EXACT_HEADING: f64 = 1.8;
const IN_TITLE: f64 = 1.6;
const IN_HEADING: f64 = 1.4;
const IN_TEXT: f64 = 1.5;

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
    /// Which variant.
    pub(super) variant: usize,
}

/// A variant with its words and what pages have of it.
pub(super) struct Evaluated {
    pub(super) variant: Variant,
    pub(super) words: Vec<Word>,
    pub(super) pages: Vec<Scored>,
    /// Some page has every word itself, not only a longer one.
    pub(super) is_covered: bool,
}

pub(super) fn evaluate(
    store: &mut Store<'_>,
    variant: Variant,
    number: usize,
    complete: bool,
) -> Result<Evaluated, Damage> {
    let words = words(store, &variant.text, complete)?;
    let core = &store.core;
    let weights: Vec<u64> = words.iter().map(|word| idf(core.units, word.df)).collect();
    let total: u64 = weights.iter().sum();
    let mut units: BTreeMap<u32, u64> = BTreeMap::new();
    // For each page the sum of its best units, the weight of what it has, and of what it has itself.
    let mut pages: BTreeMap<u32, (u64, u64)> = BTreeMap::new();
    let mut exact: BTreeMap<u32, u64> = BTreeMap::new();
    for (word, &weight) in words.iter().zip(&weights) {
        let page = |unit: u32| core.page_of[unit as usize];
        for of_page in word.values.chunk_by(|a, b| page(a.0) == page(b.0)) {
            let greatest = of_page.iter().map(|(_, value)| *value).max().unwrap_or(0);
            let sums = pages.entry(page(of_page[0].0)).or_default();
            sums.0 += greatest * weight;
            sums.1 += weight;
            for &(unit, value) in of_page {
                *units.entry(unit).or_default() += value * weight;
            }
        }
        for of_page in word.exact.chunk_by(|a, b| page(*a) == page(*b)) {
            *exact.entry(page(of_page[0])).or_default() += weight;
        }
    }
    let is_covered = total > 0 && exact.values().any(|found| *found == total);
    let mut best: BTreeMap<u32, (u64, u32)> = BTreeMap::new();
    for (&unit, &sum) in &units {
        let own = best.entry(core.page_of[unit as usize]).or_insert((0, unit));
        if sum > own.0 {
            *own = (sum, unit);
        }
    }
    let pages = pages.into_iter().zip(best).map(|((page, (sum, found)), (_, (greatest, unit)))| {
        let coverage = found as f64 / total as f64;
        let square = coverage * coverage;
        let fourth = square * square;
        let score = (SUM * sum + BEST * greatest) as f64 * (fourth * fourth) * variant.factor;
        Scored { page, unit, is_past: core.status(page).is_some(), score, found, total, variant: number }
    });
    let pages = pages.collect();
    Ok(Evaluated { variant, words, pages, is_covered })
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
    for scored in all.iter().flat_map(|evaluated| &evaluated.pages).filter(|scored| is_wanted(scored.page)) {
        let own = best.entry(scored.page).or_insert(*scored);
        if scored.score > own.score {
            *own = *scored;
        }
    }
    let mut ranked: Vec<Scored> = best.into_values().collect();
    ranked.sort_by(order);
    ranked
}

fn order(one: &Scored, other: &Scored) -> Ordering {
    one.is_past.cmp(&other.is_past).then(other.score.total_cmp(&one.score)).then(one.page.cmp(&other.page))
}

/// The greatest part of its variant that any page has.
fn best(ranked: &[Scored]) -> Option<Scored> {
    // Compared as products: found/total without rounding.
    ranked.iter().copied().reduce(
        |best, scored| {
            if scored.found * best.total > best.found * scored.total { scored } else { best }
        },
    )
}

/// The pages that have at least half of what the best one has.
pub(super) fn hits(ranked: &[Scored]) -> Vec<Scored> {
    let Some(best) = best(ranked) else { return Vec::new() };
    let is_hit = |scored: &&Scored| scored.found * 2 * best.total >= best.found * scored.total;
    ranked.iter().filter(is_hit).copied().collect()
}

/// Compares the first pages' names and texts with what was typed, and puts them in order again.
pub(super) fn compare(store: &Store<'_>, all: &[Evaluated], ranked: &mut [Scored]) -> Result<(), Damage> {
    let first = ranked.len().min(COMPARED);
    let folding = store.folding.clone().unwrap_or_else(Folding::none);
    for scored in &mut ranked[..first] {
        let Some(evaluated) = all.get(scored.variant) else { continue };
        let record = store.record(scored.unit)?;
        let (names, text) = factors(evaluated, &record, &folding);
        scored.score = scored.score * names * text;
    }
    ranked[..first].sort_by(order);
    Ok(())
}

fn factors(evaluated: &Evaluated, record: &Record, folding: &Folding) -> (f64, f64) {
    let of = |text: &str| compact(&normal(text, folding));
    let query = compact(&evaluated.variant.text);
    if query.is_empty() {
        return (1.0, 1.0);
    }
    let (title, heading) = (of(&record.title), of(&record.heading));
    let names = if title == query || is_number(evaluated, &record.number, folding) {
        EXACT_TITLE
    } else if heading == query {
        EXACT_HEADING
    } else if holds(&title, &query) {
        IN_TITLE
    } else if holds(&heading, &query) {
        IN_HEADING
    } else {
        1.0
    };
    let is_in_text = query.len() > 1 && holds(&of(&record.text), &query);
    (names, if is_in_text { IN_TEXT } else { 1.0 })
}

/// Whether a query is the number of a page and nothing else.
fn is_number(evaluated: &Evaluated, number: &str, folding: &Folding) -> bool {
    let number = normal(number, folding);
    if !number.is_empty() && evaluated.variant.text == number {
        return true;
    }
    let [Word { sought: Sought::Provision(word) | Sought::Word(word), .. }] = evaluated.words.as_slice() else {
        return false;
    };
    match own_number(&number) {
        OwnNumber::Article(digits) => *word == *digits || word.strip_suffix('条') == Some(&*digits),
        OwnNumber::Heading(term) => *word == *term,
        OwnNumber::Other => false,
    }
}

fn holds(text: &[char], part: &[char]) -> bool {
    text.windows(part.len()).any(|window| window == part)
}
