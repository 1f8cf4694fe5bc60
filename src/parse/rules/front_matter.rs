//! Front matter that is missing or has no end.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::source::Location;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "front-matter",
    severity: Severity::Error,
    explanation: Words::fixed(
        "每个条目以两行“---”之间的 YAML 开头。",
        "Each item begins with YAML between two lines of `---`.",
    ),
    wrong: "# 就业服务",
    right: "---\ntitle: 就业服务\n---",
};

/// Reports that a file has no front matter.
pub(crate) fn report_missing(location: Location) -> Diagnostic {
    Diagnostic::new(&RULE, location, Words::fixed("没有文件头", "no front matter")).with_help(Words::fixed(
        "第一行写“---”，然后是各个键，再写一行“---”",
        "begin with a line `---`, then the keys, then a line `---`",
    ))
}

/// Reports that the front matter opened at `location` has no closing line.
pub(crate) fn report_unclosed(location: Location) -> Diagnostic {
    Diagnostic::new(&RULE, location, Words::fixed("文件头没有结束", "front matter without an end"))
        .with_help(Words::fixed("在各个键之后加一行“---”", "add a line `---` after the keys"))
}
