//! How the new site takes the place of the old one, and how the remains of a dead build are fixed.

use std::path::Path;

use anyhow::{Context, ensure};

use super::beside::{Names, is_folder, is_marked, is_missing, is_replaceable};
use super::disk;

pub(super) fn rename(from: &Path, to: &Path) -> anyhow::Result<()> {
    disk::rename(from, to).with_context(|| format!("cannot rename `{}` to `{}`", from.display(), to.display()))
}

/// Puts a new folder in the place of the old one, and the old one where the new one was made. What is on the disk
/// afterwards is the new state: the old one may be removed.
pub(super) fn swap(new: &Path, names: &Names) -> anyhow::Result<()> {
    if !exchange(new, &names.out)? {
        replace_by_renames(new, names)?;
    }
    sync_names(names)
}

/// Exchanges two folders in one step. `false` if this file system cannot.
pub(super) fn exchange(new: &Path, old: &Path) -> anyhow::Result<bool> {
    disk::exchange(new, old).with_context(|| format!("cannot exchange `{}` and `{}`", new.display(), old.display()))
}

/// Brings the names beside a site to the disk.
pub(super) fn sync_names(names: &Names) -> anyhow::Result<()> {
    disk::sync_folder(&names.parent).with_context(|| format!("cannot sync `{}`", names.parent.display()))
}

/// Ends what a build began that died between two renames, or before it had removed the old site. What normbook did not make
/// is left alone, whatever it is called.
pub(super) fn fix(names: &Names) -> anyhow::Result<()> {
    let previous = names.previous();
    if !is_folder(&previous) || !is_marked(&previous) {
        return Ok(());
    }
    if is_missing(&names.out)? {
        return rename(&previous, &names.out);
    }
    disk::remove_tree(&previous).with_context(|| format!("cannot remove `{}`", previous.display()))
}

/// Puts the new site in the place of the old one in two steps, and the old one where the new one was made, as an exchange
/// would. A death between the steps is fixed by the next build, a failure at once.
pub(super) fn replace_by_renames(new: &Path, names: &Names) -> anyhow::Result<()> {
    let previous = names.previous();
    ensure!(
        is_missing(&previous)?,
        "`{}` is there, and normbook did not make it; it is the name of the old site in the meantime, move it away",
        previous.display()
    );
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
    let _ = disk::remove_tree(&last);
    Ok(())
}
