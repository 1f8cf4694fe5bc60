//! YAML that cannot be read.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::source::Location;
use crate::words;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "yaml-syntax",
    severity: Severity::Error,
    explanation: Words::fixed(
        "YAML 必须能够读懂：缩进用空格，值里有冒号时加引号，每个键只写一次。",
        "YAML must be readable: indent with spaces, quote values that hold a colon, write each key once.",
    ),
    wrong: "title: 服务: 就业",
    right: "title: \"服务: 就业\"",
};

/// Reports the parser's own `sentence`.
pub(crate) fn report(location: Location, sentence: &str) -> Diagnostic {
    Diagnostic::new(&RULE, location, words!("YAML 读不懂：{sentence}", "cannot read this YAML: {sentence}")).with_help(
        Words::fixed(
            "值里有“: ”或以特殊符号开头时，用双引号括起来；缩进用空格；每个键只写一次",
            "quote values that hold `: ` or begin with a special sign; indent with spaces; write each key once",
        ),
    )
}
