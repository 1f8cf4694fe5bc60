//! A published address at which there is nothing any more.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::site::{Address, Ledger, Site};
use crate::source::{Location, Span};
use crate::text::suggest;
use crate::words;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "lost-address",
    severity: Severity::Error,
    explanation: Words::fixed(
        "published.txt 里登记的地址都发布过，别人可能引用、收藏或印在纸上；每一个都要有页面，或者有 moved-from 通向新地址。",
        "The addresses in published.txt were published, and people may have cited, kept or printed them: each has a page, or a moved-from that leads on.",
    ),
    wrong: "urban/2022/t07.html   # in published.txt; tasks/t07.md was removed",
    right: "moved-from: [t07]   # in the front matter of the item that took its place",
};

/// Lost addresses for which the nearest page is looked for: each costs a pass over all pages.
const SUGGESTED: usize = 20;

/// Checks the ledger, where there is one.
pub(super) fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let Some(ledger) = &site.ledger else { return };
    let lost = site.lost().enumerate();
    found.extend(lost.map(|(number, (address, span))| report(site, ledger, address, *span, number < SUGGESTED)));
}

fn report(site: &Site, ledger: &Ledger, address: &Address, span: Span, suggest: bool) -> Diagnostic {
    let words =
        words!("发布过的地址 {address} 没有页面了", "there is no page any more at the published address {address}");
    let diagnostic = Diagnostic::new(&RULE, Location::new(&ledger.path, span), words);
    let lasting = site.pages.iter().filter(|(_, page)| suggest && page.is_lasting());
    let nearest = suggest::nearest(address.as_str(), lasting.map(|(address, _)| address.as_str()));
    let diagnostic = match nearest {
        Some(nearest) => diagnostic.with_help(words!("最接近的页面是 {nearest}", "the nearest page is {nearest}")),
        None => diagnostic,
    };
    diagnostic.with_help(words!(
        "恢复这个条目，或在接替它的条目里写 moved-from: [/{address}]；不要删去这一行",
        "restore the item, or write `moved-from: [/{address}]` in the one that took its place; do not remove this line"
    ))
}
