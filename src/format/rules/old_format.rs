//! A book or theme that was written for an older normbook.

use crate::diag::{Diagnostic, Locale, Rule, Severity, Words};
use crate::format::Format;
use crate::source::Location;
use crate::words;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "old-format",
    severity: Severity::Warning,
    explanation: Words::fixed(
        "按旧版写的内容照样能用，主题也是，除非模板用了已经取消的字段；这里说明此后变了什么，改好后在 site.yaml 或 theme.yaml 里写明新的版本。",
        "What was written for an older version still builds, and a theme does unless its templates use a field that is gone; this says what has changed since. Once it is brought up to date, site.yaml or theme.yaml says the new version.",
    ),
    wrong: "format: 1   # once there is a version 2",
    right: "format: 2",
};

/// Reports that a file was written for `version`, with what each later one changed.
pub(crate) fn report(location: Location, format: &Format, version: u32, changes: &[Words]) -> Diagnostic {
    let (zh, en) = (format.name.say(Locale::Chinese), format.name.say(Locale::English));
    let current = format.current();
    let message = words!(
        "{zh}是第 {version} 版，现在是第 {current} 版",
        "this is version {version} of the {en}, which is now at version {current}"
    );
    let changes = (version + 1..).zip(changes).map(|(version, change)| {
        let (zh, en) = (change.say(Locale::Chinese), change.say(Locale::English));
        words!("第 {version} 版：{zh}", "version {version}: {en}")
    });
    changes
        .fold(Diagnostic::new(&RULE, location, message), Diagnostic::with_help)
        .with_help(Words::fixed("运行 normbook fix，改到现在的版本", "run `normbook fix` to bring it up to date"))
}
