//! What a page that was opened before the swap may still ask for after it: files of the old site whose names are made from
//! what is in them. They go into the new site as well, once: the marker names them, so that the build after that leaves
//! them out.

use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use anyhow::Context;

use super::MARKER;
use super::beside::{is_folder, is_missing};

/// Folders in which a name belongs to its content: files of `assets`, and of `search` all but the entry.
const FOLDERS: [&str; 2] = ["assets", "search/files"];

/// Begins a line of the marker.
const CARRIED: &str = "carried ";

/// Gives the new site what it lacks of the old one's files, and says what that was, a line each for the marker.
///
/// # Errors
/// If the old site cannot be read, or the new one cannot be written.
pub(super) fn carry(old: &Path, new: &Path) -> anyhow::Result<String> {
    let earlier = carried_before(old);
    let mut lines = String::new();
    for folder in FOLDERS {
        // A site without such a folder has no page that would ask.
        if !is_folder(&old.join(folder)) || !is_folder(&new.join(folder)) {
            continue;
        }
        for name in names(&old.join(folder))? {
            let path = format!("{folder}/{name}");
            if !earlier.contains(&path) && is_missing(&new.join(&path))? {
                link(&old.join(&path), &new.join(&path))?;
                lines.push_str(&format!("{CARRIED}{path}\n"));
            }
        }
    }
    Ok(lines)
}

/// What the old site itself had from the one before it.
fn carried_before(old: &Path) -> BTreeSet<String> {
    let marker = fs::read_to_string(old.join(MARKER)).unwrap_or_default();
    marker.lines().filter_map(|line| line.strip_prefix(CARRIED)).map(str::to_owned).collect()
}

/// Names in a folder, sorted; those that are no text were not made by normbook.
fn names(folder: &Path) -> anyhow::Result<Vec<String>> {
    let entries = fs::read_dir(folder).with_context(|| format!("cannot read `{}`", folder.display()))?;
    let mut names: Vec<String> = entries.flatten().filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort();
    Ok(names)
}

/// One more name for a file, or for each file of a folder; a copy where the file system knows only one name. Links and
/// devices are left out: normbook makes none.
fn link(from: &Path, to: &Path) -> anyhow::Result<()> {
    if is_folder(from) {
        fs::create_dir(to).with_context(|| format!("cannot make `{}`", to.display()))?;
        return names(from)?.iter().try_for_each(|name| link(&from.join(name), &to.join(name)));
    }
    if !fs::symlink_metadata(from).is_ok_and(|metadata| metadata.is_file()) {
        return Ok(());
    }
    match fs::hard_link(from, to) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => fs::copy(from, to)
            .map(drop)
            .with_context(|| format!("cannot copy `{}` to `{}`", from.display(), to.display())),
        _ => Ok(()),
    }
}
