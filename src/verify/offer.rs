//! A delta that was found whole, as an offer: what it brings, what it deletes, and what must be there in the end.

use std::collections::BTreeMap;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::archive::Archive;
use super::delta::{DELETE, DELTA, DELTA_SUMS, deletions};
use super::inventory::State;
use super::signature::{ENDING, Expected};
use super::sums::{Hash, List, SHA256SUMS, SM3SUMS};
use super::{LONGEST_LIST, Refusal, Verdict, examine};
use crate::words;

/// The largest file of a package that is taken out of a zip, in bytes; zips of `bundle` never hold such a one.
pub const LARGEST: u64 = 4 << 30;

/// A delta that nothing speaks against.
#[derive(Debug)]
pub struct Offer {
    archive: Archive,
    /// SHA-256 of every file that the updated package holds, lists and signatures not counted.
    target: BTreeMap<String, Hash>,
    deletions: Vec<String>,
}

impl Offer {
    /// Verifies the delta at `zip`. The verdict comes alone if anything differs.
    ///
    /// # Errors
    ///
    /// As [`super::verify`]; and if the zip is a whole package.
    pub fn open(zip: &Path, expected: &Expected) -> Result<(Verdict, Option<Self>), Refusal> {
        let (verdict, ..) = examine(zip, expected)?;
        if !verdict.is_delta {
            let zip = zip.display();
            return Err(Refusal(words!(
                "`{zip}` 不是增量包：完整包请解压到一个新文件夹",
                "`{zip}` is no delta: unpack a whole package into a folder of its own"
            )));
        }
        if !verdict.is_whole() {
            return Ok((verdict, None));
        }
        let archive = Archive::open(zip)?;
        let read = |path: &str| archive.small(path, LONGEST_LIST).map_err(|state| unreadable(path, &state));
        let list = List::parse(&read(SHA256SUMS)?).map_err(Refusal)?;
        let target = list.paths().filter_map(|path| Some((path.to_owned(), *list.hash(path)?))).collect();
        let deleted = read(DELETE)?;
        let deletions = deletions(&deleted, &[&list]).map_err(Refusal)?.into_iter().map(str::to_owned).collect();
        Ok((verdict, Some(Self { archive, target, deletions })))
    }

    /// Paths of the files that it brings for the updated package, lists and signatures among them.
    pub fn brings(&self) -> impl Iterator<Item = &str> {
        let own = |path: &&str| {
            !matches!(*path, DELTA | DELETE | DELTA_SUMS) && path.strip_suffix(ENDING) != Some(DELTA_SUMS)
        };
        self.archive.paths().filter(own)
    }

    /// Paths that the updated package needs and the delta does not bring.
    pub fn needs(&self) -> impl Iterator<Item = &str> {
        self.target.keys().map(String::as_str).filter(|path| !self.archive.holds(path))
    }

    /// Paths that the updated package no longer has.
    pub fn deletes(&self) -> &[String] {
        &self.deletions
    }

    /// Whether bytes are those of a file of the updated package.
    pub fn fits(&self, path: &str, bytes: &[u8]) -> bool {
        self.target.get(path).is_some_and(|hash| *hash == Hash::from(Sha256::digest(bytes)))
    }

    /// Whether the updated package has a file of this path; its lists and their signatures count.
    pub fn has(&self, path: &str) -> bool {
        let signed = path.strip_suffix(ENDING).unwrap_or(path);
        self.target.contains_key(path) || matches!(signed, SHA256SUMS | SM3SUMS)
    }

    /// Takes a file out of the delta.
    ///
    /// # Errors
    ///
    /// If it is damaged by now.
    pub fn take(&self, path: &str) -> Result<Vec<u8>, Refusal> {
        let bytes = self.archive.small(path, LARGEST).map_err(|state| unreadable(path, &state))?;
        if self.target.contains_key(path) && !self.fits(path, &bytes) {
            return Err(Refusal(words!("“{path}”在核对之后变了", "`{path}` was changed after it was verified")));
        }
        Ok(bytes)
    }
}

fn unreadable(path: &str, _state: &State) -> Refusal {
    Refusal(words!("增量包里的“{path}”读不出来", "`{path}` cannot be taken out of the delta"))
}
