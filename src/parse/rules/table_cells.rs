//! Rows of tables with more cells than columns.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::source::{Location, Span};
use crate::words;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "table-cells",
    severity: Severity::Error,
    explanation: Words::fixed(
        "一行的格数不能比表头多：多出来的格没有表头。代码和“[[编号|文字]]”里的竖线在表里要写成“\\|”。",
        "A row has no more cells than the head: nobody would know what the last ones say. Inside code and `[[id|words]]` a bar \
         is written `\\|` in a table.",
    ),
    wrong: "| 事项 | 时限 |\n|---|---|\n| 登记 | 5天 | 逾期应当说明 |",
    right: "| 事项 | 时限 | 说明 |\n|---|---|---|\n| 登记 | 5天 | 逾期应当说明 |",
};

/// Reports the cells of a row that have no column. They stay on the page.
pub(crate) fn report(location: Location, columns: u16) -> Diagnostic {
    let words =
        words!("这一行比表头多，表头只有 {columns} 列", "this row has more cells than the head, which has {columns}");
    let help = Words::fixed(
        "给表头和“|---|”一行补上列，或者并入前面的格",
        "add a column to the head and to the line `|---|`, or join it with the cell before it",
    );
    Diagnostic::new(&RULE, location, words).with_help(help)
}

/// Reports a bar inside code or a wiki link, which parts two cells.
pub(crate) fn report_bar(mut location: Location, at: usize) -> Diagnostic {
    location.span = Span::new(at, at + 1);
    let words = Words::fixed("表里的竖线把这一格分成了两格", "in a table this bar parts two cells");
    let help = Words::fixed("写成“\\|”", "write `\\|`");
    Diagnostic::new(&RULE, location, words).with_help(help).with_fix("\\|")
}
