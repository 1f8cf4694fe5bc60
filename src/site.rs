//! The site: everything resolved, read-only.
//!
//! A [`Site`] is total: each ref has become a [`Link`], broken or not, so that a page can always be shown. It holds no
//! HTML and no paths of the machine.

mod alignment;
mod dates;
mod downloads;
mod facts;
mod ledger;
mod page;
mod reading;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;
use std::sync::Arc;

pub use crate::address::Address;
pub use alignment::{Alignment, AlignmentRow};
pub use facts::{AssignedDuty, Fact, FactValue, FactWord};
pub use ledger::Ledger;
pub use page::{Facet, Page};
pub use reading::ReadingItem;

use crate::config::Config;
use crate::model::{Assignment, Edition, EditionKey, Facts, Id, Item, ItemKey, Kind, Lang, Space, vocabulary};
use crate::source::{Asset, SourcePath, Span, Spanned};

/// Rows of a list, matrix or backlink page before it is continued on another page (DESIGN §5: page weight must not
/// grow with the site).
pub const ROWS_PER_PAGE: usize = 300;

/// Neighbours, backlinks and other asides shown on one page before the rest moves to a page of its own.
pub const ASIDES_PER_PAGE: usize = 50;

/// Editions of which one page says what is there and what is missing.
pub const EDITIONS_PER_PAGE: usize = 10;

/// Addresses in one file for search engines: what the sitemaps protocol (sitemaps.org) allows.
pub const ADDRESSES_PER_FILE: usize = 50_000;

/// Index of an entry in [`Site::entries`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryIx(pub u32);

/// A ref, looked up.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Link {
    /// It leads to an item, and perhaps to a place in it.
    To(EntryIx, Option<Box<str>>),
    /// It leads nowhere; a diagnostic says so, and the page shows it as marked text.
    Broken,
}

impl Link {
    /// The item it leads to.
    pub fn entry(&self) -> Option<EntryIx> {
        match self {
            Self::To(entry, _) => Some(*entry),
            Self::Broken => None,
        }
    }
}

/// An item in its place.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What its file says.
    pub item: Arc<Item>,
    /// Where its page is.
    pub address: Address,
    /// The item it translates; itself for an original.
    pub original: EntryIx,
    /// Its translations, in the order of the site's languages.
    pub translations: Vec<EntryIx>,
    /// Where the refs of its body lead, in their order.
    pub links: Vec<Link>,
    /// Where the files of its body are published, in their order; `None` for one that is not there.
    pub assets: Vec<Option<Address>>,
    /// Where the refs of its front matter lead.
    pub relations: Relations,
    /// First uses of terms in its body.
    pub term_uses: Arc<[TermUse]>,
    /// Who points here, sorted; empty for translations.
    pub backlinks: Vec<Backlink>,
    /// Its place in the list it belongs to: the provisions of its kind in its edition, or its folder.
    pub position: usize,
}

impl Entry {
    /// Its kind.
    pub fn kind(&self) -> Kind {
        self.item.header.kind
    }

    /// Its name in the site.
    pub fn key(&self) -> &ItemKey {
        &self.item.header.key
    }
}

/// Where the refs of a front matter lead.
#[derive(Clone, Debug)]
pub enum Relations {
    /// The kind has none, or a translation leaves them to its original.
    None,
    /// Of a clause: clauses of the preceding edition that it continues.
    Clause(Vec<Link>),
    /// Of a task or safeguard.
    Work(WorkLinks),
    /// Of a note or case: what it explains or shows.
    Subjects(Vec<Link>),
}

/// Where the refs of a task or safeguard lead, in the order written.
#[derive(Clone, Debug, Default)]
pub struct WorkLinks {
    /// Clauses it rests on.
    pub basis: Vec<Link>,
    /// Roles, one for each assignment; `None` for one that is unknown.
    pub roles: Vec<Option<EntryIx>>,
    /// The same work elsewhere.
    pub counterparts: Vec<Link>,
    /// Safeguards that support it.
    pub supported_by: Vec<Link>,
}

/// The first use of a term in a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermUse {
    /// Index of the text node.
    pub node: u32,
    /// Bytes of the node's text.
    pub span: Span,
    /// The term.
    pub term: Id,
}

