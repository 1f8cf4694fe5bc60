//! Two pages at one address.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::source::Location;
use crate::words;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "address-taken",
    severity: Severity::Error,
    explanation: Words::fixed(
        "每个页面的地址只有一个，不分大小写。",
        "Each page has an address of its own, whatever the case of letters.",
    ),
    wrong: "terms/a.p2.md",
    right: "terms/a-p2.md",
};

/// Reports that the address of an item is taken by another page.
pub(crate) fn report(location: Location, address: &str) -> Diagnostic {
    Diagnostic::new(&RULE, location, words!("地址“{address}”已被另一页占用", "address `{address}` is taken by another page"))
        .with_help(Words::fixed("换个文件名", "rename the file"))
}
