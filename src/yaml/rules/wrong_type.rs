//! A value that is not of the type its key wants.

use crate::diag::{Diagnostic, Locale, Rule, Severity, Words};
use crate::source::Location;
use crate::text::suggest;
use crate::words;
use crate::yaml::Choices;

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

/// Reports a word that is none of `choices`. What stands around a word without being a part of it does not hide it.
pub(crate) fn report_choice<T: Copy + PartialEq>(location: Location, word: &str, choices: &Choices<T>) -> Diagnostic {
    let (zh, en): (Vec<String>, Vec<String>) = choices
        .shown()
        .map(|(word, called)| match called {
            Some(called) => (format!("{word}（{called}）"), format!("{word} ({called})")),
            None => (word.to_owned(), word.to_owned()),
        })
        .unzip();
    let (zh, en) = (zh.join("、"), en.join(", "));
    let message = words!("“{word}”不在词表里", "`{word}` is not one of the words known here");
    let diagnostic = Diagnostic::new(&RULE, location, message).with_help(words!("可用的词：{zh}", "one of: {en}"));
    let bare = bare(word).to_lowercase();
    let first = bare.split([' ', '　', '/', '（', '(', '，', '、']).next().unwrap_or_default();
    let exact = choices.spellings().find(|own| *own == bare).or_else(|| choices.spellings().find(|own| *own == first));
    let meant = exact.or_else(|| suggest::nearest(&bare, choices.spellings()));
    match meant {
        Some(meant) => diagnostic.with_fix(meant),
        None => diagnostic,
    }
}

/// Reports a value that was written otherwise than its key wants, and what it means.
pub(crate) fn report_meant(location: Location, written: &str, wanted: &Words, meant: &str) -> Diagnostic {
    let (zh, en) = (wanted.say(Locale::Chinese), wanted.say(Locale::English));
    let message = words!("“{written}”应当是{zh}", "expected {en}, not `{written}`");
    let help = words!("写成“{meant}”", "write `{meant}`");
    Diagnostic::new(&RULE, location, message).with_help(help).with_fix(meant)
}

/// Reports a value that may mean something, which only a person can tell.
pub(crate) fn report_unsure(location: Location, written: &str, wanted: &Words, perhaps: &str) -> Diagnostic {
    let mut diagnostic = report_meant(location, written, wanted, perhaps);
    diagnostic.fix = None;
    diagnostic
}

/// The items that a text means which stands where a list should. Only signs that part things part items.
pub(crate) fn listed(text: &str) -> Vec<&str> {
    let text = text.trim();
    let around = ['【', '】', '［', '］', '[', ']', '（', '）', '(', ')', '《', '》'];
    let is_around = text.starts_with(around) && text.ends_with(around);
    let inner = if is_around { text.trim_matches(around) } else { text.trim_matches(['[', ']']) };
    let items = inner.split(['、', '，', ',', '；', ';']).map(str::trim);
    items.filter(|item| !item.is_empty()).collect()
}

/// An item as it is written in a list, in quotation marks where it would not be read as a text.
pub fn in_list(item: &str) -> String {
    let is_plain =
        item.chars().all(|sign| sign.is_alphanumeric() || matches!(sign, '-' | '/' | '@' | '_' | '（' | '）'))
            && item.starts_with(char::is_alphabetic);
    match is_plain {
        true => item.to_owned(),
        false if item.contains(['"', '\\']) => format!("'{}'", item.replace('\'', "''")),
        false => format!("\"{item}\""),
    }
}

/// A value without the quotation marks and the punctuation that people put around it: `“牵头”；`.
pub(crate) fn bare(value: &str) -> &str {
    const AROUND: &str = "“”‘’「」『』《》\"'，。；、,;.：:（）()【】［］[]";
    value.trim_matches(|sign: char| sign.is_whitespace() || AROUND.contains(sign))
}
