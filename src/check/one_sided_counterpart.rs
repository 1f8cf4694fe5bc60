//! A counterpart that does not answer.

use crate::check::works;
use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::site::{Entry, EntryIx, Site};
use crate::source::Location;
use crate::source::Span;
use crate::words;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "one-sided-counterpart",
    severity: Severity::Error,
    explanation: Words::fixed(
        "对应任务要两边都写，读者从哪一边来都能找到另一边。",
        "Counterparts are written on both sides, so that readers find the other from either.",
    ),
    wrong: "counterparts: [community/t07]   # community/t07 says nothing",
    right: "counterparts: [urban/t07]   # in community/t07, too",
};

/// Checks both sides of every counterpart.
pub(super) fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    for (own, entry, _) in works(site) {
        let Some(links) = site.work_links(own) else { continue };
        for counterpart in &links.counterparts {
            let Some(other) = counterpart.link.entry() else { continue };
            let answers = site
                .work_links(other)
                .is_some_and(|links| links.counterparts.iter().any(|back| back.link.entry() == Some(own)));
            if !answers {
                found.push(report(site, entry, counterpart.span, other));
            }
        }
    }
}

fn report(site: &Site, entry: &Entry, span: Span, other: EntryIx) -> Diagnostic {
    let other = site.entry(other);
    let (name, own) = (other.key(), entry.key());
    let words = words!("“{name}”没有写对应“{own}”", "`{name}` does not name `{own}` as its counterpart");
    let there = Words::fixed("在这个文件里补上", "add it in this file");
    Diagnostic::new(&RULE, Location::new(&entry.item.header.path, span), words)
        .with_related(Location::new(&other.item.header.path, other.item.header.title.span), there)
}
