//! A snapshot, brought up to date: only what has changed is read again.
//!
//! The law is that the snapshot is the one that [`load`] would make now.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::{CONTENT, Limits, Reader, THEMES, load};
use crate::diag;
use crate::source::{Snapshot, SourcePath};

/// With more changes than this, everything is read: each is compared with each file on the way.
const MANY: usize = 64;

/// Brings `snapshot` up to date, as far as files and folders at or below the paths in `changed` go, whether they have
/// come, gone or become others. Everything is read when a path says that it may all be different: the two folders
/// themselves, and files that say what is left out.
///
/// # Errors
///
/// As [`load`]; the snapshot is then as it was.
pub fn refresh(
    snapshot: &mut Snapshot,
    project: &Path,
    limits: &Limits,
    changed: &BTreeSet<SourcePath>,
) -> anyhow::Result<()> {
    if changed.len() > MANY || changed.iter().any(decides_for_others) {
        *snapshot = load(project, limits)?;
        return Ok(());
    }
    let mut reader = Reader { limits, snapshot: snapshot.clone() };
    for path in changed {
        forget(&mut reader.snapshot, path);
    }
    // Ignore files on the way to a path are read again, but nothing in them has changed.
    let told: Vec<_> = std::mem::take(&mut reader.snapshot.diagnostics);
    reader.read(project, Some(changed))?;
    reader.snapshot.diagnostics.retain(|own| changed.iter().any(|path| is_at_or_below(&own.location.path, path)));
    reader.snapshot.diagnostics.extend(told);
    diag::sort(&mut reader.snapshot.diagnostics);
    *snapshot = reader.snapshot;
    Ok(())
}

/// Whether a change of this path may say something of paths that are not below it.
fn decides_for_others(path: &SourcePath) -> bool {
    let is_ignore_file = matches!(path.file_name(), ".ignore" | ".normbookignore");
    is_ignore_file || [CONTENT, THEMES, ""].contains(&path.as_str())
}

fn is_at_or_below(path: &SourcePath, folder: &SourcePath) -> bool {
    let rest = path.as_str().strip_prefix(folder.as_str());
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Takes out everything at or below a path.
fn forget(snapshot: &mut Snapshot, gone: &SourcePath) {
    let inside = |path: &SourcePath| is_at_or_below(path, gone);
    if snapshot.config.as_ref().is_some_and(|source| inside(&source.path)) {
        snapshot.config = None;
    }
    snapshot.diagnostics.retain(|diagnostic| !inside(&diagnostic.location.path));
    forget_range(&mut snapshot.sources, gone);
    forget_range(&mut snapshot.assets, gone);
    if gone.as_str().starts_with(THEMES) {
        for files in snapshot.themes.values_mut() {
            files.retain(|_, asset| !inside(&asset.path));
        }
        snapshot.themes.retain(|_, files| !files.is_empty());
    }
}

/// Paths below a folder stand together, though others may stand between them and the folder (`a.md` before `a/b`).
fn forget_range<V>(files: &mut BTreeMap<SourcePath, V>, gone: &SourcePath) {
    files.remove(gone);
    let first = SourcePath::new(&format!("{gone}/"));
    let below = files.range(first..).map(|(path, _)| path).take_while(|path| is_at_or_below(path, gone));
    let below: Vec<SourcePath> = below.cloned().collect();
    for path in below {
        files.remove(&path);
    }
}
