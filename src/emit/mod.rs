//! Pages to folder, in whole: the only writer.
//!
//! A site is written into a hidden folder beside the old one and takes its place in a single step. Until then the old
//! site stands untouched; whatever goes wrong, and whenever, one of the two is there whole. For a site at `site` these
//! names lie beside it:
//!
//! | name | is |
//! |---|---|
//! | `.site.lock` | held by the build that is writing; it stays, for a lock file that is deleted locks nothing |
//! | `.site.staging-…` | the new site in the making; after an exchange, the old one on its way out |
//! | `.site.previous` | the old site between the two renames of systems that cannot exchange folders |

#![expect(clippy::disallowed_methods, reason = "emit is the only writer")]

mod beside;
mod plant;
mod swap;
#[cfg(test)]
mod tests;

use std::collections::HashSet;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use anyhow::{Context, ensure};

pub use plant::{plant, renew, replace};

use beside::{Names, is_replaceable, lock, mend, sweep};
use swap::{exchange, rename, replace_by_renames};

/// The file that says: this folder was made by normbook, and may be replaced.
pub const MARKER: &str = ".normbook-site";

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
    /// Begins a new site for the folder `out`, which need not exist. Mends what an interrupted build left behind.
    ///
    /// # Errors
    ///
    /// If another build is writing `out`; if `out` is a link, a file, or a folder with something in it and no
    /// [`MARKER`]; if the folder that holds it cannot be written to.
    pub fn begin(out: &Path) -> anyhow::Result<Self> {
        let names = Names::beside(out)?;
        fs::create_dir_all(&names.parent).with_context(|| format!("cannot make `{}`", names.parent.display()))?;
        let lock = lock(&names)?;
        mend(&names)?;
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

    /// Puts the new site in the place of the old one and removes the old one.
    ///
    /// # Errors
    ///
    /// If the folders cannot be renamed, or `out` has become something that must not be replaced. The old site is
    /// then whole.
    pub fn publish(self) -> anyhow::Result<()> {
        let marker = self.folder.join(MARKER);
        fs::write(&marker, MARKER_TEXT).with_context(|| format!("cannot write `{}`", marker.display()))?;
        let out = &self.names.out;
        // Asked again: somebody may have used the name while the site was made.
        if !is_replaceable(out)? {
            return rename(&self.folder, out);
        }
        let is_exchanged = exchange(&self.folder, out)
            .with_context(|| format!("cannot exchange `{}` and `{}`", self.folder.display(), out.display()))?;
        if is_exchanged { Ok(()) } else { replace_by_renames(&self.folder, &self.names) }
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
