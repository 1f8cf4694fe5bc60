//! A cadence that no calendar can read.

use crate::check::works;
use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::site::Site;
use crate::source::Location;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "cadence-alone",
    severity: Severity::Note,
    explanation: Words::fixed(
        "cadence 是写给人看的句子；月历、按岗位列出的“这个月”和按缓急排序，读的是 when。只写 cadence，这件事就排不进去。",
        "`cadence` is a sentence for people; calendars, what is due this month and sorting by urgency read `when`. With `cadence` \
         alone, the work is in none of them.",
    ),
    wrong: "cadence: 每月一次",
    right: "cadence: 每月一次\nwhen: [{every: month}]",
};

/// Checks every original task and safeguard that says in words how often it is done.
pub(super) fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    for (_, entry, work) in works(site) {
        let Some(cadence) = work.cadence.as_ref().filter(|_| work.when.is_empty()) else { continue };
        let location = Location::new(&entry.item.header.path, cadence.span);
        let words = Words::fixed("只有句子，月历排不进去", "there is only a sentence, which no calendar can read");
        let help = Words::fixed(
            "在下一行写 when，如 when: [{every: month}]、[{every: year, months: [3..8]}]、[{after: 得知搬入, within: 5 workdays}] 或 always",
            "write `when` below, such as `when: [{every: month}]`, `[{every: year, months: [3..8]}]`, `[{after: …, within: 5 \
             workdays}]` or `always`",
        );
        found.push(Diagnostic::new(&RULE, location, words).with_help(help));
    }
}
