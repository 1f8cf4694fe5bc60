//! What changed for a role from the preceding edition: for each role that had duties then or has some now.

use std::collections::BTreeSet;

use super::{Kept, Listing, Page, PageKind};
use crate::model::{EditionKey, Id};
use crate::site::{Address, EditionNode, EntryIx, LinkedCorpus};

pub(super) static KIND: PageKind = PageKind {
    called: ["对我有什么变化", "What changes for a role"],
    kept: Kept::Always,
    is_mapped: false,
    ..PageKind::new("changes-for", list)
};

fn list(listing: &mut Listing<'_>) {
    let graph = listing.graph;
    for own in graph.successions() {
        let [old, new] = [own.old, own.new].map(|edition| &graph.editions[edition]);
        for role in graph.roles_of(old).union(&graph.roles_of(new)).copied().collect::<BTreeSet<_>>() {
            let id = graph.entry(role).key().id();
            listing.add(Address::changes_for(&new.key, id), Page::ChangesFor(own.new, role));
        }
    }
}

impl LinkedCorpus {
    /// The roles that take part in the work of an edition.
    pub fn roles_of(&self, edition: &EditionNode) -> BTreeSet<EntryIx> {
        let works = edition.tasks.iter().chain(&edition.safeguards);
        works.filter_map(|work| self.work_links(*work)).flat_map(|links| links.roles()).collect()
    }
}

impl Address {
    /// The address of what changed for a role in an edition. `_` is in no id, so that no item can have it.
    pub fn changes_for(edition: &EditionKey, role: &Id) -> Self {
        let EditionKey { standard, edition } = edition;
        Self::new(&format!("{standard}/{edition}/changes_for_{role}.html"))
    }
}
