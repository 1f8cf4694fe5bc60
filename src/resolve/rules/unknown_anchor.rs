//! A ref to a place that its target does not have.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::source::Location;
use crate::text::suggest;
use crate::words;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "unknown-anchor",
    severity: Severity::Error,
    explanation: Words::fixed("引用里 # 后面的锚点要在目标里存在。", "The anchor after # must be in the target."),
    wrong: "[[urban/t07#hwo]]",
    right: "[[urban/t07#how]]",
};

/// Reports that `target` has no `anchor`, naming the nearest of those it has.
pub(crate) fn report(location: Location, target: &str, anchor: &str, known: &[String]) -> Diagnostic {
    let message = words!("“{target}”里没有锚点“{anchor}”", "`{target}` has no anchor `{anchor}`");
    let diagnostic = Diagnostic::new(&RULE, location, message);
    if let Some(nearest) = suggest::nearest(anchor, known.iter().map(String::as_str)) {
        return diagnostic.with_help(words!("是不是“{nearest}”？", "did you mean `{nearest}`?"));
    }
    let list = known.iter().take(12).map(String::as_str).collect::<Vec<_>>().join(", ");
    if list.is_empty() { diagnostic } else { diagnostic.with_help(words!("那里有：{list}", "it has: {list}")) }
}
