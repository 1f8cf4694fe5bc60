//! A key that its kind does not know.

use crate::diag::{Diagnostic, Locale, Rule, Severity, Words};
use crate::source::Location;
use crate::text::suggest;
use crate::words;
use crate::yaml::Name;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "unknown-key",
    severity: Severity::Error,
    explanation: Words::fixed(
        "每种条目只认识自己的键。写错的键会被忽略，所以按错误处理。",
        "Each kind knows its own keys only. A misspelt key would be ignored in silence, so it is an error.",
    ),
    wrong: "titel: 就业服务",
    right: "title: 就业服务",
};

/// Reports `key`, with the nearest of the `known` ones or all of them. A key that is `written` already is no fix, for it
/// would then be written twice; one that becomes a fix is added to them.
pub(crate) fn report(location: Location, key: &str, known: &[Name], written: &mut Vec<&'static str>) -> Diagnostic {
    if let Some(twice) = known.iter().find(|name| name.is(key)) {
        let (shown, word) = (twice.shown(), twice.word);
        let zh = shown.say(Locale::Chinese);
        let words = words!("“{key}”就是“{zh}”，这个键写了两次", "`{key}` is `{word}`: this key is written twice");
        return Diagnostic::new(&RULE, location, words).with_help(Words::fixed("只留一个", "keep one of them"));
    }
    let diagnostic = Diagnostic::new(&RULE, location, words!("不认识的键“{key}”", "unknown key `{key}`"));
    match nearest(key, known) {
        Some(name) => {
            let (shown, word) = (name.shown(), name.word);
            let zh = shown.say(Locale::Chinese);
            let diagnostic = diagnostic.with_help(words!("是不是“{zh}”？", "did you mean `{word}`?"));
            if written.contains(&word) {
                return diagnostic;
            }
            written.push(word);
            diagnostic.with_fix(word)
        }
        None => {
            let say = |locale| known.iter().map(|name| name.shown().say(locale).to_owned()).collect::<Vec<_>>();
            let (zh, en) = (say(Locale::Chinese).join("、"), say(Locale::English).join(", "));
            diagnostic.with_help(words!("这里可用的键：{zh}", "keys known here: {en}"))
        }
    }
}

/// The key whose word, or what people call it, is nearest to what was written.
fn nearest(key: &str, known: &[Name]) -> Option<Name> {
    let spelt = suggest::nearest(&key.to_lowercase(), known.iter().flat_map(Name::all))?;
    known.iter().copied().find(|name| name.is(spelt))
}
