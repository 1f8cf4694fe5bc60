//! What resolving finds, kept by where it comes from, so that what one entry says can be replaced.

use std::collections::BTreeMap;

use super::links::Wrong;
use super::rules;
use super::suggestions::{Among, Known, Suggestions};
use crate::diag::Diagnostic;
use crate::site::{EntryIx, Site};
use crate::source::Location;

/// Everything that is wrong with a site's names and refs.
#[derive(Clone, Default)]
pub(super) struct Findings {
    /// Of items that found no place.
    pub(super) layout: Vec<Diagnostic>,
    /// Of `pairs-with`: refs that lead nowhere.
    pub(super) pairs: Vec<(Location, String)>,
    /// Of names that two roles share.
    pub(super) names: Vec<Diagnostic>,
    /// Of old addresses.
    pub(super) moved: Vec<Diagnostic>,
    /// Of entries; those with nothing to say are not in it.
    entries: BTreeMap<EntryIx, Wrong>,
    items: Known,
    roles: Known,
}

impl Findings {
    /// Replaces what an entry says.
    pub(super) fn set(&mut self, entry: EntryIx, wrong: Wrong) {
        if wrong.is_empty() {
            self.entries.remove(&entry);
        } else {
            self.entries.insert(entry, wrong);
        }
    }

    /// Entries with something wrong.
    pub(super) fn entries(&self) -> impl Iterator<Item = EntryIx> + '_ {
        self.entries.keys().copied()
    }

    /// Some item has another title: what was suggested before may not be the nearest any more.
    pub(super) fn forget_suggestions(&mut self) {
        self.items.clear();
        self.roles.clear();
    }

    /// Everything as diagnostics. Suggestions cost a pass over all items each: the first mistakes in reading order get
    /// them.
    pub(super) fn say(&mut self, site: &Site) -> Vec<Diagnostic> {
        let mut said: Vec<Diagnostic> = self.layout.iter().chain(&self.names).chain(&self.moved).cloned().collect();
        said.extend(self.entries.values().flat_map(|wrong| &wrong.found).cloned());

        let mut dangling: Vec<(Location, String)> = self.pairs.clone();
        dangling.extend(self.entries.values().flat_map(|wrong| &wrong.dangling).cloned());
        dangling.sort();
        let mut suggestions = Suggestions::of(site, Among::Items, std::mem::take(&mut self.items));
        for (location, written) in dangling {
            let nearest = suggestions.nearest(&written);
            said.push(rules::dangling_ref::report(location, &written, &nearest));
        }
        self.items = suggestions.into_known();

        // Entries stand in the order of their keys, which is not that of paths.
        let mut unknown: Vec<(Location, String)> =
            self.entries.values().flat_map(|wrong| &wrong.unknown_roles).cloned().collect();
        unknown.sort();
        let mut suggestions = Suggestions::of(site, Among::Roles, std::mem::take(&mut self.roles));
        for (location, written) in unknown {
            let nearest = suggestions.nearest(&written);
            said.push(rules::unknown_role::report(location, &written, &nearest));
        }
        self.roles = suggestions.into_known();
        said
    }
}
