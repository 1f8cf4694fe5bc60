//! New files of a project: never over one that is there.

use std::path::Path;

use anyhow::{Context, ensure};

use super::batch::{Batch, Existing};
use super::beside::{Names, is_missing, lock, sweep};
use super::disk;
use super::swap::{rename, sync_names};

/// Writes new files into a folder, which is made if need be. Nothing is written when one of them is there already. A folder
/// that is not there comes with all its files in one step.
///
/// # Errors
/// If a file exists, or cannot be written.
pub fn plant<'a>(folder: &Path, files: impl Iterator<Item = (&'a str, &'a str)> + Clone) -> anyhow::Result<()> {
    if !folder.as_os_str().is_empty() && is_missing(folder)? {
        return plant_whole(folder, files);
    }
    for (path, _) in files.clone() {
        let path = folder.join(path);
        ensure!(!path.try_exists().unwrap_or(true), "`{}` is there already; nothing was written", path.display());
    }
    let mut batch = Batch::begin(folder)?;
    for (path, text) in files {
        batch.put(path, text.as_bytes())?;
    }
    batch.publish(Existing::Kept)
}

/// Makes a folder with its files beside its place.
fn plant_whole<'a>(folder: &Path, mut files: impl Iterator<Item = (&'a str, &'a str)>) -> anyhow::Result<()> {
    let names = Names::beside(folder)?;
    disk::make_folders(&names.parent).with_context(|| format!("cannot make `{}`", names.parent.display()))?;
    let _lock = lock(&names)?;
    sweep(&names);
    let staging = names.fresh_staging();
    let made = files
        .try_for_each(|(path, text)| {
            let path = staging.join(path);
            let parent = path.parent().unwrap_or(&staging);
            disk::make_folders(parent).with_context(|| format!("cannot make `{}`", parent.display()))?;
            disk::write(&path, text.as_bytes()).with_context(|| format!("cannot write `{}`", path.display()))
        })
        .and_then(|()| disk::sync_tree(&staging).with_context(|| format!("cannot sync `{}`", staging.display())))
        .and_then(|()| {
            ensure!(is_missing(&names.out)?, "`{}` appeared while it was made; it was left as it is", folder.display());
            rename(&staging, &names.out)
        });
    if made.is_err() {
        let _ = disk::remove_tree(&staging);
    }
    made?;
    sync_names(&names)
}

/// Writes a new file that nobody but its owner may read, where the system knows owners.
///
/// # Errors
/// If it exists, or cannot be written.
pub fn plant_secret(path: &Path, text: &str) -> anyhow::Result<()> {
    let (folder, name) = parted(path)?;
    let mut batch = Batch::begin(folder)?;
    batch.put_secret(name, text.as_bytes())?;
    batch.publish(Existing::Kept)
}

/// Writes a file of a project in the place of an older one, in a single step: whatever happens, one of the two is there whole.
///
/// # Errors
/// If it cannot be written.
pub fn replace(folder: &Path, path: &str, text: &str) -> anyhow::Result<()> {
    let path = folder.join(path);
    let (folder, name) = parted(&path)?;
    let name = name.to_str().with_context(|| format!("`{}` names no file", path.display()))?;
    let mut batch = Batch::begin(folder)?;
    batch.put(name, text.as_bytes())?;
    batch.publish(Existing::Replaced)
}

/// The folder of a file, and its name.
fn parted(path: &Path) -> anyhow::Result<(&Path, &Path)> {
    let name = path.file_name().with_context(|| format!("`{}` names no file", path.display()))?;
    let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    Ok((folder, Path::new(name)))
}
