//! A duty that rests on nothing.

use crate::check::works;
use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::model::Provenance;
use crate::site::Site;
use crate::source::Location;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "duty-without-basis",
    severity: Severity::Error,
    explanation: Words::fixed(
        "不是示例的职责要说明依据哪一条款，不能凭空派工。",
        "A duty that is no sample says which clause it rests on; work is not assigned out of thin air.",
    ),
    wrong: "provenance: official\nwho: [{role: street-office, duty: lead}]",
    right: "provenance: official\nbasis: [\"5.7\"]\nwho: [{role: street-office, duty: lead}]",
};

/// Checks every original task and safeguard.
pub(super) fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    for (_, entry, work) in works(site) {
        if !work.basis.is_empty() {
            continue;
        }
        let own = work.provenance.value;
        let unfounded = work.who.iter().find(|assignment| assignment.provenance.unwrap_or(own) != Provenance::Sample);
        if let Some(assignment) = unfounded {
            let location = Location::new(&entry.item.header.path, assignment.role.span);
            let words = Words::fixed("这项职责没有依据", "this duty rests on no clause");
            let help = Words::fixed("在 basis 里写条款编号", "name the clause in `basis`");
            found.push(Diagnostic::new(&RULE, location, words).with_help(help));
        }
    }
}
