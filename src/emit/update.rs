//! A folder of files that is brought up to date as a whole: the new state is made beside it and takes its place in one
//! step, as a site does. Until then the folder is not touched, and no link in it is followed.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail, ensure};

use super::beside::{Lock, Names, check_mount, is_folder, is_missing, lock, sweep};
use super::disk;
use super::swap::{rename, swap};

/// The next state of a folder, in the making. Dropped without [`Update::publish`] it vanishes, and the folder stays as it
/// was.
#[derive(Debug)]
pub struct Update {
    names: Names,
    /// Where the next state is made.
    staging: PathBuf,
    /// Released after the staging folder is removed.
    _lock: Lock,
}

impl Update {
    /// Begins the next state of a folder. `is_own` says whether a folder holds what is being updated: only such a folder
    /// is replaced, and only such a one that an interrupted run left beside it is removed.
    ///
    /// # Errors
    /// If `folder` is a link, a mount point or no folder, holds something else, is being updated by another run, or nothing can be
    /// written beside it.
    pub fn begin(folder: &Path, is_own: fn(&Path) -> bool) -> anyhow::Result<Self> {
        let names = Names::beside(folder)?;
        let shown = names.out.display();
        ensure!(!names.out.is_symlink(), "`{shown}` is a link; name the folder it leads to");
        check_mount(&names.out)?;
        let lock = lock(&names)?;
        let previous = names.previous();
        if is_folder(&previous) && is_own(&previous) {
            if is_missing(&names.out)? {
                rename(&previous, &names.out)?;
            } else {
                disk::remove_tree(&previous).with_context(|| format!("cannot remove `{}`", previous.display()))?;
            }
        }
        ensure!(is_folder(&names.out), "`{shown}` is no folder");
        ensure!(is_own(&names.out), "`{shown}` does not hold what is to be updated");
        sweep(&names);
        let staging = names.fresh_staging();
        disk::make_folder(&staging).with_context(|| format!("cannot make `{}`", staging.display()))?;
        Ok(Self { names, staging, _lock: lock })
    }

    /// The folder with the next state, to be looked at before it is published.
    pub fn staging(&self) -> &Path {
        &self.staging
    }

    /// Writes a file of the next state.
    ///
    /// # Errors
    /// If `path` is no plain relative path, or the file cannot be written.
    pub fn put(&self, path: &str, bytes: &[u8]) -> anyhow::Result<()> {
        let target = self.room_for(path)?;
        ensure!(is_missing(&target)?, "`{}` is written twice", target.display());
        disk::write(&target, bytes).with_context(|| format!("cannot write `{}`", target.display()))
    }

    /// Takes a file of the folder over into the next state as it is.
    ///
    /// # Errors
    /// If `path` is no plain relative path or no plain file of the folder, or it cannot be linked or copied.
    pub fn keep(&self, path: &str) -> anyhow::Result<()> {
        let source = self.names.out.join(path);
        let is_file = fs::symlink_metadata(&source).is_ok_and(|metadata| metadata.is_file());
        ensure!(is_file, "`{}` is no plain file", source.display());
        let target = self.room_for(path)?;
        if disk::link(&source, &target).is_ok() {
            return Ok(());
        }
        disk::copy(&source, &target).with_context(|| format!("cannot copy `{}`", source.display()))
    }

    /// Puts the next state in the place of the folder, when all of it is on the disk. The old state is removed once the new
    /// one stands.
    ///
    /// # Errors
    /// If it cannot be brought there, or the folders cannot be renamed. The old state is then whole.
    pub fn publish(self) -> anyhow::Result<()> {
        disk::sync_tree(&self.staging).with_context(|| format!("cannot sync `{}`", self.staging.display()))?;
        swap(&self.staging, &self.names)
    }

    /// The place of a file, in folders that are there.
    fn room_for(&self, path: &str) -> anyhow::Result<PathBuf> {
        let is_plain =
            path.split('/').all(|part| !matches!(part, "" | "." | "..")) && !path.contains(['\\', ':', '\0']);
        if !is_plain {
            bail!("`{}` is no plain relative path", path.escape_debug());
        }
        let target = self.staging.join(path);
        if let Some(parent) = target.parent() {
            disk::make_folders(parent).with_context(|| format!("cannot make `{}`", parent.display()))?;
        }
        Ok(target)
    }
}

impl Drop for Update {
    fn drop(&mut self) {
        // What cannot be removed now is removed by the next run.
        let _ = disk::remove_tree(&self.staging);
    }
}
