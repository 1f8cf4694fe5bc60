//! Pages to folder, in whole: the only writer.
//!
//! A site is written into a hidden folder beside the old one and takes its place in a single step. Until then the old
//! site stands untouched; whatever goes wrong, and whenever, one of the two is there whole. For a site at `site` these
//! names lie beside it:
//!
//! | name | is |
//! |---|---|
//! | `.site.lock` | held by the build that is writing |
//! | `.site.staging-…` | the new site in the making; after an exchange, the old one on its way out |
//! | `.site.previous` | the old site between the two renames of systems that cannot exchange folders |
//! | `.site.kept` | the site before the last build that was asked to keep it, for [`rollback`] |
//!
//! A single file, a package, is made in the same way ([`FileStaging`]), and so are the files of exports and of projects
//! ([`Batch`]). What no build put into a site is carried into the next one ([`Others`]).

#![expect(clippy::disallowed_methods, reason = "emit is the only writer")]

mod amend;
mod batch;
mod beside;
mod carry;
mod disk;
mod file;
mod marker;
mod others;
mod plant;
mod swap;
#[cfg(test)]
pub(crate) mod tests;
mod update;

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use anyhow::{Context, ensure};

pub use amend::amend;
pub use batch::{Batch, Existing};
pub use disk::Pen;
pub use file::{FileStaging, Scratch};
pub use marker::MARKER;
pub use others::Others;
pub use plant::{plant, plant_secret, replace};
pub use update::Update;

use beside::{Lock, Names, is_folder, is_marked, is_missing, is_replaceable, lock, sweep};
use marker::Marker;
use swap::{exchange, fix, keep, rename, replace_by_renames, swap, sync_names};

/// What becomes of the site that a new one replaces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Old {
    /// It is removed.
    Removed,
    /// It lies beside the new one, and [`rollback`] can put it back. One that was kept earlier is removed.
    Kept,
}

/// Whether a new site is brought to the disk before it takes the place of the old one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flush {
    /// It is: a power cut leaves one of the two whole.
    First,
    /// The system writes it when it likes: for drafts that are made again at any time.
    Never,
}

/// How a new site takes the place of the old one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Manner {
    /// What becomes of the old site.
    pub old: Old,
    /// What becomes of files in it that no build put there.
    pub others: Others,
    /// Whether it waits for the disk.
    pub flush: Flush,
}

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
    /// Addresses of all files.
    own: Mutex<BTreeSet<String>>,
    /// Released after the folder is removed.
    _lock: Lock,
}

impl Staging {
    /// Whether a site may be made in the folder `out`; nothing is written.
    ///
    /// # Errors
    ///
    /// If `out` is a link, a file, a mount point, or a folder with something in it and no [`MARKER`].
    pub fn admit(out: &Path) -> anyhow::Result<()> {
        is_replaceable(&Names::beside(out)?.out).map(drop)
    }

    /// Begins a new site for the folder `out`, which need not exist. Fixes what an interrupted build left behind.
    ///
    /// # Errors
    ///
    /// If another build is writing `out`; if it is not [admitted](Staging::admit); if the folder that holds it cannot be
    /// written to.
    pub fn begin(out: &Path) -> anyhow::Result<Self> {
        let names = Names::beside(out)?;
        disk::make_folders(&names.parent).with_context(|| format!("cannot make `{}`", names.parent.display()))?;
        let lock = lock(&names)?;
        fix(&names)?;
        is_replaceable(&names.out)?;
        sweep(&names);
        let folder = names.fresh_staging();
        disk::make_folder(&folder).with_context(|| format!("cannot make `{}`", folder.display()))?;
        Ok(Self { names, folder, made: Mutex::default(), own: Mutex::default(), _lock: lock })
    }

