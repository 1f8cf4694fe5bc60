//! A mandatory key that is not there.

use crate::diag::{Diagnostic, Locale, Rule, Severity, Words};
use crate::source::Location;
use crate::words;
use crate::yaml::Name;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "missing-key",
    severity: Severity::Error,
    explanation: Words::fixed("必填的键不能缺少，也不能为空。", "A mandatory key must be there and must not be empty."),
    wrong: "---\nprovenance: sample\n---",
    right: "---\ntitle: 就业服务\nprovenance: sample\n---",
};

/// Reports that `key` is missing from the mapping that begins at `location`.
pub(crate) fn report(location: Location, key: Name) -> Diagnostic {
    let (word, shown) = (key.word, key.shown());
    let zh = shown.say(Locale::Chinese);
    Diagnostic::new(&RULE, location, words!("缺少必填的键“{zh}”", "missing key `{word}`"))
        .with_help(words!("加上一行“{word}: …”", "add a line `{word}: …`"))
}
