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
use super::links::{self, Resolved, Resolver};
use super::roles::{self, Names};
use super::{Given, Parts, Resolution, alignments, backlinks, hierarchy, list_pages, machines, reading};
use crate::model::{Facts, Item, Kind};
use crate::naming;
use crate::site::{Backlink, DutyUse, Entry, EntryIx, Facet, Link, ROWS_PER_PAGE, Relations, Site, WorkLinks};

/// Beyond this share of all items, resolving everything is no slower.
const LARGEST_SHARE: usize = 4;

/// Which entries to look at again.
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
        let entry = *before.files.get(&new.0.header.path)?;
        changed.push((entry, place));
    }
    Some(Revision { before, changed })
}

/// Whether an item takes the place of another in every list, so that no other item moves.
fn same_place(old: &Item, new: &Item) -> bool {
    let (a, b) = (&old.header, &new.header);
    let same_name = a.path == b.path && a.key == b.key && a.lang == b.lang && a.kind == b.kind;
    let same_name = same_name && a.moved_from == b.moved_from;
    same_name
        && match (&old.facts, &new.facts) {
            (Facts::Standard(old), Facts::Standard(new)) => old == new,
            (Facts::Edition(old), Facts::Edition(new)) => old == new,
            (Facts::Clause(old), Facts::Clause(new)) => old.place == new.place,
            (Facts::Note(old), Facts::Note(new)) => old.date == new.date,
            (Facts::Case(old), Facts::Case(new)) => old.date == new.date,
            (Facts::Role(old), Facts::Role(new)) => old.level == new.level,
            (Facts::Task(_), Facts::Task(_))
            | (Facts::Safeguard(_), Facts::Safeguard(_))
            | (Facts::Term(_), Facts::Term(_))
            | (Facts::Page, Facts::Page)
            | (Facts::Translation(_), Facts::Translation(_)) => true,
            _ => false,
        }
}

impl Revision<'_> {
    /// Makes the next site.
    pub(super) fn apply(self, parts: Parts<'_>) -> Resolution {
        let before = self.before;
        let mut site = Site::clone(&before.site);
        site.config = Arc::clone(parts.config);
        site.ledger = parts.ledger;
        let mut findings = before.findings.clone();
        let mut again: BTreeSet<EntryIx> = BTreeSet::new();
        let mut moved_anchors: BTreeSet<EntryIx> = BTreeSet::new();
        let mut renamed = false;
        for &(index, place) in &self.changed {
            let (item, term_uses) = &parts.items[place];
            let old = Arc::clone(&site.entry(index).item);
            let entry = site.entry_mut(index);
            entry.item = Arc::clone(item);
            entry.term_uses = Arc::clone(term_uses);
            again.insert(index);
            if old.body.anchors() != item.body.anchors() {
                moved_anchors.insert(index);
            }
            if old.header.title.value != item.header.title.value {
                findings.forget_suggestions();
            }
            renamed |= item.header.kind == Kind::Role;
        }
        let names = match renamed {
            true => self.renamed(&site, &mut findings, &mut again),
            false => Arc::clone(&before.names),
        };
        if !moved_anchors.is_empty() {
            // A finding may name anchors of an item that the entry's links no longer lead to.
            again.extend(findings.entries());
            again.extend(site.indexed().filter(|(_, entry)| leads_to(entry, &moved_anchors)).map(|(index, _)| index));
        }
        let mut resolver = Resolver::new(&site, &before.files, &names, parts.assets);
        let resolved: Vec<_> = again.iter().map(|&index| (index, resolver.entry(index))).collect();
        let effects = settle(&mut site, &before.site, resolved, &mut findings);
        if effects.assets {
            site.assets = Arc::new(links::published(&site, parts.assets));
        }
        if effects.duties {
            site.duties = Arc::new(roles::duties(&site));
        }
        let touched = repoint(&mut site, &before.site, &again);
        if effects.counterparts {
            alignments::collect(&mut site);
        }
        for &index in &again {
            if let Some(position) = site.entry(index).key().edition().and_then(|key| site.edition_index(key)) {
                reading::cut_one(&mut site, position);
            }
        }
        site.sample = hierarchy::holds_sample(&site);
        if effects.counterparts || other_pages(&site, &before.site, &again, &touched) {
            list_pages(&mut site, &mut findings);
        }
        let diagnostics = findings.say(&site);
        let given = Given {
            config: parts.config.hash,
            items: parts.items,
            locks: parts.locks,
            assets: Arc::clone(&before.given.assets),
        };
        Resolution { site: Arc::new(site), diagnostics, given, files: Arc::clone(&before.files), names, findings }
    }

    /// The names of roles as they are now. Where one has come, gone or moved, all work is looked up again.
    fn renamed(&self, site: &Site, findings: &mut Findings, again: &mut BTreeSet<EntryIx>) -> Arc<Names> {
        findings.names.clear();
        let names = Arc::new(Names::gather(site, &mut findings.names));
        if names != self.before.names {
            let differs = |entry: &Entry| {
                let links = match &entry.relations {
                    Relations::Work(links) => links.roles.as_slice(),
                    _ => &[],
                };
                let who = entry.item.work().map(|work| work.who.as_slice()).unwrap_or_default();
                let mut both = who.iter().zip(links);
                both.any(|(assignment, role)| names.get(&assignment.role.value) != *role)
            };
            again.extend(site.indexed().filter(|(_, entry)| differs(entry)).map(|(index, _)| index));
        }
        names
    }
}

