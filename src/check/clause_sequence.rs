//! Clause numbers that leave something out.

use std::collections::BTreeSet;

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::model::Provenance;
use crate::site::{EditionNode, Entry, Site};
use crate::source::Location;
use crate::words;

/// The rule (GB/T 1.1—2020, 7.2 and 7.3: chapters and clauses are numbered from 1 without gaps, annexes from A).
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
        let numbered: Vec<(&Entry, &str)> = numbered(site, edition).collect();
        let numbers: BTreeSet<&str> = numbered.iter().map(|(_, number)| *number).collect();
        if !numbers.iter().any(|number| !number.contains('.')) {
            continue;
        }
        for (entry, number) in numbered {
            if let Some(missing) = missing_before(number, &numbers) {
                found.push(report(entry, number, &missing));
            }
        }
    }
}

fn numbered<'a>(site: &'a Site, edition: &'a EditionNode) -> impl Iterator<Item = (&'a Entry, &'a str)> {
    edition.clauses.iter().filter_map(|node| {
        let entry = site.entry(node.entry);
        entry.item.number().map(|number| (entry, number))
    })
}

/// The number that must be there for this one to follow: that of its parent, or of the sibling before.
fn missing_before(number: &str, numbers: &BTreeSet<&str>) -> Option<String> {
    let (parent, last) = number.rsplit_once('.').map_or((None, number), |(parent, last)| (Some(parent), last));
    if let Some(parent) = parent.filter(|parent| !numbers.contains(parent)) {
        return Some(parent.to_owned());
    }
    let before = sibling_before(last)?;
    let before = parent.map_or(before.clone(), |parent| format!("{parent}.{before}"));
    (!numbers.contains(before.as_str())).then_some(before)
}

/// `3` before `4`, `A` before `B`; nothing before `1` and `A`, nor before what is neither a number nor a letter.
fn sibling_before(last: &str) -> Option<String> {
    if let Ok(number) = last.parse::<u32>() {
        return (number > 1).then(|| (number - 1).to_string());
    }
    let letter = last.chars().next().filter(|_| last.len() == 1)?;
    (letter > 'A').then(|| char::from_u32(u32::from(letter) - 1).map(String::from)).flatten()
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
