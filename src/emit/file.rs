//! One file, in whole: written beside the old one, whose place it takes by a rename. The names beside it are those of a
//! site in the making.

use std::fs::File;
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};

use super::beside::{Lock, Names, check_mount, is_missing, lock, sweep};
use super::disk::{self, Pen};
use super::swap::{rename, sync_names};

/// A file in the making. Dropped without [`FileStaging::publish`] it vanishes and the old file stays as it was.
#[derive(Debug)]
pub struct FileStaging {
    names: Names,
    staged: Scratch,
    is_own: fn(&Path) -> bool,
    /// Released after the file is removed.
    _lock: Lock,
}

/// An empty file to work in, read and written, gone when dropped.
#[derive(Debug)]
pub struct Scratch {
    path: PathBuf,
    file: File,
}

impl FileStaging {
    /// Whether a file may be made at `out`; nothing is written.
    ///
    /// # Errors
    /// If it is a link, a folder, a mount point, or a file that may not be replaced.
    pub fn admit(out: &Path, is_own: fn(&Path) -> bool) -> anyhow::Result<()> {
        check_replaceable(&Names::beside(out)?.out, is_own)
    }

    /// Begins a new file for `out`, which need not exist. Removes what an interrupted run left behind. `is_own` says
    /// whether a file that is there may be replaced.
    ///
    /// # Errors
    /// If another run is writing `out`; if it is not [admitted](FileStaging::admit); if the folder that holds it cannot be
    /// written to.
    pub fn begin(out: &Path, is_own: fn(&Path) -> bool) -> anyhow::Result<Self> {
        let names = Names::beside(out)?;
        disk::make_folders(&names.parent).with_context(|| format!("cannot make `{}`", names.parent.display()))?;
        let lock = lock(&names)?;
        check_replaceable(&names.out, is_own)?;
        sweep(&names);
        let staged = Scratch::new(names.fresh_staging())?;
        Ok(Self { names, staged, is_own, _lock: lock })
    }

    /// The file to write to.
    pub fn file(&self) -> Pen<'_> {
        self.staged.file()
    }

    /// Another file beside it, for what is needed on the way.
    ///
    /// # Errors
    /// If it cannot be made.
    pub fn scratch(&self) -> anyhow::Result<Scratch> {
        Scratch::new(self.names.fresh_staging())
    }

    /// Puts the new file in the place of the old one, when its bytes are on the disk.
    ///
    /// # Errors
    /// If they cannot be brought there, the file cannot be renamed, or `out` has become something that must not be
    /// replaced. The old file is then whole.
    pub fn publish(self) -> anyhow::Result<()> {
        let Scratch { path, file } = &self.staged;
        disk::sync_file(path, file).with_context(|| format!("cannot write `{}`", path.display()))?;
        // Asked again: somebody may have used the name while the file was made.
        check_replaceable(&self.names.out, self.is_own)?;
        rename(path, &self.names.out)?;
        sync_names(&self.names)
    }
}

impl Scratch {
    fn new(path: PathBuf) -> anyhow::Result<Self> {
        let file = disk::create(&path, false).with_context(|| format!("cannot make `{}`", path.display()))?;
        Ok(Self { path, file })
    }

    /// The file to read and write.
    pub fn file(&self) -> Pen<'_> {
        Pen::new(&self.path, &self.file)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What has been renamed is not there any more; what cannot be removed now is removed by the next run.
        let _ = disk::remove_file(&self.path);
    }
}

fn check_replaceable(out: &Path, is_own: fn(&Path) -> bool) -> anyhow::Result<()> {
    if is_missing(out)? {
        return Ok(());
    }
    let shown = out.display();
    ensure!(!out.is_symlink(), "`{shown}` is a link; name the file it leads to");
    ensure!(out.is_file(), "`{shown}` is a folder; name a file in it");
    check_mount(out)?;
    ensure!(is_own(out), "`{shown}` is there, and normbook did not make it; name another file, or remove it");
    Ok(())
}
