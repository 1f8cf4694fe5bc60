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

/// Reports a style that would load something: no page loads what normbook does not publish.
pub(crate) fn report_loads(location: Location, what: &str) -> Diagnostic {
    Diagnostic::new(
        &RULE,
        location,
        words!("样式要引入“{what}”，它不会发布", "the style loads `{what}`, which is not published"),
    )
    .with_help(Words::fixed(
        "写成 data: 地址，或者列入 theme.yaml 的 styles",
        "write it as a data: address, or list it under styles in theme.yaml",
    ))
}

/// Reports a style or script that cannot stand inside a page.
pub(crate) fn report_ends(location: Location) -> Diagnostic {
    Diagnostic::new(
        &RULE,
        location,
        Words::fixed(
            "单文件版把它写进页面，这几个字符会提前结束它",
            "single files hold it inside the page, where these characters would end it",
        ),
    )
    .with_help(Words::fixed("在字符串里写 \\3c 或 \\x3c 代替 <", "inside a string write \\3c or \\x3c for <"))
}

/// Reports a theme that is neither embedded nor in the project.
pub(crate) fn report_unknown(location: Location, name: &str) -> Diagnostic {
    Diagnostic::new(&RULE, location, words!("没有主题“{name}”", "there is no theme `{name}`"))
        .with_help(words!("建 themes/{name}，或者写 theme: default", "create themes/{name}, or write theme: default"))
}
