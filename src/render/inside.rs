//! What stands on a page in full, so that links to it lead within the page.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::model::{ItemKey, Space};
use crate::site::{EditionNode, EntryIx, Relation, Site, WorkLinks};

/// The items that stand on one page in full.
pub(super) struct Inside<'a> {
    edition: &'a EditionNode,
    /// Places in the reading order of the edition.
    range: Range<usize>,
    /// Originals of notes, cases, roles and terms.
    shared: BTreeSet<EntryIx>,
    /// The page is a file that may lie anywhere: what it does not hold is out of its reach.
    pub(super) alone: bool,
}

impl<'a> Inside<'a> {
    /// What a part of a reading view holds.
    pub(super) fn reading(site: &Site, edition: &'a EditionNode, part: usize) -> Self {
        let range = site.reading(edition).get(part).cloned().unwrap_or_default();
        Self { edition, range, shared: BTreeSet::new(), alone: false }
    }

    /// What the single file of an edition holds: all of it, the notes and cases about it, and the roles and terms that any
    /// of these name.
    pub(super) fn single(site: &Site, edition: &'a EditionNode) -> Self {
        let range = 0..edition.reading_length();
        let mut waiting: Vec<EntryIx> =
            range.clone().filter_map(|at| edition.reading_item(at)).map(|item| item.entry()).collect();
        let about = waiting.iter().copied().chain([edition.entry, edition.standard]);
        let mut shared: BTreeSet<EntryIx> = about
            .flat_map(|entry| {
                [Relation::Interprets, Relation::Illustrates].map(|relation| site.pointing(entry, relation))
            })
            .flatten()
            .collect();
        waiting.extend(&shared);
        while let Some(entry) = waiting.pop() {
            for named in named_by(site, entry) {
                if site.entry(named).kind().spec().is_named && shared.insert(named) {
                    waiting.push(named);
                }
            }
        }
        Self { edition, range, shared, alone: true }
    }

    /// The shared items of a folder, in the order of its list.
    pub(super) fn of_space<'s>(&'s self, site: &'s Site, space: Space) -> impl Iterator<Item = EntryIx> + 's {
        let all = site.shared.get(&space).into_iter().flatten().copied();
        all.filter(|entry| self.shared.contains(entry))
    }

    /// The place of an original on the page: the id of a provision, which is one among all of its edition; kind and id of
    /// anything else. `_` is in no id, so that the two never meet.
    pub(super) fn anchor(&self, site: &Site, original: EntryIx) -> Option<String> {
        let entry = site.entry(original);
        let id = entry.key().id();
        if self.shared.contains(&original) {
            return Some(format!("{}_{id}", entry.kind().word()));
        }
        let own = entry.key().edition() == Some(&self.edition.key);
        let place = self.edition.place_in_reading(entry.kind(), entry.position).filter(|_| own)?;
        self.range.contains(&place).then(|| id.to_string())
    }
}

/// Everything that an item names: in its text, in those of its translations, and among those who take part.
fn named_by(site: &Site, original: EntryIx) -> Vec<EntryIx> {
    let family = std::iter::once(original).chain(site.entry(original).translations.iter().copied());
    let mut named = Vec::new();
    for index in family {
        let outgoing = site.outgoing(index);
        named.extend(outgoing.all_refs().filter_map(|own| own.link.entry()));
        let terms = site.entry(index).term_uses.iter().map(|used| ItemKey::of_term(&used.term));
        named.extend(terms.filter_map(|term| site.find(&term)));
        named.extend(outgoing.relations.work().into_iter().flat_map(WorkLinks::roles));
    }
    named.into_iter().map(|entry| site.entry(entry).original).collect()
}
