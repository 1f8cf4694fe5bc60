//! A key that its kind does not know.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::source::Location;
use crate::text::suggest;
use crate::words;

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
pub(crate) fn report<'k>(location: Location, key: &str, known: &[&'k str], written: &mut Vec<&'k str>) -> Diagnostic {
    let diagnostic = Diagnostic::new(&RULE, location, words!("不认识的键“{key}”", "unknown key `{key}`"));
    match suggest::nearest(key, known.iter().copied()) {
        Some(name) => {
            let diagnostic = diagnostic.with_help(words!("是不是“{name}”？", "did you mean `{name}`?"));
            if written.contains(&name) {
                return diagnostic;
            }
            written.push(name);
            diagnostic.with_fix(name)
        }
        None => {
            let list = known.join(", ");
            diagnostic.with_help(words!("这里可用的键：{list}", "keys known here: {list}"))
        }
    }
}
