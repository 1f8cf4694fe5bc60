//! A standard or edition without its own file.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::source::Location;
use crate::words;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "missing-index",
    severity: Severity::Error,
    explanation: Words::fixed(
        "每个标准、每一版都有 index.md，写明标题、机关和日期。",
        "Each standard and each edition has an index.md with its title, issuer and dates.",
    ),
    wrong: "standards/urban/2022/tasks/t01.md",
    right: "standards/urban/2022/index.md\nstandards/urban/2022/tasks/t01.md",
};

/// Reports that `index` is missing; `location` is the first file that needs it.
pub(crate) fn report(location: Location, index: &str) -> Diagnostic {
    Diagnostic::new(&RULE, location, words!("缺少 {index}", "{index} is missing"))
        .with_help(words!("建一个 {index}", "create {index}"))
}
