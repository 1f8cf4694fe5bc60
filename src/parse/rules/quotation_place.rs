//! A quotation inside running text, or with words of its own.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::source::Location;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "quotation-place",
    severity: Severity::Error,
    explanation: Words::fixed(
        "摘录条款的 ![[…]] 独占一段，显示为发布机关的原话，不能另写文字。",
        "A quotation ![[…]] of a clause stands alone in its paragraph and is shown as the issuer's words, never in others.",
    ),
    wrong: "依据![[urban@2022/5.7#p1]]办理。",
    right: "![[urban@2022/5.7#p1]]",
};

/// Reports a quotation that shares its paragraph.
pub(crate) fn report(location: Location) -> Diagnostic {
    Diagnostic::new(&RULE, location, Words::fixed("摘录不能夹在文字里", "a quotation cannot stand inside running text"))
        .with_help(Words::fixed(
            "前后各空一行，或者去掉“!”改成链接",
            "set it apart by blank lines, or drop the `!` to make it a link",
        ))
}

/// Reports the words behind `|` of a quotation.
pub(crate) fn report_label(location: Location) -> Diagnostic {
    let words = Words::fixed(
        "摘录显示条文的原话，“|”后面的文字不显示",
        "a quotation shows the words of the clause; those behind `|` are not shown",
    );
    Diagnostic::new(&RULE, location, words).with_help(Words::fixed(
        "写进正文；只要链接的，去掉“!”",
        "write them in a paragraph of their own, or drop the `!` to make it a link",
    ))
}
