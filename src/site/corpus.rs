//! What exists: items with their ids, in their places.
//!
//! The lowest layer of a site. It knows what stands where, and of no ref but those that say which editions go together.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::{Count, Counted, EditionNode, Entry, EntryIx, StandardNode};
use crate::config::Config;
use crate::model::{Edition, EditionKey, Id, ItemKey, Lang, Number, Numbering, Ref, RefTarget, Space, Status};
use crate::source::SourcePath;

/// Every item in its place. What is large is shared, so that a corpus that differs from another in one item costs little
/// more than that item.
#[derive(Clone, Debug)]
pub struct Corpus {
    /// The configuration.
    pub config: Arc<Config>,
    /// All items, originals and translations, sorted by key, originals first.
    pub entries: Arc<Vec<Arc<Entry>>>,
    /// Originals by name.
    pub index: Arc<HashMap<ItemKey, EntryIx>>,
    /// The entry of each file.
    pub files: Arc<HashMap<SourcePath, EntryIx>>,
    /// Standards in the order of the home page.
    pub standards: Arc<Vec<StandardNode>>,
    /// Editions, sorted by key.
    pub editions: Arc<Vec<EditionNode>>,
    /// Originals of shared kinds, in the order of their lists.
    pub shared: Arc<BTreeMap<Space, Vec<EntryIx>>>,
    /// Some text is a sample: every page says so.
    pub sample: bool,
}

impl Corpus {
    /// The entry at an index.
    pub fn entry(&self, index: EntryIx) -> &Entry {
        &self.entries[index.0 as usize]
    }

    /// Every entry with its index.
    pub fn indexed(&self) -> impl Iterator<Item = (EntryIx, &Entry)> {
        (0..).map(EntryIx).zip(self.entries.iter().map(Arc::as_ref))
    }

    /// Every original with its index; translations say what their originals say.
    pub fn originals(&self) -> impl Iterator<Item = (EntryIx, &Entry)> {
        self.indexed().filter(|(index, entry)| entry.original == *index)
    }

    /// What a ref of `site.yaml` means: where it names no edition, the current one of its standard.
    pub fn named_by_site(&self, reference: &Ref) -> Option<EntryIx> {
        let provision = |standard: &Id, edition: &Id, id: &Id| {
            let edition = EditionKey { standard: standard.clone(), edition: edition.clone() };
            self.find(&ItemKey::Provision(edition, id.clone()))
        };
        match &reference.target {
            RefTarget::Bare(id) => self.find(&ItemKey::Standard(id.clone())),
            RefTarget::Edition(standard, edition) => {
                self.find(&ItemKey::Edition(EditionKey { standard: standard.clone(), edition: edition.clone() }))
            }
            RefTarget::Provision(standard, Some(edition), id) => provision(standard, edition, id),
            RefTarget::Provision(standard, None, id) => {
                let standard_entry = self.find(&ItemKey::Standard(standard.clone()))?;
                let node = self.standards.iter().find(|node| node.entry == standard_entry)?;
                provision(standard, &self.editions[node.current].key.edition, id)
            }
            RefTarget::Shared(space, id) => self.find(&ItemKey::Shared(*space, id.clone())),
            RefTarget::Here | RefTarget::File(_) | RefTarget::Unknown(_) => None,
        }
    }

    /// What an edition announces beside what it holds: the word of what is counted, both numbers.
    pub fn counts(&self, edition: &EditionNode) -> Vec<Count> {
        let Some(facts) = self.edition_facts(edition) else { return Vec::new() };
        let categories: BTreeSet<&str> = edition
            .safeguards
            .iter()
            .filter_map(|&safeguard| Some(self.entry(safeguard).item.safeguard()?.category.as_str()))
            .collect();
        let expected = &facts.expected;
        let all = [
            (Counted::Tasks, &expected.tasks, edition.tasks.len()),
            (Counted::Safeguards, &expected.safeguards, edition.safeguards.len()),
            (Counted::SafeguardCategories, &expected.safeguard_categories, categories.len()),
        ];
        let announced = all.into_iter().filter_map(|(what, expected, found)| Some((what, expected.clone()?, found)));
        announced.map(|(what, expected, found)| Count { what, expected, found }).collect()
    }

