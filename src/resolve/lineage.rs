//! What became of items from one edition to the next: the fourth layer.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::model::{Content, Kind, Withdrawal};
use crate::site::{EditionNode, EntryIx, Fate, Graph, Lineage, LinkedCorpus, Succession};
use crate::text::redline;

/// Follows every item of every edition into the next.
pub(super) fn build(graph: Graph) -> Lineage {
    let pairs = pairs(&graph);
    let successions = pairs.into_iter().map(|(old, new)| Arc::new(succession(&graph, old, new))).collect();
    Lineage::new(graph, Arc::new(successions))
}

/// Follows the items of those editions again in which an entry is stale.
pub(super) fn revise(before: &Lineage, graph: Graph, stale: &BTreeSet<EntryIx>) -> Lineage {
    let of_edition = |entry: &EntryIx| graph.edition_index(graph.entry(*entry).key().edition()?);
    let editions: BTreeSet<usize> = stale.iter().filter_map(of_edition).collect();
    let successions = before.successions().iter().map(|own| {
        let is_stale = editions.contains(&own.old) || editions.contains(&own.new);
        if is_stale { Arc::new(succession(&graph, own.old, own.new)) } else { Arc::clone(own) }
    });
    let successions = Arc::new(successions.collect());
    Lineage::new(graph, successions)
}

/// Editions with those that precede them, in the order of the later ones.
fn pairs(graph: &Graph) -> Vec<(usize, usize)> {
    (0..graph.editions.len()).filter_map(|new| Some((graph.preceding(new)?, new))).collect()
}

fn succession(graph: &LinkedCorpus, old: usize, new: usize) -> Succession {
    let (before, after, later) = (&graph.editions[old], &graph.editions[new], new);
    let withdrawn = graph.edition_facts(after).map(|facts| facts.withdrawn.as_slice()).unwrap_or_default();
    let clauses = |edition: &EditionNode| edition.clauses.iter().map(|node| node.entry).collect::<Vec<_>>();
    let lists = [
        (Kind::Clause, clauses(before), clauses(after)),
        (Kind::Task, before.tasks.clone(), after.tasks.clone()),
        (Kind::Safeguard, before.safeguards.clone(), after.safeguards.clone()),
    ];
    let fates = lists.into_iter().flat_map(|(kind, old, new)| {
        let bonds = if kind == Kind::Clause { continued(graph, &old, &new) } else { namesakes(graph, &old, &new) };
        fates(graph, kind, (&old, &new), &bonds, (later, withdrawn))
    });
    Succession::new(old, new, fates.collect())
}

/// Which new items continue which old ones.
type Bonds = BTreeMap<EntryIx, Vec<EntryIx>>;

/// Tasks and safeguards are known by their ids.
fn namesakes(graph: &LinkedCorpus, old: &[EntryIx], new: &[EntryIx]) -> Bonds {
    let by_id: BTreeMap<_, EntryIx> = old.iter().map(|entry| (graph.entry(*entry).key().id(), *entry)).collect();
    let bond = |entry: &EntryIx| Some((*entry, vec![*by_id.get(graph.entry(*entry).key().id())?]));
    new.iter().filter_map(bond).collect()
}

/// Clauses say what they continue. One that says nothing continues its number, if the texts are alike and no other clause says
/// that it continues it.
fn continued(graph: &LinkedCorpus, old: &[EntryIx], new: &[EntryIx]) -> Bonds {
    let is_old: BTreeSet<EntryIx> = old.iter().copied().collect();
    let said = |entry: EntryIx| {
        let refs = graph.relations(entry).continues().iter();
        let mut own: Vec<EntryIx> = refs.filter_map(|own| own.link.entry()).filter(|to| is_old.contains(to)).collect();
        own.sort_unstable();
        own.dedup();
        own
    };
    let mut bonds: Bonds = new.iter().map(|&entry| (entry, said(entry))).filter(|(_, old)| !old.is_empty()).collect();
    let claimed: BTreeSet<EntryIx> = bonds.values().flatten().copied().collect();
    let silent: Vec<EntryIx> =
        new.iter().copied().filter(|entry| graph.relations(*entry).continues().is_empty()).collect();
    for (entry, namesakes) in namesakes(graph, old, &silent) {
        if namesakes.iter().all(|own| !claimed.contains(own) && is_alike(graph, *own, entry)) {
            bonds.insert(entry, namesakes);
        }
    }
    bonds
}

