//! How the new site takes the place of the old one, and how the remains of a dead build are fixed.

use std::fs;
use std::io;
use std::path::Path;

use anyhow::{Context, ensure};

use super::beside::{Names, is_folder, is_missing, is_replaceable};

pub(super) fn rename(from: &Path, to: &Path) -> anyhow::Result<()> {
    fs::rename(from, to).with_context(|| format!("cannot rename `{}` to `{}`", from.display(), to.display()))
}

/// Exchanges two folders in one step. `false` if this file system cannot.
pub(super) fn exchange(new: &Path, old: &Path) -> anyhow::Result<bool> {
    try_exchange(new, old).with_context(|| format!("cannot exchange `{}` and `{}`", new.display(), old.display()))
}

#[cfg(target_os = "linux")]
fn try_exchange(new: &Path, old: &Path) -> io::Result<bool> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;

    match renameat_with(CWD, new, CWD, old, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(target_os = "linux"))]
fn try_exchange(_new: &Path, _old: &Path) -> io::Result<bool> {
    Ok(false)
}

/// Ends what a build began that died between two renames, or before it had removed the old site.
pub(super) fn fix(names: &Names) -> anyhow::Result<()> {
    let previous = names.previous();
    if !is_folder(&previous) {
        return Ok(());
    }
    if is_missing(&names.out)? {
        return rename(&previous, &names.out);
    }
    if is_replaceable(&previous).is_ok() {
        fs::remove_dir_all(&previous).with_context(|| format!("cannot remove `{}`", previous.display()))?;
    }
    Ok(())
}

/// Puts the new site in the place of the old one in two steps, and the old one where the new one was made, as an exchange
/// would. A death between the steps is fixed by the next build, a failure at once.
pub(super) fn replace_by_renames(new: &Path, names: &Names) -> anyhow::Result<()> {
    let previous = names.previous();
    rename(&names.out, &previous)?;
    if let Err(error) = rename(new, &names.out) {
        rename(&previous, &names.out)?;
        return Err(error);
    }
    rename(&previous, new)
}

/// Keeps the site at `old`, which a new one has replaced. The one kept before goes where nobody needs it any more.
pub(super) fn keep(old: &Path, names: &Names) -> anyhow::Result<()> {
    let kept = names.kept();
    if is_missing(&kept)? {
        return rename(old, &kept);
    }
    ensure!(is_folder(&kept) && is_replaceable(&kept)?, "`{}` is no site that normbook kept", kept.display());
    if exchange(old, &kept)? {
        return Ok(());
    }
    let last = names.fresh_staging();
    rename(&kept, &last)?;
    rename(old, &kept)?;
    // What cannot be removed now is removed by the next build.
    let _ = fs::remove_dir_all(&last);
    Ok(())
}
