//! A provenance on a heading that is no provenance.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::model::Provenance;
use crate::source::Location;
use crate::words;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "section-provenance",
    severity: Severity::Error,
    explanation: Words::fixed(
        "标题上的 {provenance=…} 只能用来源性质的词。",
        "{provenance=…} on a heading takes the words of provenance only.",
    ),
    wrong: "## 说明 {provenance=ours}",
    right: "## 说明 {provenance=interpretive}",
};

/// Reports that `word` is no provenance.
pub(crate) fn report(location: Location, word: &str) -> Diagnostic {
    let known: Vec<&str> = Provenance::WORDS.iter().map(|(known, _)| *known).collect();
    let list = known.join(", ");
    Diagnostic::new(&RULE, location, words!("“{word}”不是来源性质", "`{word}` is no provenance"))
        .with_help(words!("可用的词：{list}", "one of: {list}"))
}
