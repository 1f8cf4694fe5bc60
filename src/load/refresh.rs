//! The next snapshot: only what has changed is read again.
//!
//! The law is that the snapshot is the one that [`load`] would make now.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::{CONTENT, Limits, Reader, THEMES, load};
use crate::diag;
use crate::source::{Snapshot, SourcePath};

/// With more changes than this, everything is read: each is compared with each file on the way.
const MANY: usize = 64;

/// The snapshot that takes the place of `before`, as far as files and folders at or below the paths in `changed` go,
/// whether they have come, gone or become others. Everything is read when a path says that it may all be different: the
/// two folders themselves, files that say what is left out, and any path at all in a project that has links.
///
/// # Errors
/// As [`load`].
pub fn refresh(
    before: &Snapshot,
    project: &Path,
    limits: &Limits,
    changed: &BTreeSet<SourcePath>,
) -> anyhow::Result<Snapshot> {
    if before.linked || changed.len() > MANY || changed.iter().any(decides_for_others) {
        return load(project, limits);
    }
    let mut reader = Reader { limits, snapshot: before.clone() };
    for path in changed {
        forget(&mut reader.snapshot, path);
    }
    // Ignore files on the way to a path are read again, but nothing in them has changed.
    let told: Vec<_> = std::mem::take(&mut reader.snapshot.diagnostics);
    reader.read(project, Some(changed))?;
    let mut snapshot = reader.snapshot;
    if snapshot.linked {
        // The first link may lead to what was read before.
        return load(project, limits);
    }
    snapshot.diagnostics.retain(|own| changed.iter().any(|path| is_at_or_below(&own.location.path, path)));
    snapshot.diagnostics.extend(told);
    diag::sort(&mut snapshot.diagnostics);
    Ok(snapshot)
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

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::PathBuf;

    use proptest::prelude::*;

    use super::*;

    /// One thing that happens to a project on disk.
    #[derive(Clone, Debug)]
    enum Deed {
        Write(&'static str, &'static [u8]),
        Remove(&'static str),
        Rename(&'static str, &'static str),
        #[cfg(unix)]
        Link(&'static str, &'static str),
    }

    const PATHS: [&str; 14] = [
        "content/a.md",
        "content/a/b.md",
        "content/a/B 1.md",
        "content/a/c.png",
        "content/a.b/c.md",
        "content/site.yaml",
        "content/d/e/official.lock",
        "content/d/e/f.md",
        "content/.ignore",
        "content/a/.normbookignore",
        "content/a/.b.md.swp",
        "content/d",
        "themes/local/css/base.css",
        "themes/local",
    ];
    const BYTES: [&[u8]; 5] = [b"one", b"two", b"*.png\n", b"b.md\n", b"\xE4\xB8\x80\xFF"];

    fn deeds() -> impl Strategy<Value = Vec<Vec<Deed>>> {
        let path = prop::sample::select(&PATHS[..]);
        let deed = prop_oneof![
            4 => (path.clone(), prop::sample::select(&BYTES[..])).prop_map(|(path, bytes)| Deed::Write(path, bytes)),
            2 => path.clone().prop_map(Deed::Remove),
            1 => (path.clone(), path.clone()).prop_map(|(from, to)| Deed::Rename(from, to)),
            #[cfg(unix)]
            1 => (path, prop::sample::select(&["a", "../a.md", "/", "nowhere", "d"][..]))
                .prop_map(|(path, target)| Deed::Link(path, target)),
        ];
        prop::collection::vec(prop::collection::vec(deed, 1..4), 1..8)
    }

    /// Does what can be done of a deed; the paths that a watcher would name.
    fn perform(deed: &Deed, project: &Path) -> Vec<&'static str> {
        let at = |path: &str| -> PathBuf { project.join(path) };
        let clear = |path: &Path| {
            if path.is_symlink() || path.is_file() {
                let _ = fs::remove_file(path);
            } else {
                let _ = fs::remove_dir_all(path);
            }
        };
        match deed {
            Deed::Write(path, bytes) => {
                if at(path).parent().is_some_and(|parent| fs::create_dir_all(parent).is_ok()) {
                    let _ = fs::write(at(path), bytes);
                }
                vec![path]
            }
            Deed::Remove(path) => {
                clear(&at(path));
                vec![path]
            }
            Deed::Rename(from, to) => {
                let _ = fs::rename(at(from), at(to));
                vec![from, to]
            }
            #[cfg(unix)]
            Deed::Link(path, target) => {
                clear(&at(path));
                let _ = std::os::unix::fs::symlink(target, at(path));
                vec![path]
            }
        }
    }

    /// A snapshot as text.
    fn told(snapshot: &Snapshot) -> String {
        let sources: Vec<_> = snapshot.sources.iter().map(|(path, source)| (path, source.hash)).collect();
        let assets: Vec<_> = snapshot.assets.iter().map(|(path, asset)| (path, asset.hash)).collect();
        let themes = snapshot.themes.iter().map(|(name, files)| (name, files.keys().collect::<Vec<_>>()));
        let config = snapshot.config.as_ref().map(|source| source.hash);
        format!("{config:?}\n{sources:#?}\n{assets:#?}\n{:#?}\n{:#?}", themes.collect::<Vec<_>>(), snapshot.diagnostics)
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn a_refreshed_snapshot_is_a_loaded_one(rounds in deeds()) {
            let project = tempfile::tempdir().unwrap();
            fs::create_dir(project.path().join(CONTENT)).unwrap();
            let limits = Limits::default();
            let mut snapshot = load(project.path(), &limits).unwrap();
            for round in &rounds {
                let touched: Vec<&str> = round.iter().flat_map(|deed| perform(deed, project.path())).collect();
                // A folder made on the way to a file is reported instead of what lies in it.
                let mut changed = BTreeSet::new();
                for path in touched {
                    let mut folder = PathBuf::from(path);
                    while folder.components().count() > 1 {
                        changed.insert(SourcePath::new(&folder.to_string_lossy()));
                        folder.pop();
                    }
                }
                snapshot = refresh(&snapshot, project.path(), &limits, &changed).unwrap();
                prop_assert_eq!(told(&snapshot), told(&load(project.path(), &limits).unwrap()), "after {:?}", round);
            }
        }
    }
}
