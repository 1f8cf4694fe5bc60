//! Who: the roles of tasks and safeguards, and the duties of each role.

use std::collections::{BTreeMap, HashMap};

use super::rules;
use super::suggestions::Suggestions;
use crate::diag::Diagnostic;
use crate::model::{Facts, Space};
use crate::site::{DutyUse, EntryIx, Relations, Site, WorkLinks};
use crate::source::{Location, Span};

/// Looks up the role of each assignment and lists the duties of each role.
pub(super) fn resolve(site: &mut Site, found: &mut Vec<Diagnostic>) {
    let names = names(site, found);
    let mut unknown: Vec<(Location, String)> = Vec::new();
    for entry in &mut site.entries {
        let Some(work) = entry.item.work() else { continue };
        let roles = work.who.iter().map(|assignment| {
            let role = names.get(&assignment.role.value).copied();
            if role.is_none() {
                let location = Location::new(&entry.item.header.path, assignment.role.span);
                unknown.push((location, assignment.role.value.clone()));
            }
            role
        });
        entry.relations = Relations::Work(WorkLinks { roles: roles.collect(), ..WorkLinks::default() });
    }
    report(site, unknown, found);
    site.duties = duties(site);
}

/// Roles by id, title and alias, in all languages of their files.
fn names(site: &Site, found: &mut Vec<Diagnostic>) -> HashMap<String, EntryIx> {
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
    names
}

fn names_of(site: &Site, entry: EntryIx) -> Vec<(String, Span, EntryIx)> {
    let item = &site.entry(entry).item;
    let aliases = match &item.facts {
        Facts::Role(role) => role.aliases.as_slice(),
        Facts::Translation(translation) => translation.aliases.as_slice(),
        _ => &[],
    };
    let title = std::iter::once(&item.header.title).filter(|title| !title.value.is_empty());
    title.chain(aliases).map(|name| (name.value.clone(), name.span, entry)).collect()
}

fn report(site: &Site, unknown: Vec<(Location, String)>, found: &mut Vec<Diagnostic>) {
    if unknown.is_empty() {
        return;
    }
    let roles = site.shared.get(&Space::Roles).map(Vec::as_slice).unwrap_or_default();
    let mut suggestions = Suggestions::of(site, roles);
    for (location, written) in unknown {
        let nearest = suggestions.nearest(&written);
        found.push(rules::unknown_role::report(location, &written, &nearest));
    }
}

/// Duties of each role: standards as on the home page, their current edition first, tasks before safeguards.
fn duties(site: &Site) -> BTreeMap<EntryIx, Vec<DutyUse>> {
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
