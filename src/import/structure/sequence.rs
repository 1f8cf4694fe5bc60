//! Whether a number follows those before it.

use std::collections::BTreeSet;

use super::number::{Unit, Value};
use crate::text::numerals;

/// The numbers so far.
#[derive(Debug, Default)]
pub(super) struct Sequence {
    decimal: Vec<u32>,
    annex: Option<(char, Vec<u32>)>,
    article: Option<(u32, u32)>,
    larger: Vec<(Unit, u32)>,
    han: u32,
    /// The heading as it is shown, and the last number below it.
    bracketed: (String, u32),
    ids: BTreeSet<String>,
}

/// How a number stands to those before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fit {
    /// It is the next.
    Next,
    /// Some are missing before it.
    Gap,
    /// Its parent is not there.
    Stray,
    /// It is there already.
    Repeated,
}

impl Sequence {
    /// How a number stands to those so far.
    pub(super) fn fit(&self, value: &Value) -> Fit {
        if self.ids.contains(&self.id(value)) {
            return Fit::Repeated;
        }
        match value {
            Value::Decimal(values) => step(&self.decimal, values),
            Value::Annex(letter, values) if values.is_empty() => {
                let due =
                    self.annex.as_ref().map_or('A', |(own, _)| char::from_u32(u32::from(*own) + 1).unwrap_or('Z'));
                if *letter == due { Fit::Next } else { Fit::Gap }
            }
            Value::Annex(letter, values) => match &self.annex {
                Some((own, last)) if own == letter => step(last, values),
                _ => Fit::Stray,
            },
            Value::Article(Unit::Article, number, inserted) => {
                let (last, last_inserted) = self.article.unwrap_or((0, 0));
                let is_next = match inserted {
                    None => *number == last + 1,
                    Some(inserted) => *number == last && (*inserted == 1 || *inserted == last_inserted + 1),
                };
                if is_next { Fit::Next } else { Fit::Gap }
            }
            Value::Article(unit, number, _) => {
                let last = self.larger.iter().rev().take_while(|(own, _)| own >= unit).find(|(own, _)| own == unit);
                // Chapters may count on through books.
                let ever = self.larger.iter().rev().find(|(own, _)| own == unit);
                let follows = |last: Option<&(Unit, u32)>| *number == last.map_or(0, |(_, number)| *number) + 1;
                if follows(last) || follows(ever) { Fit::Next } else { Fit::Gap }
            }
            Value::Han(number) => {
                if *number == self.han + 1 {
                    Fit::Next
                } else {
                    Fit::Gap
                }
            }
            Value::Bracketed(_) if self.han == 0 => Fit::Stray,
            Value::Bracketed(number) => {
                if *number == self.bracketed.1 + 1 {
                    Fit::Next
                } else {
                    Fit::Gap
                }
            }
        }
    }

    /// What stands above a number and is a part of it: `一、` of `一、（二）`.
    pub(super) fn shown_above(&self, value: &Value) -> String {
        match value {
            Value::Bracketed(_) => self.bracketed.0.clone(),
            Value::Decimal(_) | Value::Annex(..) | Value::Article(..) | Value::Han(_) => String::new(),
        }
    }

    /// Goes on behind a number.
    pub(super) fn take(&mut self, value: &Value) {
        self.ids.insert(self.id(value));
        match value {
            Value::Decimal(values) => self.decimal.clone_from(values),
            Value::Annex(letter, values) => self.annex = Some((*letter, values.clone())),
            Value::Article(Unit::Article, number, inserted) => self.article = Some((*number, inserted.unwrap_or(0))),
            Value::Article(unit, number, _) => self.larger.push((*unit, *number)),
            Value::Han(number) => {
                self.han = *number;
                self.bracketed = (format!("{}、", numerals::write(u64::from(*number))), 0);
            }
            Value::Bracketed(number) => self.bracketed.1 = *number,
        }
    }

    /// The id of a number: `5.7`, `a.1`, `21`, `21-1`, `ch3-s1`.
    pub(super) fn id(&self, value: &Value) -> String {
        let joined = |values: &[u32]| values.iter().map(u32::to_string).collect::<Vec<_>>().join(".");
        match value {
            Value::Decimal(values) => joined(values),
            Value::Annex(letter, values) if values.is_empty() => letter.to_ascii_lowercase().to_string(),
            Value::Annex(letter, values) => format!("{}.{}", letter.to_ascii_lowercase(), joined(values)),
            Value::Article(Unit::Article, number, inserted) => {
                inserted.map_or_else(|| number.to_string(), |inserted| format!("{number}-{inserted}"))
            }
            Value::Article(unit, number, _) => self.above(*unit) + &named(*unit, *number),
            Value::Han(number) => number.to_string(),
            Value::Bracketed(number) => format!("{}-{number}", self.han),
        }
    }

    /// The larger units that a unit lies in, as part of its id.
    fn above(&self, unit: Unit) -> String {
        let mut above: Vec<(Unit, u32)> = Vec::new();
        for &(own, number) in self.larger.iter().rev() {
            if own < above.last().map_or(unit, |(last, _)| *last) {
                above.push((own, number));
            }
        }
        above.iter().rev().map(|(own, number)| named(*own, *number) + "-").collect()
    }
}

fn named(unit: Unit, number: u32) -> String {
    let word = match unit {
        Unit::Book => "part",
        Unit::Part => "subpart",
        Unit::Chapter => "ch",
        Unit::Section => "s",
        Unit::Article => "",
    };
    format!("{word}{number}")
}

/// How a number of parts stands to the last one: a sibling of it or of one above it, or its first child.
fn step(last: &[u32], values: &[u32]) -> Fit {
    let Some((own, parent)) = values.split_last() else { return Fit::Stray };
    if !last.starts_with(parent) {
        return Fit::Stray;
    }
    let before = last.get(parent.len()).copied().unwrap_or(0);
    if *own == before + 1 { Fit::Next } else { Fit::Gap }
}
