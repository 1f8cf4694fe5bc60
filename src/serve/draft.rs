//! Help for drafts: which file made a page, what the page still lacks, what has been edited.

use serde_json::{Value, json};

use super::compare;
use super::shown::Shown;
use crate::coverage::{EditionCoverage, Lack};
use crate::model::{Kind, Provenance};
use crate::naming;
use crate::site::{Address, EntryIx, Relation, Site};
use crate::source::{Snapshot, SourcePath};

/// Edited pages that are listed.
const MOST: usize = 100;

/// What is known of a page: its file, its kind, and hints, each by the key of its words.
pub(super) fn page(shown: &Shown, address: &Address) -> Option<Value> {
    let page = *shown.site.pages.get(address)?;
    let file = shown.source_of(page)?;
    let original = page.item().map(|entry| shown.site.entry(entry).original);
    let provenance = original.and_then(|original| shown.site.entry(original).item.provenance());
    let hints = original.map(|original| hints(&shown.site, original)).unwrap_or_default();
    Some(json!({"file": file.as_str(), "provenance": provenance.map(Provenance::word), "hints": hints}))
}

/// What an item still lacks.
fn hints(site: &Site, index: EntryIx) -> Vec<&'static str> {
    let entry = site.entry(index);
    let mut hints = Vec::new();
    let lacks = |relation: Relation| site.pointing(index, relation).next().is_none();
    if let Some(work) = entry.item.work() {
        if lacks(Relation::Interprets) {
            hints.push("no-note");
        }
        if lacks(Relation::Illustrates) {
            hints.push("no-case");
        }
        if work.basis.is_empty() {
            hints.push("no-basis");
        }
    }
    if entry.kind() == Kind::Clause && has_no_task(site, index) {
        hints.push("no-task");
    }
    match entry.item.provenance() {
        Some(Provenance::Sample) => hints.push("sample"),
        Some(Provenance::Outline) => hints.push("outline"),
        Some(Provenance::Imported) => hints.push("imported"),
        Some(Provenance::Official | Provenance::Interpretive | Provenance::Reported | Provenance::Local) | None => {}
    }
    hints
}

/// As the page of coverage counts it: a chapter is covered by what rests on its clauses.
fn has_no_task(site: &Site, clause: EntryIx) -> bool {
    let gaps = site.edition_of(clause).map(|edition| EditionCoverage::of(site, edition).gaps).unwrap_or_default();
    gaps.iter().any(|gap| gap.lack == Lack::ClauseWithoutTask && gap.items.contains(&clause))
}

/// The pages of items whose files are not those the server began with, in the order of their addresses.
pub(super) fn edited(first: &Snapshot, now: &Shown) -> Value {
    let mut rows = Vec::new();
    let mut total = 0;
    let files = compare::edited(first, &now.snapshot);
    for (index, entry) in now.site.indexed() {
        let path = &entry.item.header.path;
        if files.is_empty() || !files.contains(path) {
            continue;
        }
        total += 1;
        if rows.len() < MOST {
            rows.push(json!({"address": entry.address.as_str(), "title": naming::title(&now.site, index), "file": path.as_str()}));
        }
    }
    json!({"total": total, "pages": rows})
}

/// The page of the file just saved, if it was one file of content.
pub(super) fn saved_page(shown: &Shown) -> Option<&Address> {
    let [path] = shown.files.as_slice() else { return None };
    if !is_item(path) {
        return None;
    }
    shown.site.entries.iter().find(|entry| entry.item.header.path == *path).map(|entry| &entry.address)
}

fn is_item(path: &SourcePath) -> bool {
    path.extension() == "md" && path.as_str().starts_with("content/")
}
