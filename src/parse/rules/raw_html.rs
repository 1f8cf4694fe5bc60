//! HTML in Markdown.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::source::Location;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "raw-html",
    severity: Severity::Warning,
    explanation: Words::fixed(
        "正文里的 HTML 不会生效，按文字显示。",
        "HTML in a body has no effect; it is shown as text.",
    ),
    wrong: "<b>注意</b>",
    right: "**注意**",
};

/// Reports text in the line that a comment ends in, which is not read as Markdown.
pub(crate) fn report_behind_comment(location: Location) -> Diagnostic {
    let words =
        Words::fixed("注释同一行的文字不按 Markdown 读", "text in the last line of a comment is not read as Markdown");
    Diagnostic::new(&RULE, location, words)
        .with_help(Words::fixed("写在注释的下一行", "write it on the line behind the comment"))
}

/// Reports a piece of HTML.
pub(crate) fn report(location: Location) -> Diagnostic {
    Diagnostic::new(&RULE, location, Words::fixed("HTML 按文字显示", "HTML is shown as text"))
        .with_help(Words::fixed("改用 Markdown 写法", "write it in Markdown"))
}
