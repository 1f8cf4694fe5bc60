//! Boxes of a kind that nobody knows.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::source::Location;
use crate::words;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "box-kind",
    severity: Severity::Warning,
    explanation: Words::fixed(
        "框的种类写 NOTE、TIP、IMPORTANT、WARNING、CAUTION，或者说明、提示、重要、注意、警告、注、示例。别的按引用显示。",
        "A box is a NOTE, TIP, IMPORTANT, WARNING or CAUTION, or one of the Chinese words for them. Any other is shown as a \
         quotation.",
    ),
    wrong: "> [!FOO]\n> 周末不办理。",
    right: "> [!NOTE]\n> 周末不办理。",
};

/// Reports a box of an unknown kind.
pub(crate) fn report(location: Location, word: &str) -> Diagnostic {
    let words = words!("没有“{word}”这种框，按引用显示", "there is no box `{word}`: it is shown as a quotation");
    let help = Words::fixed(
        "可用：说明、提示、重要、注意、警告、注、示例",
        "known are: NOTE, TIP, IMPORTANT, WARNING, CAUTION",
    );
    Diagnostic::new(&RULE, location, words).with_help(help)
}