    /// Writes `bytes` at `address`: a relative path of parts between slashes, `urban/2022/t07.html`.
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
        disk::write(&path, bytes).with_context(|| format!("cannot write `{}`", path.display()))?;
        self.own.lock().unwrap_or_else(PoisonError::into_inner).insert(address.to_owned());
        Ok(())
    }

    /// Puts the new site in the place of the old one. Files of the old one that pages which are open now may still ask
    /// for go along, and so do those that no build put there: the latter are named, whatever becomes of them.
    ///
    /// # Errors
    ///
    /// If the folders cannot be renamed, a file that no build put there cannot be carried, or `out` has become something
    /// that must not be replaced. The old site is then whole. If only the keeping of the old one fails, the new site
    /// stands.
    pub fn publish(self, manner: Manner) -> anyhow::Result<Vec<String>> {
        let out = &self.names.out;
        let own = std::mem::take(&mut *self.own.lock().unwrap_or_else(PoisonError::into_inner));
        check_case(&own)?;
        // Asked again: somebody may have used the name while the site was made.
        let replaces = is_replaceable(out)?;
        let before = Marker::of(out);
        let others = if replaces { others::find(out, &before)? } else { Vec::new() };
        let carried = if replaces { carry::carry(out, &before, &self.folder)? } else { BTreeSet::new() };
        if manner.others == Others::Kept {
            others.iter().try_for_each(|path| others::take(out, &self.folder, path))?;
        }
        let named = others.iter().map(|path| others::shown(out, path)).collect();
        self.write_marker(&Marker { own, carried })?;
        if manner.flush == Flush::First {
            disk::sync_tree(&self.folder).with_context(|| format!("cannot sync `{}`", self.folder.display()))?;
        }
        if !replaces {
            rename(&self.folder, out)?;
            sync_names(&self.names)?;
            return Ok(named);
        }
        swap(&self.folder, &self.names)?;
        if manner.others == Others::Kept {
            self.take_late(&before, &others)?;
        }
        match manner.old {
            Old::Removed => Ok(named),
            Old::Kept => keep(&self.folder, &self.names).map(|()| named),
        }
    }

    fn write_marker(&self, marker: &Marker) -> anyhow::Result<()> {
        let path = self.folder.join(MARKER);
        disk::write(&path, marker.text().as_bytes()).with_context(|| format!("cannot write `{}`", path.display()))
    }

    /// What came into the old site while the new one took its place.
    fn take_late(&self, before: &Marker, others: &[PathBuf]) -> anyhow::Result<()> {
        let late = others::find(&self.folder, before)?;
        let late = late.iter().filter(|path| !others.contains(path));
        late.into_iter().try_for_each(|path| others::take(&self.folder, &self.names.out, path))
    }

    /// Two threads may both make the same folder, which does no harm; none waits for the disk of another.
    fn make_folder(&self, folder: &str) -> anyhow::Result<()> {
        if self.made.lock().unwrap_or_else(PoisonError::into_inner).contains(folder) {
            return Ok(());
        }
        let path = self.folder.join(folder);
        disk::make_folders(&path).with_context(|| format!("cannot make `{}`", path.display()))?;
        self.made.lock().unwrap_or_else(PoisonError::into_inner).insert(folder.to_owned());
        Ok(())
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // What cannot be removed now is removed by the next build.
        let _ = disk::remove_tree(&self.folder);
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
        is_folder(&kept) && is_marked(&kept),
        "no earlier site of `{}` was kept; build with --keep-previous next time",
        names.out.display()
    );
    ensure!(is_replaceable(&names.out)?, "there is no site at `{}`", names.out.display());
    // What somebody put there since, where the earlier site has nothing of that name.
    for path in others::find(&names.out, &Marker::of(&names.out))? {
        if is_missing(&kept.join(&path))? {
            others::take(&names.out, &kept, &path)?;
        }
    }
    disk::sync_tree(&kept).with_context(|| format!("cannot sync `{}`", kept.display()))?;
    if exchange(&kept, &names.out)? {
        return sync_names(&names);
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
    let bad = address.chars().find(|&letter| letter.is_control() || matches!(letter, '\\' | ':'));
    ensure!(bad.is_none(), "address `{}` holds {:?}", address.escape_debug(), bad.unwrap_or_default());
    // An empty part stands before the first slash of an absolute path, too.
    let stray = address.split('/').any(|part| matches!(part, "" | "." | ".."));
    ensure!(!stray, "address `{address}` is not a plain relative path");
    Ok(())
}

/// Two files whose names differ by case alone are one on other systems.
fn check_case(addresses: &BTreeSet<String>) -> anyhow::Result<()> {
    let mut seen = BTreeMap::new();
    for address in addresses.iter().filter(|address| address.chars().any(char::is_uppercase)) {
        let lower = address.to_lowercase();
        let other = addresses.get(&lower).or_else(|| seen.get(&lower).copied());
        ensure!(other.is_none(), "`{address}` and `{}` differ by case alone", other.map_or("", String::as_str));
        seen.insert(lower, address);
    }
    Ok(())
}
