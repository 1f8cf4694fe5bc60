//! What points back: the third layer.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{alignments, backlinks};
use crate::site::{Backlink, DutyUse, EntryIx, Graph, LinkedCorpus, PerEntry, ResolvedAssignment, WorkLinks};

/// Turns every link round.
pub(super) fn build(linked: LinkedCorpus) -> Graph {
    let backlinks = backlinks::all(&linked);
    let duties = Arc::new(duties(&linked));
    let alignments = Arc::new(alignments::all(&linked));
    Graph::new(linked, backlinks, duties, alignments)
}

/// Turns the links of the stale entries round, whose refs were looked up again. The entries whose backlinks are others
/// than before are named.
pub(super) fn revise(before: &Graph, linked: LinkedCorpus, stale: &BTreeSet<EntryIx>) -> (Graph, BTreeSet<EntryIx>) {
    let (backlinks, touched) = repoint(before, &linked, stale);
    let roles = |work: &WorkLinks| work.who.iter().map(ResolvedAssignment::role).collect::<Vec<_>>();
    let duties = match stale.iter().all(|&entry| same(before, &linked, entry, roles)) {
        true => Arc::clone(&before.duties),
        false => Arc::new(duties(&linked)),
    };
    let counterparts = |work: &WorkLinks| work.counterparts.iter().map(|own| own.link.entry()).collect::<Vec<_>>();
    let alignments = match stale.iter().all(|&entry| same(before, &linked, entry, counterparts)) {
        true => Arc::clone(&before.alignments),
        false => Arc::new(alignments::all(&linked)),
    };
    (Graph::new(linked, backlinks, duties, alignments), touched)
}

/// Whether the links of some work are in one respect what they were.
fn same<T: PartialEq>(
    before: &LinkedCorpus,
    now: &LinkedCorpus,
    entry: EntryIx,
    respect: impl Fn(&WorkLinks) -> T,
) -> bool {
    let of = |linked: &LinkedCorpus| linked.outgoing(entry).relations.work().map(&respect);
    of(before) == of(now)
}

/// Moves the backlinks that come from stale entries. Every other item keeps the list that it shares with the last graph.
fn repoint(
    before: &Graph,
    linked: &LinkedCorpus,
    stale: &BTreeSet<EntryIx>,
) -> (PerEntry<Arc<[Backlink]>>, BTreeSet<EntryIx>) {
    let mut moved: BTreeMap<EntryIx, Vec<Backlink>> = BTreeMap::new();
    let list = |to: &EntryIx| before.backlinks(*to).to_vec();
    for &from in stale {
        let old: BTreeSet<(EntryIx, Backlink)> = backlinks::of(before, from).into_iter().collect();
        let new: BTreeSet<(EntryIx, Backlink)> = backlinks::of(linked, from).into_iter().collect();
        for (to, backlink) in old.difference(&new) {
            moved.entry(*to).or_insert_with(|| list(to)).retain(|own| own != backlink);
        }
        for (to, backlink) in new.difference(&old) {
            let backlinks = moved.entry(*to).or_insert_with(|| list(to));
            let place = backlinks.partition_point(|own| own < backlink);
            backlinks.insert(place, *backlink);
        }
    }
    let touched = moved.keys().copied().collect();
    let backlinks = moved.into_iter().map(|(entry, backlinks)| (entry, Arc::from(backlinks)));
    (before.all_backlinks().clone().with(backlinks), touched)
}

/// Duties of each role: those of current editions, standards as on the home page; behind them those of all others, so that
/// the former are a run of their own. Tasks come before safeguards.
fn duties(linked: &LinkedCorpus) -> BTreeMap<EntryIx, Vec<DutyUse>> {
    let mut duties: BTreeMap<EntryIx, Vec<DutyUse>> = BTreeMap::new();
    let current = linked.standards.iter().map(|standard| &linked.editions[standard.current]);
    for edition in current.chain(linked.other_editions()) {
        for &work in edition.tasks.iter().chain(&edition.safeguards) {
            let Some(links) = linked.work_links(work) else { continue };
            for (assignment, own) in links.who.iter().enumerate() {
                if let Some(role) = own.role() {
                    duties.entry(role).or_default().push(DutyUse { work, assignment });
                }
            }
        }
    }
    duties
}
