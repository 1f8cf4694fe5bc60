//! A release in which clauses still wait for their text.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::model::Provenance;
use crate::site::Site;
use crate::source::Location;
use crate::words;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "pending-text",
    severity: Severity::Warning,
    explanation: Words::fixed(
        "正式发布时，仍是“正文待导入”（outline）的条款要心中有数：页面会照实说明，但不阻止发布。",
        "A release may hold clauses of which only the heading is known (outline): their pages say so, and this says how many there are.",
    ),
    wrong: "provenance: outline   # build --release",
    right: "provenance: official",
};

/// Checks each edition, when the site is to be released. One finding an edition.
pub(super) fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    for edition in site.editions.iter() {
        let is_pending = |entry| site.entry(entry).item.provenance() == Some(Provenance::Outline);
        let pending: Vec<_> =
            edition.clauses.iter().map(|node| node.entry).filter(|&entry| is_pending(entry)).collect();
        let Some(&first) = pending.first() else { continue };
        let (count, all) = (pending.len(), edition.clauses.len());
        let id = site.entry(first).key().id();
        let header = &site.entry(edition.entry).item.header;
        let location = Location::new(&header.path, header.title.span);
        let words = words!(
            "{all} 条中有 {count} 条正文待导入，第一条是 {id}",
            "{count} of {all} clauses have no text yet; the first is {id}"
        );
        found.push(Diagnostic::new(&RULE, location, words));
    }
}
