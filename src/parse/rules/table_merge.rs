//! Cells that cannot be merged.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::source::Location;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "table-merge",
    severity: Severity::Error,
    explanation: Words::fixed(
        "单元格里只写“<”表示并入左边一格，只写“^”表示并入上面一格；合并后必须是长方形。",
        "A cell that holds `<` alone joins the one on its left, one that holds `^` the one above; together they must make \
         a rectangle.",
    ),
    wrong: "| 时限 | < |\n|---|---|\n| ^ | 加急 |",
    right: "| 事项 | 时限 | < |\n|---|---|---|\n| ^ | 一般 | 加急 |",
};

/// Reports a cell that others cannot be merged with.
pub(crate) fn report(location: Location) -> Diagnostic {
    let words = Words::fixed("并入这一格的不是长方形", "what is merged with this cell is no rectangle");
    Diagnostic::new(&RULE, location, words)
        .with_help(Words::fixed("补全“<”和“^”，或者改回普通单元格", "complete the `<` and `^`, or part the cells"))
        .with_help(Words::fixed("要显示符号本身，写“\\<”“\\^”", "to show the sign itself, write `\\<` or `\\^`"))
}
