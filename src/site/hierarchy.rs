//! Standards, their editions, and what stands in each.

use std::collections::BTreeMap;

use super::EntryIx;
use crate::model::{EditionKey, Id, PartialDate, vocabulary};
use crate::source::{SourcePath, Span, Spanned};

/// A standard with its editions.
#[derive(Clone, Debug)]
pub struct StandardNode {
    /// The standard's entry.
    pub entry: EntryIx,
    /// Its editions, newest first, by their index in [`Corpus::editions`](super::Corpus::editions).
    pub editions: Vec<usize>,
    /// The current one, by its index in [`Corpus::editions`](super::Corpus::editions).
    pub current: usize,
}

/// An edition with its provisions.
#[derive(Clone, Debug)]
pub struct EditionNode {
    /// The edition's entry.
    pub entry: EntryIx,
    /// Its standard's entry.
    pub standard: EntryIx,
    /// Its name.
    pub key: EditionKey,
    /// Its clauses in reading order.
    pub clauses: Vec<ClauseNode>,
    /// Its tasks in the order of their ids.
    pub tasks: Vec<EntryIx>,
    /// Its safeguards in the order of their ids.
    pub safeguards: Vec<EntryIx>,
    /// It is the one that its standard names as current: lists and counts over all standards are of these.
    pub current: bool,
    /// The edition that took its place.
    pub successor: Option<EntryIx>,
    /// Editions that unpinned refs to other standards mean here.
    pub pairs: Vec<EntryIx>,
    /// What its `official.lock` says; `None` without one.
    pub lock: Option<OfficialLock>,
}

impl EditionNode {
    /// Rows of the longest of its lists: clauses, tasks and safeguards are continued side by side.
    pub fn rows(&self) -> usize {
        self.clauses.len().max(self.tasks.len()).max(self.safeguards.len())
    }
}

vocabulary! {
    /// What an edition announces a number of.
    pub enum Counted {
        /// 任务.
        Tasks = "tasks",
        /// 保障.
        Safeguards = "safeguards",
        /// 保障类别.
        SafeguardCategories = "safeguard-categories",
    }
}

/// An announced number beside the real one.
#[derive(Clone, Debug)]
pub struct Count {
    /// What is counted.
    pub what: Counted,
    /// As announced, with its place.
    pub expected: Spanned<u32>,
    /// As found.
    pub found: usize,
}

impl Count {
    /// Whether the edition holds what it announces.
    pub fn is_met(&self) -> bool {
        self.expected.value as usize == self.found
    }
}

/// A clause in the outline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ClauseNode {
    /// The clause's entry.
    pub entry: EntryIx,
    /// 1 for a chapter, 2 for what stands below it.
    pub depth: u32,
}

/// The committed hashes of the official words of an edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficialLock {
    /// The file.
    pub path: SourcePath,
    /// SHA-256 of what readers see of each clause, task and safeguard, in hexadecimal, and the place of its line.
    pub hashes: BTreeMap<Id, (String, Span)>,
    /// What was locked when and why, the oldest first.
    pub events: Vec<LockEvent>,
}

/// One run of `normbook lock`, for items of which the same is to be said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LockEvent {
    /// The day.
    pub date: PartialDate,
    /// The items.
    pub ids: Vec<Id>,
    /// The hash that was locked before; nothing where nothing was.
    pub old: Option<String>,
    /// Why.
    pub reason: String,
    /// Where the words are from.
    pub source: Option<String>,
}

impl OfficialLock {
    /// The corrections of an item, the newest first: each time that other words were locked than before.
    pub fn corrections<'a>(&'a self, id: &'a Id) -> impl Iterator<Item = &'a LockEvent> {
        self.events.iter().rev().filter(move |event| event.old.is_some() && event.ids.contains(id))
    }

    /// Whether it vouches for the official words of tasks and safeguards, as each does that the command has written.
    pub fn covers_works(&self) -> bool {
        !self.events.is_empty()
    }
}