    /// The entry of a name, in the originals' language.
    pub fn find(&self, key: &ItemKey) -> Option<EntryIx> {
        self.index.get(key).copied()
    }

    /// The entry in `lang` where it is translated, else its original.
    pub fn in_language(&self, index: EntryIx, lang: Lang) -> EntryIx {
        let original = self.entry(self.entry(index).original);
        let translated = original.translations.iter().copied();
        let matching = translated.into_iter().find(|&entry| self.lang(entry) == lang);
        matching.unwrap_or(self.entry(index).original)
    }

    /// The language of an entry.
    pub fn lang(&self, index: EntryIx) -> Lang {
        self.entry(index).item.header.lang.unwrap_or(self.config.languages.first)
    }

    /// The edition that an entry is or belongs to.
    pub fn edition_of(&self, index: EntryIx) -> Option<&EditionNode> {
        let key = self.entry(index).key().edition()?;
        self.edition(key)
    }

    /// The edition of a name.
    pub fn edition(&self, key: &EditionKey) -> Option<&EditionNode> {
        self.editions.get(self.edition_index(key)?)
    }

    /// Where the edition of a name stands in [`Corpus::editions`].
    pub fn edition_index(&self, key: &EditionKey) -> Option<usize> {
        self.editions.binary_search_by(|edition| edition.key.cmp(key)).ok()
    }

    /// What the edition is in its standard that an item is or belongs to; nothing for what belongs to none.
    pub fn status_of(&self, index: EntryIx) -> Option<Status> {
        Some(self.edition_facts(self.edition_of(index)?)?.status.value)
    }

    /// Whether an item belongs to what lists over the whole site show: to no edition, or to the one that its standard names
    /// as current.
    pub fn is_listed(&self, index: EntryIx) -> bool {
        self.edition_of(index).is_none_or(|edition| edition.current)
    }

    /// Whether an item is of a draft, which is not yet to be found.
    pub fn is_draft(&self, index: EntryIx) -> bool {
        self.status_of(index) == Some(Status::Draft)
    }

    /// Whether an item is of an edition that does not hold any more.
    pub fn is_past(&self, index: EntryIx) -> bool {
        matches!(self.status_of(index), Some(Status::Superseded | Status::Repealed))
    }

    /// Editions that no list over the whole site shows, in the order of standards, newest first.
    pub fn other_editions(&self) -> impl Iterator<Item = &EditionNode> {
        let all = self.standards.iter().flat_map(|standard| &standard.editions);
        all.map(|&edition| &self.editions[edition]).filter(|edition| !edition.current)
    }

    /// The task or safeguard of the same id in the edition that took the place of its own. A clause of the same number may say
    /// something else.
    pub fn namesake(&self, index: EntryIx) -> Option<EntryIx> {
        let entry = self.entry(index);
        let successor = self.edition_of(index)?.successor?;
        let edition = self.entry(successor).key().edition()?.clone();
        let is_same = entry.kind().spec().number == Number::Id;
        is_same.then(|| self.find(&ItemKey::Provision(edition, entry.key().id().clone()))).flatten()
    }

    /// How an edition numbers its clauses.
    pub fn numbering(&self, edition: &EditionNode) -> &Numbering {
        self.edition_facts(edition).map_or(&Numbering::Decimal, |facts| &facts.numbering)
    }

    /// The edition that was issued before one, both by their indices.
    pub fn preceding(&self, edition: usize) -> Option<usize> {
        let entry = self.editions.get(edition)?.standard;
        let standard = self.standards.iter().find(|standard| standard.entry == entry)?;
        let place = standard.editions.iter().position(|own| *own == edition)?;
        standard.editions.get(place + 1).copied()
    }

    /// The facts of an edition.
    pub fn edition_facts(&self, edition: &EditionNode) -> Option<&Edition> {
        self.entry(edition.entry).item.edition()
    }
}
