//! Editions that pair with each other, side by side.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::Kind;
use crate::site::{Alignment, AlignmentRow, EditionNode, EntryIx, LinkedCorpus};

/// Lays every pair of editions side by side. One that names the other is enough.
pub(super) fn all(linked: &LinkedCorpus) -> Vec<Alignment> {
    let rank = ranks(linked);
    let mut pairs = BTreeSet::new();
    for (own, edition) in linked.editions.iter().enumerate() {
        for &paired in &edition.pairs {
            let Some(other) = linked.entry(paired).key().edition().and_then(|key| linked.edition_index(key)) else {
                continue;
            };
            let (left, right) = if (rank[own], own) <= (rank[other], other) { (own, other) } else { (other, own) };
            pairs.insert(((rank[left], left), (rank[right], right)));
        }
    }
    pairs.into_iter().map(|((_, left), (_, right))| align(linked, left, right)).collect()
}

/// The place of each edition's standard on the home page.
fn ranks(linked: &LinkedCorpus) -> Vec<usize> {
    let mut ranks = vec![usize::MAX; linked.editions.len()];
    for (rank, standard) in linked.standards.iter().enumerate() {
        for &edition in &standard.editions {
            ranks[edition] = rank;
        }
    }
    ranks
}

fn align(linked: &LinkedCorpus, left: usize, right: usize) -> Alignment {
    let (own, other) = (&linked.editions[left], &linked.editions[right]);
    // What one side names holds for both; whether both say so is another rule's matter.
    let mut matches: BTreeMap<EntryIx, BTreeSet<EntryIx>> = BTreeMap::new();
    for from in works(own) {
        matches.entry(from).or_default().extend(counterparts(linked, from, other));
    }
    for from in works(other) {
        for to in counterparts(linked, from, own) {
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
            right.sort_by_key(|entry| (linked.entry(*entry).kind(), linked.entry(*entry).position));
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
fn counterparts<'a>(
    linked: &'a LinkedCorpus,
    from: EntryIx,
    other: &'a EditionNode,
) -> impl Iterator<Item = EntryIx> + 'a {
    let links = linked.work_links(from).map(|links| links.counterparts.as_slice()).unwrap_or_default();
    let targets = links.iter().filter_map(|own| own.link.entry());
    targets.filter(|to| linked.entry(*to).key().edition() == Some(&other.key))
}
