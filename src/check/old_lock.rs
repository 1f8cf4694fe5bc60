//! A lock that vouches for Markdown, as before version 2 of the format of content.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::model::Id;
use crate::site::OfficialLock;
use crate::source::{Location, Span};
use crate::words;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "old-lock",
    severity: Severity::Warning,
    explanation: Words::fixed(
        "第 1 版的 official.lock 记的是 Markdown 原文的 SHA-256，现在记读者看到的文字。旧值与原文仍然相符的，normbook fix \
         换成新值；不相符的，要由人核对。",
        "In version 1 official.lock held SHA-256 of the Markdown; now it is of the text that readers see. Where the old one still \
         fits, `normbook fix` renews it; where it does not, a person has to read the text.",
    ),
    wrong: "SHA-256 of the Markdown  5.7",
    right: "SHA-256 of the shown text  5.7",
};

/// Reports a line that fits the Markdown of its clause.
pub(super) fn report(lock: &OfficialLock, span: Span, id: &Id, hash: &str) -> Diagnostic {
    let words = words!(
        "条款 {id} 的登记还是第 1 版格式的，与原文相符",
        "clause {id} is locked as in version 1 of the format, and unchanged"
    );
    Diagnostic::new(&RULE, Location::new(&lock.path, span), words).with_fix(format!("{hash}  {id}"))
}
