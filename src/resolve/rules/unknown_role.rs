//! A duty of a role that is not there.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::resolve::rules::dangling_ref;
use crate::resolve::suggestions::Suggestion;
use crate::source::Location;
use crate::words;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "unknown-role",
    severity: Severity::Error,
    explanation: Words::fixed(
        "谁来做里的角色要在 roles 里有一个文件；可以写编号、名称或别名。",
        "A role in `who` has a file in roles; write its id, its title or one of its aliases.",
    ),
    wrong: "- {role: 民政所, duty: lead}",
    right: "- {role: civil-affairs-bureau, duty: lead}",
};

/// Reports an unknown role, naming the nearest ones. `bare` is what was written without what people put around names.
pub(crate) fn report(location: Location, written: &str, bare: &str, nearest: &[Suggestion]) -> Diagnostic {
    let diagnostic = Diagnostic::new(&RULE, location, words!("不认识的角色“{written}”", "unknown role `{written}`"));
    let mut called = nearest.iter().filter(|suggestion| suggestion.is_called(bare));
    if let Some(meant) =
        called.next().filter(|meant| called.next().is_none() && !meant.name().ends_with(&format!("/{written}")))
    {
        let id = meant.name().rsplit('/').next().unwrap_or_default();
        let diagnostic = diagnostic.with_help(words!("写成“{id}”（{meant}）", "write `{id}` ({meant})"));
        return match dangling_ref::quoted(&diagnostic.location, written, id) {
            Some(fix) => diagnostic.with_fix(fix),
            None => diagnostic,
        };
    }
    if nearest.is_empty() {
        return diagnostic.with_help(Words::fixed("在 content/roles 里加一个文件", "add a file in content/roles"));
    }
    let list = nearest.iter().map(Suggestion::to_string).collect::<Vec<_>>();
    let (zh, en) = (list.join("、"), list.join(", "));
    diagnostic.with_help(words!("最接近的是：{zh}", "nearest: {en}"))
}
