//! Two snapshots, side by side. Mostly they share their files, which costs a look at two pointers each.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::source::{Asset, Snapshot, SourcePath};

/// The files of two snapshots that are not the same.
pub(super) fn differing(before: &Snapshot, now: &Snapshot) -> Vec<SourcePath> {
    let mut files = Vec::new();
    let source = |snapshot: &Snapshot| snapshot.config.as_ref().map(|source| Arc::clone(&source.text));
    if source(before) != source(now) {
        files.push(SourcePath::new(crate::config::PATH));
    }
    changed(&before.sources, &now.sources, |a, b| Arc::ptr_eq(a, b) || a.text == b.text, &mut files);
    changed(&before.assets, &now.assets, |a, b| Arc::ptr_eq(a, b) || a.hash == b.hash, &mut files);
    let themes = |snapshot: &Snapshot| -> BTreeMap<SourcePath, Arc<Asset>> {
        let files = snapshot.themes.values().flat_map(BTreeMap::values);
        files.map(|asset| (asset.path.clone(), Arc::clone(asset))).collect()
    };
    changed(&themes(before), &themes(now), |a, b| Arc::ptr_eq(a, b) || a.hash == b.hash, &mut files);
    let said = |snapshot: &Snapshot| -> Vec<SourcePath> {
        snapshot.diagnostics.iter().map(|found| found.location.path.clone()).collect()
    };
    if said(before) != said(now) {
        files.extend(said(now));
    }
    files
}

/// The Markdown files of two snapshots that are not the same, and are there now.
pub(super) fn edited(before: &Snapshot, now: &Snapshot) -> BTreeSet<SourcePath> {
    let mut files = Vec::new();
    changed(&before.sources, &now.sources, |a, b| Arc::ptr_eq(a, b) || a.text == b.text, &mut files);
    files.into_iter().filter(|path| now.sources.contains_key(path)).collect()
}

fn changed<V>(
    before: &BTreeMap<SourcePath, V>,
    now: &BTreeMap<SourcePath, V>,
    same: impl Fn(&V, &V) -> bool,
    files: &mut Vec<SourcePath>,
) {
    let mut old = before.iter().peekable();
    for (path, value) in now {
        while let Some((gone, _)) = old.next_if(|(other, _)| *other < path) {
            files.push(gone.clone());
        }
        match old.next_if(|(other, _)| *other == path) {
            Some((_, former)) if same(former, value) => {}
            _ => files.push(path.clone()),
        }
    }
    files.extend(old.map(|(gone, _)| gone.clone()));
}
