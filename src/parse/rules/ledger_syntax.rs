//! A line of the ledger that is no address.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::source::Location;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "ledger-syntax",
    severity: Severity::Error,
    explanation: Words::fixed(
        "published.txt 每行是一个发布过的地址，从站点根目录写起，以 .html 结尾；# 开头的是备注。",
        "Each line of published.txt is an address that was published, from the top of the site and ending in .html; # begins a remark.",
    ),
    wrong: "https://example.org/urban/2022/t07.html",
    right: "urban/2022/t07.html",
};

/// Reports a line that no page could have had as its address.
pub(crate) fn report(location: Location) -> Diagnostic {
    Diagnostic::new(
        &RULE,
        location,
        Words::fixed("这一行不是本站能有的地址", "no page of this site could have had this address"),
    )
    .with_help(Words::fixed(
        "写成 urban/2022/t07.html 这样；登记请用 normbook record",
        "write it as urban/2022/t07.html; `normbook record` does it for you",
    ))
}
