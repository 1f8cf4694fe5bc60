//! Standards, their editions, and what stands in each: the corpus.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::addresses;
use super::index::{Family, Scanned};
use super::order as reading;
use super::rules;
use crate::config::Config;
use crate::diag::Diagnostic;
use crate::model::{
    Edition, EditionKey, Id, Item, ItemKey, Kind, PartialDate, Provenance, Ref, RefTarget, Space, Status,
};
use crate::site::{Corpus, EditionNode, Entry, EntryIx, OfficialLock, StandardNode};
use crate::source::{Location, Span};
use crate::text::natural;

/// What is wrong with the places of items.
#[derive(Clone, Default)]
pub(super) struct Misplacements {
    /// Of items that found no place.
    pub(super) layout: Vec<Diagnostic>,
    /// Of `pairs-with`: refs that lead nowhere.
    pub(super) pairs: Vec<(Location, String)>,
}

/// Lays the items out.
pub(super) fn build(
    families: BTreeMap<ItemKey, Family>,
    config: &Arc<Config>,
    locks: Vec<(EditionKey, OfficialLock)>,
    found: &mut Misplacements,
) -> Corpus {
    let members = Members::of(families);
    let seats = seats(&members);
    let standards = standards(&members, &seats, &mut found.layout);
    let editions = editions(&members, seats, &standards, locks, &mut found.pairs);
    let shared = shared(&members);
    let positions = positions(members.all.len(), &editions, &shared);
    let Members { all, index } = members;
    let entries: Vec<Arc<Entry>> = all.into_iter().zip(positions).map(|(own, at)| Arc::new(entry(own, at))).collect();
    let files =
        (0..).map(EntryIx).zip(&entries).map(|(index, entry)| (entry.item.header.path.clone(), index)).collect();
    Corpus {
        config: Arc::clone(config),
        sample: holds_sample(&entries),
        entries: Arc::new(entries),
        index: Arc::new(index),
        files: Arc::new(files),
        standards: Arc::new(standards),
        editions: Arc::new(editions),
        shared: Arc::new(shared),
    }
}

/// A corpus in which some entries have another item that takes the place of the last one in every list.
pub(super) fn with(before: &Corpus, config: &Arc<Config>, others: impl Iterator<Item = (EntryIx, Scanned)>) -> Corpus {
    let mut entries = Vec::clone(&before.entries);
    for (index, (item, term_uses)) in others {
        let entry = &mut entries[index.0 as usize];
        *entry = Arc::new(Entry { item, term_uses, ..Entry::clone(entry) });
    }
    let sample = holds_sample(&entries);
    Corpus { config: Arc::clone(config), sample, entries: Arc::new(entries), ..before.clone() }
}

/// Whether any text is a sample.
fn holds_sample(entries: &[Arc<Entry>]) -> bool {
    entries.iter().any(|entry| entry.item.provenances().any(|own| own == Provenance::Sample))
}

/// Items with their ids.
struct Members {
    all: Vec<Member>,
    /// Originals by name.
    index: HashMap<ItemKey, EntryIx>,
}

struct Member {
    scanned: Scanned,
    original: EntryIx,
    translations: Vec<EntryIx>,
}

impl Members {
    fn of(families: BTreeMap<ItemKey, Family>) -> Self {
        let mut members =
            Self { all: Vec::with_capacity(families.len()), index: HashMap::with_capacity(families.len()) };
        for (key, family) in families {
            let original = members.next(0);
            let translations: Vec<EntryIx> = (1..=family.translations.len()).map(|step| members.next(step)).collect();
            members.all.push(Member { scanned: family.original, original, translations });
            let translated = family.translations.into_iter();
            members.all.extend(translated.map(|scanned| Member { scanned, original, translations: Vec::new() }));
            members.index.insert(key, original);
        }
        members
    }

    /// The index of a member that is still to come.
    fn next(&self, step: usize) -> EntryIx {
        EntryIx(u32::try_from(self.all.len() + step).unwrap_or(u32::MAX))
    }

