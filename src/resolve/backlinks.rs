//! Links, turned round.

use crate::model::{Content, ItemKey, Kind};
use crate::site::{Backlink, EntryIx, Link, Relation, Relations, Site};

/// Collects who points at each item. Translations say what their originals say and are not counted.
pub(super) fn collect(site: &mut Site) {
    let mut pointing: Vec<(EntryIx, Backlink)> = Vec::new();
    for (from, _) in site.originals() {
        add(site, from, &mut pointing);
    }
    pointing.sort_unstable();
    pointing.dedup();
    for run in pointing.chunk_by(|a, b| a.0 == b.0) {
        site.entry_mut(run[0].0).backlinks = run.iter().map(|(_, backlink)| *backlink).collect();
    }
}

/// What one entry points at, sorted; nothing for a translation.
pub(super) fn of(site: &Site, from: EntryIx) -> Vec<(EntryIx, Backlink)> {
    let mut pointing = Vec::new();
    if site.entry(from).original == from {
        add(site, from, &mut pointing);
    }
    pointing.sort_unstable();
    pointing.dedup();
    pointing
}

fn add(site: &Site, from: EntryIx, pointing: &mut Vec<(EntryIx, Backlink)>) {
    let first = pointing.len();
    relations(site, from, pointing);
    mentions(site, from, pointing);
    terms(site, from, pointing);
    let mut kept = first;
    for index in first..pointing.len() {
        if pointing[index].0 != from {
            pointing.swap(kept, index);
            kept += 1;
        }
    }
    pointing.truncate(kept);
}

fn relations(site: &Site, from: EntryIx, pointing: &mut Vec<(EntryIx, Backlink)>) {
    let mut add = |links: &[Link], relation: Relation| {
        let targets = links.iter().filter_map(Link::entry);
        pointing.extend(targets.map(|to| (to, Backlink { relation, from })));
    };
    let entry = site.entry(from);
    match &entry.relations {
        Relations::None => {}
        Relations::Clause(continues) => add(continues, Relation::Continues),
        Relations::Work(work) => {
            add(&work.basis, Relation::RestsOn);
            add(&work.supported_by, Relation::SupportedBy);
        }
        Relations::Subjects(subjects) => {
            let relation = if entry.kind() == Kind::Case { Relation::Illustrates } else { Relation::Interprets };
            add(subjects, relation);
        }
    }
}

fn mentions(site: &Site, from: EntryIx, pointing: &mut Vec<(EntryIx, Backlink)>) {
    let entry = site.entry(from);
    let mut quoted = vec![false; entry.links.len()];
    for node in &entry.item.body.nodes {
        if let Content::Quotation(reference) = node.content
            && let Some(own) = quoted.get_mut(reference as usize)
        {
            *own = true;
        }
    }
    for (link, quoted) in entry.links.iter().zip(quoted) {
        let relation = if quoted { Relation::Quotes } else { Relation::Mentions };
        if let Some(to) = link.entry() {
            // A link to a translation speaks of the original.
            pointing.push((site.entry(to).original, Backlink { relation, from }));
        }
    }
}

fn terms(site: &Site, from: EntryIx, pointing: &mut Vec<(EntryIx, Backlink)>) {
    for used in &*site.entry(from).term_uses {
        if let Some(to) = site.find(&ItemKey::Term(used.term.clone())) {
            pointing.push((to, Backlink { relation: Relation::UsesTerm, from }));
        }
    }
}
