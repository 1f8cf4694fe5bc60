//! What changed in each item: compared once, by whichever page asks first.

use std::sync::OnceLock;

use crate::comparison::{Change, Comparison};
use crate::site::Site;

/// Every comparison of a site, as far as a page has asked for it: by succession, then by fate.
pub(super) struct Comparisons(Vec<Vec<OnceLock<Comparison>>>);

impl Comparisons {
    /// Nothing compared yet.
    pub(super) fn new(site: &Site) -> Self {
        let empty = |fates: usize| (0..fates).map(|_| OnceLock::new()).collect();
        Self(site.successions().iter().map(|own| empty(own.fates.len())).collect())
    }

    /// What changed in the items of a fate. `None` only for one that is not there.
    pub(super) fn get(&self, site: &Site, succession: usize, fate: usize) -> Option<&Comparison> {
        let place = self.0.get(succession)?.get(fate)?;
        Some(place.get_or_init(|| Comparison::of(site, &site.successions()[succession].fates[fate])))
    }

    /// How many items of a succession have each change, in the order of the words; those that none has are left out.
    pub(super) fn counts(&self, site: &Site, succession: usize) -> Vec<(Change, usize)> {
        let fates = self.0.get(succession).map_or(0, Vec::len);
        let all: Vec<&Comparison> = (0..fates).filter_map(|fate| self.get(site, succession, fate)).collect();
        let count = |change: Change| all.iter().filter(|own| own.changes.contains(&change)).count();
        let counts = Change::WORDS.iter().map(|(_, change)| (*change, count(*change)));
        counts.filter(|(_, count)| *count > 0).collect()
    }
}
