//! Files that are made one by one and come to their places together: exports, files of a project.
//!
//! They are written into a hidden folder of their own and brought to the disk; only then do they take their places, each in
//! a single step. A failure on the way puts everything back. A process that dies between two of these steps leaves some
//! files new and the others old, each whole.

use std::collections::BTreeSet;
use std::fs::{self, File, Permissions, TryLockError};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail, ensure};

use super::beside::{is_folder, is_missing};
use super::disk;

/// Begins the name of the hidden folder.
const STAGING: &str = ".normbook.staging-";

/// What tells those who sweep that somebody is at work in the folder.
const LOCK: &str = "lock";

/// Files in the making. Dropped without [`Batch::publish`] they vanish.
#[derive(Debug)]
pub struct Batch {
    folder: PathBuf,
    staging: PathBuf,
    lock: Option<File>,
    files: Vec<Planned>,
    /// Folders that were made for the files, outermost first.
    made: Vec<PathBuf>,
}

/// A file and its place.
#[derive(Debug)]
struct Planned {
    fresh: PathBuf,
    target: PathBuf,
    /// What was at the place, once the file is there.
    before: Option<Before>,
}

/// What a file that came to its place found there.
#[derive(Debug)]
enum Before {
    Nothing,
    /// An older file, which has this name as well.
    Old(PathBuf),
    /// An older file, which is gone: the file system knows only one name for a file.
    Gone,
}

/// What is done with a file that has the name of a new one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existing {
    /// It is replaced.
    Replaced,
    /// It stays, and nothing is written.
    Kept,
}

impl Batch {
    /// Begins files in `folder`, which is made if need be. Removes what dead runs left there.
    ///
    /// # Errors
    /// If nothing can be written there.
    pub fn begin(folder: &Path) -> anyhow::Result<Self> {
        let mut made = Vec::new();
        make_folders(folder, &mut made)?;
        sweep(folder);
        let staging = folder.join(super::beside::fresh_name(STAGING));
        let failed = || format!("cannot make `{}`", staging.display());
        let mut batch =
            Self { folder: folder.to_owned(), staging: staging.clone(), lock: None, files: Vec::new(), made };
        disk::make_folder(&staging).with_context(failed)?;
        let lock = disk::create(&staging.join(LOCK), false).with_context(failed)?;
        lock.lock().with_context(failed)?;
        batch.lock = Some(lock);
        Ok(batch)
    }

    /// Writes a file that is to come to `path` in the folder.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn put(&mut self, path: &str, bytes: &[u8]) -> anyhow::Result<()> {
        self.add(Path::new(path), bytes, None, false)
    }

    /// Writes a file that nobody but its owner may read, where the system knows owners.
    pub(super) fn put_secret(&mut self, path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
        self.add(path, bytes, None, true)
    }

    /// Writes a file with the permissions of another one.
    pub(super) fn put_with(&mut self, path: &Path, bytes: &[u8], permissions: Permissions) -> anyhow::Result<()> {
        self.add(path, bytes, Some(permissions), false)
    }

    fn add(&mut self, path: &Path, bytes: &[u8], with: Option<Permissions>, secret: bool) -> anyhow::Result<()> {
        let fresh = self.staging.join(self.files.len().to_string());
        let target = self.folder.join(path);
        let written = disk::create(&fresh, secret).and_then(|mut file| {
            disk::Pen::new(&fresh, &file).write_all(bytes)?;
            if let Some(permissions) = with {
                disk::permit(&file, permissions)?;
            }
            file.flush()?;
            disk::sync_file(&fresh, &file)
        });
        written.with_context(|| format!("cannot write `{}`", target.display()))?;
        self.files.push(Planned { fresh, target, before: None });
        Ok(())
    }

    /// Brings the files to their places.
    ///
    /// # Errors
    /// If one of them cannot be brought there, or something is there that stays. All old files are then as they were.
    pub fn publish(mut self, existing: Existing) -> anyhow::Result<()> {
        let placed = self.place_all(existing);
        if placed.is_err() {
            self.take_back();
        }
        placed
    }

    fn place_all(&mut self, existing: Existing) -> anyhow::Result<()> {
        for place in 0..self.files.len() {
            if let Some(parent) = self.files[place].target.parent().map(Path::to_owned) {
                make_folders(&parent, &mut self.made)?;
            }
            self.files[place].place(existing)?;
        }
        let folders: BTreeSet<&Path> = self.files.iter().filter_map(|file| file.target.parent()).collect();
        let above = self.made.iter().filter_map(|made| made.parent());
        let folders: BTreeSet<&Path> = folders.into_iter().chain(above).collect();
        folders.into_iter().try_for_each(|folder| {
            disk::sync_folder(folder).with_context(|| format!("cannot sync `{}`", folder.display()))
        })
    }

    /// Puts back what can be put back. The failure that led here is told, not those on the way back.
    fn take_back(&mut self) {
        for file in self.files.iter_mut().rev() {
            let _ = match file.before.take() {
                None | Some(Before::Gone) => Ok(()),
                Some(Before::Nothing) => disk::remove_file(&file.target),
                Some(Before::Old(old)) => disk::rename(&old, &file.target),
            };
        }
    }
}

