//! An entry of `when` that no calendar could place.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::source::Location;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "unclear-when",
    severity: Severity::Error,
    explanation: Words::fixed(
        "when 的每一项要么写 every（可加 months、on），要么写 after（可加 within），要么只写 always；遇到事情才做的没有月份。",
        "An entry of `when` has either `every` (with `months` and `on`), or `after` (with `within`), or is the word `always`; what \
         depends on an event has no months.",
    ),
    wrong: "when: [{every: month, within: 5 workdays}]",
    right: "when: [{every: month}, {after: 得知搬入, within: 5 workdays}]",
};

/// What is unclear.
#[derive(Clone, Copy, Debug)]
pub(in crate::parse) enum Doubt {
    /// It says neither how often nor after what.
    Neither,
    /// It says both.
    Both,
    /// A term without what it runs from.
    TermWithoutEvent,
    /// An event that has months or a day of the week.
    DatedEvent,
}

/// Reports an entry.
pub(in crate::parse) fn report(location: Location, doubt: Doubt) -> Diagnostic {
    let (message, help) = match doubt {
        Doubt::Neither => (
            Words::fixed("没有写多久一次，也没有写遇到什么事", "it says neither how often nor after what"),
            Words::fixed(
                "写 every: month 一类，或 after: 得知搬入 一类；随时都做的只写 always",
                "write `every: month` or `after: …`; for what is done at any time, the word `always` alone",
            ),
        ),
        Doubt::Both => (
            Words::fixed("every 与 after 写在了同一项里", "`every` and `after` stand in one entry"),
            Words::fixed("分成两项", "make two entries of it"),
        ),
        Doubt::TermWithoutEvent => (
            Words::fixed("within 没有起算的事", "`within` has nothing to run from"),
            Words::fixed("写 after: 从什么事算起；按期做的不写 within", "say from what it runs: `after: …`"),
        ),
        Doubt::DatedEvent => (
            Words::fixed("遇到事情才做的没有月份和星期", "what depends on an event has no months and no day"),
            Words::fixed(
                "删去 months 和 on，或把 after 改成 every",
                "drop `months` and `on`, or write `every` instead of `after`",
            ),
        ),
    };
    Diagnostic::new(&RULE, location, message).with_help(help)
}
