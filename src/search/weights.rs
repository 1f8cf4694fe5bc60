//! How much a term says about a unit (BM25F: Robertson, Zaragoza, Taylor, "Simple BM25 extension to multiple weighted
//! fields", 2004), cut into a few levels so that no frequency need be stored.

use std::collections::HashMap;

use super::mixer::Mixed;
use super::tokens::{OwnNumber, Term, Token, own_number, tokens};
use super::units::{PageText, Sort, Unit};
use crate::text::folding::{Folding, normal};

/// What an occurrence counts in a title, a heading, the text; as a page's own number, and where a block begins with it.
const TITLE: f64 = 8.0;
const HEADING: f64 = 3.0;
const BODY: f64 = 1.0;
const OWN_NUMBER: f64 = 6.0;
const BEGINS: f64 = 3.0;

/// How far long fields are held back, and the lengths in characters at which they are not. Fixed lengths and no averages, so
/// that the terms of a page depend on nothing but the page.
const SLOPE: f64 = 0.4;
const TITLE_LENGTH: f64 = 8.0;
const HEADING_LENGTH: f64 = 8.0;
const BODY_LENGTH: f64 = 250.0;

/// Where more of the same says little more.
const SATURATION: f64 = 1.2;

/// Number of levels, and the part of the saturated weight that each covers above [`FLOOR`].
pub(super) const LEVELS: u32 = 6;
const FLOOR: f64 = 0.25;
const STEP: f64 = 0.125;

/// What each level counts in a score.
pub(super) const IMPACTS: [u32; LEVELS as usize] = [5, 7, 9, 11, 13, 15];

/// One term in one unit of a page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Weighed<T> {
    pub(super) term: T,
    /// Counted from the first unit of the page.
    pub(super) unit: u32,
    pub(super) level: u8,
}

/// The terms of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct PageTerms {
    /// Single characters and pairs, as [`han_key`] packs them.
    pub(super) han: Vec<Weighed<u64>>,
    /// Everything else.
    pub(super) words: Vec<Weighed<Box<str>>>,
}

/// A single character or a pair as a number: sorted as their code points are.
pub(super) fn han_key(one: char, other: Option<char>) -> u64 {
    u64::from(u32::from(one)) << 21 | other.map_or(0, |other| u64::from(u32::from(other)))
}

/// Weighs the terms of a page.
pub(super) fn weigh(page: &PageText) -> PageTerms {
    let mut terms = PageTerms::default();
    let mut scale = Scale::default();
    for (index, unit) in (0..).zip(&page.units) {
        if index == 0 {
            let names = std::iter::once(&page.names.title).chain(&page.names.aliases).chain(&page.names.short);
            names.for_each(|name| scale.field(&of(name), true, TITLE, TITLE_LENGTH));
            let counted = page.names.counted.as_ref();
            counted.iter().for_each(|own| scale.number(&own.id, Some(own.kind)));
            let number = page.names.number.as_ref().filter(|number| counted.is_none_or(|own| own.id != **number));
            number.iter().for_each(|number| scale.number(number, None));
        }
        scale.unit(unit);
        scale.put_levels(index, &mut terms);
    }
    terms
}

fn of(text: &str) -> Vec<char> {
    normal(text, Folding::simplified())
}

/// Sums the weights of a unit, in the order of occurrence, so that the sums never differ.
#[derive(Default)]
struct Scale {
    /// Where the sum of each term stands.
    places: HashMap<u64, u32, Mixed>,
    han: Vec<(u64, f64)>,
    words: Vec<(Box<str>, f64)>,
}

impl Scale {
    fn unit(&mut self, unit: &Unit) {
        unit.headings.iter().for_each(|heading| self.field(&of(heading), true, HEADING, HEADING_LENGTH));
        let texts = unit.pieces.iter().filter(|piece| piece.sort != Sort::Heading).map(|piece| {
            let mut text = of(&piece.text);
            let length = text.len();
            text.extend(piece.next.iter().flat_map(|next| of(next.encode_utf8(&mut [0; 4]))));
            (text, length, piece.sort == Sort::Begins)
        });
        let texts: Vec<(Vec<char>, usize, bool)> = texts.collect();
        let length: usize = texts.iter().map(|(_, length, _)| length).sum();
        let weight = BODY / spread(length, BODY_LENGTH);
        for (text, length, begins) in &texts {
            let found = tokens(text, false).into_iter().filter(|token| token.start < *length);
            let mut first = *begins;
            for token in found {
                // A clause in running text: `5.7.2 …`, `第三十八条 …`.
                let opens = std::mem::take(&mut first) && token.start == 0 && is_number(&token.term);
                self.token(token, if opens { weight + BEGINS } else { weight });
            }
        }
    }

