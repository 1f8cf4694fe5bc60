//! A package that lies unpacked in a folder. Links are named, never followed; only plain files are opened.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::Refusal;
use super::digest::Digests;
use super::inventory::{Inventory, State};
use super::sums::shown;
use crate::words;

/// More files than any package has: somebody has named the wrong folder.
const MOST_FILES: usize = 1_000_000;

/// An unpacked package.
pub(super) struct Folder {
    root: PathBuf,
    /// Everything in it but folders that hold something, by path, `/` between parts.
    entries: BTreeMap<String, Lying>,
}

/// What lies at a path.
struct Lying {
    kind: Sort,
    /// Where the system knows it; a name that is no text is not the same when it is shown.
    path: PathBuf,
}

enum Sort {
    File,
    Folder,
    Link,
    Special,
    Unreadable(String),
}

impl Folder {
    /// Walks the folder.
    pub(super) fn open(root: &Path) -> Result<Self, Refusal> {
        let mut folder = Self { root: root.to_owned(), entries: BTreeMap::new() };
        let mut waiting = vec![(root.to_owned(), String::new())];
        while let Some((path, inside)) = waiting.pop() {
            if let Err(error) = folder.enter(&path, &inside, &mut waiting) {
                if inside.is_empty() {
                    return Err(Refusal::unreadable(root, &error));
                }
                let lying = Lying { kind: Sort::Unreadable(error.to_string()), path };
                folder.entries.insert(inside.trim_end_matches('/').to_owned(), lying);
            }
            if folder.entries.len() > MOST_FILES {
                return Err(Refusal(words!(
                    "这个文件夹里有超过 {MOST_FILES} 个文件，不像是一个包；请指明包所在的文件夹",
                    "this folder holds more than {MOST_FILES} files and cannot be a package; name the folder of the package"
                )));
            }
        }
        Ok(folder)
    }

    fn enter(&mut self, path: &Path, inside: &str, waiting: &mut Vec<(PathBuf, String)>) -> std::io::Result<()> {
        let mut is_empty = true;
        for entry in fs::read_dir(path)? {
            let entry = entry?;
            is_empty = false;
            let name = format!("{inside}{}", entry.file_name().to_string_lossy());
            let kind = match entry.file_type() {
                Ok(kind) if kind.is_symlink() => Sort::Link,
                Ok(kind) if kind.is_file() => Sort::File,
                Ok(kind) if kind.is_dir() => {
                    waiting.push((entry.path(), format!("{name}/")));
                    continue;
                }
                Ok(_) => Sort::Special,
                Err(error) => Sort::Unreadable(error.to_string()),
            };
            self.entries.insert(name, Lying { kind, path: entry.path() });
        }
        // An empty folder is no file of the package, but it may stand where one should.
        if is_empty && !inside.is_empty() {
            let lying = Lying { kind: Sort::Folder, path: path.to_owned() };
            self.entries.insert(inside.trim_end_matches('/').to_owned(), lying);
        }
        Ok(())
    }

    /// Reads a small file whole; what is longer than `limit` bytes is cut after one byte more.
    pub(super) fn small(&self, path: &str, limit: u64) -> Result<Vec<u8>, State> {
        let Some(lying) = self.entries.get(path) else { return Err(self.absent(path)) };
        if !matches!(lying.kind, Sort::File) {
            return Err(lying.kind.state());
        }
        let mut bytes = Vec::new();
        let read = File::open(&lying.path).and_then(|file| file.take(limit + 1).read_to_end(&mut bytes));
        read.map(|_| bytes).map_err(|error| State::Unreadable(error.to_string()))
    }

    /// Paths of everything in it that is no plain file and no folder, with files that cannot be read.
    pub(super) fn strange(&self) -> impl Iterator<Item = &str> {
        let is_strange = |kind: &Sort| !matches!(kind, Sort::File | Sort::Folder);
        self.entries.iter().filter(move |(_, lying)| is_strange(&lying.kind)).map(|(path, _)| path.as_str())
    }

