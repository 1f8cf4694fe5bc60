//! Headings that skip a level.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::source::Location;
use crate::words;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "heading-level",
    severity: Severity::Warning,
    explanation: Words::fixed(
        "正文标题从二级（##）开始，逐级往下，读屏软件靠它导航。",
        "Headings in a body begin at level 2 (##) and go down one level at a time; screen readers rely on it.",
    ),
    wrong: "# 做什么\n#### 步骤",
    right: "## 做什么\n### 步骤",
};

/// Reports a heading of `level` where `expected` or less was due. `written` is all of it.
pub(crate) fn report(location: Location, written: &str, level: u8, expected: u8) -> Diagnostic {
    let words =
        words!("这里是 {level} 级标题，应当是 {expected} 级", "heading of level {level} where level {expected} is due");
    let diagnostic = Diagnostic::new(&RULE, location, words);
    // A heading without marks is one by the line below it.
    match written.strip_prefix(&"#".repeat(usize::from(level))) {
        Some(rest) => diagnostic.with_fix(format!("{}{rest}", "#".repeat(usize::from(expected)))),
        None => diagnostic,
    }
}
