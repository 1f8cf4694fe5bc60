//! Pictures without words.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::model::{Body, Content};
use crate::source::{Location, SourcePath};

/// The rule (WCAG 2.2, 1.1.1).
pub(crate) static RULE: Rule = Rule {
    id: "picture-words",
    severity: Severity::Error,
    explanation: Words::fixed(
        "图片要有替代文字，给看不见图的人读。",
        "A picture needs words for those who do not see it.",
    ),
    wrong: "![](flow.svg)",
    right: "![办理流程：登记、审核、答复](flow.svg)",
};

/// Checks every picture of a body.
pub(in crate::parse) fn check(path: &SourcePath, body: &Body, found: &mut Vec<Diagnostic>) {
    for node in &body.nodes {
        if matches!(&node.content, Content::Picture(_, words, _) if words.trim().is_empty()) {
            let words = Words::fixed("图片没有替代文字", "picture without alternative text");
            let help = Words::fixed("在“![”和“]”之间写图上说的话", "say between `![` and `]` what the picture says");
            found.push(Diagnostic::new(&RULE, Location::new(path, node.span), words).with_help(help));
        }
    }
}
