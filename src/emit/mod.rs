//! Pages to folder, in whole: the only writer.
//!
//! A site is written into a hidden folder beside the old one and takes its place in a single step. Until then the old
//! site stands untouched; whatever goes wrong, and whenever, one of the two is there whole. For a site at `site` these
//! names lie beside it:
//!
//! | name | is |
//! |---|---|
//! | `.site.lock` | held by the build that is writing; it stays, for a lock file that is deleted locks nothing |
//! | `.site.staging-…` | the new site in the making; after an export, the old one on its way out |
//! | `.site.previous` | the old site between the two renames of systems that cannot exchange folders |
//! | `.site.kept` | the site before the last build that was asked to keep it, for [`rollback`] |
//!
//! A single file, a package, is made in the same way ([`FileStaging`]).

#![expect(clippy::disallowed_methods, reason = "emit is the only writer")]

mod amend;
mod beside;
mod carry;
mod file;
mod plant;
mod swap;
#[cfg(test)]
mod tests;
mod update;

use std::collections::HashSet;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use anyhow::{Context, ensure};

pub use amend::amend;
pub use file::{FileStaging, Scratch};
pub use plant::{plant, plant_secret, renew, replace};
pub use update::Update;

use beside::{Names, is_folder, is_replaceable, lock, sweep};
use swap::{exchange, fix, keep, rename, replace_by_renames};

/// The file that says: this folder was made by normbook, and may be replaced.
pub const MARKER: &str = ".normbook-site";

/// What becomes of the site that a new one replaces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Old {
    /// It is removed.
    Removed,
    /// It lies beside the new one, and [`rollback`] can put it back. One that was kept earlier is removed.
    Kept,
}

const MARKER_TEXT: &str = "Made by normbook. The next build replaces this folder with everything in it.\n";

/// The longest address, in characters, that every system and archive can hold.
const LONGEST_ADDRESS: usize = 200;

/// A site in the making. Dropped without [`Staging::publish`] it vanishes and the old site stays as it was.
#[derive(Debug)]
pub struct Staging {
    names: Names,
    /// Where pages are written. Whatever lies here in the end is needed by nobody.
    folder: PathBuf,
    /// Folders that were made already, relative to `folder`.
    made: Mutex<HashSet<String>>,
    /// Released by closing, after the folder is removed.
    _lock: File,
}

impl Staging {
    /// Begins a new site for the folder `out`, which need not exist. Fixes what an interrupted build left behind.
    ///
    /// # Errors
    ///
    /// If another build is writing `out`; if `out` is a link, a file, or a folder with something in it and no
    /// [`MARKER`]; if the folder that holds it cannot be written to.
    pub fn begin(out: &Path) -> anyhow::Result<Self> {
        let names = Names::beside(out)?;
        fs::create_dir_all(&names.parent).with_context(|| format!("cannot make `{}`", names.parent.display()))?;
        let lock = lock(&names)?;
        fix(&names)?;
        is_replaceable(&names.out)?;
        sweep(&names);
        let folder = names.fresh_staging();
        fs::create_dir(&folder).with_context(|| format!("cannot make `{}`", folder.display()))?;
        Ok(Self { names, folder, made: Mutex::default(), _lock: lock })
    }

    /// Writes `bytes` at `address`: a relative path of lower-case parts between slashes, `urban/2022/t07.html`.
    /// May be called from many threads. Bytes put at the same address later replace the earlier ones.
    ///
    /// # Errors
    ///
    /// If the address could lead out of the site or would not survive another system, or the file cannot be written.
    pub fn put(&self, address: &str, bytes: &[u8]) -> anyhow::Result<()> {
        check_address(address)?;
        if let Some((folder, _)) = address.rsplit_once('/') {
            self.make_folder(folder)?;
        }
        let path = self.folder.join(address);
        fs::write(&path, bytes).with_context(|| format!("cannot write `{}`", path.display()))
    }

    /// Puts the new site in the place of the old one. Files of the old one that pages which are open now may still ask
    /// for go along.
    ///
    /// # Errors
    ///
    /// If the folders cannot be renamed, or `out` has become something that must not be replaced. The old site is
    /// then whole. If only the keeping of the old one fails, the new site stands.
    pub fn publish(self, old: Old) -> anyhow::Result<()> {
        let out = &self.names.out;
        // Asked again: somebody may have used the name while the site was made.
        let replaces = is_replaceable(out)?;
        let carried = if replaces { carry::carry(out, &self.folder)? } else { String::new() };
        let marker = self.folder.join(MARKER);
        fs::write(&marker, MARKER_TEXT.to_owned() + &carried)
            .with_context(|| format!("cannot write `{}`", marker.display()))?;
        if !replaces {
            return rename(&self.folder, out);
        }
        if !exchange(&self.folder, out)? {
            replace_by_renames(&self.folder, &self.names)?;
        }
        match old {
            Old::Removed => Ok(()),
            Old::Kept => keep(&self.folder, &self.names),
        }
    }

    /// Two threads may both make the same folder, which does no harm; none waits for the disk of another.
    fn make_folder(&self, folder: &str) -> anyhow::Result<()> {
        if self.made.lock().unwrap_or_else(PoisonError::into_inner).contains(folder) {
            return Ok(());
        }
        let path = self.folder.join(folder);
        fs::create_dir_all(&path).with_context(|| format!("cannot make `{}`", path.display()))?;
        self.made.lock().unwrap_or_else(PoisonError::into_inner).insert(folder.to_owned());
        Ok(())
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // What cannot be removed now is removed by the next build.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Puts the site back that the last build with [`Old::Kept`] replaced. The one that stands now is kept in its turn, so that
/// a second call undoes the first.
///
/// # Errors
///
/// If no site was kept, another build is writing, or the folders cannot be renamed. The site that stands is then whole.
pub fn rollback(out: &Path) -> anyhow::Result<()> {
    let names = Names::beside(out)?;
    ensure!(is_folder(&names.parent), "there is no folder `{}`", names.parent.display());
    let _lock = lock(&names)?;
    fix(&names)?;
    sweep(&names);
    let kept = names.kept();
    ensure!(
        is_folder(&kept) && is_replaceable(&kept)?,
        "no earlier site of `{}` was kept; build with --keep-previous next time",
        names.out.display()
    );
    ensure!(is_replaceable(&names.out)?, "there is no site at `{}`", names.out.display());
    if exchange(&kept, &names.out)? {
        return Ok(());
    }
    let aside = names.fresh_staging();
    rename(&kept, &aside)?;
    replace_by_renames(&aside, &names)?;
    keep(&aside, &names)
}

fn check_address(address: &str) -> anyhow::Result<()> {
    let length = address.chars().count();
    ensure!(length <= LONGEST_ADDRESS, "address `{address}` has {length} characters, more than {LONGEST_ADDRESS}");
    // A colon names a drive, or a hidden stream of a file, on Windows.
    let bad =
        address.chars().find(|&letter| letter.is_uppercase() || letter.is_control() || matches!(letter, '\\' | ':'));
    ensure!(bad.is_none(), "address `{}` holds {:?}", address.escape_debug(), bad.unwrap_or_default());
    // An empty part stands before the first slash of an absolute path, too.
    let stray = address.split('/').any(|part| matches!(part, "" | "." | ".."));
    ensure!(!stray, "address `{address}` is not a plain relative path");
    Ok(())
}
