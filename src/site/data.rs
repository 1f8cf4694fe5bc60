//! Open data: the files that a site offers to programs and to offices, as values that `export` makes one by one.
//!
//! What a kind of file is stands in its row: its word, its format, which files of it there are and under which addresses, and
//! where an edition offers it. The media type follows from the ending (`media`), which is the word of the format. `export`
//! adds how its bytes are made.

use std::ops::Range;

use super::{Address, Download, EditionNode, EntryIx, Site};
use crate::model::{Space, vocabulary};

/// Items in one JSON file.
pub const ITEMS_PER_FILE: usize = 1_000;

/// Rows in one table.
pub const ROWS_PER_TABLE: usize = 5_000;

/// The schemas that JSON files name.
const SCHEMAS: [&str; 3] = ["index", "edition", "items"];

vocabulary! {
    /// A format: its word is what people ask for, and the ending of its files.
    pub enum Format {
        /// JSON with its schemas.
        Json = "json",
        /// Word documents.
        Docx = "docx",
        /// Tables.
        Csv = "csv",
        /// Workbooks.
        Xlsx = "xlsx",
    }
}

impl Format {
    /// What it is good for, as `normbook export --help` says it.
    pub fn explained(self) -> &'static str {
        match self {
            Self::Json => "everything, with its JSON Schemas",
            Self::Docx => "the clauses of each edition as a Word document",
            Self::Csv => "tables of tasks and duties",
            Self::Xlsx => "任务分工表 and 对照检查表, a workbook for each edition",
        }
    }

    /// Whether its files are made for one edition each, when somebody asks for it.
    pub fn is_by_edition(self) -> bool {
        DATA_KINDS.iter().any(|kind| kind.format == self && kind.on_request.is_some())
    }
}

