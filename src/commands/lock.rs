//! The lock of an edition, written by whoever has read its official words against their source.

use std::path::Path;

use anyhow::{Context, ensure};

use super::Tell;
use super::editions::some_editions;
use crate::check::{OFFICIAL_CHANGED, Purpose};
use crate::diag::{Diagnostic, Severity};
use crate::emit::{Batch, Existing};
use crate::load::{self, Limits};
use crate::model::{EditionKey, Id, PartialDate};
use crate::naming;
use crate::parse;
use crate::pipeline::{self, Memory};
use crate::prose;
use crate::scaffold;
use crate::site::{EditionNode, EntryIx, LockEvent, LockedWords, Site};
use crate::source::{ContentHash, SourcePath};
use crate::text::redline::{self, Piece};

/// What a person says of a lock.
#[derive(Clone, Debug)]
pub struct LockRequest {
    /// The edition, as in `urban@2022`, or `urban` for the current one.
    pub edition: String,
    /// Why; without it nothing is written.
    pub reason: Option<String>,
    /// Where the words are from.
    pub source: Option<String>,
    /// The day that is written down.
    pub date: PartialDate,
}

/// What differs from a lock, and whether it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Locked {
    /// The file, as a path in the project.
    pub path: String,
    /// Every item that differs: clauses in reading order, then tasks, safeguards, and what is gone.
    pub changes: Vec<LockChange>,
    /// Whether the lock was written.
    pub is_written: bool,
    /// The file with the words, where it was written though nothing differs: an older program locked hashes alone.
    pub kept: Option<String>,
}

/// An item whose official words are not those that are locked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LockChange {
    /// Its id.
    pub id: Id,
    /// Its full name; empty where it is gone.
    pub name: String,
    /// The hash that was locked before.
    pub old: Option<String>,
    /// The hash of its words now; nothing where they are gone.
    pub new: Option<String>,
    /// Its words as readers see them.
    pub text: String,
    /// The words that were locked, beside those of now. Nothing where none were, or where a lock of an older program kept their
    /// hash alone and no edition has them.
    pub redline: Option<Vec<Piece>>,
}

/// Compares the official words of an edition with its lock, and locks them where a reason is given. `None` when the project has
/// errors other than this lock: what is locked must be what readers will see.
///
/// # Errors
/// If the project cannot be read, there is no such edition, or the lock cannot be written.
pub fn lock(project: &Path, request: &LockRequest, tell: Tell<'_>) -> anyhow::Result<Option<Locked>> {
    let line = |text: &Option<String>| text.as_ref().is_none_or(|text| !text.contains(['\t', '\n', '\r']));
    ensure!(line(&request.reason) && line(&request.source), "a reason and a source are one line each, without tabs");
    ensure!(request.reason.as_ref().is_none_or(|reason| !reason.trim().is_empty()), "the reason is empty");
    let snapshot = load::load(project, &Limits::default())?;
    let built = pipeline::site(&snapshot, &mut Memory::default(), Purpose::Draft);
    let is_other = |found: &&Diagnostic| found.severity == Severity::Error && found.rule.id != OFFICIAL_CHANGED.id;
    let others: Vec<Diagnostic> = built.diagnostics.iter().filter(is_other).cloned().collect();
    if !others.is_empty() {
        tell(&others, &snapshot);
        return Ok(None);
    }
    let site = &built.site;
    let edition = some_editions(site, Some(&request.edition))?;
    let edition =
        edition.first().and_then(|&edition| site.editions.get(edition)).context("an edition was just named")?;
    let path = format!("content/standards/{}/{}/official.lock", edition.key.standard, edition.key.edition);
    let items = official(site, edition);
    let known_words = kept_words(project, &edition.key)?;
    let changes = changes(site, edition, &items, &known_words);
    let Some(reason) = request.reason.as_deref() else {
        return Ok(Some(Locked { path, changes, is_written: false, kept: None }));
    };
    let mut batch = Batch::begin(project)?;
    let is_written = !changes.is_empty();
    if is_written {
        let fresh = events(&changes, reason.trim(), request);
        let known = edition.lock.iter().flat_map(|lock| &lock.events);
        let before = snapshot.text(&SourcePath::new(&path)).unwrap_or_default();
        let lines = items.iter().map(|own| (own.id.as_str(), own.hash.as_str()));
        batch.put(&path, scaffold::lock(before, lines, known.chain(&fresh)).as_bytes())?;
    }
    let lacks_words = items.iter().any(|own| known_words.of(&own.hash).is_none());
    let words = LockedWords::path(&edition.key);
    if is_written || lacks_words {
        let lines = items.iter().map(|own| (own.id.as_str(), own.hash.as_str(), own.words.as_str()));
        batch.put(&words, scaffold::lock_words(lines).as_bytes())?;
        batch.publish(Existing::Replaced)?;
    }
    Ok(Some(Locked { path, changes, is_written, kept: (!is_written && lacks_words).then_some(words) }))
}

