//! A note or case about nothing.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::model::Pointers;
use crate::site::Site;
use crate::source::Location;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "no-subject",
    severity: Severity::Error,
    explanation: Words::fixed(
        "解读和案例至少指向一个条目，否则读者到不了它。",
        "A note or case is about at least one item; else no reader comes to it.",
    ),
    wrong: "interprets: []",
    right: "interprets: [urban/t07]",
};

/// Checks every original note and case.
pub(super) fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    for (_, entry) in site.originals() {
        let subjects = match entry.item.pointers() {
            Pointers::Interprets(subjects) | Pointers::Illustrates(subjects) => subjects,
            Pointers::None | Pointers::Continues(_) | Pointers::Work(_) => continue,
        };
        if subjects.is_empty() {
            let location = Location::new(&entry.item.header.path, entry.item.header.title.span);
            let words = Words::fixed("没有指向任何条目", "it is about no item");
            let help = Words::fixed(
                "在 interprets 或 illustrates 里写任务或条款",
                "name a task or clause in `interprets` or `illustrates`",
            );
            found.push(Diagnostic::new(&RULE, location, words).with_help(help));
        }
    }
}
