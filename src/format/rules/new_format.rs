//! A book or theme that was written for a newer normbook.

use crate::diag::{Diagnostic, Locale, Rule, Severity, Words};
use crate::format::Format;
use crate::source::Location;
use crate::words;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "new-format",
    severity: Severity::Error,
    explanation: Words::fixed(
        "site.yaml 和 theme.yaml 的 format 写明内容或主题是按第几版写的。比程序新的版本，程序会读错，所以不读。",
        "`format` in site.yaml and theme.yaml says for which version a book or theme was written. A version newer than the program would be misread, so it is not read.",
    ),
    wrong: "format: 99",
    right: "format: 1",
};

/// Reports that a file was written for `version`.
pub(crate) fn report(location: Location, format: &Format, version: u32) -> Diagnostic {
    let (zh, en) = (format.name.say(Locale::Chinese), format.name.say(Locale::English));
    let current = format.current();
    Diagnostic::new(
        &RULE,
        location,
        words!(
            "{zh}是第 {version} 版，本程序只认识到第 {current} 版",
            "this is version {version} of the {en}, and this program knows versions up to {current}"
        ),
    )
    .with_help(Words::fixed("更新 normbook", "update normbook"))
}
