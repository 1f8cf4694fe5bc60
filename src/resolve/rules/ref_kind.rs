//! A ref to an item of the wrong kind.

use crate::diag::{Diagnostic, Locale, Rule, Severity, Words};
use crate::source::Location;
use crate::words;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "ref-kind",
    severity: Severity::Error,
    explanation: Words::fixed(
        "依据是条款，对应是另一标准的任务或保障，支持是保障，摘录的是条款。",
        "A basis is a clause, a counterpart is work of another standard, support is a safeguard, a quotation is of a clause.",
    ),
    wrong: "basis: [\"t01\"]",
    right: "basis: [\"5.7\"]",
};

/// Reports that `written` is not `wanted`.
pub(crate) fn report(location: Location, written: &str, wanted: &Words) -> Diagnostic {
    let (zh, en) = (wanted.say(Locale::Chinese), wanted.say(Locale::English));
    Diagnostic::new(&RULE, location, words!("“{written}”不是{zh}", "`{written}` is not {en}"))
}
