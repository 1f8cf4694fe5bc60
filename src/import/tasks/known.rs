//! What a project knows already, as far as a sheet of tasks can speak of it.

use super::super::document::is_blank;
use super::heads::Column;
use crate::model::{Duty, Kind, Provenance};

/// What a project knows already.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Its roles.
    pub roles: Vec<KnownName>,
    /// What refs of the edition may point at, by the key that holds them.
    pub targets: Vec<(&'static str, Vec<KnownName>)>,
    /// The tasks and safeguards of the edition.
    pub works: Vec<KnownWork>,
    /// What provenances are called, and which they are.
    pub provenances: Vec<(String, Provenance)>,
}

/// Something with names.
#[derive(Clone, Debug)]
pub struct KnownName {
    /// How front matter names it.
    pub id: String,
    /// Every name that people may write.
    pub names: Vec<String>,
}

/// A task or safeguard that is there.
#[derive(Clone, Debug)]
pub struct KnownWork {
    /// Its id.
    pub id: String,
    /// Task or safeguard.
    pub kind: Kind,
    /// What a workbook of this program says of it.
    pub cells: Vec<(Column, String)>,
    /// The lists of its front matter, by their keys: papers, and refs as [`Known::targets`] names them.
    pub lists: Vec<(&'static str, Vec<String>)>,
    /// Who does what.
    pub duties: Vec<KnownDuty>,
}

/// A duty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownDuty {
    /// The id of the role, or the name of a unit that nobody knows.
    pub role: String,
    /// What it does.
    pub duty: Duty,
    /// The word of the source for it.
    pub word: Option<String>,
    /// Whose words, if not those of the task.
    pub provenance: Option<Provenance>,
}

impl KnownWork {
    /// What a workbook says of it in a column; nothing where it says nothing.
    pub(super) fn cell(&self, column: Column) -> &str {
        self.cells.iter().find(|(own, _)| *own == column).map_or("", |(_, text)| text)
    }

    /// A list of its front matter; empty where it has none.
    pub(super) fn list(&self, key: &str) -> &[String] {
        self.lists.iter().find(|(own, _)| *own == key).map_or(&[], |(_, list)| list)
    }
}

/// The longest of the names that a text begins with: its length in bytes and whose it is.
pub(super) fn longest(names: &[KnownName], text: &str) -> Option<(usize, usize)> {
    let begins = |own: &KnownName| {
        own.names.iter().filter(|name| !name.is_empty() && text.starts_with(name.as_str())).map(String::len).max()
    };
    let all = names.iter().enumerate().filter_map(|(at, own)| Some((begins(own)?, at)));
    // Of two names of one length the first counts.
    all.max_by_key(|(length, at)| (*length, usize::MAX - at))
}

/// A text without blanks, to be compared.
pub fn squeezed(text: &str) -> String {
    text.chars().filter(|own| !is_blank(*own)).collect()
}
