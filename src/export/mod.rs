//! Site → files in foreign formats: JSON for programs, CSV for tables, workbooks for offices (`docs/data.md`).
//!
//! Pure: a [`Catalogue`] lists the files, and makes each alone when it is asked for, so that a build holds a few of them
//! and the preview none. One file of this folder a format; the words of tables stand in `words`.

mod cells;
mod csv;
mod json;
mod schema;
mod text;
mod words;
mod xlsx;

use std::ops::Range;

use crate::model::{Kind, Space};
use crate::site::{Address, EntryIx, Site};

/// The version of the format of the JSON files. It changes when what is there changes its meaning or goes; what is added
/// does not change it.
pub const FORMAT: u32 = 1;

/// Items in one JSON file.
pub const ITEMS_PER_FILE: usize = 1_000;

/// Rows in one table.
pub const ROWS_PER_TABLE: usize = 5_000;

/// All files of a site's open data.
#[derive(Debug)]
pub struct Catalogue<'a> {
    site: &'a Site,
    /// Tasks and safeguards of the whole site, in the order of standards and their editions.
    works: Vec<EntryIx>,
    files: Vec<File>,
}

/// A file of open data, not yet made.
#[derive(Clone, Debug)]
pub struct File {
    /// Where it is published.
    pub address: Address,
    /// What is in it.
    pub what: What,
    /// Which of the things it could hold it holds.
    range: Range<usize>,
    part: usize,
    parts: usize,
}

/// What is in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// The list of all files.
    Index,
    /// An edition, by its index in `Corpus::editions`.
    Edition(usize),
    /// What belongs to no standard.
    Shared(Space),
    /// A table with a row for each task and safeguard.
    Tasks,
    /// A table with a row for each duty.
    Duties,
    /// The workbook of an edition, by its index in `Corpus::editions`.
    Workbook(usize),
    /// A JSON Schema, by its name.
    Schema(&'static str),
}

/// The formats that can be written on request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// JSON with its schemas.
    Json,
    /// Tables.
    Csv,
    /// Workbooks.
    Xlsx,
}

impl What {
    /// The word for it in the list of files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Index => "index",
            Self::Edition(_) => "edition",
            Self::Shared(space) => space.word(),
            Self::Tasks => "task-table",
            Self::Duties => "duty-table",
            Self::Workbook(_) => "workbook",
            Self::Schema(_) => "schema",
        }
    }

    /// The format it is in.
    pub fn format(self) -> Format {
        match self {
            Self::Tasks | Self::Duties => Format::Csv,
            Self::Workbook(_) => Format::Xlsx,
            Self::Index | Self::Edition(_) | Self::Shared(_) | Self::Schema(_) => Format::Json,
        }
    }
}

impl<'a> Catalogue<'a> {
    /// Lists the files that a built site offers. Workbooks of long editions are not among them.
    pub fn new(site: &'a Site) -> Self {
        let editions = || site.standards.iter().flat_map(|standard| &standard.editions).copied();
        let works = editions().flat_map(|edition| {
            let edition = &site.editions[edition];
            edition.tasks.iter().chain(&edition.safeguards).copied()
        });
        let mut catalogue = Self { site, works: works.collect(), files: Vec::new() };
        catalogue.add(&Address::data("index.json"), What::Index, runs(0, ITEMS_PER_FILE));
        for edition in editions() {
            let node = &site.editions[edition];
            let address = Address::data_of(&node.key, "json");
            catalogue.add(&address, What::Edition(edition), runs(node.reading_length(), ITEMS_PER_FILE));
        }
        for (space, entries) in site.shared.iter() {
            let address = Address::data(&format!("{}.json", space.word()));
            catalogue.add(&address, What::Shared(*space), runs(entries.len(), ITEMS_PER_FILE));
        }
        let (tasks, duties) = (runs(catalogue.works.len(), ROWS_PER_TABLE), catalogue.runs_of_duties());
        catalogue.add(&Address::tasks_table(), What::Tasks, tasks);
        catalogue.add(&Address::duties_table(), What::Duties, duties);
        for edition in editions().filter(|&edition| site.editions[edition].has_workbook()) {
            catalogue.files.push(workbook(site, edition));
        }
        for name in schema::NAMES {
            catalogue.add(&Address::schema(name), What::Schema(name), runs(0, ITEMS_PER_FILE));
        }
        catalogue
    }

    /// Every file, the list of all first.
    pub fn files(&self) -> &[File] {
        &self.files
    }

    /// The file at an address.
    pub fn find(&self, address: &Address) -> Option<&File> {
        self.files.iter().find(|file| file.address == *address)
    }

    /// The workbook of an edition, however long it is; nothing for an edition without tasks and safeguards.
    pub fn workbook(&self, edition: usize) -> Option<File> {
        let node = self.site.editions.get(edition)?;
        (!node.tasks.is_empty() || !node.safeguards.is_empty()).then(|| workbook(self.site, edition))
    }

    /// Makes a file.
    ///
    /// # Errors
    /// If a workbook cannot hold what is in the site.
    pub fn bytes(&self, file: &File) -> anyhow::Result<Vec<u8>> {
        let site = self.site;
        let works = || self.works.get(file.range.clone()).unwrap_or_default();
        Ok(match file.what {
            What::Index => json::index(site, &self.files),
            What::Edition(edition) => json::edition(site, file, &site.editions[edition]),
            What::Shared(space) => json::shared(site, file, space),
            What::Tasks => csv::tasks(site, works())?,
            What::Duties => csv::duties(site, works())?,
            What::Workbook(edition) => xlsx::workbook(site, &site.editions[edition])?,
            What::Schema(name) => schema::text(name),
        })
    }

    /// Adds a file for each run: `tasks.csv`, `tasks_p2.csv`…. No id holds `_`, so that no edition has such a name.
    fn add(&mut self, first: &Address, what: What, runs: Vec<Range<usize>>) {
        let parts = runs.len();
        for (part, range) in runs.into_iter().enumerate() {
            self.files.push(File { address: first.data_part(part), what, range, part, parts });
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

fn workbook(site: &Site, edition: usize) -> File {
    let node = &site.editions[edition];
    let range = 0..node.tasks.len() + node.safeguards.len();
    File { address: Address::data_of(&node.key, "xlsx"), what: What::Workbook(edition), range, part: 0, parts: 1 }
}

/// Runs of at most `most`; one at least.
fn runs(count: usize, most: usize) -> Vec<Range<usize>> {
    (0..count.div_ceil(most).max(1)).map(|run| run * most..((run + 1) * most).min(count)).collect()
}

/// Whether an item is a task: the other works are safeguards.
fn is_task(site: &Site, work: EntryIx) -> bool {
    site.entry(work).kind() == Kind::Task
}
