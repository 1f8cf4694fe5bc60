//! Tables without heads.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::model::{Body, Content, Element};
use crate::source::{Location, SourcePath};

/// The rule (WCAG 2.2, 1.3.1).
pub(crate) static RULE: Rule = Rule {
    id: "table-head",
    severity: Severity::Warning,
    explanation: Words::fixed(
        "表的第一行写每一列是什么，读屏软件读每一格时都要说它。",
        "The first row of a table says what each column is; screen readers say it with every cell.",
    ),
    wrong: "|  |  |\n|---|---|\n| 登记 | 5天 |",
    right: "| 事项 | 时限 |\n|---|---|\n| 登记 | 5天 |",
};

/// Checks the tables of a body.
pub(in crate::parse) fn check(path: &SourcePath, body: &Body, found: &mut Vec<Diagnostic>) {
    for (index, node) in (0_u32..).zip(&body.nodes) {
        if node.content != Content::Open(Element::TableHead) {
            continue;
        }
        let head = body.slice(&body.element(index));
        if head.iter().all(|node| matches!(node.content, Content::Open(_) | Content::Close)) {
            let words = Words::fixed("表头是空的", "the head of this table is empty");
            let help = Words::fixed("在第一行写每一列的名称", "name the columns in its first row");
            found.push(Diagnostic::new(&RULE, Location::new(path, node.span), words).with_help(help));
        }
    }
}
