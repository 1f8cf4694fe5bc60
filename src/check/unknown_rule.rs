//! A level for a rule that does not exist.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::source::Location;
use crate::text::suggest;
use crate::words;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "unknown-rule",
    severity: Severity::Warning,
    explanation: Words::fixed(
        "site.yaml 的 rules 里只能写已有的规则。",
        "`rules` of site.yaml names rules that exist.",
    ),
    wrong: "rules: {dangling-reff: warning}",
    right: "rules: {dangling-ref: warning}",
};

/// Reports that no rule is called `name`.
pub fn report(location: Location, name: &str, known: &[&str]) -> Diagnostic {
    let diagnostic = Diagnostic::new(&RULE, location, words!("没有规则“{name}”", "there is no rule `{name}`"));
    match suggest::nearest(name, known.iter().copied()) {
        Some(nearest) => {
            diagnostic.with_help(words!("是不是“{nearest}”？", "did you mean `{nearest}`?")).with_fix(nearest)
        }
        None => diagnostic,
    }
}