    fn item(&self, index: EntryIx) -> &Item {
        &self.all[index.0 as usize].scanned.0
    }

    fn id(&self, index: EntryIx) -> &Id {
        self.item(index).header.key.id()
    }

    fn originals(&self) -> impl Iterator<Item = (EntryIx, &Item)> {
        let own = (0..).map(EntryIx).zip(&self.all).filter(|(index, member)| member.original == *index);
        own.map(|(index, member)| (index, &*member.scanned.0))
    }
}

fn entry(member: Member, position: usize) -> Entry {
    let Member { scanned: (item, term_uses), original, translations } = member;
    let address = addresses::address(&item.header.key, item.header.lang);
    Entry { item, term_uses, address, original, translations, position }
}

/// An edition before it is known what stands in it.
struct Seat<'a> {
    entry: EntryIx,
    standard: EntryIx,
    key: EditionKey,
    facts: &'a Edition,
}

/// Editions by their keys.
fn seats(members: &Members) -> Vec<Seat<'_>> {
    let seats = members.originals().filter_map(|(entry, item)| {
        let (key, facts) = item.header.key.edition().zip(item.edition())?;
        let standard = *members.index.get(&ItemKey::Standard(key.standard.clone()))?;
        Some(Seat { entry, standard, key: key.clone(), facts })
    });
    let mut seats: Vec<Seat<'_>> = seats.collect();
    seats.sort_by(|a, b| a.key.cmp(&b.key));
    seats
}

fn editions(
    members: &Members,
    seats: Vec<Seat<'_>>,
    standards: &[StandardNode],
    locks: Vec<(EditionKey, OfficialLock)>,
    dangling: &mut Vec<(Location, String)>,
) -> Vec<EditionNode> {
    let mut provisions = provisions(members);
    let mut locks: HashMap<EditionKey, OfficialLock> = locks.into_iter().collect();
    let successors = successors(&seats, standards);
    let current: BTreeSet<EntryIx> = standards.iter().map(|standard| seats[standard.current].entry).collect();
    let editions = seats.into_iter().zip(successors).map(|(seat, successor)| {
        let own = provisions.remove(&seat.key).unwrap_or_default();
        let of_kind = |kind: Kind| own.iter().filter(move |(_, own)| *own == kind).map(|(index, _)| *index);
        EditionNode {
            entry: seat.entry,
            standard: seat.standard,
            clauses: reading::clauses(&seat.facts.numbering, of_kind(Kind::Clause).map(|own| (own, members.item(own)))),
            tasks: by_id(members, of_kind(Kind::Task)),
            safeguards: by_id(members, of_kind(Kind::Safeguard)),
            current: current.contains(&seat.entry),
            successor,
            pairs: pairs(members, &seat, dangling),
            lock: locks.remove(&seat.key),
            key: seat.key,
        }
    });
    editions.collect()
}

/// The provisions of each edition, with their kinds.
fn provisions(members: &Members) -> HashMap<EditionKey, Vec<(EntryIx, Kind)>> {
    let mut of_edition: HashMap<EditionKey, Vec<(EntryIx, Kind)>> = HashMap::new();
    for (index, item) in members.originals() {
        if let Some(edition) = item.header.key.edition().filter(|_| item.header.kind.is_provision()) {
            of_edition.entry(edition.clone()).or_default().push((index, item.header.kind));
        }
    }
    of_edition
}

/// Editions of other standards that an edition goes with.
fn pairs(members: &Members, seat: &Seat<'_>, dangling: &mut Vec<(Location, String)>) -> Vec<EntryIx> {
    let path = &members.item(seat.entry).header.path;
    let mut pairs = Vec::new();
    for written in &seat.facts.pairs_with {
        let target = match Ref::parse(&written.value).target {
            RefTarget::Edition(standard, edition) => {
                members.index.get(&ItemKey::Edition(EditionKey { standard, edition })).copied()
            }
            RefTarget::Here
            | RefTarget::Bare(_)
            | RefTarget::Provision(..)
            | RefTarget::Shared(..)
            | RefTarget::File(_)
            | RefTarget::Unknown(_) => None,
        };
        match target {
            Some(target) => pairs.push(target),
            None => dangling.push((Location::new(path, written.span), written.value.clone())),
        }
    }
    pairs
}

