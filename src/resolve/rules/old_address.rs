//! An old address that no page could have had.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::source::Location;
use crate::words;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "old-address",
    severity: Severity::Error,
    explanation: Words::fixed(
        "moved-from 写本条目从前的地址（从站点根目录写起，以 .html 结尾），或从前的编号；旧地址上会留一页，通向现在的地址。",
        "moved-from names an address that the item had, from the top of the site and ending in .html, or an id it had; a page stays there and leads on.",
    ),
    wrong: "moved-from: [\"旧文件/就业\"]",
    right: "moved-from: [/old/jobs.html, t06]",
};

/// Reports what is neither an address nor an id.
pub(crate) fn report(location: Location, written: &str) -> Diagnostic {
    Diagnostic::new(
        &RULE,
        location,
        words!("“{written}”不是本站能有的旧地址", "`{written}` is no address that a page of this site could have had"),
    )
    .with_help(Words::fixed(
        "写成 /old/page.html 这样的地址（字母、数字、- _ .），或从前的编号",
        "write an address such as /old/page.html (letters, digits, - _ .), or an id it had",
    ))
}
