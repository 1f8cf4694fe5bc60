//! The next snapshot: only what has changed is read again.
//!
//! The law is that the snapshot is the one that [`load`] would make now.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::Metadata;
use std::path::Path;

use super::{CONTENT, Limits, Reader, THEMES, load};
use crate::diag;
use crate::source::{Snapshot, SourcePath};

/// With more changes than this, everything is read: each is compared with each file on the way.
const MANY: usize = 64;

/// The snapshot that takes the place of `before`, as far as files and folders at or below the paths in `changed` go,
/// whether they have come, gone or become others. What was written through a link is named by its own path, by that of
/// the link, or by both: systems differ.
///
/// Everything is read when a path says that more may be different than what lies at it: the two folders themselves,
/// files that say what is left out, links of any name, paths at which there neither was nor is anything that is read
/// (a link that is left out may have been there), and any path at all in a project that has links.
///
/// # Errors
/// As [`load`].
pub fn refresh(
    before: &Snapshot,
    project: &Path,
    limits: &Limits,
    changed: &BTreeSet<SourcePath>,
) -> anyhow::Result<Snapshot> {
    let decides_for_others = |path| is_for_all(path) || is_link(&project.join(SourcePath::as_str(path)));
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
    snapshot.diagnostics.retain(|own| changed.iter().any(|path| is_at_or_below(&own.location.path, path)));
    // The first link may lead to what was read before.
    if snapshot.linked || changed.iter().any(|path| !holds(before, path) && !holds(&snapshot, path)) {
        return load(project, limits);
    }
    snapshot.diagnostics.extend(told);
    diag::sort(&mut snapshot.diagnostics);
    Ok(snapshot)
}

/// Whether a change of this path may by its name say something of paths that are not below it.
fn is_for_all(path: &SourcePath) -> bool {
    let is_ignore_file = matches!(path.file_name(), ".ignore" | ".normbookignore");
    is_ignore_file || [CONTENT, THEMES, ""].contains(&path.as_str())
}

/// Whether what lies at a path may be known by another path, too. The walk does not say so of links that are left out
/// by their names, yet what is written through one changes the file it leads to.
fn is_link(disk: &Path) -> bool {
    disk.symlink_metadata().is_ok_and(|own| own.is_symlink() || has_other_names(&own))
}

#[cfg(unix)]
fn has_other_names(file: &Metadata) -> bool {
    file.is_file() && std::os::unix::fs::MetadataExt::nlink(file) > 1
}

/// Elsewhere the number of names is not known without opening the file.
#[cfg(not(unix))]
fn has_other_names(_: &Metadata) -> bool {
    false
}

/// Whether something at or below a path was read, or is reported.
fn holds(snapshot: &Snapshot, path: &SourcePath) -> bool {
    let inside = |own: &SourcePath| is_at_or_below(own, path);
    let mut themes = snapshot.themes.values().flat_map(BTreeMap::values);
    snapshot.config.as_ref().is_some_and(|source| inside(&source.path))
        || below(&snapshot.sources, path).next().is_some()
        || below(&snapshot.assets, path).next().is_some()
        || (path.as_str().starts_with(THEMES) && themes.any(|asset| inside(&asset.path)))
        || snapshot.diagnostics.iter().any(|diagnostic| inside(&diagnostic.location.path))
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
    forget_range(&mut snapshot.shown, gone);
    if gone.as_str().starts_with(THEMES) {
        for files in snapshot.themes.values_mut() {
            files.retain(|_, asset| !inside(&asset.path));
        }
        snapshot.themes.retain(|_, files| !files.is_empty());
    }
}

fn forget_range<V>(files: &mut BTreeMap<SourcePath, V>, gone: &SourcePath) {
    let gone: Vec<SourcePath> = below(files, gone).cloned().collect();
    for path in gone {
        files.remove(&path);
    }
}

