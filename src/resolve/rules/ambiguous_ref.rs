//! A ref that could mean two items.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::source::Location;
use crate::words;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "ambiguous-ref",
    severity: Severity::Error,
    explanation: Words::fixed(
        "引用只能指一个条目；别名也不能归两个角色。",
        "A ref means one item; an alias belongs to one role.",
    ),
    wrong: "[[urban]]   # 本版也有 urban",
    right: "[[urban@2022]]",
};

/// Reports that `written` means both items.
pub(crate) fn report(location: Location, written: &str, first: &str, second: &str) -> Diagnostic {
    Diagnostic::new(
        &RULE,
        location,
        words!("“{written}”可以指 {first}，也可以指 {second}", "`{written}` means {first} or {second}"),
    )
    .with_help(Words::fixed("写明标准或文件夹", "say which by its standard or folder"))
}

/// Reports that a name belongs to two items.
pub(crate) fn report_alias(location: Location, name: &str, other: &str) -> Diagnostic {
    Diagnostic::new(
        &RULE,
        location,
        words!("名称“{name}”已属于 {other}", "the name `{name}` belongs to {other} already"),
    )
    .with_help(Words::fixed("一个名称只归一个条目", "a name belongs to one item"))
}
