//! Two headings with one anchor.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::source::Location;
use crate::words;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "duplicate-anchor",
    severity: Severity::Error,
    explanation: Words::fixed(
        "一页之内锚点不能重复，否则链接会落到别处。",
        "An anchor is used once on a page, or links would land elsewhere.",
    ),
    wrong: "## 甲 {#a}\n## 乙 {#a}",
    right: "## 甲 {#a}\n## 乙 {#b}",
};

/// Reports that the page itself uses `anchor`.
pub(crate) fn report_reserved(location: Location, anchor: &str) -> Diagnostic {
    Diagnostic::new(&RULE, location, words!("锚点“{anchor}”页面自己要用", "the page itself uses the anchor `{anchor}`"))
        .with_help(Words::fixed("换一个名字", "take another name"))
}

/// Reports that `anchor` was used before, at `first`.
pub(crate) fn report(location: Location, anchor: &str, first: Location) -> Diagnostic {
    Diagnostic::new(&RULE, location, words!("锚点“{anchor}”用了两次", "anchor `{anchor}` is used twice"))
        .with_related(first, Words::fixed("第一次在这里", "first used here"))
}
