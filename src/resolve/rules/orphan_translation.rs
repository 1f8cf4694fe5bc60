//! A translation without an original.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::model::ItemKey;
use crate::source::Location;
use crate::words;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "orphan-translation",
    severity: Severity::Error,
    explanation: Words::fixed(
        "译文与原文放在一起，编号相同：t07.md 和 t07.en.md。",
        "A translation lies beside its original and has its id: t07.md and t07.en.md.",
    ),
    wrong: "tasks/t99.en.md",
    right: "tasks/t07.md\ntasks/t07.en.md",
};

/// Reports a translation of nothing.
pub(crate) fn report(location: Location, key: &ItemKey) -> Diagnostic {
    Diagnostic::new(&RULE, location, words!("“{key}”没有原文", "`{key}` has no original"))
        .with_help(Words::fixed("先写原文，或者改文件名", "write the original first, or rename the file"))
}
