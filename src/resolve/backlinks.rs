//! Links, turned round.

use std::sync::Arc;

use crate::model::{Content, ItemKey};
use crate::site::{Backlink, EntryIx, LinkedCorpus, PerEntry, Relation, Relations, ResolvedRef};

/// Who points at each item. Translations say what their originals say and are not counted.
pub(super) fn all(linked: &LinkedCorpus) -> PerEntry<Arc<[Backlink]>> {
    let mut pointing: Vec<(EntryIx, Backlink)> = Vec::new();
    for (from, _) in linked.originals() {
        add(linked, from, &mut pointing);
    }
    pointing.sort_unstable();
    pointing.dedup();
    let mut runs = pointing.chunk_by(|a, b| a.0 == b.0).peekable();
    let none: Arc<[Backlink]> = Arc::from([]);
    PerEntry::of(linked, |to| match runs.next_if(|run| run[0].0 == to) {
        Some(run) => run.iter().map(|(_, backlink)| *backlink).collect(),
        None => Arc::clone(&none),
    })
}

/// What one entry points at, sorted; nothing for a translation.
pub(super) fn of(linked: &LinkedCorpus, from: EntryIx) -> Vec<(EntryIx, Backlink)> {
    let mut pointing = Vec::new();
    if linked.entry(from).original == from {
        add(linked, from, &mut pointing);
    }
    pointing.sort_unstable();
    pointing.dedup();
    pointing
}

fn add(linked: &LinkedCorpus, from: EntryIx, pointing: &mut Vec<(EntryIx, Backlink)>) {
    let first = pointing.len();
    relations(linked, from, pointing);
    mentions(linked, from, pointing);
    terms(linked, from, pointing);
    let mut kept = first;
    for index in first..pointing.len() {
        if pointing[index].0 != from {
            pointing.swap(kept, index);
            kept += 1;
        }
    }
    pointing.truncate(kept);
}

fn relations(linked: &LinkedCorpus, from: EntryIx, pointing: &mut Vec<(EntryIx, Backlink)>) {
    let mut add = |refs: &[ResolvedRef], relation: Relation| {
        let targets = refs.iter().filter_map(|own| own.link.entry());
        pointing.extend(targets.map(|to| (to, Backlink { relation, from })));
    };
    match &linked.outgoing(from).relations {
        Relations::None => {}
        Relations::Continues(continued) => add(continued, Relation::Continues),
        Relations::Work(work) => {
            add(&work.basis, Relation::RestsOn);
            add(&work.supported_by, Relation::SupportedBy);
        }
        Relations::Interprets(subjects) => add(subjects, Relation::Interprets),
        Relations::Illustrates(subjects) => add(subjects, Relation::Illustrates),
    }
}

fn mentions(linked: &LinkedCorpus, from: EntryIx, pointing: &mut Vec<(EntryIx, Backlink)>) {
    let refs = &linked.outgoing(from).refs;
    let mut quoted = vec![false; refs.len()];
    for node in &linked.entry(from).item.body.nodes {
        if let Content::Quotation(reference) = node.content
            && let Some(own) = quoted.get_mut(reference as usize)
        {
            *own = true;
        }
    }
    for (own, quoted) in refs.iter().zip(quoted) {
        let relation = if quoted { Relation::Quotes } else { Relation::Mentions };
        if let Some(to) = own.link.entry() {
            // A link to a translation speaks of the original.
            pointing.push((linked.entry(to).original, Backlink { relation, from }));
        }
    }
}

fn terms(linked: &LinkedCorpus, from: EntryIx, pointing: &mut Vec<(EntryIx, Backlink)>) {
    for used in &*linked.entry(from).term_uses {
        if let Some(to) = linked.find(&ItemKey::of_term(&used.term)) {
            pointing.push((to, Backlink { relation: Relation::UsesTerm, from }));
        }
    }
}
