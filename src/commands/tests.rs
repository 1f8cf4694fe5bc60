//! Whole commands on disks that fail: nothing that they write goes round `emit`.

#![allow(clippy::disallowed_methods, reason = "tests read and write as they need")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::*;
use crate::check::Purpose;
use crate::diag::Locale;
use crate::emit::tests::faults::{Fault, Watch};
use crate::emit::{Flush, Manner, Old, Others};
use crate::properties;
use crate::site::Format;
use crate::verify::Expected;

const MANNER: Manner = Manner { old: Old::Removed, others: Others::Kept, flush: Flush::First };

/// Deaths tried of each command in the everyday run. The long run tries every step, as the tests of `emit` always do with
/// smaller things.
const DEATHS: usize = 14;

/// A book in two versions, and a folder for what is made of them.
struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let desk = Self { folder: crate::scratch::folder() };
        let book = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/books/minimal/content");
        for version in ["old", "new"] {
            copy(&book, &desk.path(version).join("content"));
        }
        let site = desk.path("new/content/site.yaml");
        let text = fs::read_to_string(&site).unwrap();
        fs::write(&site, text.replacen("title: ", "title: 新", 1)).unwrap();
        desk
    }

    fn path(&self, inside: &str) -> PathBuf {
        self.folder.path().join(inside)
    }

    fn out(&self) -> PathBuf {
        self.path("out")
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// Every file below a folder that is not hidden at its top.
fn tree(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    gather(folder, folder, &mut files);
    files.retain(|path, _| !path.to_string_lossy().starts_with('.'));
    files
}

fn gather(top: &Path, folder: &Path, files: &mut BTreeMap<PathBuf, Vec<u8>>) {
    for entry in fs::read_dir(folder).into_iter().flatten().map(Result::unwrap) {
        if entry.file_type().unwrap().is_dir() {
            gather(top, &entry.path(), files);
        } else {
            files.insert(entry.path().strip_prefix(top).unwrap().to_owned(), fs::read(entry.path()).unwrap());
        }
    }
}

/// What is silent unless something is wrong with the books.
fn silent(found: &[Diagnostic], _: &Snapshot) {
    assert!(found.iter().all(|own| own.severity != crate::diag::Severity::Error));
}

/// Runs a command that dies at one step after the other. Before each run `before` makes the old state; `mixed` when each
/// file is old or new by itself.
fn dies_anywhere(
    before: impl Fn(&Desk),
    act: impl Fn(&Desk) -> anyhow::Result<()>,
    state: impl Fn(&Desk) -> BTreeMap<PathBuf, Vec<u8>>,
    mixed: bool,
) {
    let desk = Desk::new();
    let fresh = || {
        let _ = fs::remove_dir_all(desk.out());
        fs::create_dir(desk.out()).unwrap();
        before(&desk);
    };
    fresh();
    let old = state(&desk);
    let watch = Watch::new(&desk.out(), None);
    act(&desk).unwrap();
    let (new, count) = (state(&desk), watch.count());
    drop(watch);
    assert!(old != new && count > 5);
    let last = count.saturating_sub(6);
    let stride = if properties::is_long() { 1 } else { last.div_ceil(DEATHS - 6).max(1) };
    let chosen = (0..last).step_by(stride).chain(last..count);
    for number in chosen {
        fresh();
        let watch = Watch::new(&desk.out(), Some((number, Fault::Dead)));
        let done = act(&desk);
        drop(watch);
        let now = state(&desk);
        let each = |path: &PathBuf| now.get(path) == old.get(path) || now.get(path) == new.get(path);
        let holds = now == old || now == new || (mixed && now.keys().chain(old.keys()).all(each));
        assert!(holds, "a death at step {number} of {count}: {done:?}");
        assert!(done.is_err() || now == new, "step {number} of {count} was not missed");
        act(&desk).unwrap();
        assert!(state(&desk) == new, "after a death at step {number} of {count}");
    }
}

fn make_site(desk: &Desk, version: &str) -> anyhow::Result<()> {
    build(Origin::project(&desk.path(version)), &desk.out().join("site"), Purpose::Draft, MANNER, &silent).map(drop)
}

fn make_package(desk: &Desk, version: &str, name: &str, since: Option<&str>) -> anyhow::Result<()> {
    let since = since.map(|name| desk.path(name));
    bundle(Origin::project(&desk.path(version)), &desk.path(name), since.as_deref(), None, Purpose::Draft, &silent)
        .map(drop)
}

#[test]
fn builds_die_anywhere() {
    let site = |desk: &Desk| tree(&desk.out().join("site"));
    dies_anywhere(|desk| make_site(desk, "old").unwrap(), |desk| make_site(desk, "new"), site, false);
}

#[test]
fn bundles_die_anywhere() {
    let make = |desk: &Desk, version: &str| make_package(desk, version, "out/a.zip", None);
    dies_anywhere(|desk| make(desk, "old").unwrap(), |desk| make(desk, "new"), |desk| tree(&desk.out()), false);
}

#[test]
fn exports_die_anywhere() {
    let make = |desk: &Desk, version: &str| {
        export_html(&desk.path(version), &desk.out(), None, Purpose::Draft, &silent)?;
        export_data(&desk.path(version), &desk.out(), Format::Json, None, Purpose::Draft, &silent).map(drop)
    };
    dies_anywhere(|desk| make(desk, "old").unwrap(), |desk| make(desk, "new"), |desk| tree(&desk.out()), true);
}

#[test]
fn deltas_are_applied_or_not_wherever_it_dies() {
    let before = |desk: &Desk| {
        make_package(desk, "old", "old.zip", None).unwrap();
        make_package(desk, "new", "delta.zip", Some("old.zip")).unwrap();
        unpack(&desk.path("old.zip"), &desk.out().join("package"));
    };
    let act = |desk: &Desk| {
        let folder = desk.out().join("package");
        let lists = fs::read(folder.join("SHA256SUMS")).unwrap();
        match apply(&desk.path("delta.zip"), &folder, &Expected::default(), Locale::English) {
            // A delta that came to its place before the death is no delta of this package any more.
            Err(error)
                if error.to_string().contains("is not the package")
                    && lists != fs::read(desk.path("lists")).unwrap() =>
            {
                Ok(())
            }
            other => other.map(drop),
        }
    };
    let before = |desk: &Desk| {
        before(desk);
        fs::copy(desk.out().join("package/SHA256SUMS"), desk.path("lists")).unwrap();
    };
    dies_anywhere(before, act, |desk| tree(&desk.out().join("package")), false);
}

fn unpack(zip: &Path, folder: &Path) {
    let mut archive = zip::ZipArchive::new(fs::File::open(zip).unwrap()).unwrap();
    archive.extract(folder).unwrap();
}
