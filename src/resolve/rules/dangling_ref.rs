//! A ref that leads nowhere.

use unicode_normalization::UnicodeNormalization;

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::resolve::suggestions::Suggestion;
use crate::source::Location;
use crate::words;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "dangling-ref",
    severity: Severity::Error,
    explanation: Words::fixed(
        "每个引用都要能找到条目；断链不能发布。",
        "Each ref leads to an item; a broken link is not published.",
    ),
    wrong: "[[urban/t70]]",
    right: "[[urban/t07]]",
};

/// Reports a ref to nothing, naming the nearest items.
pub(crate) fn report(location: Location, written: &str, nearest: &[Suggestion]) -> Diagnostic {
    // In quotation marks, or with escapes, a fix would have to be written otherwise.
    let is_verbatim = location.span.range().len() == written.len();
    let diagnostic = Diagnostic::new(&RULE, location, words!("找不到“{written}”", "`{written}` leads to nothing"));
    // Full-width letters and signs come out of an input method.
    let half: String = written.nfkc().collect();
    let is_meant = |suggestion: &&Suggestion| half != written && suggestion.is(&half);
    if let Some(meant) = nearest.iter().find(is_meant) {
        let help = words!("写成半角：“{half}”（{meant}）", "write it in half width: `{half}` ({meant})");
        let diagnostic = diagnostic.with_help(help);
        return if is_verbatim { diagnostic.with_fix(half) } else { diagnostic };
    }
    match nearest {
        [] => diagnostic,
        nearest => {
            let list = nearest.iter().map(Suggestion::to_string).collect::<Vec<_>>();
            let (zh, en) = (list.join("、"), list.join(", "));
            diagnostic.with_help(words!("最接近的是：{zh}", "nearest: {en}"))
        }
    }
}