fn is_alike(graph: &LinkedCorpus, old: EntryIx, new: EntryIx) -> bool {
    let title = |entry: EntryIx| graph.entry(entry).item.header.title.value.as_str();
    // Where only titles are known, they alone tell.
    let (before, after) = (words(graph, old), words(graph, new));
    if before.is_empty() || after.is_empty() {
        return redline::is_alike(title(old), title(new));
    }
    (title(old) == title(new) && !title(old).is_empty()) || redline::is_alike(&before, &after)
}

/// The words of a body, as far as its own file says them.
fn words(graph: &LinkedCorpus, entry: EntryIx) -> String {
    let nodes = &graph.entry(entry).item.body.nodes;
    let texts =
        nodes.iter().filter_map(|node| if let Content::Text(text) = &node.content { Some(&**text) } else { None });
    texts.collect()
}

/// Puts what belongs together into one fate each: new items in their order, with what ended between them.
fn fates(
    graph: &LinkedCorpus,
    kind: Kind,
    (old, new): (&[EntryIx], &[EntryIx]),
    bonds: &Bonds,
    (edition, withdrawn): (usize, &[Withdrawal]),
) -> Vec<Fate> {
    let mut heirs: Bonds = BTreeMap::new();
    for (&entry, ancestors) in bonds {
        for &ancestor in ancestors {
            heirs.entry(ancestor).or_default().push(entry);
        }
    }
    let mut lasting: Vec<Fate> = Vec::new();
    let mut at_fate: BTreeMap<EntryIx, usize> = BTreeMap::new();
    for &entry in new {
        if at_fate.contains_key(&entry) {
            continue;
        }
        let (ancestors, own) = family(entry, bonds, &heirs);
        at_fate.extend(own.iter().chain(&ancestors).map(|member| (*member, lasting.len())));
        let (old, new) = (in_order(graph, ancestors), in_order(graph, own));
        lasting.push(Fate { kind, old, new, withdrawal: None, ended_in: None });
    }
    let mut ended: BTreeMap<Option<usize>, Vec<Fate>> = BTreeMap::new();
    let mut behind = None;
    for &entry in old {
        if let Some(at) = at_fate.get(&entry) {
            behind = Some(*at);
            continue;
        }
        let id = graph.entry(entry).key().id().as_str();
        let withdrawal = withdrawn.iter().position(|own| own.id.value == id);
        ended.entry(behind).or_default().push(Fate {
            kind,
            old: vec![entry],
            new: Vec::new(),
            withdrawal,
            ended_in: withdrawal.map(|_| edition),
        });
    }
    let mut fates = ended.remove(&None).unwrap_or_default();
    for (at, fate) in lasting.into_iter().enumerate() {
        fates.push(fate);
        fates.extend(ended.remove(&Some(at)).into_iter().flatten());
    }
    fates
}

/// Items of an edition in its order.
fn in_order(graph: &LinkedCorpus, entries: BTreeSet<EntryIx>) -> Vec<EntryIx> {
    let mut entries: Vec<EntryIx> = entries.into_iter().collect();
    entries.sort_by_key(|entry| graph.entry(*entry).position);
    entries
}

/// Everything that is bound to a new item, directly or through others: old items, new items.
fn family(entry: EntryIx, bonds: &Bonds, heirs: &Bonds) -> (BTreeSet<EntryIx>, BTreeSet<EntryIx>) {
    let (mut ancestors, mut own) = (BTreeSet::new(), BTreeSet::from([entry]));
    let mut open = vec![entry];
    while let Some(entry) = open.pop() {
        for ancestor in bonds.get(&entry).into_iter().flatten() {
            if ancestors.insert(*ancestor) {
                open.extend(heirs.get(ancestor).into_iter().flatten().copied().filter(|heir| own.insert(*heir)));
            }
        }
    }
    (ancestors, own)
}
