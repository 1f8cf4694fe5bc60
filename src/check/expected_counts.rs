//! Counts that differ from what an edition announces.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::source::Location;
use std::collections::BTreeSet;

use crate::model::Facts;
use crate::site::{EditionNode, Site};
use crate::words;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "expected-counts",
    severity: Severity::Warning,
    explanation: Words::fixed(
        "版次公布了多少任务和保障，这里就应当有多少；不足时页面会说明。",
        "An edition announces how many tasks and safeguards it has; the site should hold as many, and says so when it does not.",
    ),
    wrong: "expected: {tasks: 20}   # 19 files",
    right: "expected: {tasks: 20}   # 20 files",
};

/// Checks every edition that announces numbers.
pub(super) fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    for edition in &site.editions {
        let Some(facts) = site.edition_facts(edition) else { continue };
        let expected = &facts.expected;
        let counts = [
            (&expected.tasks, edition.tasks.len(), "任务", "tasks"),
            (&expected.safeguards, edition.safeguards.len(), "保障", "safeguards"),
            (&expected.safeguard_categories, categories(site, edition), "保障类别", "categories of safeguards"),
        ];
        for (expected, own, zh, en) in counts {
            let Some(expected) = expected.as_ref().filter(|expected| expected.value as usize != own) else { continue };
            let number = expected.value;
            let location = Location::new(&site.entry(edition.entry).item.header.path, expected.span);
            let words = words!("公布 {number} 项{zh}，现有 {own} 项", "{number} {en} announced, {own} found");
            found.push(Diagnostic::new(&RULE, location, words));
        }
    }
}

fn categories(site: &Site, edition: &EditionNode) -> usize {
    let names: BTreeSet<&str> = edition
        .safeguards
        .iter()
        .filter_map(|&safeguard| match &site.entry(safeguard).item.facts {
            Facts::Safeguard(safeguard) => Some(safeguard.category.as_str()),
            _ => None,
        })
        .collect();
    names.len()
}
