//! An item that names itself.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::source::Location;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "self-ref",
    severity: Severity::Error,
    explanation: Words::fixed(
        "条目不能以自己为依据、对应或支持。",
        "An item is not its own basis, counterpart or support.",
    ),
    wrong: "counterparts: [urban/t07]   # urban/t07",
    right: "counterparts: [community/t07]",
};

/// Reports a ref of front matter to the item itself.
pub(crate) fn report(location: Location) -> Diagnostic {
    Diagnostic::new(&RULE, location, Words::fixed("这里指的是条目自己", "this names the item itself"))
        .with_help(Words::fixed("改成另一个条目，或者删去", "name another item, or drop it"))
}
