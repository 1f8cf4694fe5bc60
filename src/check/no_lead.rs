//! Work that nobody leads, or that several lead.

use crate::check::works;
use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::model::{Assignment, Duty};
use crate::site::Site;
use crate::source::Location;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "no-lead",
    severity: Severity::Error,
    explanation: Words::fixed(
        "每项工作有一个牵头单位，才知道找谁。",
        "Each piece of work has one lead, so that people know whom to ask.",
    ),
    wrong: "who:\n  - {role: street-office, duty: support}",
    right: "who:\n  - {role: street-office, duty: lead}",
};

/// Checks every original task and safeguard that has duties.
pub(super) fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    for (_, entry, work) in works(site) {
        let mut leads = work.who.iter().filter(|assignment| assignment.duty == Duty::Lead);
        let Some(first_duty) = work.who.first() else { continue };
        let at = |assignment: &Assignment| Location::new(&entry.item.header.path, assignment.role.span);
        match (leads.next(), leads.next()) {
            (None, _) => {
                let words = Words::fixed("没有牵头单位", "nobody leads");
                let help = Words::fixed("给其中一个角色写 duty: lead", "write `duty: lead` for one of the roles");
                found.push(Diagnostic::new(&RULE, at(first_duty), words).with_help(help));
            }
            (Some(first), Some(second)) => {
                let words = Words::fixed("有两个牵头单位", "two roles lead");
                let other = Words::fixed("另一个在这里", "the other one is here");
                found.push(Diagnostic::new(&RULE, at(second), words).with_related(at(first), other));
            }
            (Some(_), None) => {}
        }
    }
}