/// The words that are kept of the lock of an edition.
pub(super) fn kept_words(project: &Path, edition: &EditionKey) -> anyhow::Result<LockedWords> {
    let text = load::beside(project, &LockedWords::path(edition))?;
    Ok(text.as_deref().map(parse::parse_lock_words).unwrap_or_default())
}

/// Something with official words.
struct Official {
    entry: EntryIx,
    id: Id,
    words: String,
    hash: String,
}

/// Everything with official words, in the order of the edition.
fn official(site: &Site, edition: &EditionNode) -> Vec<Official> {
    let clauses = edition.clauses.iter().map(|node| node.entry);
    let all = clauses.chain(edition.tasks.iter().chain(&edition.safeguards).copied());
    let own = |entry: EntryIx| {
        let words = prose::official_words(site, entry)?;
        let hash = ContentHash::of(words.as_bytes()).hex();
        Some(Official { entry, id: site.entry(entry).key().id().clone(), words, hash })
    };
    all.filter_map(own).collect()
}

fn changes(site: &Site, edition: &EditionNode, items: &[Official], kept: &LockedWords) -> Vec<LockChange> {
    let locked = |id: &Id| Some(edition.lock.as_ref()?.hashes.get(id)?.0.clone());
    let before = |id: &Id, hash: &str| {
        let words = kept.of(hash).map(str::to_owned).or_else(|| elsewhere(site, id, hash));
        words.map(|words| LockedWords::shown(&words))
    };
    let mut changes: Vec<LockChange> = Vec::new();
    for Official { entry, id, words, hash } in items {
        let old = locked(id);
        if old.as_ref() != Some(hash) {
            let text = LockedWords::shown(words);
            let name = naming::full_name(site, *entry).into_owned();
            let redline = old.as_deref().and_then(|old| before(id, old)).map(|old| redline::pieces(&old, &text));
            changes.push(LockChange { id: id.clone(), name, old, new: Some(hash.clone()), text, redline });
        }
    }
    let is_there = |id: &Id| items.iter().any(|own| own.id == *id);
    let all = edition.lock.iter().flat_map(|lock| &lock.hashes);
    let gone = all.filter(|(id, _)| !is_there(id)).map(|(id, (hash, _))| LockChange {
        id: id.clone(),
        name: String::new(),
        old: Some(hash.clone()),
        new: None,
        text: String::new(),
        redline: before(id, hash).map(|old| redline::pieces(&old, "")),
    });
    changes.extend(gone);
    changes
}

/// The words of a hash, where an edition has an item of that id with them: a correction mends what was copied from the
/// preceding edition. A hash covers the id, title and text, so that nothing is guessed.
fn elsewhere(site: &Site, id: &Id, hash: &str) -> Option<String> {
    let others = site.originals().filter(|(_, own)| own.key().edition().is_some() && own.key().id() == id);
    let mut words = others.flat_map(|(entry, _)| {
        std::iter::once(prose::committed_words(site, entry)).chain(prose::official_words(site, entry))
    });
    words.find(|words| ContentHash::of(words.as_bytes()).hex() == hash)
}

/// What is written down: one line for all that is new, one for each item that was locked with other words.
fn events(changes: &[LockChange], reason: &str, request: &LockRequest) -> Vec<LockEvent> {
    let event = |ids: Vec<Id>, old: Option<String>| LockEvent {
        date: request.date,
        ids,
        old,
        reason: reason.to_owned(),
        source: request.source.as_deref().map(str::trim).filter(|source| !source.is_empty()).map(str::to_owned),
    };
    let fresh: Vec<Id> = changes.iter().filter(|own| own.old.is_none()).map(|own| own.id.clone()).collect();
    let mut events: Vec<LockEvent> = Vec::new();
    if !fresh.is_empty() {
        events.push(event(fresh, None));
    }
    let others = changes.iter().filter(|own| own.old.is_some());
    events.extend(others.map(|own| event(vec![own.id.clone()], own.old.clone())));
    events
}
