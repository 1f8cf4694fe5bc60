//! Site → files in foreign formats: JSON for programs, CSV for tables, workbooks and Word documents for offices (`docs/data.md`).
//!
//! Pure: a [`Catalogue`] lists the files, and makes each alone when it is asked for, so that a build holds a few of them
//! and the preview none. One file of this folder a format; the words of tables stand in `words`.

mod cells;
mod csv;
mod docx;
mod json;
mod schema;
mod table;
mod text;
mod words;
mod xlsx;

use crate::model::Kind;
use crate::site::{Address, DataFile, EntryIx, Site, What, data_files, works};

pub use docx::item as item_document;
pub use table::{TableFormat, table};
pub use xlsx::{ListColumn, list, provenances};

/// The version of the format of the JSON files. It changes when what is there changes its meaning or goes; what is added
/// does not change it.
pub const FORMAT: u32 = 1;

/// All files of a site's open data.
#[derive(Debug)]
pub struct Catalogue<'a> {
    site: &'a Site,
    /// Tasks and safeguards of the whole site, in the order of standards and their editions.
    works: Vec<EntryIx>,
    files: Vec<DataFile>,
}

impl<'a> Catalogue<'a> {
    /// Lists the files that a built site offers.
    pub fn new(site: &'a Site) -> Self {
        let works = works(site);
        let files = data_files(site, &works);
        Self { site, works, files }
    }

    /// Every file, the list of all first.
    pub fn files(&self) -> &[DataFile] {
        &self.files
    }

    /// The file at an address.
    pub fn find(&self, address: &Address) -> Option<&DataFile> {
        self.files.iter().find(|file| file.address == *address)
    }

    /// Makes a file.
    ///
    /// # Errors
    /// If a workbook cannot hold what is in the site.
    pub fn bytes(&self, file: &DataFile) -> anyhow::Result<Vec<u8>> {
        let site = self.site;
        let works = || self.works.get(file.range.clone()).unwrap_or_default();
        Ok(match file.what {
            What::Index => json::index(site, &self.files),
            What::Edition(edition) => json::edition(site, file, &site.editions[edition]),
            What::Shared(space) => json::shared(site, file, space),
            What::Tasks => csv::tasks(site, works())?,
            What::Duties => csv::duties(site, works())?,
            What::Workbook(edition) => xlsx::workbook(site, &site.editions[edition])?,
            What::Document(edition) => docx::document(site, &site.editions[edition])?,
            What::Schema(name) => schema::text(name),
        })
    }
}

/// Whether an item is a task: the other works are safeguards.
fn is_task(site: &Site, work: EntryIx) -> bool {
    site.entry(work).kind() == Kind::Task
}
