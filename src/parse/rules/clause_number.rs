//! A clause whose number is not its id.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::source::Location;
use crate::words;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "clause-number",
    severity: Severity::Error,
    explanation: Words::fixed(
        "条款的编号就是它的序号，在一版之内固定不变。",
        "The id of a clause is its number, fixed within its edition.",
    ),
    wrong: "number: \"5.8\"   # clauses/5.7.md",
    right: "number: \"5.7\"   # clauses/5.7.md",
};

/// Reports a `number` that is not the file's `id`.
pub(crate) fn report(location: Location, number: &str, id: &str) -> Diagnostic {
    Diagnostic::new(
        &RULE,
        location,
        words!("序号“{number}”与文件名“{id}”不一致", "number `{number}` differs from the file's name `{id}`"),
    )
    .with_fix(format!("\"{id}\""))
}