/// A kind of file.
#[derive(Debug)]
pub struct DataKind {
    /// Its word in the list of files.
    pub word: &'static str,
    /// The format it is in.
    pub format: Format,
    /// Whether it holds things that can be counted.
    pub is_counted: bool,
    /// How an edition offers it.
    pub download: Option<Download>,
    /// The file of an edition that is asked for, however long; nothing where the edition has nothing for it.
    pub on_request: Option<fn(&Site, usize) -> Option<DataFile>>,
    /// Lists the files that a site offers.
    list: fn(&mut Listing<'_>),
}

/// A file of open data, not yet made.
#[derive(Clone, Debug)]
pub struct DataFile {
    /// Where it is published.
    pub address: Address,
    /// What is in it.
    pub what: What,
    /// Which of the things it could hold it holds.
    pub range: Range<usize>,
    /// Which part of several it is, from 0.
    pub part: usize,
    /// How many there are.
    pub parts: usize,
}

/// Makes [`What`] and the list of its kinds from one table, so that no kind of file can be without its row.
macro_rules! data {
    ($($(#[$doc:meta])* $name:ident $(($payload:ty))? = $row:ident;)+) => {
        /// What is in a file.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum What {
            $($(#[$doc])* $name $(($payload))?,)+
        }

        /// Every kind of file, in the order in which files are listed.
        pub static DATA_KINDS: &[&DataKind] = &[$(&$row),+];

        impl What {
            /// Its kind.
            pub fn kind(self) -> &'static DataKind {
                match self {
                    $(Self::$name { .. } => &$row,)+
                }
            }
        }
    };
}

data! {
    /// The list of all files.
    Index = INDEX;
    /// An edition, by its index in `Corpus::editions`.
    Edition(usize) = EDITION;
    /// What belongs to no standard.
    Shared(Space) = SHARED;
    /// A table with a row for each task and safeguard.
    Tasks = TASKS;
    /// A table with a row for each duty.
    Duties = DUTIES;
    /// The Word document of an edition, by its index in `Corpus::editions`; made when somebody asks for it.
    Document(usize) = DOCUMENT;
    /// The workbook of an edition, by its index in `Corpus::editions`.
    Workbook(usize) = WORKBOOK;
    /// A JSON Schema, by its name.
    Schema(&'static str) = SCHEMA;
}

static INDEX: DataKind = DataKind {
    download: Some(Download {
        word: "index",
        rank: 5,
        called: ["全部数据目录（JSON）", "List of all data (JSON)"],
        note: ["列出全部数据文件和格式说明", "all data files with their schemas"],
        address: |_, _| Some(Address::data("index.json")),
    }),
    ..DataKind::new("index", Format::Json, |listing| {
        listing.add(&Address::data("index.json"), What::Index, runs(0, ITEMS_PER_FILE));
    })
};

static EDITION: DataKind = DataKind {
    download: Some(Download {
        word: "edition",
        rank: 4,
        called: ["本版数据（JSON）", "Data of this edition (JSON)"],
        note: ["条款、任务、保障，附来源性质", "clauses, tasks and safeguards with their provenance"],
        address: |_, edition| Some(Address::data_of(&edition.key, "json")),
    }),
    ..DataKind::new("edition", Format::Json, |listing| {
        for edition in editions(listing.site) {
            let node = &listing.site.editions[edition];
            let address = Address::data_of(&node.key, "json");
            listing.add(&address, What::Edition(edition), runs(node.reading_length(), ITEMS_PER_FILE));
        }
    })
};

/// Its word is that of its folder.
static SHARED: DataKind = DataKind::new("", Format::Json, |listing| {
    for (space, entries) in listing.site.shared.iter() {
        let address = Address::data(&format!("{}.json", space.word()));
        listing.add(&address, What::Shared(*space), runs(entries.len(), ITEMS_PER_FILE));
    }
});

static TASKS: DataKind = DataKind {
    download: Some(Download {
        word: "task-table",
        rank: 2,
        called: ["任务表（CSV）", "Tasks (CSV)"],
        note: ["全部标准的任务与保障", "tasks and safeguards of all standards"],
        address: |_, edition| has_works(edition).then(|| Address::data("tasks.csv")),
    }),
    ..DataKind::new("task-table", Format::Csv, |listing| {
        let runs = runs(listing.works.len(), ROWS_PER_TABLE);
        listing.add(&Address::data("tasks.csv"), What::Tasks, runs);
    })
};

static DUTIES: DataKind = DataKind {
    download: Some(Download {
        word: "duty-table",
        rank: 3,
        called: ["职责表（CSV）", "Duties (CSV)"],
        note: ["全部标准的职责分工", "duties in all standards"],
        address: |_, edition| has_works(edition).then(|| Address::data("duties.csv")),
    }),
    ..DataKind::new("duty-table", Format::Csv, |listing| {
        let runs = listing.runs_of_duties();
        listing.add(&Address::data("duties.csv"), What::Duties, runs);
    })
};

/// No site offers it: an edition's page says the same, and whoever wants the file asks for it.
static DOCUMENT: DataKind = DataKind { on_request: Some(document), ..DataKind::new("document", Format::Docx, |_| {}) };

static WORKBOOK: DataKind = DataKind {
    download: Some(Download {
        word: "workbook",
        rank: 1,
        called: ["任务分工表和对照检查表（XLSX）", "Responsibility matrix and checklists (XLSX)"],
        note: ["已排好版，可以直接打印、填写", "laid out to be printed and filled in"],
        address: |_, edition| edition.workbook(),
    }),
    on_request: Some(workbook),
    ..DataKind::new("workbook", Format::Xlsx, |listing| {
        let site = listing.site;
        let offered = editions(site).filter(|&edition| site.editions[edition].workbook().is_some());
        listing.files.extend(offered.filter_map(|edition| workbook(site, edition)));
    })
};

static SCHEMA: DataKind = DataKind {
    is_counted: false,
    ..DataKind::new("schema", Format::Json, |listing| {
        for name in SCHEMAS {
            listing.add(&Address::schema(name), What::Schema(name), runs(0, ITEMS_PER_FILE));
        }
    })
};

impl DataKind {
    /// A kind whose things are counted and which no edition offers, until its row says more.
    const fn new(word: &'static str, format: Format, list: fn(&mut Listing<'_>)) -> Self {
        Self { word, format, is_counted: true, download: None, on_request: None, list }
    }
}

impl What {
    /// The word for it in the list of files.
    pub fn word(self) -> &'static str {
        if let Self::Shared(space) = self { space.word() } else { self.kind().word }
    }

    /// The edition that it is of, by its index in `Corpus::editions`.
    pub fn edition(self) -> Option<usize> {
        if let Self::Edition(edition) | Self::Workbook(edition) | Self::Document(edition) = self {
            Some(edition)
        } else {
            None
        }
    }
}

/// Files as they are listed.
struct Listing<'a> {
    site: &'a Site,
    works: &'a [EntryIx],
    files: Vec<DataFile>,
}

/// The files that a site offers, the list of all first. `works` are those of [`works`].
pub(crate) fn files(site: &Site, works: &[EntryIx]) -> Vec<DataFile> {
    let mut listing = Listing { site, works, files: Vec::new() };
    DATA_KINDS.iter().for_each(|kind| (kind.list)(&mut listing));
    listing.files
}

/// Tasks and safeguards of current editions, in the order of standards. Those of other editions are in the files of their
/// editions.
pub(crate) fn works(site: &Site) -> Vec<EntryIx> {
    let editions = site.standards.iter().map(|standard| &site.editions[standard.current]);
    editions.flat_map(|edition| edition.tasks.iter().chain(&edition.safeguards).copied()).collect()
}

fn editions(site: &Site) -> impl Iterator<Item = usize> + '_ {
    site.standards.iter().flat_map(|standard| &standard.editions).copied()
}

