//! Files in a site that no build of ours put there: those of a webmaster, of a version control, of an authority. They are
//! nobody's to delete, so that they go into the next site, where they are in no list, no index and no package.

use std::fs::{self, FileType};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail, ensure};

use super::beside::is_folder;
use super::disk;
use super::marker::{MARKER, Marker};

/// What becomes of files that no build put into a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Others {
    /// They are carried into the next site.
    Kept,
    /// They are left out of it.
    Pruned,
}

/// What nobody of ours put into a site, by path from its top: files, and folders in which nothing is ours.
///
/// # Errors
/// If a folder cannot be read.
pub(super) fn find(site: &Path, marker: &Marker) -> anyhow::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    gather(site, Path::new(""), marker, &mut found)?;
    Ok(found)
}

fn gather(site: &Path, folder: &Path, marker: &Marker, found: &mut Vec<PathBuf>) -> anyhow::Result<()> {
    for (path, kind) in entries(&site.join(folder))? {
        let path = folder.join(path);
        let text = slashed(&path);
        let is_ours = match text.as_deref() {
            Some(MARKER) => true,
            Some(text) if kind.is_dir() => marker.names_folder(text),
            Some(text) => kind.is_file() && marker.names_file(text),
            None => false,
        };
        if !is_ours {
            found.push(path);
        } else if kind.is_dir() {
            gather(site, &path, marker, found)?;
        }
    }
    Ok(())
}

/// Names in a folder with what they are, sorted.
fn entries(folder: &Path) -> anyhow::Result<Vec<(PathBuf, FileType)>> {
    let failed = || format!("cannot read `{}`", folder.display());
    let mut entries = Vec::new();
    for entry in fs::read_dir(folder).with_context(failed)? {
        let entry = entry.with_context(failed)?;
        entries.push((PathBuf::from(entry.file_name()), entry.file_type().with_context(failed)?));
    }
    entries.sort_by(|one, other| one.0.cmp(&other.0));
    Ok(entries)
}

/// A path as markers write it; none if it is no text.
fn slashed(path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = path.iter().map(|part| part.to_str()).collect();
    Some(parts?.join("/"))
}

/// How people are told of one.
pub(super) fn shown(site: &Path, path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    format!("{}{}", parts.join("/"), if is_folder(&site.join(path)) { "/" } else { "" })
}

/// Takes one into the next site, with everything in it: one more name for a file, a copy where the file system knows only
/// one name.
///
/// # Errors
/// If the next site has something of its own there, or it cannot be linked or copied.
pub(super) fn take(old: &Path, new: &Path, path: &Path) -> anyhow::Result<()> {
    for folder in path.ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty()) {
        ensure!(!is_there(&new.join(folder)) || is_folder(&new.join(folder)), "{}", taken(path));
    }
    if let Some(parent) = new.join(path).parent() {
        disk::make_folders(parent).with_context(|| format!("cannot make `{}`", parent.display()))?;
    }
    ensure!(!is_there(&new.join(path)), "{}", taken(path));
    take_tree(&old.join(path), &new.join(path))
}

fn is_there(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

fn taken(path: &Path) -> String {
    format!(
        "`{}` in the site is no file of normbook's, and the new site has a page or a folder of that name; move it away, or \
         build with --prune to drop it",
        path.display()
    )
}

fn take_tree(from: &Path, to: &Path) -> anyhow::Result<()> {
    let failed = || format!("cannot carry `{}` into the new site", from.display());
    let found = fs::symlink_metadata(from).with_context(failed)?;
    if found.is_dir() {
        disk::make_folder(to).with_context(failed)?;
        entries(from)?.iter().try_for_each(|(name, _)| take_tree(&from.join(name), &to.join(name)))?;
        // Last: a folder may forbid to be written to.
        return disk::permit_folder(to, found.permissions()).with_context(failed);
    }
    if found.is_symlink() {
        return disk::link_again(from, to).with_context(failed);
    }
    match disk::link(from, to) {
        Err(error) if error.kind() == ErrorKind::CrossesDevices => {
            bail!("`{}` lies on another file system than the site; unmount it, or build elsewhere", from.display())
        }
        Err(error) if error.kind() != ErrorKind::AlreadyExists && found.is_file() => {
            disk::copy(from, to).with_context(failed)
        }
        linked => linked.with_context(failed),
    }
}
