//! What was written, read back: the clauses of an import as the program's own parser reads them, compared character by
//! character with what the file says.

use std::collections::BTreeSet;
use std::sync::Arc;

use anyhow::Context;

use super::pictures;
use crate::check::Purpose;
use crate::import::files::{self, NewText, Standing};
use crate::import::report::{Report, Subject};
use crate::import::{Care, Document, Doubt, Draft, Item, Picture, Written, body, count, is_blank};
use crate::model::{EditionKey, ItemKey};
use crate::pipeline::{self, Memory};
use crate::prose::{self, Block, Mark};
use crate::site::{EntryIx, Site};
use crate::source::{Asset, Snapshot, Source, SourcePath};

/// The clauses as they were written, and as they read back.
pub(super) struct Trial<'s> {
    snapshot: Snapshot,
    /// The project with the clauses as they were read back.
    pub(super) site: Arc<Site>,
    bodies: Vec<Written>,
    shown: Vec<Shown>,
    edition: &'s EditionKey,
}

/// The files of the clauses, the hashes of those that are official, by their ids, and the site with all of them.
pub(super) struct Finished {
    pub(super) site: Arc<Site>,
    pub(super) texts: Vec<NewText>,
    pub(super) hashes: Vec<(String, String)>,
}

/// What a clause shows.
#[derive(Default)]
struct Shown {
    /// Number and title.
    head: String,
    /// Every character of its text, blanks left out.
    text: String,
    /// Anchors, each with how many characters stand before it.
    anchors: Vec<(usize, String)>,
}

impl<'s> Trial<'s> {
    /// Writes and reads back. A clause that does not read back is written again with more room between its lines; one that
    /// still does not is doubtful.
    pub(super) fn run(
        snapshot: &Snapshot,
        texts: &[NewText],
        files: &[(String, Vec<u8>)],
        edition: &'s EditionKey,
        draft: &mut Draft,
        document: &Document,
    ) -> anyhow::Result<Self> {
        let mut base = snapshot.clone();
        lay(&mut base, texts);
        for (path, bytes) in files {
            let path = SourcePath::new(path);
            base.assets.insert(path.clone(), Arc::new(Asset::new(path, bytes.clone())));
        }
        // What an older import left in the edition is not part of this one.
        let link = |picture: &Picture| {
            format!(
                "../../../../{}",
                pictures::path(edition, &picture.bytes, &picture.ending).trim_start_matches("content/")
            )
        };
        let write = |item: &Item, care: Care| body(item, document, &link, care);
        let mut bodies: Vec<Written> = draft.items.iter().map(|item| write(item, Care::Lists)).collect();
        let (mut site, mut shown) = read(&base, edition, draft, &bodies);
        let failed: BTreeSet<usize> = failed(&bodies, &shown);
        if !failed.is_empty() {
            for &at in &failed {
                bodies[at] = write(&draft.items[at], Care::Apart);
            }
            (site, shown) = read(&base, edition, draft, &bodies);
        }
        for at in self::failed(&bodies, &shown) {
            let entries: Vec<usize> = draft.items[at].body.iter().map(|(entry, _)| *entry).collect();
            let first = entries.first().or(draft.items[at].heads.first()).copied();
            first.into_iter().for_each(|entry| add(draft, entry, Doubt::ReadBack));
        }
        let heads: Vec<usize> = (0..draft.items.len()).filter(|at| !has_head(&draft.items[*at], &shown[*at])).collect();
        for at in heads {
            let first = draft.items[at].heads.first().copied();
            first.into_iter().for_each(|entry| add(draft, entry, Doubt::ReadBack));
        }
        for (entry, doubt) in bodies.iter().flat_map(|own| own.doubts.clone()) {
            add(draft, entry, doubt);
        }
        for (own, item) in bodies.iter_mut().zip(&draft.items) {
            own.generated += item.implied;
        }
        Ok(Self { snapshot: base, site, bodies, shown, edition })
    }

    /// Characters of the file that the clauses show, as they read back.
    pub(super) fn characters(&self) -> usize {
        let shown = self.shown.iter().map(|own| count(&own.head) + count(&own.text)).sum::<usize>();
        shown.saturating_sub(self.bodies.iter().map(|own| own.generated).sum::<usize>())
    }

    /// The place of an entry in its item.
    pub(super) fn anchor(&self, item: usize, entry: usize) -> String {
        let start = self.bodies[item].starts.iter().find(|(own, _)| *own == entry).map(|(_, start)| *start);
        let anchor = start.and_then(|start| {
            let before = self.shown[item].anchors.iter().rev().find(|(own, _)| *own <= start);
            before.map(|(_, anchor)| format!("#{anchor}"))
        });
        anchor.unwrap_or_default()
    }

