//! Rule `ignore-file`.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::source::{Location, SourcePath};
use crate::words;

/// Every pattern of an ignore file can be understood.
pub(crate) static RULE: Rule = Rule {
    id: "ignore-file",
    severity: Severity::Error,
    explanation: Words::fixed(
        ".ignore 与 .normbookignore 的每一行都须看得懂：看不懂的一行可能正是要留住某个文件不发布的那一行。",
        "Every line of .ignore and .normbookignore must be understood: one that is not may be the very line that \
             was to keep a file from being published.",
    ),
    wrong: "{drafts",
    right: "drafts/",
};

/// Reports a pattern that cannot be understood.
pub(crate) fn report_pattern(location: Location, cause: &str) -> Diagnostic {
    let message = words!("这一行看不懂：{cause}", "this pattern cannot be understood: {cause}");
    Diagnostic::new(&RULE, location, message)
}

/// Reports an ignore file that cannot be used. `path` is the file, or the folder it lies in.
pub(crate) fn report_file(path: &SourcePath, cause: &str) -> Diagnostic {
    let message = words!("忽略规则读不出：{cause}", "the ignore rules cannot be read: {cause}");
    Diagnostic::new(&RULE, Location::whole(path), message)
}