    fn field(&mut self, text: &[char], singles: bool, weight: f64, usual: f64) {
        let weight = weight / spread(text.len(), usual);
        tokens(text, singles).into_iter().for_each(|token| self.token(token, weight));
    }

    /// The page's own number, bare and as a provision: `38`, `38条`. One of several words, such as `ac-2(1)`, gives each. An id
    /// that ends in digits is also looked up without zeros, and by what the page is: `t07` as `t7` and `task7`.
    fn number(&mut self, number: &str, counted: Option<&str>) {
        let number = of(number);
        if let Some((letters, digits)) = counted_id(&number) {
            if number.len() > letters.len() + digits.len() {
                self.words.push((format!("{letters}{digits}").into_boxed_str(), OWN_NUMBER));
            }
            counted
                .into_iter()
                .for_each(|kind| self.words.push((format!("{kind}{digits}").into_boxed_str(), OWN_NUMBER)));
        }
        match own_number(&number) {
            OwnNumber::Article(digits) => {
                self.words.push((format!("{digits}条").into_boxed_str(), OWN_NUMBER));
                if digits.bytes().all(|byte| byte.is_ascii_digit()) && number.iter().all(char::is_ascii_digit) {
                    // The first numbers of a standard are those of its chapters.
                    self.words.push((format!("{digits}章").into_boxed_str(), BEGINS));
                }
                self.words.push((digits, OWN_NUMBER));
            }
            OwnNumber::Heading(term) => self.words.push((term, OWN_NUMBER)),
            OwnNumber::Other => {
                for token in tokens(&number, true) {
                    match token.term {
                        Term::Single(one) => self.add(han_key(one, None), OWN_NUMBER),
                        Term::Pair(one, other) => self.add(han_key(one, Some(other)), OWN_NUMBER),
                        Term::Word(word) => self.words.push((word, OWN_NUMBER)),
                    }
                }
            }
        }
    }

    fn token(&mut self, token: Token, weight: f64) {
        let weight = if token.half { weight / 2.0 } else { weight };
        match token.term {
            Term::Single(one) => self.add(han_key(one, None), weight),
            Term::Pair(one, other) => self.add(han_key(one, Some(other)), weight),
            Term::Word(word) => self.words.push((word, weight)),
        }
    }

    fn add(&mut self, key: u64, weight: f64) {
        let fresh = self.han.len();
        let place = *self.places.entry(key).or_insert(fresh as u32) as usize;
        match self.han.get_mut(place) {
            Some((_, sum)) => *sum += weight,
            None => self.han.push((key, weight)),
        }
    }

    /// Puts the terms of the unit down, each once, and is empty then.
    fn put_levels(&mut self, unit: u32, terms: &mut PageTerms) {
        self.places.clear();
        terms.han.extend(self.han.drain(..).map(|(term, weight)| Weighed { term, unit, level: level(weight) }));
        self.words.sort_by(|a, b| a.0.cmp(&b.0));
        for same in self.words.chunk_by(|a, b| a.0 == b.0) {
            let level = level(same.iter().map(|(_, weight)| weight).sum());
            terms.words.push(Weighed { term: same[0].0.clone(), unit, level });
        }
        self.words.clear();
    }
}

/// The letters of an id and the digits at its end without leading zeros, if it is nothing else.
fn counted_id(id: &[char]) -> Option<(String, String)> {
    let letters = id.iter().take_while(|letter| letter.is_ascii_lowercase()).count();
    let digits: String = id[letters..].iter().collect();
    let value = digits.trim_start_matches('0');
    let is_counted = letters > 0 && !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
    is_counted.then(|| (id[..letters].iter().collect(), value.to_owned()))
}

fn spread(length: usize, usual: f64) -> f64 {
    1.0 - SLOPE + SLOPE * length as f64 / usual
}

fn level(weight: f64) -> u8 {
    let saturated = weight / (SATURATION + weight);
    let level = ((saturated - FLOOR) / STEP).floor();
    level.clamp(0.0, f64::from(LEVELS - 1)) as u8
}

fn is_number(term: &Term) -> bool {
    match term {
        Term::Word(word) => {
            word.ends_with('条') || (word.contains('.') && word.chars().all(|c| c.is_ascii_digit() || c == '.'))
        }
        _ => false,
    }
}
