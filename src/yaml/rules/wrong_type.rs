//! A value that is not of the type its key wants.

use crate::diag::{Diagnostic, Locale, Rule, Severity, Words};
use crate::source::Location;
use crate::text::suggest;
use crate::words;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "wrong-type",
    severity: Severity::Error,
    explanation: Words::fixed("每个键的值有固定的类型或词表。", "The value of each key has a type or a list of words."),
    wrong: "records: 求职登记表",
    right: "records: [求职登记表]",
};

/// Reports a value of another type than `wanted`.
pub(crate) fn report(location: Location, wanted: &Words) -> Diagnostic {
    let (zh, en) = (wanted.say(Locale::Chinese), wanted.say(Locale::English));
    Diagnostic::new(&RULE, location, words!("这里应当是{zh}", "expected {en}"))
}

/// Reports a word that is none of `choices`.
pub(crate) fn report_choice(location: Location, word: &str, choices: &[&str]) -> Diagnostic {
    let list = choices.join(", ");
    let message = words!("“{word}”不在词表里", "`{word}` is not one of the words known here");
    let diagnostic = Diagnostic::new(&RULE, location, message).with_help(words!("可用的词：{list}", "one of: {list}"));
    match suggest::nearest(word, choices.iter().copied()) {
        Some(nearest) => diagnostic.with_fix(nearest),
        None => diagnostic,
    }
}
