//! Two items of one name.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::model::ItemKey;
use crate::source::Location;
use crate::words;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "duplicate-id",
    severity: Severity::Error,
    explanation: Words::fixed(
        "一版之内，条款、任务、保障的编号互不相同。",
        "Within an edition clauses, tasks and safeguards share one set of ids, each used once.",
    ),
    wrong: "tasks/t01.md\nsafeguards/t01.md",
    right: "tasks/t01.md\nsafeguards/s01.md",
};

/// Reports that an item has the name of another one.
pub(crate) fn report(location: Location, key: &ItemKey, first: Location) -> Diagnostic {
    Diagnostic::new(&RULE, location, words!("编号“{key}”已经用过", "id `{key}` is used already"))
        .with_related(first, Words::fixed("先用在这里", "used first here"))
        .with_help(Words::fixed("给其中一个文件换个名字", "rename one of the files"))
}
