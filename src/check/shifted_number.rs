//! A ref inside a new edition that was copied from the last one, and whose number now means another clause.

use std::collections::BTreeSet;

use super::refs;
use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::model::{Id, ItemKey, RefTarget};
use crate::naming;
use crate::site::{EntryIx, Site, Succession};
use crate::source::Location;
use crate::words;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "shifted-number",
    severity: Severity::Warning,
    explanation: Words::fixed(
        "条号变了，从上一版抄来的引用就会悄悄指向另一条。上一版的同一条目写过同样的编号，而这个编号现在是另一条的，就要核对。\
         确实要引用现在这一条的，写上版次。",
        "Where numbers shifted, a ref that was copied from the last edition silently means another clause. A ref is to be looked at \
         when the same item wrote the same number in the last edition and the number is another clause's now. Where the present \
         clause is meant, name the edition.",
    ),
    wrong: "basis: [\"5.7\"]   # 5.7 of 2022 is 5.6 of 2026",
    right: "basis: [\"5.6\"]   # or, if the present 5.7 is meant: [urban@2026/5.7]",
};

/// Checks every item of an edition that has a predecessor.
pub(super) fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    // Books of the first version knew of no withdrawals and of no numbers that shift; they say that they are old.
    if site.config.format < 2 {
        return;
    }
    for succession in site.successions() {
        for fate in succession.fates.iter().filter(|fate| !fate.old.is_empty()) {
            let before: BTreeSet<&Id> =
                fate.old.iter().flat_map(|entry| refs::of(site, *entry)).filter_map(|own| bare(own.written)).collect();
            for entry in fate.new.iter().filter(|_| !before.is_empty()) {
                check_entry(site, succession, *entry, &before, found);
            }
        }
    }
}

fn check_entry(
    site: &Site,
    succession: &Succession,
    entry: EntryIx,
    before: &BTreeSet<&Id>,
    found: &mut Vec<Diagnostic>,
) {
    for own in refs::of(site, entry) {
        let Some((id, to)) = bare(own.written).filter(|id| before.contains(id)).zip(own.to) else { continue };
        let key = ItemKey::Provision(site.editions[succession.old].key.clone(), id.clone());
        let Some(former) = site.find(&key) else { continue };
        if succession.position(former) != succession.position(to) {
            let location = Location::new(&site.entry(entry).item.header.path, own.span);
            found.push(report(site, succession, location, id, (former, to)));
        }
    }
}

/// A number or id that means an item of the edition it stands in.
fn bare(written: &crate::model::Ref) -> Option<&Id> {
    if let RefTarget::Bare(id) = &written.target { Some(id) } else { None }
}

fn report(
    site: &Site,
    succession: &Succession,
    location: Location,
    id: &Id,
    (former, now): (EntryIx, EntryIx),
) -> Diagnostic {
    let (was, is) = (naming::title(site, former), naming::title(site, now));
    let [old, new] = [succession.old, succession.new].map(|edition| &site.editions[edition].key);
    let words =
        words!("{id} 在 {old} 是“{was}”，在 {new} 是“{is}”", "{id} was “{was}” in {old} and is “{is}” in {new}");
    let (was_at, is_at) = (&site.entry(former).item.header, &site.entry(now).item.header);
    let diagnostic = Diagnostic::new(&RULE, location, words)
        .with_related(
            Location::new(&was_at.path, was_at.title.span),
            Words::fixed("原来这个编号的条款", "what had the number"),
        )
        .with_related(
            Location::new(&is_at.path, is_at.title.span),
            Words::fixed("现在这个编号的条款", "what has it now"),
        );
    let heirs = succession.fate(former).map(|fate| fate.new.as_slice()).unwrap_or_default();
    let heirs: Vec<&str> = heirs.iter().map(|heir| site.entry(*heir).key().id().as_str()).collect();
    let diagnostic = match heirs.as_slice() {
        [] => diagnostic.with_help(words!("“{was}”没有延续到 {new}", "“{was}” is not continued in {new}")),
        some => {
            let some = some.join(", ");
            diagnostic.with_help(words!("“{was}”现在是 {some}", "“{was}” is {some} now"))
        }
    };
    diagnostic
        .with_help(words!("要引用现在这一条，写 {new}/{id}", "where the present one is meant, write `{new}/{id}`"))
}
