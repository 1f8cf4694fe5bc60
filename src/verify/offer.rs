//! A delta that was found whole, as an offer: what it brings, what it deletes, and what must be there in the end.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::Path;

use flate2::{Compression, GzBuilder};
use sha2::{Digest, Sha256};

use super::archive::Archive;
use super::delta::{DELETE, DELTA, DELTA_SUMS, GZIP, deletions, siblings};
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
    /// Compressed siblings that are made of its entries.
    siblings: BTreeSet<String>,
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
        let packed = if archive.holds(GZIP) { read(GZIP)? } else { Vec::new() };
        let siblings = siblings(&packed, &[&list], |path| archive.holds(path)).map_err(Refusal)?;
        let siblings = siblings.into_iter().map(str::to_owned).collect();
        Ok((verdict, Some(Self { archive, target, deletions, siblings })))
    }

    /// Paths of the files that it brings for the updated package, lists and signatures among them.
    pub fn brings(&self) -> impl Iterator<Item = &str> {
        let own = |path: &&str| {
            !matches!(*path, DELTA | DELETE | GZIP | DELTA_SUMS) && path.strip_suffix(ENDING) != Some(DELTA_SUMS)
        };
        self.archive.paths().filter(own)
    }

    /// Paths that the updated package needs and the delta neither brings nor makes.
    pub fn needs(&self) -> impl Iterator<Item = &str> {
        let is_there = |path: &&str| self.archive.holds(path) || self.siblings.contains(*path);
        self.target.keys().map(String::as_str).filter(move |path| !is_there(path))
    }

    /// Paths of the compressed siblings that are made of what it brings.
    pub fn makes(&self) -> impl Iterator<Item = &str> {
        self.siblings.iter().map(String::as_str)
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

    /// Makes a compressed sibling: of the deflated bytes of its file as they lie in the delta, or else, when another program
    /// has packed the delta anew, by deflating the file again.
    ///
    /// # Errors
    ///
    /// If the file is damaged by now, or neither gives what the lists name.
    pub fn make(&self, path: &str) -> Result<Vec<u8>, Refusal> {
        let page = path.strip_suffix(".gz").unwrap_or(path);
        let wrapped = self.archive.deflated(page).map_err(|state| unreadable(page, &state))?;
        let wrapped = wrapped
            .map(|(deflated, crc, size)| [&GZIP_HEAD[..], &deflated, &crc.to_le_bytes(), &size.to_le_bytes()].concat());
        if let Some(wrapped) = wrapped.filter(|wrapped| self.fits(path, wrapped)) {
            return Ok(wrapped);
        }
        let again = gzip(&self.take(page)?);
        again.ok().filter(|again| self.fits(path, again)).ok_or_else(|| {
            Refusal(words!(
                "做不出“{path}”：增量包是用别的程序重新打包的；请用原来的增量包",
                "`{path}` cannot be made: another program has packed the delta anew; take the delta as it was made"
            ))
        })
    }
}

/// What stands before the deflated bytes of a sibling (RFC 1952, 2.3): deflated, no name, no time, as well as possible, on an
/// unknown system.
const GZIP_HEAD: [u8; 10] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 2, 255];

fn gzip(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = GzBuilder::new().mtime(0).operating_system(255).write(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish()
}

fn unreadable(path: &str, _state: &State) -> Refusal {
    Refusal(words!("增量包里的“{path}”读不出来", "`{path}` cannot be taken out of the delta"))
}
