//! A picture from elsewhere.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::source::Location;
use crate::words;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "picture-source",
    severity: Severity::Error,
    explanation: Words::fixed(
        "页面不得自动访问站外，图片放在 content 里。",
        "A page must load nothing from elsewhere; pictures lie in content.",
    ),
    wrong: "![图](https://example.org/a.png)",
    right: "![图](../../../../assets/a.png)",
};

/// Reports a picture that would be loaded from `address`.
pub(crate) fn report(location: Location, address: &str) -> Diagnostic {
    Diagnostic::new(
        &RULE,
        location,
        words!("图片“{address}”不在 content 里", "picture `{address}` does not lie in content"),
    )
    .with_help(Words::fixed(
        "把图片存到 content/assets，用相对路径引用",
        "save it in content/assets and name it by a relative path",
    ))
}
