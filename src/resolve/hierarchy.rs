//! Standards, their editions, and what stands in each.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::index::{Family, Scanned};
use super::rules;
use crate::config::Config;
use crate::diag::Diagnostic;
use crate::model::{ClausePlace, EditionKey, Facts, Id, Item, ItemKey, Kind, PartialDate, Provenance, Space, Status};
use crate::site::{Address, ClauseNode, EditionNode, Entry, EntryIx, OfficialLock, Relations, Site, StandardNode};
use crate::source::{Location, Span};
use crate::text::natural;

/// Lays the items out. Links, addresses and backlinks are still to come.
pub(super) fn build(
    families: BTreeMap<ItemKey, Family>,
    config: &Arc<Config>,
    locks: Vec<(EditionKey, OfficialLock)>,
    found: &mut Vec<Diagnostic>,
) -> Site {
    let mut site = Site {
        config: Arc::clone(config),
        entries: Vec::with_capacity(families.len()),
        index: Arc::default(),
        standards: Vec::new(),
        editions: Vec::new(),
        shared: BTreeMap::new(),
        duties: Arc::default(),
        alignments: Arc::default(),
        map: Arc::default(),
        pages: Arc::default(),
        assets: Arc::default(),
        ledger: None,
        sample: false,
    };
    let mut index = HashMap::with_capacity(families.len());
    for (key, family) in families {
        index.insert(key, add_family(&mut site, family));
    }
    site.index = Arc::new(index);
    site.editions = editions(&site);
    add_provisions(&mut site);
    add_locks(&mut site, locks);
    site.standards = standards(&site, found);
    add_successors(&mut site);
    site.shared = shared(&site);
    site.sample = holds_sample(&site);
    number_lists(&mut site);
    site
}

/// Whether any text of the site is a sample.
pub(super) fn holds_sample(site: &Site) -> bool {
    site.entries.iter().any(|entry| entry.item.provenances().any(|own| own == Provenance::Sample))
}

/// Tells each original its place in its list, so that no page has to search for its neighbours.
fn number_lists(site: &mut Site) {
    let of_editions = site.editions.iter().flat_map(|edition| {
        let clauses = edition.clauses.iter().map(|node| node.entry).collect();
        [clauses, edition.tasks.clone(), edition.safeguards.clone()]
    });
    let lists: Vec<Vec<EntryIx>> = of_editions.chain(site.shared.values().cloned()).collect();
    for (position, entry) in lists.iter().flat_map(|list| list.iter().enumerate()) {
        site.entry_mut(*entry).position = position;
    }
}

fn add_family(site: &mut Site, family: Family) -> EntryIx {
    let original = next(site);
    let translations: Vec<EntryIx> =
        (1..=family.translations.len()).map(|step| EntryIx(original.0 + u32::try_from(step).unwrap_or(0))).collect();
    site.entries.push(Arc::new(entry(family.original, original, translations)));
    for translation in family.translations {
        site.entries.push(Arc::new(entry(translation, original, Vec::new())));
    }
    original
}

fn next(site: &Site) -> EntryIx {
    EntryIx(u32::try_from(site.entries.len()).unwrap_or(u32::MAX))
}

fn entry((item, term_uses): Scanned, original: EntryIx, translations: Vec<EntryIx>) -> Entry {
    Entry {
        item,
        address: Address::new(""),
        original,
        translations,
        links: Vec::new(),
        assets: Vec::new(),
        relations: Relations::None,
        term_uses,
        backlinks: Vec::new(),
        position: 0,
    }
}

/// Editions in the order of their keys, which is that of the entries.
fn editions(site: &Site) -> Vec<EditionNode> {
    let mut editions: Vec<EditionNode> = site
        .originals()
        .filter_map(|(entry, own)| {
            let item = &own.item;
            let ItemKey::Edition(key) = &item.header.key else { return None };
            let standard = site.find(&ItemKey::Standard(key.standard.clone()))?;
            Some(EditionNode {
                entry,
                standard,
                key: key.clone(),
                clauses: Vec::new(),
                tasks: Vec::new(),
                safeguards: Vec::new(),
                successor: None,
                pairs: Vec::new(),
                lock: None,
                reading: Vec::new(),
            })
        })
        .collect();
    editions.sort_by(|a, b| a.key.cmp(&b.key));
    editions
}

fn add_provisions(site: &mut Site) {
    let mut of_edition: HashMap<EditionKey, Vec<(EntryIx, Kind)>> = HashMap::new();
    for (index, entry) in site.originals() {
        let item = &entry.item;
        if let ItemKey::Provision(edition, _) = &item.header.key {
            of_edition.entry(edition.clone()).or_default().push((index, item.header.kind));
        }
    }
    let mut editions = std::mem::take(&mut site.editions);
    for edition in &mut editions {
        let provisions = of_edition.remove(&edition.key).unwrap_or_default();
        let of_kind = |kind: Kind| provisions.iter().filter(move |(_, own)| *own == kind).map(|(index, _)| *index);
        edition.tasks = by_id(site, of_kind(Kind::Task));
        edition.safeguards = by_id(site, of_kind(Kind::Safeguard));
        edition.clauses = reading_order(site, of_kind(Kind::Clause));
    }
    site.editions = editions;
}

