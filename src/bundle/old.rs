//! The older package that a delta begins from: its list of files, and nothing else of it. It may have been through many
//! hands, so nothing in it is trusted.

#![expect(clippy::disallowed_methods, reason = "no file of the project is read here, but a package")]

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use anyhow::{Context, ensure};
use serde::Deserialize;
use zip::ZipArchive;

use super::list::{self, Sums, parsed};
use super::texts::Change;
use super::{DELETE, DELTA, DELTA_SUMS, GZIP, MANIFEST, SHA256SUMS, SITE, SM3SUMS};

/// The longest list that is read, in bytes: half a million files.
const LONGEST_LIST: u64 = 64 << 20;

/// The longest manifest that is read to know a package by, in bytes.
const LONGEST_MANIFEST: u64 = 64 << 20;

/// An older package, or a delta to it: both list the same files.
#[derive(Clone, Debug)]
pub struct Old {
    /// SHA-256 of every file but the lists, in hexadecimal, by path.
    hashes: BTreeMap<String, String>,
    build: String,
}

impl Old {
    /// Reads the list of a package.
    ///
    /// # Errors
    /// If the file cannot be read, is no package, or lists what no package holds.
    pub fn read(zip: &Path) -> anyhow::Result<Self> {
        let shown = zip.display();
        let file = File::open(zip).with_context(|| format!("cannot open `{shown}`"))?;
        let mut archive = ZipArchive::new(BufReader::new(file)).with_context(|| format!("`{shown}` is no zip"))?;
        let list = text(&mut archive, SHA256SUMS, LONGEST_LIST);
        Self::parse(&list.with_context(|| format!("`{shown}` is no package"))?)
            .with_context(|| format!("the list `{SHA256SUMS}` of `{shown}` is damaged"))
    }

    fn parse(list: &str) -> anyhow::Result<Self> {
        let mut hashes: BTreeMap<String, String> = BTreeMap::new();
        let mut pages = String::new();
        for (number, line) in (1..).zip(list.lines()) {
            let (hash, path) = parsed(line).with_context(|| format!("line {number} is no line of such a list"))?;
            let is_after = hashes.last_key_value().is_none_or(|(last, _)| last.as_str() < path);
            ensure!(is_after, "line {number} is not in the order of the paths");
            ensure!(
                !matches!(path, SHA256SUMS | SM3SUMS | DELTA | DELETE | GZIP | DELTA_SUMS),
                "line {number} lists `{path}`"
            );
            if path.starts_with(SITE) {
                pages.push_str(&list::lines([line]));
            }
            hashes.insert(path.to_owned(), hash.to_owned());
        }
        ensure!(!pages.is_empty(), "it lists no file of a site");
        Ok(Self { hashes, build: list::hash_of(&pages) })
    }

    /// What its site is known by.
    pub(super) fn build(&self) -> &str {
        &self.build
    }

    /// Whether it holds a file with these bytes at this path.
    pub(super) fn has(&self, path: &str, sums: &Sums) -> bool {
        self.hashes.get(path).is_some_and(|hash| *hash == sums.sha256())
    }

    /// What the files of a new package bring.
    pub(super) fn change(&self, new: &BTreeMap<String, Sums>) -> Change {
        let fresh = new.iter().filter(|(path, sums)| !self.has(path, sums));
        let (known, added): (Vec<_>, Vec<_>) = fresh.partition(|(path, _)| self.hashes.contains_key(*path));
        let removed = self.hashes.keys().filter(|path| !new.contains_key(*path));
        Change { added: added.len(), changed: known.len(), removed: removed.cloned().collect() }
    }
}

/// Whether a file is a package that normbook made, and may make anew: its manifest says so.
pub fn is_package(file: &Path) -> bool {
    let manifest = File::open(file).ok().and_then(|file| {
        let mut archive = ZipArchive::new(BufReader::new(file)).ok()?;
        let text = text(&mut archive, MANIFEST, LONGEST_MANIFEST).ok()?;
        serde_json::from_str::<Signed>(&text).ok()
    });
    manifest.is_some_and(|manifest| manifest.generator.starts_with("normbook "))
}

/// What is read of a manifest; the rest of it is passed over.
#[derive(Deserialize)]
struct Signed {
    generator: String,
}

/// A text of an archive, if it is no longer than `limit`, whatever the archive says of its length.
fn text(archive: &mut ZipArchive<BufReader<File>>, path: &str, limit: u64) -> anyhow::Result<String> {
    let entry = archive.by_name(path).with_context(|| format!("there is no `{path}` in it"))?;
    let mut text = String::new();
    let length = entry.take(limit + 1).read_to_string(&mut text).with_context(|| format!("cannot read `{path}`"))?;
    ensure!(length as u64 <= limit, "`{path}` is longer than {limit} bytes");
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(paths: &[&str]) -> String {
        list::lines(paths.iter().map(|path| list::line(&Sums::of(b"old").sha256(), path)))
    }

    #[test]
    fn changes_are_told_apart() {
        let old = Old::parse(&list(&["README.txt", "site/a", "site/b", "site/c"])).unwrap();
        let new = [("README.txt", "old"), ("site/a", "old"), ("site/b", "new"), ("site/d", "old")];
        let new = new.map(|(path, text)| (path.to_owned(), Sums::of(text.as_bytes()))).into();
        assert_eq!(old.change(&new), Change { added: 1, changed: 1, removed: vec!["site/c".to_owned()] });
    }

    #[test]
    fn lists_that_lie_are_refused() {
        let refused = |paths: &[&str]| format!("{:#}", Old::parse(&list(paths)).unwrap_err());
        assert!(refused(&["site/b", "site/a"]).contains("line 2 is not in the order"));
        assert!(refused(&["site/a", "site/a"]).contains("line 2 is not in the order"));
        assert!(refused(&["../a", "site/a"]).contains("line 1 is no line"));
        assert!(refused(&["SHA256SUMS", "site/a"]).contains("line 1 lists"));
        assert!(refused(&["README.txt"]).contains("no file of a site"));
        assert!(refused(&[]).contains("no file of a site"));
    }
}
