//! Counts that differ from what an edition announces.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::site::{Counted, Site};
use crate::source::Location;
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
    for edition in site.editions.iter() {
        for count in site.counts(edition).into_iter().filter(|count| !count.is_met()) {
            let (announced, own) = (count.expected.value, count.found);
            let (zh, en) = match count.what {
                Counted::Tasks => ("任务", "tasks"),
                Counted::Safeguards => ("保障", "safeguards"),
                Counted::SafeguardCategories => ("保障类别", "categories of safeguards"),
            };
            let location = Location::new(&site.entry(edition.entry).item.header.path, count.expected.span);
            let words = words!("公布 {announced} 项{zh}，现有 {own} 项", "{announced} {en} announced, {own} found");
            found.push(Diagnostic::new(&RULE, location, words));
        }
    }
}
