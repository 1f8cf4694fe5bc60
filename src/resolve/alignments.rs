//! Editions that pair with each other, side by side.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::model::Kind;
use crate::site::{Alignment, AlignmentRow, EditionNode, EntryIx, Site};

/// Lays every pair of editions side by side. One that names the other is enough.
pub(super) fn collect(site: &mut Site) {
    let rank = ranks(site);
    let mut pairs = BTreeSet::new();
    for (own, edition) in site.editions.iter().enumerate() {
        for &paired in &edition.pairs {
            let Some(other) = site.entry(paired).key().edition().and_then(|key| site.edition_index(key)) else {
                continue;
            };
            let (left, right) = if (rank[own], own) <= (rank[other], other) { (own, other) } else { (other, own) };
            pairs.insert(((rank[left], left), (rank[right], right)));
        }
    }
    let aligned = pairs.into_iter().map(|((_, left), (_, right))| align(site, left, right));
    site.alignments = Arc::new(aligned.collect());
}

/// The place of each edition's standard on the home page.
fn ranks(site: &Site) -> Vec<usize> {
    let mut ranks = vec![usize::MAX; site.editions.len()];
    for (rank, standard) in site.standards.iter().enumerate() {
        for &edition in &standard.editions {
            ranks[edition] = rank;
        }
    }
    ranks
}

fn align(site: &Site, left: usize, right: usize) -> Alignment {
    let (own, other) = (&site.editions[left], &site.editions[right]);
    // What one side names holds for both; whether both say so is another rule's matter.
    let mut matches: BTreeMap<EntryIx, BTreeSet<EntryIx>> = BTreeMap::new();
    for from in works(own) {
        matches.entry(from).or_default().extend(counterparts(site, from, other));
    }
    for from in works(other) {
        for to in counterparts(site, from, own) {
            matches.entry(to).or_default().insert(from);
        }
    }
    let matched: BTreeSet<EntryIx> = matches.values().flatten().copied().collect();
    let mut rows = Vec::with_capacity(own.reading_length());
    for (kind, own, other) in
        [(Kind::Task, &own.tasks, &other.tasks), (Kind::Safeguard, &own.safeguards, &other.safeguards)]
    {
        for left in own {
            let mut right: Vec<EntryIx> = matches.remove(left).into_iter().flatten().collect();
            right.sort_by_key(|entry| (site.entry(*entry).kind(), site.entry(*entry).position));
            rows.push(AlignmentRow { kind, left: Some(*left), right });
        }
        let alone = other.iter().filter(|entry| !matched.contains(entry));
        rows.extend(alone.map(|entry| AlignmentRow { kind, left: None, right: vec![*entry] }));
    }
    Alignment { left, right, rows }
}

fn works(edition: &EditionNode) -> impl Iterator<Item = EntryIx> + '_ {
    edition.tasks.iter().chain(&edition.safeguards).copied()
}

/// The same work in another edition, as an item says.
fn counterparts<'a>(site: &'a Site, from: EntryIx, other: &'a EditionNode) -> impl Iterator<Item = EntryIx> + 'a {
    let links = site.work_links(from).map(|links| links.counterparts.as_slice()).unwrap_or_default();
    let targets = links.iter().filter_map(|link| link.entry());
    targets.filter(|to| site.entry(*to).key().edition() == Some(&other.key))
}
