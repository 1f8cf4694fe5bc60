//! What a page that was opened before the swap may still ask for after it: files of the old site whose names are made from
//! what is in them. They go into the new site as well, once: the marker names them, so that the build after that leaves
//! them out.

use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use anyhow::Context;

use super::beside::{is_file, is_folder, is_missing};
use super::disk;
use super::marker::Marker;

/// Folders in which a name belongs to its content: files of `assets`, and of `search` all but the entry.
const FOLDERS: [&str; 2] = ["assets", "search/files"];

/// Gives the new site what it lacks of the old one's files, and says what that was.
///
/// # Errors
/// If the old site cannot be read, or the new one cannot be written.
pub(super) fn carry(old: &Path, marker: &Marker, new: &Path) -> anyhow::Result<BTreeSet<String>> {
    let mut carried = BTreeSet::new();
    for folder in FOLDERS {
        // A site without such a folder has no page that would ask.
        if !is_folder(&old.join(folder)) || !is_folder(&new.join(folder)) {
            continue;
        }
        for name in names(&old.join(folder))? {
            let path = format!("{folder}/{name}");
            if !marker.has_carried(&path) && is_missing(&new.join(&path))? {
                link((old, marker), new, &path, &mut carried)?;
            }
        }
    }
    Ok(carried)
}

/// Names in a folder, sorted; those that are no text were not made by normbook.
fn names(folder: &Path) -> anyhow::Result<Vec<String>> {
    let entries = fs::read_dir(folder).with_context(|| format!("cannot read `{}`", folder.display()))?;
    let mut names: Vec<String> = entries.flatten().filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort();
    Ok(names)
}

/// One more name for a file, or for each file of a folder; a copy where the file system knows only one name. What normbook
/// did not make is left out.
fn link((old, marker): (&Path, &Marker), new: &Path, path: &str, carried: &mut BTreeSet<String>) -> anyhow::Result<()> {
    let (from, to) = (old.join(path), new.join(path));
    if is_folder(&from) && marker.names_folder(path) {
        disk::make_folder(&to).with_context(|| format!("cannot make `{}`", to.display()))?;
        return names(&from)?.iter().try_for_each(|name| link((old, marker), new, &format!("{path}/{name}"), carried));
    }
    if !is_file(&from) || !marker.names_file(path) {
        return Ok(());
    }
    match disk::link(&from, &to) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => {
            disk::copy(&from, &to).with_context(|| format!("cannot copy `{}` to `{}`", from.display(), to.display()))?
        }
        _ => {}
    }
    carried.insert(path.to_owned());
    Ok(())
}
