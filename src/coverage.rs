//! Coverage: what a site holds and what it lacks, counted.
//!
//! The page and `check --coverage` print the same value. Nothing here asks for the time: a review is due by the
//! latest date that the content itself gives.

use std::collections::BTreeMap;

use crate::model::{Kind, PartialDate, Provenance, vocabulary};
use crate::prose;
use crate::site::{Count, EditionNode, EntryIx, Relation, Site};

/// What a site holds and lacks.
#[derive(Clone, Debug)]
pub struct Coverage {
    /// The current edition of each standard: what no longer holds, or not yet, is not counted.
    pub editions: Vec<EditionCoverage>,
    /// What belongs to no standard.
    pub shared: SharedCoverage,
}

/// What an edition holds and lacks.
#[derive(Clone, Debug)]
pub struct EditionCoverage {
    /// The edition.
    pub entry: EntryIx,
    /// Its clauses, tasks and safeguards.
    pub kinds: Vec<KindCoverage>,
    /// Announced numbers beside those found.
    pub counts: Vec<Count>,
    /// What is missing; a gap without items is listed too.
    pub gaps: Vec<Gap>,
}

/// What belongs to no standard.
#[derive(Clone, Debug)]
pub struct SharedCoverage {
    /// Roles, terms, notes, cases and pages, as far as there are any.
    pub kinds: Vec<KindCoverage>,
    /// The latest date in the content.
    pub as_of: Option<PartialDate>,
    /// Items of no edition or of a current one whose `review-by` was over by then.
    pub due: Gap,
    /// Items and translations whose subject has changed since somebody looked at them.
    pub suspects: Gap,
}

/// Items of one kind.
#[derive(Clone, Debug)]
pub struct KindCoverage {
    /// The kind.
    pub kind: Kind,
    /// How many there are.
    pub total: usize,
    /// How many of each provenance; nothing for kinds that carry none.
    pub by_provenance: BTreeMap<Provenance, usize>,
}

/// Items that lack something.
#[derive(Clone, Debug)]
pub struct Gap {
    /// What they lack.
    pub lack: Lack,
    /// The items, in their order.
    pub items: Vec<EntryIx>,
}

vocabulary! {
    /// What an item can lack.
    pub enum Lack {
        /// 没有解读也没有案例的任务.
        TaskWithoutNoteOrCase = "task-without-note-or-case",
        /// 没有任务以其为依据的条款.
        ClauseWithoutTask = "clause-without-task",
        /// 复核日期已过的条目.
        ReviewPassed = "review-passed",
        /// 所针对的原文已经变了的条目.
        Suspect = "suspect",
    }
}

impl Coverage {
    /// Counts everything.
    pub fn of(site: &Site) -> Self {
        let editions = site.standards.iter().map(|standard| &site.editions[standard.current]);
        Self {
            editions: editions.map(|edition| EditionCoverage::of(site, edition)).collect(),
            shared: SharedCoverage::of(site),
        }
    }
}

impl EditionCoverage {
    /// Counts one edition.
    pub fn of(site: &Site, edition: &EditionNode) -> Self {
        let clauses: Vec<EntryIx> = edition.clauses.iter().map(|node| node.entry).collect();
        let bare = |task: &EntryIx| {
            let mut about =
                site.pointing(*task, Relation::Interprets).chain(site.pointing(*task, Relation::Illustrates));
            about.next().is_none()
        };
        Self {
            entry: edition.entry,
            kinds: vec![
                KindCoverage::of(site, Kind::Clause, &clauses),
                KindCoverage::of(site, Kind::Task, &edition.tasks),
                KindCoverage::of(site, Kind::Safeguard, &edition.safeguards),
            ],
            counts: site.counts(edition),
            gaps: vec![
                Gap { lack: Lack::TaskWithoutNoteOrCase, items: edition.tasks.iter().copied().filter(bare).collect() },
                Gap { lack: Lack::ClauseWithoutTask, items: without_task(site, edition) },
            ],
        }
    }
}

impl SharedCoverage {
    /// Counts what belongs to no standard, and the reviews of the whole site.
    pub fn of(site: &Site) -> Self {
        let kinds = site.shared.values().filter_map(|entries| {
            let kind = site.entry(*entries.first()?).kind();
            Some(KindCoverage::of(site, kind, entries))
        });
        let as_of = site
            .originals()
            .flat_map(|(_, entry)| entry.item.date().into_iter().chain(entry.item.header.updated))
            .max_by_key(|date| date.first_day());
        let passed = |review: PartialDate| as_of.is_some_and(|as_of| review.last_day() < as_of.first_day());
        let due = site.originals().filter(|(_, entry)| entry.item.header.review_by.is_some_and(passed));
        let due = due.filter(|(index, _)| site.is_listed(*index));
        Self {
            kinds: kinds.collect(),
            as_of,
            due: Gap { lack: Lack::ReviewPassed, items: due.map(|(index, _)| index).collect() },
            suspects: Gap { lack: Lack::Suspect, items: suspects(site) },
        }
    }
}

impl KindCoverage {
    fn of(site: &Site, kind: Kind, entries: &[EntryIx]) -> Self {
        let mut by_provenance = BTreeMap::new();
        for provenance in entries.iter().filter_map(|entry| site.entry(*entry).item.provenance()) {
            *by_provenance.entry(provenance).or_default() += 1;
        }
        Self { kind, total: entries.len(), by_provenance }
    }
}

fn suspects(site: &Site) -> Vec<EntryIx> {
    let all = site.indexed().map(|(index, _)| index).filter(|&index| site.is_listed(index));
    all.filter(|&index| prose::is_suspect(site, index)).collect()
}

/// Clauses that nothing rests on, neither on them nor on what stands below them.
fn without_task(site: &Site, edition: &EditionNode) -> Vec<EntryIx> {
    let mut covered = vec![false; edition.clauses.len()];
    let mut above: Vec<usize> = Vec::new();
    for (at, node) in edition.clauses.iter().enumerate() {
        above.retain(|&own| edition.clauses[own].depth < node.depth);
        above.push(at);
        if site.pointing(node.entry, Relation::RestsOn).next().is_some() {
            above.iter().for_each(|&own| covered[own] = true);
        }
    }
    let bare = edition.clauses.iter().zip(covered).filter(|(_, covered)| !covered);
    bare.map(|(node, _)| node.entry).collect()
}
