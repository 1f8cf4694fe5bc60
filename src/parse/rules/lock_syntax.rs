//! A lock file that cannot be read.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::source::Location;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "lock-syntax",
    severity: Severity::Error,
    explanation: Words::fixed(
        "official.lock 每行是 64 位十六进制的 SHA-256、两个空格和编号；以日期开头的行由 normbook lock 写，记何时、为何登记。",
        "Each line of official.lock is a SHA-256 of 64 hexadecimal digits, two blanks and an id. Lines that begin with a day are \
         written by `normbook lock`: when something was locked, and why.",
    ),
    wrong: "5.7 就业",
    right: "ba78…15ad  5.7",
};

/// Reports a line that is not a hash and an id.
pub(crate) fn report(location: Location) -> Diagnostic {
    Diagnostic::new(&RULE, location, Words::fixed("这一行读不懂", "cannot read this line"))
        .with_help(Words::fixed("写成“SHA-256  条款编号”", "write `SHA-256  clause id`"))
}

/// Reports a lock that stands beside no edition.
pub(crate) fn report_stray(location: Location) -> Diagnostic {
    Diagnostic::new(
        &RULE,
        location,
        Words::fixed("official.lock 不在某一版的文件夹里", "official.lock is not in the folder of an edition"),
    )
}