fn has_works(edition: &EditionNode) -> bool {
    !edition.tasks.is_empty() || !edition.safeguards.is_empty()
}

fn workbook(site: &Site, edition: usize) -> Option<DataFile> {
    let node = site.editions.get(edition).filter(|node| has_works(node))?;
    let range = 0..node.tasks.len() + node.safeguards.len();
    let address = Address::data_of(&node.key, Format::Xlsx.word());
    Some(DataFile { address, what: What::Workbook(edition), range, part: 0, parts: 1 })
}

fn document(site: &Site, edition: usize) -> Option<DataFile> {
    let node = site.editions.get(edition).filter(|node| !node.clauses.is_empty())?;
    let address = Address::data_of(&node.key, Format::Docx.word());
    Some(DataFile { address, what: What::Document(edition), range: 0..node.clauses.len(), part: 0, parts: 1 })
}

impl Listing<'_> {
    /// Adds a file for each run: `tasks.csv`, `tasks_p2.csv`…. No id holds `_`, so that no edition has such a name.
    fn add(&mut self, first: &Address, what: What, runs: Vec<Range<usize>>) {
        let parts = runs.len();
        for (part, range) in runs.into_iter().enumerate() {
            self.files.push(DataFile { address: first.data_part(part), what, range, part, parts });
        }
    }

    /// Tasks and safeguards, cut where their duties fill a table; those of one are never parted.
    fn runs_of_duties(&self) -> Vec<Range<usize>> {
        let mut runs = Vec::new();
        let (mut start, mut rows) = (0, 0);
        for (place, &work) in self.works.iter().enumerate() {
            let own = self.site.entry(work).item.work().map_or(0, |work| work.who.len());
            if rows > 0 && rows + own > ROWS_PER_TABLE {
                runs.push(start..place);
                (start, rows) = (place, 0);
            }
            rows += own;
        }
        runs.push(start..self.works.len());
        runs
    }
}

/// Runs of at most `most`; one at least.
fn runs(count: usize, most: usize) -> Vec<Range<usize>> {
    (0..count.div_ceil(most).max(1)).map(|run| run * most..((run + 1) * most).min(count)).collect()
}