    /// Paths of its plain files, in order.
    pub(super) fn plain(&self) -> impl Iterator<Item = &str> {
        let files = self.entries.iter().filter(|(_, lying)| matches!(lying.kind, Sort::File));
        files.map(|(path, _)| path.as_str())
    }

    /// What is not in the map may still be a folder with something in it, or lie in a folder that cannot be read.
    fn absent(&self, path: &str) -> State {
        let above = path.match_indices('/').filter_map(|(at, _)| self.entries.get(&path[..at]));
        if let Some(closed) = above.map(|lying| &lying.kind).find(|kind| matches!(kind, Sort::Unreadable(_))) {
            return closed.state();
        }
        let below = format!("{path}/");
        let is_folder = self.entries.range(below.clone()..).next().is_some_and(|(next, _)| next.starts_with(&below));
        if is_folder { State::Folder } else { State::Missing }
    }

    /// Looks at every path of `listed`, which are read, and at what lies there beside them, which is not.
    pub(super) fn survey(&self, listed: &[&str]) -> Inventory {
        let mut inventory: Inventory = listed.par_iter().map(|path| ((*path).to_owned(), self.state(path))).collect();
        for (path, lying) in &self.entries {
            let is_folder = matches!(lying.kind, Sort::Folder);
            if !inventory.contains_key(path) && !is_folder {
                inventory.insert(
                    path.clone(),
                    if let Sort::File = lying.kind { State::Unlisted } else { lying.kind.state() },
                );
            }
        }
        inventory
    }

    fn state(&self, path: &str) -> State {
        match self.entries.get(path) {
            None => self.absent(path),
            Some(Lying { kind: Sort::File, path }) => match File::open(path).and_then(Digests::read) {
                Ok(digests) => State::Read(digests),
                Err(error) => State::Unreadable(error.to_string()),
            },
            Some(lying) => lying.kind.state(),
        }
    }

    /// What to say of a folder without any list.
    pub(super) fn without_lists(&self) -> Refusal {
        let root = self.root.display();
        let lists = |path: &Path| path.join(super::SHA256SUMS).is_file() || path.join(super::SM3SUMS).is_file();
        let above = fs::canonicalize(&self.root).ok().and_then(|root| root.parent().map(Path::to_owned));
        if above.is_some_and(|above| self.root.file_name() != Some(OsStr::new("")) && lists(&above)) {
            return Refusal(words!(
                "`{root}` 是包里面的文件夹；请指明上一级，即放着 SHA256SUMS 的文件夹",
                "`{root}` is a folder inside a package; name the folder above it, the one that holds SHA256SUMS"
            ));
        }
        let inner = self.entries.keys().find_map(|path| path.strip_suffix("/SHA256SUMS"));
        if let Some(inner) = inner.filter(|inner| !inner.contains('/')) {
            let inner = shown(&self.root.join(inner).display().to_string());
            return Refusal(words!(
                "`{root}` 里没有清单，包在 `{inner}` 里；请改为核对它",
                "`{root}` holds no lists; the package lies in `{inner}`: verify that"
            ));
        }
        if self.entries.contains_key("index.html") {
            return Refusal(words!(
                "`{root}` 是生成的网站，没有清单，无从核对；清单在 `normbook bundle` 制作的包里",
                "`{root}` is a built site without lists, so there is nothing to compare it with; lists are in packages made by `normbook bundle`"
            ));
        }
        Refusal(words!(
            "`{root}` 里没有 SHA256SUMS 和 SM3SUMS，不是 `normbook bundle` 制作的包",
            "`{root}` holds neither SHA256SUMS nor SM3SUMS: it is no package made by `normbook bundle`"
        ))
    }
}

impl Sort {
    /// What is said of something that is no file.
    fn state(&self) -> State {
        match self {
            Self::File => State::Unlisted,
            Self::Folder => State::Folder,
            Self::Link => State::Link,
            Self::Special => State::Special,
            Self::Unreadable(reason) => State::Unreadable(reason.clone()),
        }
    }
}
