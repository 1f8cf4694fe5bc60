//! Lines right below a table.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::source::Location;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "table-end",
    severity: Severity::Warning,
    explanation: Words::fixed(
        "表的后面要空一行，否则下一行成为表的一行。表的注除外：“注：”可以紧接着写。",
        "A blank line stands below a table; else the next line becomes a row of it. Only a note of the table may follow at \
         once.",
    ),
    wrong: "| 事项 | 时限 |\n|---|---|\n| 登记 | 5天 |\n逾期应当说明理由。",
    right: "| 事项 | 时限 |\n|---|---|\n| 登记 | 5天 |\n\n逾期应当说明理由。",
};

/// Reports a line without bars that became a row.
pub(crate) fn report(location: Location, line: &str) -> Diagnostic {
    let words = Words::fixed("这一行成了表的一行", "this line becomes a row of the table");
    let help = Words::fixed("在它前面空一行", "put a blank line before it");
    let diagnostic = Diagnostic::new(&RULE, location, words).with_help(help);
    if line.contains('\n') { diagnostic } else { diagnostic.with_fix(format!("\n{line}")) }
}
