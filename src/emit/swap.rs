//! How the new site takes the place of the old one.

use std::fs;
use std::io;
use std::path::Path;

use anyhow::Context;

use super::beside::Names;

pub(super) fn rename(from: &Path, to: &Path) -> anyhow::Result<()> {
    fs::rename(from, to).with_context(|| format!("cannot rename `{}` to `{}`", from.display(), to.display()))
}

/// Exchanges two folders in one step. `false` if this file system cannot.
#[cfg(target_os = "linux")]
pub(super) fn exchange(new: &Path, old: &Path) -> io::Result<bool> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;

    match renameat_with(CWD, new, CWD, old, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(target_os = "linux"))]
pub(super) fn exchange(_new: &Path, _old: &Path) -> io::Result<bool> {
    Ok(false)
}

/// Replaces the old site in two steps. A death between them is mended by the next build, a failure at once.
pub(super) fn replace_by_renames(new: &Path, names: &Names) -> anyhow::Result<()> {
    let previous = names.previous();
    rename(&names.out, &previous)?;
    if let Err(error) = rename(new, &names.out) {
        rename(&previous, &names.out)?;
        return Err(error);
    }
    // The new site stands; what cannot be removed now is removed by the next build.
    let _ = fs::remove_dir_all(&previous);
    Ok(())
}
