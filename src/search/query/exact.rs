//! The first pages, put in order again by their names and texts (`docs/search-format.md`, 9.7).

use super::meaning::Asked;
use super::place;
use super::score::{COMPARED, Evaluated, Scored, order};
use super::store::{Damage, Record, Store};
use super::words::Word;
use crate::model::Kind;
use crate::search::tokens::{Piece, compact, items};
use crate::text::folding::{Folding, normal};

/// What a name adds that is the query, and one that is a part of it or has it as a part; and how much of that headings count.
const OWN_NAME: f64 = 2.5;
const PART_OF_NAME: f64 = 0.9;
const TITLES: f64 = 1.0;
const HEADINGS: f64 = 0.6;

/// What a text is worth that holds the query.
const IN_TEXT: f64 = 1.5;

/// What a page is worth that has what is asked for.
const ANSWERS: f64 = 1.4;

/// Compares the first pages' names and texts with all variants, and puts them in order again.
pub(super) fn compare(store: &Store<'_>, all: &[Evaluated], asked: Asked, ranked: &mut [Scored]) -> Result<(), Damage> {
    let first = ranked.len().min(COMPARED);
    let folding = store.folding.clone().unwrap_or_else(Folding::none);
    for scored in &mut ranked[..first] {
        let mut record = store.record(scored.unit)?;
        let sought = all.get(scored.variant).map_or(&[][..], |own| &own.variant.text[..]);
        if let Some((heading, _)) = place::heading(&record, sought, &folding) {
            record.heading = heading;
        }
        let kind = store.core.kinds.get(record.kind).map_or("", String::as_str);
        let page = Page::of(scored.page, record, kind, &folding);
        let mut most = -1.0;
        for evaluated in all {
            let Some(own) = evaluated.of_page(scored.page) else { continue };
            let score = own.score * page.exactness(store, evaluated) * page.answers(asked);
            if score > most {
                most = score;
            }
        }
        scored.score = most;
    }
    ranked[..first].sort_by(order);
    Ok(())
}

/// What of a page is compared.
struct Page<'a> {
    page: u32,
    kind: &'a str,
    number: Vec<char>,
    title: Vec<char>,
    heading: Vec<char>,
    /// The short name of a standard or edition.
    short: Option<Vec<char>>,
    text: Vec<char>,
    has_who: bool,
    has_when: bool,
}

impl<'a> Page<'a> {
    fn of(page: u32, record: Record, kind: &'a str, folding: &Folding) -> Self {
        let of = |text: &str| compact(&normal(text, folding));
        let is_head = [Kind::Standard, Kind::Edition].iter().any(|own| own.word() == kind);
        Self {
            page,
            kind,
            number: normal(&record.number, folding),
            title: of(&record.title),
            heading: of(&record.heading),
            short: is_head.then(|| of(&record.crumb)),
            text: of(&record.text),
            has_who: !record.who.is_empty(),
            has_when: !record.when.is_empty(),
        }
    }

    fn answers(&self, asked: Asked) -> f64 {
        let has = match asked {
            Asked::Thing => false,
            Asked::Who => self.has_who,
            Asked::When => self.has_when,
            Asked::Role => self.kind == Kind::Role.word(),
        };
        if has { ANSWERS } else { 1.0 }
    }

    /// How close the page is to a variant.
    fn exactness(&self, store: &Store<'_>, evaluated: &Evaluated) -> f64 {
        let mut names: f64 = if self.is_number(store, evaluated) { 1.0 + OWN_NAME } else { 1.0 };
        let mut body: f64 = 1.0;
        for own in [Some(&evaluated.variant.text), evaluated.variant.whole.as_ref()].into_iter().flatten() {
            let query = compact(own);
            if query.is_empty() {
                continue;
            }
            names = names.max(closeness(&query, &self.title, TITLES)).max(closeness(&query, &self.heading, HEADINGS));
            names = names.max(self.short.as_ref().map_or(1.0, |short| closeness(&query, short, TITLES)));
            if query.len() > 1 && place_of(&self.text, &query).is_some() {
                body = IN_TEXT;
            }
        }
        names * body
    }

    /// Whether a query is the number of the page, by itself or with the names of its standard and edition.
    fn is_number(&self, store: &Store<'_>, evaluated: &Evaluated) -> bool {
        if self.number.is_empty() {
            return false;
        }
        if evaluated.variant.text == self.number {
            return true;
        }
        let scopes: Vec<usize> = store.core.scopes_of(self.page).collect();
        let is_named = |place: usize| scopes.iter().any(|&scope| evaluated.named[scope].contains(&place));
        let mut rest = evaluated.words.iter().enumerate().filter(|(place, _)| !is_named(*place)).map(|(_, word)| word);
        match (rest.next(), rest.next()) {
            (Some(Word { sought, .. }), None) => {
                !sought.is_han() && own_numbers(&self.number, self.kind).contains(&sought.text())
            }
            _ => false,
        }
    }
}

/// What a page is looked up by that has a number.
fn own_numbers(number: &[char], kind: &str) -> Vec<String> {
    let mut numbers = Vec::new();
    let letters = number.iter().take_while(|one| one.is_ascii_lowercase()).count();
    let digits: String = number[letters..].iter().collect();
    let value = digits.trim_start_matches('0');
    if letters > 0 && !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) {
        let letters: String = number[..letters].iter().collect();
        numbers.extend([format!("{letters}{value}"), format!("{kind}{value}")]);
    }
    match items(number).as_slice() {
        [(range, Piece::Provision(term))] if range.len() == number.len() => match term.strip_suffix('条') {
            Some(digits) => numbers.extend([digits.to_owned(), term.to_string()]),
            None => numbers.push(term.to_string()),
        },
        [(range, Piece::Word(word))] if range.len() == number.len() => {
            numbers.extend([word.to_string(), format!("{word}条")]);
            if number.iter().all(char::is_ascii_digit) {
                numbers.push(format!("{word}章"));
            }
        }
        _ => {}
    }
    numbers
}

/// A name that is the query, begins with it, ends with it, contains it, or is contained: by how much of the one is the other.
fn closeness(query: &[char], name: &[char], weight: f64) -> f64 {
    if name == query {
        return 1.0 + OWN_NAME * weight;
    }
    let is_within = name.len() < query.len();
    let (long, short) = if is_within { (query, name) } else { (name, query) };
    let Some(at) = place_of(long, short).filter(|_| name.len() > 1) else { return 1.0 };
    let share = short.len() as f64 / long.len() as f64;
    let place = if is_within || at == 0 {
        0.5
    } else if long.ends_with(short) {
        0.4
    } else {
        0.3
    };
    1.0 + PART_OF_NAME * weight * (place + 0.5 * share)
}

/// Where a part begins in a text.
fn place_of(text: &[char], part: &[char]) -> Option<usize> {
    if part.is_empty() {
        return None;
    }
    text.windows(part.len()).position(|window| window == part)
}
