//! What an edition offers besides its pages.

use super::{Address, EditionNode, Site};

/// Tasks and safeguards of an edition whose workbook a site offers; that of a longer one is made on request. A workbook
/// has a row for each step of each role, so that it costs several times what the pages of its edition cost.
const WORKBOOK_ROWS: usize = 100;

/// Something that an edition offers to be downloaded.
#[derive(Debug)]
pub struct Download {
    /// Its word, by which themes name it otherwise.
    pub word: &'static str,
    /// Its place among the downloads of an edition.
    pub rank: u8,
    /// What it is called, in Chinese and in English.
    pub called: [&'static str; 2],
    /// What it is good for, in Chinese and in English.
    pub note: [&'static str; 2],
    /// Where an edition has it; nothing where it has not.
    pub address: fn(&Site, &EditionNode) -> Option<Address>,
}

impl EditionNode {
    /// The workbook of the edition, if the site offers it.
    pub fn workbook(&self) -> Option<Address> {
        let is_offered = (1..=WORKBOOK_ROWS).contains(&(self.tasks.len() + self.safeguards.len()));
        is_offered.then(|| Address::data_of(&self.key, "xlsx"))
    }
}
