//! Clause numbers that leave something out.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::model::{Ordinal, Provenance, Unit};
use crate::site::{EditionNode, Entry, Site};
use crate::source::Location;
use crate::text::natural::Piece;
use crate::words;

/// The rule (GB/T 1.1—2020, 7.2 and 7.3: chapters and clauses are numbered from 1 without gaps, annexes from A; articles of
/// laws are numbered through).
pub(crate) static RULE: Rule = Rule {
    id: "clause-sequence",
    severity: Severity::Warning,
    explanation: Words::fixed(
        "章条从 1 起连续编号，附录从 A 起，上一级都在。只收录几条、没有一章的版次不查；官方正文和官方目次照原样，只作提示。",
        "Chapters and clauses are numbered from 1 without gaps, annexes from A, each below one that is there. An edition that \
         holds a few clauses and no chapter is not checked; official texts and outlines stay as they are, and are noted only.",
    ),
    wrong: "5  5.1  5.3",
    right: "5  5.1  5.2  5.3",
};

/// Checks every edition that has chapters.
pub(super) fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    for edition in site.editions.iter() {
        let numbered = numbered(site, edition);
        let numbers: BTreeSet<&str> = numbered.iter().map(|own| own.number).collect();
        let mut counted = Counted::default();
        let has_chapters = numbered.iter().any(|own| own.ordinal.level == 1 || own.ordinal.unit.is_some());
        for own in numbered.iter().filter(|_| has_chapters) {
            let missing = match own.ordinal.unit {
                Some((unit, value)) => counted.missing_before(&own.ordinal, unit, value),
                None => missing_before(&own.ordinal, &numbers),
            };
            found.extend(missing.map(|missing| report(own.entry, own.number, &missing)));
        }
    }
}

/// A clause with its number.
struct Numbered<'a> {
    entry: &'a Entry,
    number: &'a str,
    ordinal: Ordinal,
}

fn numbered<'a>(site: &'a Site, edition: &'a EditionNode) -> Vec<Numbered<'a>> {
    let numbering = site.numbering(edition);
    let all = edition.clauses.iter().filter_map(|node| {
        let entry = site.entry(node.entry);
        let number = entry.item.number()?;
        Some(Numbered { entry, number, ordinal: numbering.ordinal(number)? })
    });
    all.collect()
}

/// The number that must be there for this one to follow: that of its parent, or of the sibling before.
fn missing_before(ordinal: &Ordinal, numbers: &BTreeSet<&str>) -> Option<String> {
    let needed = ordinal.parent.iter().chain(&ordinal.before);
    needed.into_iter().find(|number| !numbers.contains(number.as_str())).cloned()
}

/// The last numbers of laws: articles count through, everything else through or anew below each heading.
#[derive(Default)]
struct Counted {
    last: BTreeMap<Unit, u64>,
    /// What has been counted since a heading above began.
    fresh: BTreeMap<Unit, u64>,
    /// What the last article has behind 之.
    inserted: Option<Piece>,
}

impl Counted {
    fn missing_before(&mut self, ordinal: &Ordinal, unit: Unit, value: u64) -> Option<String> {
        let last = self.last.insert(unit, value).unwrap_or(0);
        let fresh = self.fresh.insert(unit, value).unwrap_or(0);
        if unit != Unit::Article {
            self.fresh.retain(|&own, _| own <= unit);
        }
        // 第二十一条之一 follows 第二十一条.
        let inserted = ordinal.key.as_ref().and_then(|key| key.get(1)).cloned();
        let before = std::mem::replace(&mut self.inserted, inserted.clone());
        let follows = match unit {
            Unit::Article => match inserted {
                Some(Piece::Number(own)) => {
                    value == last && before.unwrap_or(Piece::Number(0)) == Piece::Number(own - 1)
                }
                Some(Piece::Text(_)) | None => value == last + 1,
            },
            Unit::Part | Unit::Subpart | Unit::Chapter | Unit::Section => value == fresh + 1 || value == last + 1,
        };
        if follows { None } else { ordinal.before.clone() }
    }
}

fn report(entry: &Entry, number: &str, missing: &str) -> Diagnostic {
    let header = &entry.item.header;
    let words = words!("有 {number}，却没有 {missing}", "{number} is here, but {missing} is not");
    let mut diagnostic = Diagnostic::new(&RULE, Location::new(&header.path, header.title.span), words);
    if matches!(entry.item.provenance(), Some(Provenance::Official | Provenance::Outline)) {
        diagnostic.severity = Severity::Note;
    }
    diagnostic
}
