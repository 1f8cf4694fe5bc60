//! A template that cannot be read or rendered.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::source::Location;
use crate::words;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "template",
    severity: Severity::Error,
    explanation: Words::fixed(
        "模板要能读懂，用到的字段要在视图里（见 render/view.rs）。",
        "A template must be readable, and the fields it uses must be in its view (render/view.rs).",
    ),
    wrong: "{{ artcle.title }}",
    right: "{{ article.title }}",
};

/// Reports what the template engine says.
pub(crate) fn report(location: Location, sentence: &str) -> Diagnostic {
    Diagnostic::new(&RULE, location, words!("模板出错：{sentence}", "template: {sentence}"))
}
