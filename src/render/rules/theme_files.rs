//! A theme or a file of it that is not there.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::source::Location;
use crate::words;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "theme-files",
    severity: Severity::Error,
    explanation: Words::fixed(
        "主题放在 themes/<名称>，theme.yaml 列出的样式和脚本都要在。",
        "A theme lies in themes/<name>; the styles and scripts that theme.yaml lists must be there.",
    ),
    wrong: "theme: blue   # no themes/blue",
    right: "theme: default",
};

/// Reports that `location` is not there.
pub(crate) fn report_missing(location: Location) -> Diagnostic {
    Diagnostic::new(&RULE, location, Words::fixed("主题里没有这个文件", "the theme has no such file"))
}

/// Reports a theme that is neither embedded nor in the project.
pub(crate) fn report_unknown(location: Location, name: &str) -> Diagnostic {
    Diagnostic::new(&RULE, location, words!("没有主题“{name}”", "there is no theme `{name}`"))
        .with_help(words!("建 themes/{name}，或者写 theme: default", "create themes/{name}, or write theme: default"))
}