/// The paths at or below one. Those below stand together, though others may stand between them and the folder (`a.md`
/// before `a/b`).
fn below<'a, V>(files: &'a BTreeMap<SourcePath, V>, path: &'a SourcePath) -> impl Iterator<Item = &'a SourcePath> {
    let first = SourcePath::new(&format!("{path}/"));
    let inside = files.range(first..).map(|(own, _)| own).take_while(|own| is_at_or_below(own, path));
    files.get_key_value(path).map(|(own, _)| own).into_iter().chain(inside)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::PathBuf;

    use proptest::prelude::*;

    use super::*;
    use crate::properties;

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

    /// Does what can be done of a deed; the paths at which something was done.
    fn perform(deed: &Deed, project: &Path) -> Vec<String> {
        let at = |path: &str| -> PathBuf { project.join(path) };
        let clear = |path: &Path| {
            if path.is_symlink() || path.is_file() {
                let _ = fs::remove_file(path);
            } else {
                let _ = fs::remove_dir_all(path);
            }
        };
        match *deed {
            Deed::Write(path, bytes) => {
                if at(path).parent().is_some_and(|parent| fs::create_dir_all(parent).is_ok()) {
                    let _ = fs::write(at(path), bytes);
                }
                vec![path.to_owned()]
            }
            Deed::Remove(path) => {
                clear(&at(path));
                vec![path.to_owned()]
            }
            Deed::Rename(from, to) => {
                let _ = fs::rename(at(from), at(to));
                vec![from.to_owned(), to.to_owned()]
            }
            #[cfg(unix)]
            Deed::Link(path, target) => {
                clear(&at(path));
                let _ = std::os::unix::fs::symlink(target, at(path));
                vec![path.to_owned()]
            }
        }
    }

    /// What a watcher names: a path, and the folders on the way to it, for a folder made on the way to a file is
    /// reported instead of what lies in it.
    fn named(path: &str) -> impl Iterator<Item = SourcePath> {
        let folders = Path::new(path).ancestors().map(|folder| SourcePath::new(&folder.to_string_lossy()));
        folders.take_while(|folder| folder.as_str().contains('/')).collect::<Vec<_>>().into_iter()
    }

    /// The file behind a path, where a link hides it: what the system tells when it has been written.
    fn behind(path: &str, project: &Path) -> Option<String> {
        let real = project.join(path).canonicalize().ok()?;
        let inside = real.strip_prefix(project.canonicalize().ok()?).ok()?;
        inside.to_str().map(str::to_owned)
    }

    /// A snapshot as text.
    fn told(snapshot: &Snapshot) -> String {
        let sources: Vec<_> = snapshot.sources.iter().map(|(path, source)| (path, &source.text)).collect();
        let assets: Vec<_> = snapshot.assets.iter().map(|(path, asset)| (path, asset.hash)).collect();
        let themes = snapshot.themes.iter().map(|(name, files)| (name, files.keys().collect::<Vec<_>>()));
        let config = snapshot.config.as_ref().map(|source| &source.text);
        format!("{config:?}\n{sources:#?}\n{assets:#?}\n{:#?}\n{:#?}", themes.collect::<Vec<_>>(), snapshot.diagnostics)
    }

    /// Holds the law over rounds of deeds. A save through a link names the file as well if `tells_all`, and no more
    /// than the path that was opened otherwise.
    fn holds_after(rounds: &[Vec<Deed>], tells_all: bool) {
        let project = tempfile::tempdir().unwrap();
        fs::create_dir(project.path().join(CONTENT)).unwrap();
        let limits = Limits::default();
        let mut snapshot = load(project.path(), &limits).unwrap();
        for round in rounds {
            let mut changed = BTreeSet::new();
            for deed in round {
                let touched = perform(deed, project.path());
                if let (Deed::Write(path, _), true) = (deed, tells_all) {
                    changed.extend(behind(path, project.path()).iter().flat_map(|path| named(path)));
                }
                changed.extend(touched.iter().flat_map(|path| named(path)));
            }
            snapshot = refresh(&snapshot, project.path(), &limits, &changed).unwrap();
            assert_eq!(told(&snapshot), told(&load(project.path(), &limits).unwrap()), "after {round:?} of {rounds:?}");
        }
    }

    /// Whatever a link is called and wherever it leads, what is written through it is read.
    #[cfg(unix)]
    #[test]
    fn a_save_goes_through_a_link_that_is_left_out() {
        use Deed::{Link, Remove, Rename, Write};
        const HIDING: [(&str, &[u8]); 2] = [("content/a/.normbookignore", b"x.md\nx\n"), ("content/a/y.md", b"y")];
        let hiding = || HIDING.map(|(path, bytes)| Write(path, bytes)).to_vec();
        holds_after(
            &[
                vec![Write("content/a/.normbookignore", b"one")],
                vec![Link("content/a/.b.md.swp", "../a.md"), Write("content/a/.b.md.swp", b"one")],
            ],
            false,
        );
        for name in ["content/a/x.md", "content/a/.x.md", "content/a/x.md~", "content/a/x.tmp", "content/a/4913"] {
            for target in ["../a.md", "y.md", "../../themes/local/new.css"] {
                let rounds = [
                    vec![Write("themes/local/css/base.css", b"one")],
                    hiding(),
                    vec![Link(name, target), Write(name, b"one")],
                    vec![Write(name, b"two")],
                    // Made in one round, used in the next, and gone before anybody looks.
                    vec![Link(name, target)],
                    vec![Write(name, b"one"), Remove(name)],
                    vec![Link(name, target)],
                    vec![Write(name, b"two"), Rename(name, "content/a/.gone")],
                ];
                holds_after(&rounds, false);
                holds_after(&rounds, true);
            }
        }
    }

    /// Links to folders hide what is written into them as links to files do.
    #[cfg(unix)]
    #[test]
    fn a_save_goes_through_a_linked_folder_that_is_left_out() {
        use Deed::{Link, Remove, Write};
        for (name, inside) in [("content/.x", "content/.x/n.md"), ("content/a/x", "content/a/x/n.md")] {
            let target = if name == "content/.x" { "d" } else { "../d" };
            let rounds = [
                vec![Write("content/a/.normbookignore", b"x\n"), Write("content/d/e/f.md", b"one")],
                vec![Link(name, target), Write(inside, b"one")],
                vec![Write(inside, b"two")],
                vec![Remove(inside)],
                vec![Write(inside, b"one"), Remove(name)],
            ];
            holds_after(&rounds, false);
            holds_after(&rounds, true);
        }
    }

    /// A file of two names is known to a watcher by the one it was opened by.
    #[cfg(unix)]
    #[test]
    fn a_save_changes_a_file_of_another_name() {
        let project = tempfile::tempdir().unwrap();
        fs::create_dir(project.path().join(CONTENT)).unwrap();
        let at = |name: &str| project.path().join(CONTENT).join(name);
        fs::write(at("a.md"), "one").unwrap();
        fs::hard_link(at("a.md"), at("b.md")).unwrap();
        let before = load(project.path(), &Limits::default()).unwrap();
        fs::write(at("b.md"), "two").unwrap();
        let changed = BTreeSet::from([SourcePath::new("content/b.md")]);
        let after = refresh(&before, project.path(), &Limits::default(), &changed).unwrap();
        assert_eq!(told(&after), told(&load(project.path(), &Limits::default()).unwrap()));
    }

    proptest! {
        #![proptest_config(properties::config(96))]

        #[test]
        fn a_refreshed_snapshot_is_a_loaded_one(rounds in deeds()) {
            holds_after(&rounds, true);
        }
    }
}
