//! A package that lies unpacked in a folder, as what an update begins from.

use std::path::Path;

use super::LONGEST_LIST;
use super::Refusal;
use super::folder::Folder;
use super::sums::{List, SHA256SUMS};
use crate::words;

/// An unpacked package. Nothing is said of whether it is whole.
pub struct Unpacked {
    folder: Folder,
    /// What its own list names, as far as it can be read.
    list: List,
}

impl Unpacked {
    /// Looks at the folder of a package.
    ///
    /// # Errors
    ///
    /// If it cannot be read, holds no list, or holds something that is neither file nor folder: what an update should do
    /// with a link is not known.
    pub fn open(root: &Path) -> Result<Self, Refusal> {
        let folder = Folder::open(root)?;
        if let Some(strange) = folder.strange().next() {
            return Err(Refusal(words!(
                "“{strange}”不是普通文件，或者读不了；请先移走",
                "`{strange}` is no plain file or cannot be read; move it away first"
            )));
        }
        let Ok(bytes) = folder.small(SHA256SUMS, LONGEST_LIST) else { return Err(folder.without_lists()) };
        Ok(Self { list: List::parse(&bytes).unwrap_or_default(), folder })
    }

    /// Whether the folder at `root` holds a package: the list of its files says so.
    pub fn is_package(root: &Path) -> bool {
        std::fs::symlink_metadata(root.join(SHA256SUMS)).is_ok_and(|metadata| metadata.is_file())
    }

    /// Paths of all its files, in order.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        self.folder.plain()
    }

    /// Whether its own list names a file.
    pub fn lists(&self, path: &str) -> bool {
        self.list.hash(path).is_some()
    }

    /// The content of a file; nothing where it cannot be read or is longer than `limit` bytes.
    pub fn read(&self, path: &str, limit: u64) -> Option<Vec<u8>> {
        self.folder.small(path, limit).ok().filter(|bytes| bytes.len() as u64 <= limit)
    }
}
