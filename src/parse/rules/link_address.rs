//! A link to an address that no page may hold.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::source::Location;
use crate::words;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "link-address",
    severity: Severity::Error,
    explanation: Words::fixed(
        "链接只用相对路径、[[…]]、https://、http://、mailto: 或 tel:；绝对路径双击打开时不通。",
        "A link is a relative path, [[…]], https://, http://, mailto: or tel:; an absolute path breaks when pages are opened by double click.",
    ),
    wrong: "[甲](/urban/t07.html)",
    right: "[[urban/t07|甲]]",
};

/// Reports a link whose address has a scheme that no page may hold, or is absolute.
pub(crate) fn report(location: Location, address: &str) -> Diagnostic {
    Diagnostic::new(&RULE, location, words!("不能链接到“{address}”", "cannot link to `{address}`")).with_help(
        Words::fixed(
            "站内用相对路径或 [[…]]，站外用 https://、http://、mailto: 或 tel:",
            "use a relative path or [[…]] inside the site; https://, http://, mailto: or tel: outside",
        ),
    )
}
