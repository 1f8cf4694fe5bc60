//! A release with addresses that the ledger does not hold.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::site::{Address, Ledger, Site};
use crate::source::{Location, SourcePath};
use crate::words;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "unrecorded-address",
    severity: Severity::Error,
    explanation: Words::fixed(
        "正式发布之前，先用 normbook record 把全部地址记入 content/published.txt；以后哪个地址没有了，normbook check 会指出来。",
        "Before a release, `normbook record` writes all addresses into content/published.txt; when one of them is gone later, `normbook check` says so.",
    ),
    wrong: "normbook build --release   # content/published.txt lacks urban/2022/t21.html",
    right: "normbook record && normbook build --release",
};

/// Checks, when the site is to be released, that every lasting address is recorded. One finding for all of them.
pub(super) fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let missing: Vec<&Address> = site.unrecorded().collect();
    let Some(first) = missing.first() else { return };
    let count = missing.len();
    let words = match &site.ledger {
        Some(_) => {
            words!("{count} 个地址没有登记，第一个是 {first}", "not recorded: {first} (addresses in all: {count})")
        }
        None => words!("还没有登记过地址（共 {count} 个）", "no address was recorded yet (there are {count})"),
    };
    found.push(
        Diagnostic::new(&RULE, Location::whole(&SourcePath::new(Ledger::PATH)), words)
            .with_help(Words::fixed("先运行 normbook record", "run `normbook record` first")),
    );
}
