//! A note or case that was written for an edition which has been superseded, and does not say so.

use std::collections::BTreeSet;

use super::refs::{self, Pointing};
use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::model::{EditionKey, Id, ItemKey, PartialDate, Ref, RefTarget};
use crate::naming;
use crate::site::{EntryIx, Site, StandardNode};
use crate::source::Location;
use crate::words;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "dated-ref",
    severity: Severity::Warning,
    explanation: Words::fixed(
        "不写版次的引用指现行版。解读、案例的日期早于现行版印发的，说的是当时的那一版：要写上版次，否则新版一印发，它就悄悄指向另一份文字，甚至另一条。",
        "A ref without an edition means the current one. A note or case that is older than the current edition speaks of the one \
         that held then: it names that edition, or it would silently point at another text, or even at another clause.",
    ),
    wrong: "interprets: [urban/5.7]   # of 2024; urban@2026 is current since 2026",
    right: "interprets: [urban@2022/5.7]",
};

/// Checks every item that belongs to no standard and has a date.
pub(super) fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    if site.successions().is_empty() {
        return;
    }
    for (index, entry) in site.originals().filter(|(_, entry)| entry.key().space().is_some()) {
        let Some(date) = entry.item.date() else { continue };
        found.extend(refs::of(site, index).iter().filter_map(|own| judge(site, index, date, own)));
    }
}

/// What is wrong with a ref of an item of some date.
fn judge(site: &Site, from: EntryIx, date: PartialDate, own: &Pointing<'_>) -> Option<Diagnostic> {
    let RefTarget::Provision(standard, None, id) = &own.written.target else { return None };
    let key = ItemKey::Standard(standard.clone());
    let node = site.standards.iter().find(|node| site.entry(node.entry).key() == &key)?;
    let then = edition_of(site, node, date)?;
    let edition = &site.editions[then].key;
    let former = site.find(&ItemKey::Provision(edition.clone(), id.clone()))?;
    let pinned = Ref {
        target: RefTarget::Provision(standard.clone(), Some(edition.edition.clone()), id.clone()),
        anchor: own.written.anchor.clone(),
    };
    let location = Location::new(&site.entry(from).item.header.path, own.span);
    Some(report(site, location, edition, id, (former, own.to)).with_fix(pinned.to_string()))
}

/// The edition that held on a date, if it has been superseded since.
fn edition_of(site: &Site, standard: &StandardNode, date: PartialDate) -> Option<usize> {
    let issued = |edition: usize| site.edition_facts(&site.editions[edition]).and_then(|facts| facts.issued);
    let is_older = |edition: usize| issued(edition).is_some_and(|issued| date.last_day() < issued.first_day());
    if !is_older(standard.current) {
        return None;
    }
    // Newest first: the first that was there already.
    let place = standard.editions.iter().position(|edition| *edition == standard.current)?;
    let earlier = standard.editions[place + 1..].iter().copied();
    earlier.into_iter().find(|edition| !is_older(*edition))
}

fn report(
    site: &Site,
    location: Location,
    edition: &EditionKey,
    id: &Id,
    (former, now): (EntryIx, Option<EntryIx>),
) -> Diagnostic {
    let Some(now) = now else {
        let words = words!(
            "写的时候有效的是 {edition}，现行版没有 {id}",
            "{edition} held when this was written; the current edition has no {id}"
        );
        return Diagnostic::new(&RULE, location, words).with_help(pin(edition, id));
    };
    let current = site.entry(now).key();
    if is_heir(site, former, now) {
        let words = words!(
            "写的时候有效的是 {edition}，不写版次会指向 {current}",
            "{edition} held when this was written; without an edition the ref means `{current}`"
        );
        return Diagnostic::new(&RULE, location, words).with_help(pin(edition, id));
    }
    let (was, is) = (naming::title(site, former), naming::title(site, now));
    let words = words!(
        "写的时候 {id} 是“{was}”（{edition}），现在指向的 {current} 是“{is}”",
        "{id} was “{was}” ({edition}) when this was written; now the ref means `{current}`, which is “{is}”"
    );
    let (was_at, is_at) = (&site.entry(former).item.header, &site.entry(now).item.header);
    Diagnostic::new(&RULE, location, words)
        .with_related(Location::new(&was_at.path, was_at.title.span), Words::fixed("当时的条目", "what it was"))
        .with_related(Location::new(&is_at.path, is_at.title.span), Words::fixed("现在的条目", "what it is now"))
        .with_help(pin(edition, id))
}

fn pin(edition: &EditionKey, id: &Id) -> Words {
    words!("写上版次：{edition}/{id}", "name the edition: `{edition}/{id}`")
}

/// Whether an item of a later edition is what became of an earlier one.
fn is_heir(site: &Site, former: EntryIx, now: EntryIx) -> bool {
    let mut heirs = BTreeSet::from([former]);
    while !heirs.is_empty() && !heirs.contains(&now) {
        let next = heirs.iter().filter_map(|heir| site.future(*heir)).flat_map(|(_, fate)| fate.new.iter().copied());
        heirs = next.collect();
    }
    heirs.contains(&now)
}