fn by_id(site: &Site, entries: impl Iterator<Item = EntryIx>) -> Vec<EntryIx> {
    let mut entries: Vec<EntryIx> = entries.collect();
    entries.sort_by_cached_key(|index| natural::key(site.entry(*index).key().id().as_str()));
    entries
}

/// Front matter of the document, numbered clauses, then what follows them.
fn reading_order(site: &Site, entries: impl Iterator<Item = EntryIx>) -> Vec<ClauseNode> {
    let mut clauses: Vec<_> = entries
        .filter_map(|entry| {
            let Facts::Clause(clause) = &site.entry(entry).item.facts else { return None };
            let id = natural::key(site.entry(entry).key().id().as_str());
            let (group, depth, number) = match &clause.place {
                ClausePlace::Front => (0, 1, id),
                ClausePlace::Numbered(number) => (1, depth(number), natural::key(number)),
                ClausePlace::Back => (2, 1, id),
            };
            Some((group, number, ClauseNode { entry, depth }))
        })
        .collect();
    clauses.sort();
    clauses.into_iter().map(|(_, _, node)| node).collect()
}

/// `5` is a chapter, `5.7` one below.
fn depth(number: &str) -> u32 {
    u32::try_from(number.matches('.').count()).unwrap_or(0) + 1
}

fn add_locks(site: &mut Site, locks: Vec<(EditionKey, OfficialLock)>) {
    for (key, lock) in locks {
        if let Some(edition) = site.editions.iter_mut().find(|edition| edition.key == key) {
            edition.lock = Some(lock);
        }
    }
}

/// Standards by their `order`, then by id; those without an edition have nothing to show and are left out.
fn standards(site: &Site, found: &mut Vec<Diagnostic>) -> Vec<StandardNode> {
    let mut standards: Vec<(Option<u32>, Id, StandardNode)> = Vec::new();
    for (entry, own) in site.originals() {
        let item = &own.item;
        let Facts::Standard(facts) = &item.facts else { continue };
        let id = item.header.key.id();
        let mut editions: Vec<usize> =
            (0..site.editions.len()).filter(|&position| site.editions[position].key.standard == *id).collect();
        editions.sort_by_key(|&position| std::cmp::Reverse((issued(site, position), position)));
        let Some(&newest) = editions.first() else {
            let index = format!("content/standards/{id}/<edition>/index.md");
            found.push(rules::missing_index::report(Location::whole(&item.header.path), &index));
            continue;
        };
        let named = |&position: &usize| site.editions[position].key.edition.as_str() == facts.current.value;
        let current = editions.iter().copied().find(named).unwrap_or_else(|| {
            if !facts.current.value.is_empty() {
                found.push(unknown_current(item, facts.current.span, &facts.current.value));
            }
            newest
        });
        standards.push((facts.order, id.clone(), StandardNode { entry, editions, current }));
    }
    standards.sort_by(|a, b| (a.0.is_none(), a.0, &a.1).cmp(&(b.0.is_none(), b.0, &b.1)));
    standards.into_iter().map(|(_, _, node)| node).collect()
}

fn unknown_current(item: &Item, span: Span, written: &str) -> Diagnostic {
    let name = format!("{}@{written}", item.header.key.id());
    rules::dangling_ref::report(Location::new(&item.header.path, span), &name, &[])
}

fn issued(site: &Site, edition: usize) -> Option<PartialDate> {
    site.edition_facts(&site.editions[edition]).map(|facts| facts.issued)
}

/// A superseded edition leads to the current one.
fn add_successors(site: &mut Site) {
    for standard in 0..site.standards.len() {
        let current = site.standards[standard].current;
        let successor = site.editions[current].entry;
        for edition in site.standards[standard].editions.clone() {
            let facts = site.edition_facts(&site.editions[edition]);
            if edition != current && facts.is_some_and(|facts| facts.status == Status::Superseded) {
                site.editions[edition].successor = Some(successor);
            }
        }
    }
}

/// Roles by level and id, notes and cases newest first, terms and pages by id.
fn shared(site: &Site) -> BTreeMap<Space, Vec<EntryIx>> {
    let mut shared: BTreeMap<Space, Vec<EntryIx>> = BTreeMap::new();
    for (index, entry) in site.originals() {
        let item = &entry.item;
        if let Some(space) = item.header.key.space() {
            shared.entry(space).or_default().push(index);
        }
    }
    for entries in shared.values_mut() {
        entries.sort_by_cached_key(|index| {
            let item = &site.entry(*index).item;
            let (level, date) = match &item.facts {
                Facts::Role(role) => (Some(role.level), None),
                Facts::Note(note) => (None, Some(std::cmp::Reverse(note.date))),
                Facts::Case(case) => (None, Some(std::cmp::Reverse(case.date))),
                _ => (None, None),
            };
            (level, date, natural::key(item.header.key.id().as_str()))
        });
    }
    shared
}