/// One item pointing at another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Backlink {
    /// How.
    pub relation: Relation,
    /// From where; always an original.
    pub from: EntryIx,
}

vocabulary! {
    /// How one item points at another, seen from the other.
    pub enum Relation {
        /// 解读本条的.
        Interprets = "interprets",
        /// 以本条为例的.
        Illustrates = "illustrates",
        /// 以本条为依据的.
        RestsOn = "rests-on",
        /// 由本条支持的.
        SupportedBy = "supported-by",
        /// 延续本条的.
        Continues = "continues",
        /// 摘录本条的.
        Quotes = "quotes",
        /// 提到本条的.
        Mentions = "mentions",
        /// 使用本术语的.
        UsesTerm = "uses-term",
    }
}

/// A standard with its editions.
#[derive(Clone, Debug)]
pub struct StandardNode {
    /// The standard's entry.
    pub entry: EntryIx,
    /// Its editions, newest first, by their index in [`Site::editions`].
    pub editions: Vec<usize>,
    /// The current one, by its index in [`Site::editions`].
    pub current: usize,
}

/// An edition with its provisions.
#[derive(Clone, Debug)]
pub struct EditionNode {
    /// The edition's entry.
    pub entry: EntryIx,
    /// Its standard's entry.
    pub standard: EntryIx,
    /// Its name.
    pub key: EditionKey,
    /// Its clauses in reading order.
    pub clauses: Vec<ClauseNode>,
    /// Its tasks in the order of their ids.
    pub tasks: Vec<EntryIx>,
    /// Its safeguards in the order of their ids.
    pub safeguards: Vec<EntryIx>,
    /// The edition that took its place.
    pub successor: Option<EntryIx>,
    /// Editions that unpinned refs to other standards mean here.
    pub pairs: Vec<EntryIx>,
    /// What its `official.lock` says; `None` without one.
    pub lock: Option<OfficialLock>,
    /// Pages of its reading view, each a run of its clauses, tasks and safeguards; see [`ReadingItem`].
    pub reading: Vec<Range<usize>>,
}

impl EditionNode {
    /// Rows of the longest of its lists: clauses, tasks and safeguards are continued side by side.
    pub fn rows(&self) -> usize {
        self.clauses.len().max(self.tasks.len()).max(self.safeguards.len())
    }
}

vocabulary! {
    /// What an edition announces a number of.
    pub enum Counted {
        /// 任务.
        Tasks = "tasks",
        /// 保障.
        Safeguards = "safeguards",
        /// 保障类别.
        SafeguardCategories = "safeguard-categories",
    }
}

/// An announced number beside the real one.
#[derive(Clone, Debug)]
pub struct Count {
    /// What is counted.
    pub what: Counted,
    /// As announced, with its place.
    pub expected: Spanned<u32>,
    /// As found.
    pub found: usize,
}

impl Count {
    /// Whether the edition holds what it announces.
    pub fn is_met(&self) -> bool {
        self.expected.value as usize == self.found
    }
}

/// A clause in the outline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ClauseNode {
    /// The clause's entry.
    pub entry: EntryIx,
    /// 1 for a chapter, 2 for what stands below it.
    pub depth: u32,
}

/// The committed hashes of an edition's official clauses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficialLock {
    /// The file.
    pub path: SourcePath,
    /// SHA-256 of each clause's id, title and text, in hexadecimal, and the place of its line.
    pub hashes: BTreeMap<Id, (String, Span)>,
}

/// One duty of one role, for role pages and matrices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DutyUse {
    /// The task or safeguard.
    pub work: EntryIx,
    /// Which of its assignments.
    pub assignment: usize,
}

