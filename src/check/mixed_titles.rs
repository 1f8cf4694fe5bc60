//! Clauses without a title among clauses with one.

use std::collections::BTreeMap;

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::model::{ClausePlace, Provenance};
use crate::site::{Entry, Site};
use crate::source::Location;
use crate::words;

/// The rule (GB/T 1.1—2020, 7.3: clauses of one level below the same clause all have titles or all have none).
pub(crate) static RULE: Rule = Rule {
    id: "mixed-titles",
    severity: Severity::Warning,
    explanation: Words::fixed(
        "同一条下面的各条，要么都有标题，要么都没有。官方正文和官方目次照原样，只作提示。",
        "Clauses below the same clause all have titles or all have none. Official texts and outlines stay as they are, and are \
         noted only.",
    ),
    wrong: "5.1 就业   5.2（无标题）",
    right: "5.1 就业   5.2 就医",
};

/// What siblings have in common: their level, and the number they stand below where their own says so.
type Above = (u32, Option<String>);

/// Checks the clauses of every edition, siblings with siblings.
pub(super) fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    for edition in site.editions.iter() {
        let numbering = site.numbering(edition);
        let mut siblings: BTreeMap<Above, Vec<(&Entry, &str)>> = BTreeMap::new();
        for entry in edition.clauses.iter().map(|node| site.entry(node.entry)) {
            if let Some(clause) = entry.item.clause()
                && let ClausePlace::Numbered(number) = &clause.place
            {
                let Some(ordinal) = numbering.ordinal(number) else { continue };
                siblings.entry((ordinal.level, ordinal.parent)).or_default().push((entry, number));
            }
        }
        for siblings in siblings.into_values() {
            let titled = siblings.iter().find(|(entry, _)| !entry.item.header.title.value.is_empty());
            let untitled = siblings.iter().filter(|(entry, _)| entry.item.header.title.value.is_empty());
            let Some((_, titled)) = titled else { continue };
            found.extend(untitled.map(|(entry, number)| report(entry, number, titled)));
        }
    }
}

fn report(entry: &Entry, number: &str, titled: &str) -> Diagnostic {
    let words = words!("{number} 没有标题，而 {titled} 有", "{number} has no title, but {titled} has one");
    let location = Location::new(&entry.item.header.path, entry.item.header.title.span);
    let mut diagnostic = Diagnostic::new(&RULE, location, words);
    if matches!(entry.item.provenance(), Some(Provenance::Official | Provenance::Outline)) {
        diagnostic.severity = Severity::Note;
    }
    diagnostic
}
