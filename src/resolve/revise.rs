//! The next site out of the one before it, when only the insides of some items have changed.
//!
//! An item shows other items its *face*: its name, language and path, its kind, its place in lists, its names as a
//! role, its anchors. As long as every face but names and anchors is the same, the same items stand in the same places,
//! and a ref elsewhere leads where it led. What follows from a changed name of a role or a changed anchor is looked up
//! again for all entries that can see it. In every other case [`revision`] declines, and the site is resolved from
//! scratch. The law is that nobody can tell the difference; `tests/suite/reproducible.rs` holds it to random edits.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::findings::Findings;
use super::roles::Names;
use super::{Given, Parts, Resolution, graph, hierarchy, lineage, linked, pages};
use crate::model::{Item, Kind, Work};
use crate::site::{Corpus, EntryIx, Outgoing};

/// Beyond this share of all items, resolving everything is no slower.
const LARGEST_SHARE: usize = 4;

/// What an edit has changed: the items of a few entries.
pub(super) struct Revision<'a> {
    before: &'a Resolution,
    /// Entries whose item is another one, with its place in the parts.
    changed: Vec<(EntryIx, usize)>,
}

/// The revision that makes `parts` of what was before, if a revision will do.
pub(super) fn revision<'a>(before: &'a Resolution, parts: &Parts<'_>) -> Option<Revision<'a>> {
    let given = &before.given;
    let same_frame = given.config == parts.config.hash
        && given.items.len() == parts.items.len()
        && given.locks == parts.locks
        // Only copies that an office publishes have contacts, and those are never revised.
        && before.site.directory.is_none()
        && parts.contacts.is_none()
        && given.assets.len() == parts.assets.len()
        && given.assets.iter().zip(parts.assets).all(|(a, b)| a.0 == b.0 && Arc::ptr_eq(a.1, b.1));
    if !same_frame {
        return None;
    }
    let mut changed = Vec::new();
    for (place, (old, new)) in given.items.iter().zip(&parts.items).enumerate() {
        if Arc::ptr_eq(&old.0, &new.0) && Arc::ptr_eq(&old.1, &new.1) {
            continue;
        }
        if !same_place(&old.0, &new.0) || changed.len() * LARGEST_SHARE > parts.items.len() {
            return None;
        }
        // An item that was set aside (a second one of its name) has no entry to revise.
        let entry = *before.site.files.get(&new.0.header.path)?;
        changed.push((entry, place));
    }
    Some(Revision { before, changed })
}

/// Whether an item takes the place of another in every list, so that no other item moves.
fn same_place(old: &Item, new: &Item) -> bool {
    let (a, b) = (&old.header, &new.header);
    let same_name = a.path == b.path && a.key == b.key && a.lang == b.lang && a.kind == b.kind;
    let same_name = same_name && a.moved_from == b.moved_from;
    same_name && placing(old) == placing(new)
}

/// What an item's own place hangs on, and the places of others: a standard steers menus, an edition says which others go with
/// it, a clause stands where its document has it, and everything else has a rank in its list.
fn placing(item: &Item) -> impl PartialEq {
    let clause = item.clause().map(|clause| (&clause.place, clause.order.as_ref().map(|order| order.value)));
    (item.standard(), item.edition(), clause, item.rank())
}

impl Revision<'_> {
    /// Makes the next site, layer by layer.
    pub(super) fn apply(self, parts: Parts<'_>) -> Resolution {
        let before = &self.before.site;
        let mut findings = self.before.findings.clone();
        let others = self.changed.iter().map(|&(index, place)| (index, parts.items[place].clone()));
        let corpus = hierarchy::with(before, parts.config, others);
        let (names, stale) = self.stale(&corpus, &mut findings);
        let linked = linked::revise(before, corpus, (&names, parts.assets), &stale, &mut findings.wrongs);
        let (graph, touched) = graph::revise(before, linked, &stale);
        let lineage = lineage::revise(before, graph, &stale);
        let site = pages::revise(before, lineage, parts.ledger, (&stale, &touched), &mut findings.moved);
        let diagnostics = findings.say(&site);
        let assets = Arc::clone(&self.before.given.assets);
        let given = Given { config: parts.config.hash, items: parts.items, locks: parts.locks, assets };
        Resolution { site: Arc::new(site), diagnostics, given, names, findings }
    }

    /// The names of roles as they are now, and the entries whose refs have to be looked up again: those of the changed
    /// items, and those that can see a name or an anchor that changed.
    fn stale(&self, corpus: &Corpus, findings: &mut Findings) -> (Arc<Names>, BTreeSet<EntryIx>) {
        let before = &self.before.site;
        let mut stale: BTreeSet<EntryIx> = BTreeSet::new();
        let mut moved_anchors: BTreeSet<EntryIx> = BTreeSet::new();
        let mut renamed = false;
        for &(index, _) in &self.changed {
            let (old, new) = (&before.entry(index).item, &corpus.entry(index).item);
            stale.insert(index);
            if old.body.anchors() != new.body.anchors() {
                moved_anchors.insert(index);
            }
            if old.header.title.value != new.header.title.value {
                findings.forget_suggestions();
            }
            renamed |= new.header.kind == Kind::Role;
        }
        if !moved_anchors.is_empty() {
            // A finding may name anchors of an item that the entry's links no longer lead to.
            stale.extend(findings.wrongs.keys());
            let all = before.indexed().map(|(index, _)| index);
            stale.extend(all.filter(|&index| leads_to(before.outgoing(index), &moved_anchors)));
        }
        let names = if renamed { self.renamed(corpus, findings, &mut stale) } else { Arc::clone(&self.before.names) };
        (names, stale)
    }

    /// The names of roles, gathered anew. Where one has come, gone or moved, the work that sees it is stale.
    fn renamed(&self, corpus: &Corpus, findings: &mut Findings, stale: &mut BTreeSet<EntryIx>) -> Arc<Names> {
        let (names, shared) = Names::gather(corpus);
        findings.names = shared;
        let before = &self.before.names;
        if names != **before {
            let moved = |written: &str| names.get(written) != before.get(written);
            let sees = |work: &Work| work.who.iter().any(|own| moved(&own.role.value));
            let seeing = corpus.indexed().filter(|(_, entry)| entry.item.work().is_some_and(sees));
            stale.extend(seeing.map(|(index, _)| index));
        }
        Arc::new(names)
    }
}

/// Whether any ref of an entry leads to one of `targets`.
fn leads_to(outgoing: &Outgoing, targets: &BTreeSet<EntryIx>) -> bool {
    outgoing.all_refs().filter_map(|own| own.link.entry()).any(|to| targets.contains(&to))
}