fn by_id(members: &Members, entries: impl Iterator<Item = EntryIx>) -> Vec<EntryIx> {
    let mut entries: Vec<EntryIx> = entries.collect();
    entries.sort_by_cached_key(|index| natural::key(members.id(*index).as_str()));
    entries
}

/// Standards by their `order`, then by id; those without an edition have nothing to show and are left out.
fn standards(members: &Members, seats: &[Seat<'_>], found: &mut Vec<Diagnostic>) -> Vec<StandardNode> {
    let mut standards: Vec<(Option<u32>, Id, StandardNode)> = Vec::new();
    for (entry, item) in members.originals() {
        let Some(facts) = item.standard() else { continue };
        let id = item.header.key.id();
        let mut editions: Vec<usize> = (0..seats.len()).filter(|&at| seats[at].key.standard == *id).collect();
        editions.sort_by_key(|&at| std::cmp::Reverse((age(seats[at].facts), at)));
        let Some(&newest) = editions.first() else {
            let index = format!("content/standards/{id}/<edition>/index.md");
            found.push(rules::missing_index::report(Location::whole(&item.header.path), &index));
            continue;
        };
        let named = |&position: &usize| seats[position].key.edition.as_str() == facts.current.value;
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

/// What sorts editions: the day of issue; what has none is newer than all that have one.
fn age(edition: &Edition) -> (bool, Option<PartialDate>) {
    (edition.issued.is_none(), edition.issued)
}

fn unknown_current(item: &Item, span: Span, written: &str) -> Diagnostic {
    let name = format!("{}@{written}", item.header.key.id());
    rules::dangling_ref::report(Location::new(&item.header.path, span), &name, &name, &[])
}

/// For each edition the one that took its place: a superseded edition leads to the current one.
fn successors(seats: &[Seat<'_>], standards: &[StandardNode]) -> Vec<Option<EntryIx>> {
    let mut successors = vec![None; seats.len()];
    for standard in standards {
        let others = standard.editions.iter().filter(|&&edition| edition != standard.current);
        for &edition in others.filter(|&&edition| seats[edition].facts.status.value == Status::Superseded) {
            successors[edition] = Some(seats[standard.current].entry);
        }
    }
    successors
}

/// Shared items by folder, in the order that their kind has.
fn shared(members: &Members) -> BTreeMap<Space, Vec<EntryIx>> {
    let mut shared: BTreeMap<Space, Vec<EntryIx>> = BTreeMap::new();
    for (index, item) in members.originals() {
        if let Some(space) = item.header.key.space() {
            shared.entry(space).or_default().push(index);
        }
    }
    for entries in shared.values_mut() {
        entries.sort_by_cached_key(|index| {
            let item = members.item(*index);
            (item.rank(), natural::key(item.header.key.id().as_str()))
        });
    }
    shared
}

/// The place of each original in its list, so that no page has to search for its neighbours.
fn positions(count: usize, editions: &[EditionNode], shared: &BTreeMap<Space, Vec<EntryIx>>) -> Vec<usize> {
    let mut positions = vec![0; count];
    let mut number = |list: &mut dyn Iterator<Item = EntryIx>| {
        list.enumerate().for_each(|(position, entry)| positions[entry.0 as usize] = position);
    };
    for edition in editions {
        number(&mut edition.clauses.iter().map(|node| node.entry));
        number(&mut edition.tasks.iter().copied());
        number(&mut edition.safeguards.iter().copied());
    }
    shared.values().for_each(|list| number(&mut list.iter().copied()));
    positions
}