    /// The files of the clauses with their standing, and the hashes of those that are official.
    pub(super) fn finish(mut self, report: &Report, draft: &Draft) -> anyhow::Result<Finished> {
        let write = |(item, own): (&Item, &Written)| {
            let standing = Standing { report, pending: report.pending(&item.id) };
            (files::clause(self.edition, item, &own.text, &standing), standing.is_official())
        };
        let made: Vec<(NewText, bool)> = draft.items.iter().zip(&self.bodies).map(write).collect();
        let texts: Vec<NewText> = made.iter().map(|(text, _)| text.clone()).collect();
        lay(&mut self.snapshot, &texts);
        let site = pipeline::site(&self.snapshot, &mut Memory::default(), Purpose::Draft).site;
        let official = draft.items.iter().zip(&made).filter(|(_, (_, official))| *official);
        let hashes: anyhow::Result<Vec<_>> =
            official.map(|(item, _)| Ok((item.id.clone(), hash(&site, self.edition, &item.id)?))).collect();
        Ok(Finished { texts, hashes: hashes?, site })
    }
}

/// The hash that a lock holds of a clause.
pub(super) fn hash(site: &Site, edition: &EditionKey, id: &str) -> anyhow::Result<String> {
    let index =
        find(site, edition, id).with_context(|| format!("clause {id} of {edition} was written and is not read"))?;
    Ok(prose::committed(site, index).hex())
}

/// A clause of an edition.
pub(super) fn find(site: &Site, edition: &EditionKey, id: &str) -> Option<EntryIx> {
    site.find(&ItemKey::Provision(edition.clone(), super::super::id(id).ok()?))
}

/// Lays texts into a snapshot.
pub(super) fn lay(snapshot: &mut Snapshot, texts: &[NewText]) {
    for own in texts {
        let path = SourcePath::new(&own.path);
        snapshot.sources.insert(path.clone(), Arc::new(Source::new(path, &own.text)));
    }
}

/// Notes a doubt of an entry.
pub(super) fn add(draft: &mut Draft, entry: usize, doubt: Doubt) {
    let doubts = &mut draft.entries[entry].doubts;
    if !doubts.contains(&doubt) {
        doubts.push(doubt);
    }
}

/// What the clauses show, in a project that holds them, and that project.
fn read(base: &Snapshot, edition: &EditionKey, draft: &Draft, bodies: &[Written]) -> (Arc<Site>, Vec<Shown>) {
    let mut snapshot = base.clone();
    let report = empty(edition);
    let standing = Standing { report: &report, pending: Vec::new() };
    let texts: Vec<NewText> =
        draft.items.iter().zip(bodies).map(|(item, own)| files::clause(edition, item, &own.text, &standing)).collect();
    lay(&mut snapshot, &texts);
    let site = pipeline::site(&snapshot, &mut Memory::default(), Purpose::Draft).site;
    let shown = |item: &Item| find(&site, edition, &item.id).map(|index| shown(&site, index)).unwrap_or_default();
    let all = draft.items.iter().map(shown).collect();
    (site, all)
}

fn empty(edition: &EditionKey) -> Report {
    Report {
        file: String::new(),
        sha256: "0".repeat(64),
        edition: edition.clone(),
        subject: Subject::Clauses,
        provenance: None,
        title: String::new(),
        changes: String::new(),
        source: None,
        lines: Vec::new(),
        losses: Vec::new(),
        written: 0,
        files: std::collections::BTreeMap::new(),
        preceding: None,
    }
}

fn shown(site: &Site, index: EntryIx) -> Shown {
    let item = &site.entry(index).item;
    let head = format!("{}{}", item.number().unwrap_or_default(), item.header.title.value);
    let mut shown = Shown { head, ..Shown::default() };
    let mut length = 0;
    for block in prose::text(site, index) {
        if let Some(anchor) = &block.anchor {
            shown.anchors.push((length, anchor.clone()));
        }
        let words = line(&block);
        length += words.chars().count();
        shown.text.push_str(&words);
    }
    shown
}

/// The characters of a block, blanks left out. The number of a footnote is none of the file's.
fn line(block: &Block) -> String {
    let mark = match &block.mark {
        Some(mark @ (Mark::Written(_) | Mark::Number(_))) => mark.to_string(),
        Some(Mark::Checkbox(_) | Mark::Footnote(_)) | None => String::new(),
    };
    let all = mark.chars().chain(block.text.chars());
    all.filter(|own| !is_blank(*own)).collect()
}

/// Clauses whose text does not read back as it was meant.
fn failed(bodies: &[Written], shown: &[Shown]) -> BTreeSet<usize> {
    (0..bodies.len()).filter(|&at| bodies[at].shown != shown[at].text).collect()
}

fn has_head(item: &Item, shown: &Shown) -> bool {
    shown.head == format!("{}{}", item.number, item.title)
}
