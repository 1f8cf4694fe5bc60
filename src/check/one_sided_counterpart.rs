//! A counterpart that does not answer.

use crate::check::works;
use crate::diag::{Diagnostic, Fix, Rule, Severity, Words};
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
            let answers = |to: EntryIx| {
                let links = site.work_links(other).map(|links| links.counterparts.as_slice()).unwrap_or_default();
                links.iter().any(|back| back.link.entry() == Some(to))
            };
            if answers(own) {
                continue;
            }
            match before(site, own).find(|former| answers(*former)) {
                // An older edition cannot name what came after it.
                Some(former) => found.extend(unpaired(site, entry, counterpart.span, (former, other))),
                None => found.push(report(site, entry, counterpart.span, other)),
            }
        }
    }
}

/// What an item was in all editions before, from the last to the first.
fn before(site: &Site, entry: EntryIx) -> impl Iterator<Item = EntryIx> + '_ {
    let past = |entry: &EntryIx| site.past(*entry).and_then(|(_, fate)| fate.old.first().copied());
    std::iter::successors(past(&entry), past)
}

/// The other standard has a new edition, too, in which the counterpart lives on: both are to go with each other.
fn unpaired(site: &Site, entry: &Entry, span: Span, (former, other): (EntryIx, EntryIx)) -> Option<Diagnostic> {
    let edition = |index: EntryIx| site.edition_of(index).and_then(|node| Some((node, site.edition_facts(node)?)));
    let heir = *site.future(other)?.1.new.first()?;
    let ((own, own_facts), (theirs, their_facts)) = (edition(entry.original)?, edition(heir)?);
    if their_facts.issued > own_facts.issued {
        return None;
    }
    let (name, former, theirs, own) = (site.entry(other).key(), site.entry(former).key(), &theirs.key, &own.key);
    let words = words!(
        "“{name}”对应的是“{former}”，不是这一版",
        "`{name}` is the counterpart of `{former}`, not of this edition"
    );
    let diagnostic = Diagnostic::new(&RULE, Location::new(&entry.item.header.path, span), words);
    Some(diagnostic.with_help(words!(
        "两个标准一起修订的，在 {own} 的 index.md 写 pairs-with: [{theirs}]，在 {theirs} 的写 [{own}]",
        "where both standards were revised together, write `pairs-with: [{theirs}]` in the index.md of {own} and `[{own}]` in that of {theirs}"
    )))
}

fn report(site: &Site, entry: &Entry, span: Span, other: EntryIx) -> Diagnostic {
    let other = site.entry(other);
    let (name, own) = (other.key(), entry.key());
    let words = words!("“{name}”没有写对应“{own}”", "`{name}` does not name `{own}` as its counterpart");
    if other.item.work().is_some_and(|work| work.counterparts.is_empty()) {
        // The key is put below the title.
        let end = other.item.header.title.span.end;
        let at = Location::new(&other.item.header.path, Span { start: end, end });
        let here = Fix::Replace(format!("\ncounterparts: [{own}]"));
        let named = Words::fixed("那一边写在这里", "the other side names it here");
        let mut found = Diagnostic::new(&RULE, at, words)
            .with_help(words!("补上一行“counterparts: [{own}]”", "add a line `counterparts: [{own}]`"))
            .with_related(Location::new(&entry.item.header.path, span), named);
        found.fix = Some(here);
        return found;
    }
    let there = Words::fixed("在这个文件里补上", "add it in this file");
    Diagnostic::new(&RULE, Location::new(&entry.item.header.path, span), words)
        .with_related(Location::new(&other.item.header.path, other.item.header.title.span), there)
}