/// Everything, resolved. What is large is shared, so that a site that differs from another in one item costs little
/// more than that item.
#[derive(Clone, Debug)]
pub struct Site {
    /// The configuration.
    pub config: Arc<Config>,
    /// All items, originals and translations, sorted by key, originals first.
    pub entries: Vec<Arc<Entry>>,
    /// Originals by name.
    pub index: Arc<HashMap<ItemKey, EntryIx>>,
    /// Standards in the order of the home page.
    pub standards: Vec<StandardNode>,
    /// Editions, sorted by key.
    pub editions: Vec<EditionNode>,
    /// Originals of shared kinds, in the order of their lists.
    pub shared: BTreeMap<Space, Vec<EntryIx>>,
    /// Duties of each role, in the order of standards, editions and tasks.
    pub duties: Arc<BTreeMap<EntryIx, Vec<DutyUse>>>,
    /// Editions side by side, in the order of standards and editions.
    pub alignments: Arc<Vec<Alignment>>,
    /// Pages for people, in the order of the site map.
    pub map: Arc<Vec<(Address, Page)>>,
    /// Every page, by address.
    pub pages: Arc<BTreeMap<Address, Page>>,
    /// Files that pages show or offer, with the address each is published at.
    pub assets: Arc<BTreeMap<Address, Arc<Asset>>>,
    /// Addresses that were published once; `None` where nothing was recorded yet.
    pub ledger: Option<Arc<Ledger>>,
    /// Some text is a sample: every page says so.
    pub sample: bool,
}

impl Site {
    /// The entry at an index.
    pub fn entry(&self, index: EntryIx) -> &Entry {
        &self.entries[index.0 as usize]
    }

    /// Every entry with its index.
    pub fn indexed(&self) -> impl Iterator<Item = (EntryIx, &Entry)> {
        (0..).map(EntryIx).zip(self.entries.iter().map(Arc::as_ref))
    }

    /// The entry at an index, to be changed while the site is being resolved; copied first if another site shares it.
    pub(crate) fn entry_mut(&mut self, index: EntryIx) -> &mut Entry {
        Arc::make_mut(&mut self.entries[index.0 as usize])
    }

    /// Every original with its index; translations say what their originals say.
    pub fn originals(&self) -> impl Iterator<Item = (EntryIx, &Entry)> {
        self.indexed().filter(|(index, entry)| entry.original == *index)
    }

    /// What an edition announces beside what it holds: the word of what is counted, both numbers.
    pub fn counts(&self, edition: &EditionNode) -> Vec<Count> {
        let Some(facts) = self.edition_facts(edition) else { return Vec::new() };
        let categories: BTreeSet<&str> = edition
            .safeguards
            .iter()
            .filter_map(|&safeguard| match &self.entry(safeguard).item.facts {
                Facts::Safeguard(safeguard) => Some(safeguard.category.as_str()),
                _ => None,
            })
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

    /// Where the edition of a name stands in [`Site::editions`].
    pub fn edition_index(&self, key: &EditionKey) -> Option<usize> {
        self.editions.binary_search_by(|edition| edition.key.cmp(key)).ok()
    }

    /// The facts of an edition.
    pub fn edition_facts(&self, edition: &EditionNode) -> Option<&Edition> {
        match &self.entry(edition.entry).item.facts {
            Facts::Edition(facts) => Some(facts),
            _ => None,
        }
    }

    /// The links of a task or safeguard; of a translation, those of its original.
    pub fn work_links(&self, index: EntryIx) -> Option<&WorkLinks> {
        match &self.entry(self.entry(index).original).relations {
            Relations::Work(links) => Some(links),
            _ => None,
        }
    }

    /// Items that point at an entry in one way.
    pub fn pointing(&self, index: EntryIx, relation: Relation) -> impl Iterator<Item = EntryIx> + '_ {
        let backlinks = &self.entry(self.entry(index).original).backlinks;
        let first = backlinks.partition_point(|backlink| backlink.relation < relation);
        backlinks[first..]
            .iter()
            .take_while(move |backlink| backlink.relation == relation)
            .map(|backlink| backlink.from)
    }

    /// Whether more items point at an entry in one way than its own page shows.
    pub fn has_backlinks_page(&self, index: EntryIx) -> bool {
        let backlinks = &self.entry(self.entry(index).original).backlinks;
        backlinks.windows(ASIDES_PER_PAGE + 1).any(|run| run[0].relation == run[ASIDES_PER_PAGE].relation)
    }

    /// The assignment of a duty.
    pub fn assignment(&self, duty: DutyUse) -> Option<&Assignment> {
        self.entry(duty.work).item.work()?.who.get(duty.assignment)
    }
}
