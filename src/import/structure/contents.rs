//! Contents pages: found by their styles, or by their heading and the shape of the lines below it (titles that come again,
//! page numbers glued on). They are dropped, and tell which titles the text should have.

use super::super::document::{Role, is_blank};
use super::super::words::is_title;
use super::Unit;
use super::number::{Number, Value};

/// What contents pages say.
#[derive(Debug, Default)]
pub(super) struct Contents {
    /// Titles with their numbers, folded: see [`folded`].
    pub(super) titles: Vec<String>,
    /// Which units they are.
    pub(super) units: Vec<usize>,
}

/// A title for comparison: no blanks, no leaders, no page number.
pub(super) fn folded(line: &str) -> String {
    let own: String = line.chars().filter(|own| !is_blank(*own)).map(narrow).collect();
    own.trim_end_matches(['.', '…', '·', '．', '-', '_']).to_owned()
}

/// A title of a contents page: the number of the page is off.
fn without_page(line: &str) -> String {
    let own = folded(line);
    let bare = own.trim_end_matches(|own: char| own.is_ascii_digit() || matches!(own, 'Ⅰ'..='ⅿ' | 'I' | 'V' | 'X'));
    if bare.is_empty() { own } else { folded(bare) }
}

fn narrow(own: char) -> char {
    match own {
        '！'..='～' => char::from_u32(u32::from(own) - 0xFEE0).unwrap_or(own),
        other => other,
    }
}

/// Finds contents pages.
pub(super) fn find(units: &[Unit]) -> Contents {
    let mut contents = Contents::default();
    let mut at = 0;
    while at < units.len() {
        match units[at].role() {
            Role::Contents => {
                contents.titles.push(without_page(&units[at].shown()));
                contents.units.push(at);
                at += 1;
            }
            Role::ContentsHeading => {
                contents.units.push(at);
                at += 1;
            }
            _ if is_heading(&units[at].shown()) => {
                contents.units.push(at);
                at = typed(units, at + 1, &mut contents);
            }
            _ if is_first_of_titles(units, at) => at = typed(units, at, &mut contents),
            _ => at += 1,
        }
    }
    contents
}

/// Whether a contents page without a heading begins: numbered titles in a row, each of which comes again.
fn is_first_of_titles(units: &[Unit], at: usize) -> bool {
    const FEWEST: usize = 3;
    let mut lines = units[at..].iter().take(FEWEST).map(Unit::shown);
    let first = Number::of(&units[at].shown()).is_some_and(|number| !matches!(number.value, Value::Decimal(_)));
    first
        && units.len() - at > 2 * FEWEST
        && lines.all(|line| {
            let title = without_page(&line);
            is_title(&line) && units[at + FEWEST..].iter().any(|unit| folded(&unit.shown()) == title)
        })
}

/// Whether a line is the heading of a contents page.
fn is_heading(line: &str) -> bool {
    matches!(folded(line).as_str(), "目次" | "目录")
}

/// Takes lines of a contents page that nothing but their shape gives away; where the text goes on.
fn typed(units: &[Unit], start: usize, contents: &mut Contents) -> usize {
    // The first line of the page is also the first heading of the text behind it.
    let later: Vec<String> = units[start..].iter().map(|unit| folded(&unit.shown())).collect();
    let mut at = start;
    let mut first = None;
    while at < units.len() {
        let line = units[at].shown();
        let (whole, bare) = (folded(&line), without_page(&line));
        let is_again = |title: &str| later[at - start + 1..].iter().any(|own| own == title);
        if first.as_deref() == Some(whole.as_str()) {
            break;
        }
        let title = if is_again(&bare) {
            bare
        } else if is_again(&whole) {
            whole
        } else if bare.len() < whole.len() && is_title(&line) && first.is_some() {
            bare
        } else {
            break;
        };
        if title.is_empty() {
            break;
        }
        first.get_or_insert_with(|| title.clone());
        contents.titles.push(title);
        contents.units.push(at);
        at += 1;
    }
    at
}
