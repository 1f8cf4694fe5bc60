//! A `kind` that contradicts the folder.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::source::Location;
use crate::words;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "kind-disagrees",
    severity: Severity::Error,
    explanation: Words::fixed(
        "种类由文件夹决定；写了 kind 就要与它一致。",
        "The folder says the kind; a `kind` that is written must agree with it.",
    ),
    wrong: "kind: note   # tasks/t01.md",
    right: "kind: task   # tasks/t01.md",
};

/// Reports that `written` is not the `expected` kind.
pub(crate) fn report(location: Location, written: &str, expected: &str) -> Diagnostic {
    Diagnostic::new(
        &RULE,
        location,
        words!(
            "写的是“{written}”，但这个文件夹里是“{expected}”",
            "this says `{written}`, but the folder holds `{expected}`"
        ),
    )
    .with_help(Words::fixed("删去这一行，或者移动文件", "drop this line, or move the file"))
    .with_fix(expected)
}