/// What else has to be made anew.
#[derive(Default)]
struct Effects {
    assets: bool,
    duties: bool,
    counterparts: bool,
}

/// Puts what was resolved again in its place.
fn settle(site: &mut Site, before: &Site, resolved: Vec<(EntryIx, Resolved)>, findings: &mut Findings) -> Effects {
    let mut effects = Effects::default();
    for (index, resolved) in resolved {
        let old = before.entry(index);
        effects.assets |= !(old.assets.is_empty() && resolved.assets.is_empty());
        let (former, now) = (work_of(&old.relations), work_of(&resolved.relations));
        effects.duties |= former.map(|work| &work.roles) != now.map(|work| &work.roles);
        effects.counterparts |= former.map(|work| &work.counterparts) != now.map(|work| &work.counterparts);
        let wrong = resolved.settle(site.entry_mut(index));
        findings.set(index, wrong);
    }
    effects
}

fn work_of(relations: &Relations) -> Option<&WorkLinks> {
    match relations {
        Relations::Work(work) => Some(work),
        _ => None,
    }
}

/// Whether any link of an entry leads to one of `targets`.
fn leads_to(entry: &Entry, targets: &BTreeSet<EntryIx>) -> bool {
    let hits = |links: &[Link]| links.iter().filter_map(Link::entry).any(|to| targets.contains(&to));
    hits(&entry.links)
        || match &entry.relations {
            Relations::None => false,
            Relations::Clause(links) | Relations::Subjects(links) => hits(links),
            Relations::Work(work) => hits(&work.basis) || hits(&work.counterparts) || hits(&work.supported_by),
        }
}

/// Turns the links of entries round again; the entries whose backlinks are others than before.
fn repoint(site: &mut Site, before: &Site, again: &BTreeSet<EntryIx>) -> BTreeSet<EntryIx> {
    let mut touched = BTreeSet::new();
    for &from in again {
        let old: BTreeSet<(EntryIx, Backlink)> = backlinks::of(before, from).into_iter().collect();
        let new: BTreeSet<(EntryIx, Backlink)> = backlinks::of(site, from).into_iter().collect();
        for (to, backlink) in old.difference(&new) {
            site.entry_mut(*to).backlinks.retain(|own| own != backlink);
            touched.insert(*to);
        }
        for (to, backlink) in new.difference(&old) {
            let backlinks = &mut site.entry_mut(*to).backlinks;
            let place = backlinks.partition_point(|own| own < backlink);
            backlinks.insert(place, *backlink);
            touched.insert(*to);
        }
    }
    touched
}

/// Whether the site has other pages than before: an edit may bring a list over the length of a page, or a task into a
/// facet of its matrix.
fn other_pages(site: &Site, before: &Site, again: &BTreeSet<EntryIx>, touched: &BTreeSet<EntryIx>) -> bool {
    let readings = |site: &Site| site.editions.iter().map(|edition| edition.reading.len()).collect::<Vec<_>>();
    let duties = |site: &Site| -> Vec<(EntryIx, usize)> {
        site.duties.iter().map(|(role, duties)| (*role, duties.len().div_ceil(ROWS_PER_PAGE))).collect()
    };
    let backlinks = |site: &Site, entry: EntryIx| {
        let rows = site.entry(entry).backlinks.len();
        site.has_backlinks_page(entry).then(|| rows.div_ceil(ROWS_PER_PAGE))
    };
    let names = |site: &Site| again.iter().map(|&entry| naming::names_of(site.entry(entry)).count()).sum::<usize>();
    site.sample != before.sample
        || machines::has_dates(site) != machines::has_dates(before)
        || readings(site) != readings(before)
        || (!Arc::ptr_eq(&site.duties, &before.duties) && duties(site) != duties(before))
        || touched.iter().any(|&entry| backlinks(site, entry) != backlinks(before, entry))
        || names(site) != names(before)
        || again.iter().any(|&task| facets(site, task) != facets(before, task))
}

/// What a task can be looked for by in its matrix.
fn facets(site: &Site, task: EntryIx) -> BTreeSet<Facet> {
    let count = site.work_links(task).map_or(0, |links| links.roles.len());
    let of_duties = (0..count).flat_map(|assignment| Facet::of_duty(site, DutyUse { work: task, assignment }));
    Facet::of_task(site, task).chain(of_duties).collect()
}
