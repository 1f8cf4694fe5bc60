//! An interpretation that nobody signs.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::model::{Kind, Provenance};
use crate::site::Site;
use crate::source::Location;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "unsigned-interpretation",
    severity: Severity::Error,
    explanation: Words::fixed(
        "解读性的任务、保障和术语要写明由谁（owner）在何时（updated）作出；解读条目用 unit 和 date。",
        "Interpretive work and terms say who made them (owner) and when (updated); notes say it by unit and date.",
    ),
    wrong: "provenance: interpretive",
    right: "provenance: interpretive\nowner: 县民族宗教事务局\nupdated: 2026-05",
};

/// Checks interpretive tasks, safeguards and terms.
pub(super) fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    for (_, entry) in site.originals() {
        let header = &entry.item.header;
        // Notes and cases name a unit and a date in keys of their own; clauses are their document's.
        let own = entry.item.unit().is_none() && entry.kind() != Kind::Clause;
        let unsigned = header.owner.is_none() || header.updated.is_none();
        if own && unsigned && entry.item.provenance() == Some(Provenance::Interpretive) {
            let location = Location::new(&header.path, header.title.span);
            let words = Words::fixed("解读没有署名单位或日期", "an interpretation without a unit or a date");
            let help = Words::fixed("写上 owner 和 updated", "add `owner` and `updated`");
            found.push(Diagnostic::new(&RULE, location, words).with_help(help));
        }
    }
}
