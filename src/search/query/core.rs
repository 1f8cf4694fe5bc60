//! What is known before the first query (`docs/search-format.md`, 3).

use std::collections::BTreeMap;

use serde_json::Value;

use crate::search::asking::Asking;
use crate::search::digits::{self, Digits};
use crate::search::name::Name;
use crate::search::names;
use crate::search::shards;

/// What is known before the first query.
pub(super) struct Core {
    pub(super) pages: u32,
    pub(super) units: u32,
    /// Numbers of units lie below this.
    pub(super) numbers: u32,
    /// Names of the files of each kind; none when the index is one file.
    pub(super) files: BTreeMap<String, Vec<Name>>,
    pub(super) text_shift: u32,
    /// The page of each number of a unit.
    pub(super) page_of: Vec<u32>,
    pub(super) scopes: Vec<Scope>,
    /// The innermost scope of each page.
    pub(super) scope_of: Vec<Option<usize>>,
    pub(super) asking: Asking,
    pub(super) impacts: Vec<u64>,
    pub(super) words: Vec<Vec<u32>>,
    pub(super) dense: Vec<Vec<u32>>,
    pub(super) names: Vec<String>,
    pub(super) letters: String,
    pub(super) langs: Vec<String>,
    pub(super) kinds: Vec<String>,
    pub(super) provenances: Vec<String>,
    /// Language, first page, end.
    pub(super) ranges: Vec<[u32; 3]>,
    /// Words of the statuses of editions that are not the current ones.
    pub(super) statuses: Vec<String>,
    /// Status, first page, end; the pages of current editions, and of none, are in no range.
    pub(super) past: Vec<[u32; 3]>,
    pub(super) aliases: Vec<(String, Vec<String>)>,
}

/// Pages that belong to a standard or an edition, whose page is the first of them.
pub(super) struct Scope {
    pub(super) first: u32,
    pub(super) end: u32,
    /// The unit that holds its names.
    pub(super) unit: u32,
    pub(super) outer: Option<usize>,
}

impl Core {
    /// The scopes that a page lies in, from the innermost on.
    pub(super) fn scopes_of(&self, page: u32) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(self.scope_of[page as usize], |&place| self.scopes[place].outer)
    }

    /// What the edition of a page is, where it is not the current one of its standard.
    pub(super) fn status(&self, page: u32) -> Option<&str> {
        let range = self.past.iter().find(|&&[_, first, end]| (first..end).contains(&page))?;
        self.statuses.get(range[0] as usize).map(String::as_str)
    }

    /// Reads it from its payload; `None` if that is damaged.
    pub(super) fn read(value: &Value) -> Option<Self> {
        let number = |key: &str| value[key].as_u64().and_then(|number| u32::try_from(number).ok());
        let text = |key: &str| value[key].as_str();
        let texts = |key: &str| -> Option<Vec<String>> {
            value[key].as_array()?.iter().map(|text| text.as_str().map(str::to_owned)).collect()
        };
        let (pages, units, numbers) = (number("pages")?, number("units")?, number("numbers")?);
        let mut page = None;
        let mut page_of = Vec::new();
        for begins in digits::unpack(text("starts")?)?.into_iter().take(numbers as usize) {
            if begins {
                page = Some(page.map_or(0, |page| page + 1));
            }
            page_of.push(page?);
        }
        let is_whole = page_of.len() == numbers as usize && page_of.last().map_or(0, |last| last + 1) == pages;
        let aliases = value["aliases"].as_array()?.iter();
        let scopes = scopes(text("scopes")?, &page_of)?;
        let mut scope_of = vec![None; pages as usize];
        for (place, scope) in scopes.iter().enumerate() {
            scope_of.get_mut(scope.first as usize..scope.end as usize)?.fill(Some(place));
        }
        let core = Self {
            pages,
            units,
            numbers,
            files: files(&value["files"])?,
            text_shift: number("text_shift").filter(|shift| *shift < 16)?,
            page_of,
            scopes,
            scope_of,
            asking: Asking::read(&value["asking"])?,
            impacts: value["impacts"].as_array()?.iter().map(Value::as_u64).collect::<Option<_>>()?,
            words: shards::read_terms(text("words")?)?,
            dense: shards::read_terms(text("dense")?)?,
            names: names::read_starts(text("names")?)?,
            letters: text("letters")?.to_owned(),
            langs: texts("langs")?,
            kinds: texts("kinds")?,
            provenances: texts("provenances")?,
            ranges: ranges(&value["ranges"])?,
            statuses: texts("statuses")?,
            past: ranges(&value["past"])?,
            aliases: aliases
                .map(|own| {
                    let targets = own[1].as_array()?.iter().map(|target| target.as_str().map(str::to_owned));
                    Some((own[0].as_str()?.to_owned(), targets.collect::<Option<_>>()?))
                })
                .collect::<Option<_>>()?,
        };
        (is_whole && core.impacts.len() == 6).then_some(core)
    }
}

/// What pages belong to, outer scopes before inner ones.
fn scopes(text: &str, page_of: &[u32]) -> Option<Vec<Scope>> {
    let mut digits = Digits::new(text);
    let mut scopes: Vec<Scope> = Vec::new();
    let mut first = 0_u32;
    while !digits.is_at_end() {
        first = first.checked_add(digits.number()?)?;
        let end = first.checked_add(digits.number()?)?;
        let mut outer = scopes.len().checked_sub(1);
        while let Some(place) = outer.filter(|&place| scopes[place].end < end) {
            outer = scopes[place].outer;
        }
        let unit = page_of.partition_point(|&page| page < first) as u32;
        scopes.push(Scope { first, end, unit, outer });
    }
    Some(scopes)
}

/// Names of files by kind.
fn files(value: &Value) -> Option<BTreeMap<String, Vec<Name>>> {
    let kinds = value.as_object().into_iter().flatten();
    kinds.map(|(kind, digits)| Some((kind.clone(), Name::read(digits.as_str()?)?))).collect()
}

/// Triples of a value, a first page and an end.
pub(super) fn ranges(value: &Value) -> Option<Vec<[u32; 3]>> {
    let number = |value: &Value| value.as_u64().and_then(|number| u32::try_from(number).ok());
    let ranges = value.as_array()?.iter();
    ranges.map(|own| Some([number(&own[0])?, number(&own[1])?, number(&own[2])?])).collect()
}
