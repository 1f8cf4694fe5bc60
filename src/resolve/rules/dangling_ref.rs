//! A ref that leads nowhere.

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

/// Reports a ref to nothing, naming the nearest items. `bare` is what was written without what people put around names;
/// an item that is the only one of this name or title is meant for certain.
pub(crate) fn report(location: Location, written: &str, bare: &str, nearest: &[Suggestion]) -> Diagnostic {
    let diagnostic = Diagnostic::new(&RULE, location, words!("找不到“{written}”", "`{written}` leads to nothing"));
    // Full-width letters and signs come out of an input method.
    let named = nearest.iter().find(|suggestion| bare != written && suggestion.is(bare));
    let mut called = nearest.iter().filter(|suggestion| suggestion.is_called(bare));
    let only = called.next().filter(|_| called.next().is_none());
    if let Some(meant) = named.or(only).filter(|meant| meant.name() != written) {
        let name = meant.name();
        let diagnostic = diagnostic.with_help(words!("写成“{name}”（{meant}）", "write `{name}` ({meant})"));
        return match quoted(&diagnostic.location, written, name) {
            Some(fix) => diagnostic.with_fix(fix),
            None => diagnostic,
        };
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

/// A name as it is written in the place of another: in quotation marks where that was. With escapes it would have to be
/// written in yet another way.
pub(super) fn quoted(location: &Location, written: &str, name: &str) -> Option<String> {
    match location.span.range().len().checked_sub(written.len())? {
        0 => Some(name.to_owned()),
        2 => Some(format!("\"{name}\"")),
        _ => None,
    }
}
