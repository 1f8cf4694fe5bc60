//! An old address that another page has.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::source::Location;
use crate::words;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "taken-address",
    severity: Severity::Error,
    explanation: Words::fixed(
        "旧地址上已有别的页面（不分大小写），或两个条目写了同一个旧地址：一个地址只能通向一处。",
        "Another page is at the old address (upper and lower case are the same), or two items name it: an address leads to one place.",
    ),
    wrong: "moved-from: [/urban/2022/t01.html]   # t01 is there",
    right: "moved-from: [/urban/2022/t99.html]",
};

/// Reports an old address that `page` has.
pub(crate) fn report(location: Location, written: &str, page: &str) -> Diagnostic {
    Diagnostic::new(&RULE, location, words!("{written} 已被占用", "{written} is taken"))
        .with_help(words!("那里已有 {page}；去掉这一项，或改正它", "{page} is there; remove this entry or correct it"))
}
