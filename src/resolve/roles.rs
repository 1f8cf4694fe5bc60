//! Who: the names of roles, and the duties of each role.

use std::collections::{BTreeMap, HashMap};

use super::rules;
use crate::diag::Diagnostic;
use crate::model::Space;
use crate::site::{DutyUse, EntryIx, Site};
use crate::source::{Location, Span};

/// Roles by id, title and alias, in all languages of their files.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Names(HashMap<String, EntryIx>);

impl Names {
    /// Gathers the names; one that two roles share is reported and stays with the first.
    pub(super) fn gather(site: &Site, found: &mut Vec<Diagnostic>) -> Self {
        let mut names: HashMap<String, EntryIx> = HashMap::new();
        let roles = site.shared.get(&Space::Roles).map(Vec::as_slice).unwrap_or_default();
        for &role in roles {
            names.insert(site.entry(role).key().id().to_string(), role);
        }
        for &role in roles {
            let family = std::iter::once(role).chain(site.entry(role).translations.iter().copied());
            for (name, span, entry) in family.flat_map(|entry| names_of(site, entry)) {
                match names.get(&name) {
                    Some(&other) if other != role => {
                        let location = Location::new(&site.entry(entry).item.header.path, span);
                        let other = site.entry(other).key().to_string();
                        found.push(rules::ambiguous_ref::report_alias(location, &name, &other));
                    }
                    _ => {
                        names.insert(name, role);
                    }
                }
            }
        }
        Self(names)
    }

    /// The role of a name.
    pub(super) fn get(&self, name: &str) -> Option<EntryIx> {
        self.0.get(name).copied()
    }
}

fn names_of(site: &Site, entry: EntryIx) -> Vec<(String, Span, EntryIx)> {
    let item = &site.entry(entry).item;
    let title = std::iter::once(&item.header.title).filter(|title| !title.value.is_empty());
    title.chain(item.aliases()).map(|name| (name.value.clone(), name.span, entry)).collect()
}

/// Duties of each role: standards as on the home page, their current edition first, tasks before safeguards.
pub(super) fn duties(site: &Site) -> BTreeMap<EntryIx, Vec<DutyUse>> {
    let mut duties: BTreeMap<EntryIx, Vec<DutyUse>> = BTreeMap::new();
    for standard in &site.standards {
        let earlier = standard.editions.iter().copied().filter(|&edition| edition != standard.current);
        for edition in std::iter::once(standard.current).chain(earlier) {
            let edition = &site.editions[edition];
            for &work in edition.tasks.iter().chain(&edition.safeguards) {
                let Some(links) = site.work_links(work) else { continue };
                for (assignment, role) in links.roles.iter().enumerate() {
                    if let Some(role) = role {
                        duties.entry(*role).or_default().push(DutyUse { work, assignment });
                    }
                }
            }
        }
    }
    duties
}