impl Planned {
    fn place(&mut self, existing: Existing) -> anyhow::Result<()> {
        let target = &self.target;
        let failed = || format!("cannot write `{}`", target.display());
        if existing == Existing::Kept {
            match disk::link(&self.fresh, target) {
                Ok(()) => {}
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                    bail!("`{}` appeared while it was to be written; it was left as it is", target.display())
                }
                // A file system that knows only one name for a file: there is no step that asks and renames.
                Err(_) if is_missing(target)? => disk::rename(&self.fresh, target).with_context(failed)?,
                Err(error) => return Err(error).with_context(failed),
            }
            self.before = Some(Before::Nothing);
            return Ok(());
        }
        ensure!(!is_folder(target), "`{}` is a folder", target.display());
        let before = if is_missing(target)? {
            Before::Nothing
        } else {
            let old = self.fresh.with_extension("old");
            if disk::link(target, &old).is_ok() { Before::Old(old) } else { Before::Gone }
        };
        disk::rename(&self.fresh, target).with_context(failed)?;
        self.before = Some(before);
        Ok(())
    }
}

impl Drop for Batch {
    fn drop(&mut self) {
        // Closed first: other systems do not remove what is open. What cannot be removed now is removed by the next run.
        self.lock = None;
        let _ = disk::remove_tree(&self.staging);
        // Folders that hold nothing in the end: those of files that did not come.
        for folder in self.made.iter().rev() {
            if fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none()) {
                let _ = disk::remove_tree(folder);
            }
        }
    }
}

/// Makes a folder with all that lead to it, and notes which were not there.
fn make_folders(folder: &Path, made: &mut Vec<PathBuf>) -> anyhow::Result<()> {
    let missing = folder.ancestors().take_while(|path| !path.as_os_str().is_empty() && !path.exists());
    let missing: Vec<PathBuf> = missing.map(Path::to_owned).collect();
    for path in missing.into_iter().rev() {
        match disk::make_folder(&path) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists && path.is_dir() => {}
            other => other.with_context(|| format!("cannot make `{}`", path.display()))?,
        }
        made.push(path);
    }
    Ok(())
}

/// Removes the hidden folders of dead runs. One that cannot be removed does no harm.
fn sweep(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let digits = name.to_str().and_then(|name| name.strip_prefix(STAGING));
        let is_own = digits.is_some_and(|digits| digits.len() == 16 && digits.bytes().all(|c| c.is_ascii_hexdigit()));
        if is_own && is_folder(&entry.path()) && is_dead(&entry.path()) {
            let _ = disk::remove_tree(&entry.path());
        }
    }
}

/// Whether nobody is at work in a hidden folder. One without anything in it has just been made.
fn is_dead(staging: &Path) -> bool {
    match File::open(staging.join(LOCK)) {
        Ok(lock) => !matches!(lock.try_lock(), Err(TryLockError::WouldBlock)),
        Err(_) => fs::read_dir(staging).is_ok_and(|mut entries| entries.next().is_some()),
    }
}
