//! Headings without words.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::source::Location;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "empty-heading",
    severity: Severity::Warning,
    explanation: Words::fixed(
        "标题没有文字，目录里就没有可点的名称，读屏软件也读不出来。",
        "A heading without words leaves nothing to choose in the contents and nothing to read aloud.",
    ),
    wrong: "##",
    right: "## 办理",
};

/// Reports a heading that says nothing.
pub(crate) fn report(location: Location) -> Diagnostic {
    let help = Words::fixed(
        "写上标题，或者删去这一行；图片要有说明文字",
        "write a title or take the line out; a picture needs words",
    );
    Diagnostic::new(&RULE, location, Words::fixed("标题没有文字", "a heading without words")).with_help(help)
}
