//! What became of each item from one edition to the next.
//!
//! Tasks and safeguards are known by their ids, which live on; clauses by `continues`, or by their number where nothing is
//! said and the texts are alike. What nobody continues ends, with the reason that the next edition gives under `withdrawn`.

use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::Arc;

use super::{EntryIx, Graph};
use crate::model::{Kind, Withdrawal};

/// A graph in which every item of an edition with a predecessor is known by what it was before. It reads as the graph it was
/// made of.
#[derive(Clone, Debug)]
pub struct Lineage {
    graph: Graph,
    /// One for each edition that has a predecessor, in the order of [`Corpus::editions`](super::Corpus::editions).
    successions: Arc<Vec<Arc<Succession>>>,
}

/// Two editions of a standard that follow each other. Every item of both is in one of the fates, and in one only.
#[derive(Clone, Debug)]
pub struct Succession {
    /// The earlier one, by its index in [`Corpus::editions`](super::Corpus::editions).
    pub old: usize,
    /// The later one, by its index in [`Corpus::editions`](super::Corpus::editions).
    pub new: usize,
    /// Clauses, tasks, safeguards: of each, in the order of the later edition; what ended stands behind what it stood behind.
    pub fates: Vec<Fate>,
    /// Which fate each entry of both editions has.
    of: BTreeMap<EntryIx, usize>,
}

/// What became of an item, or of several that were split or merged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fate {
    /// What it is.
    pub kind: Kind,
    /// What it was in the earlier edition; nothing where it is new.
    pub old: Vec<EntryIx>,
    /// What it is in the later one; nothing where it ended.
    pub new: Vec<EntryIx>,
    /// What the later edition says of its end, by its place under `withdrawn`.
    pub withdrawal: Option<usize>,
    /// The edition that says so, where others stand between the two that are compared; by its index in
    /// [`Corpus::editions`](super::Corpus::editions).
    pub ended_in: Option<usize>,
}

/// How an item went on, whatever became of its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Course {
    /// One item is one item.
    Continued,
    /// One became several.
    Split,
    /// Several became one.
    Merged,
    /// Several became several others.
    Rearranged,
    /// It was not there before.
    New,
    /// It is not there any more.
    Ended,
}

impl Fate {
    /// How it went on.
    pub fn course(&self) -> Course {
        match (self.old.len(), self.new.len()) {
            (0, _) => Course::New,
            (_, 0) => Course::Ended,
            (1, 1) => Course::Continued,
            (1, _) => Course::Split,
            (_, 1) => Course::Merged,
            _ => Course::Rearranged,
        }
    }
}

impl Succession {
    /// Two editions with what became of their items.
    pub(crate) fn new(old: usize, new: usize, fates: Vec<Fate>) -> Self {
        let all = fates.iter().enumerate();
        let of = all.flat_map(|(at, fate)| fate.old.iter().chain(&fate.new).map(move |entry| (*entry, at))).collect();
        Self { old, new, fates, of }
    }

    /// The place of what became of an original of either edition.
    pub fn position(&self, entry: EntryIx) -> Option<usize> {
        self.of.get(&entry).copied()
    }

    /// What became of an original of either edition.
    pub fn fate(&self, entry: EntryIx) -> Option<&Fate> {
        self.fates.get(self.position(entry)?)
    }
}

impl Lineage {
    /// A graph with what became of its items.
    pub(crate) fn new(graph: Graph, successions: Arc<Vec<Arc<Succession>>>) -> Self {
        Self { graph, successions }
    }

    /// Every pair of editions that follow each other, in the order of the later ones.
    pub fn successions(&self) -> &[Arc<Succession>] {
        &self.successions
    }

    /// The place of the succession that led to an edition, by its index.
    pub fn succession_to(&self, edition: usize) -> Option<usize> {
        self.successions.binary_search_by_key(&edition, |own| own.new).ok()
    }

    /// The place of the succession that led on from an edition, by its index.
    pub fn succession_from(&self, edition: usize) -> Option<usize> {
        self.successions.iter().position(|own| own.old == edition)
    }

    /// What an original was before, with the place of the succession.
    pub fn past(&self, entry: EntryIx) -> Option<(usize, &Fate)> {
        let at = self.succession_to(self.edition_index(self.entry(entry).key().edition()?)?)?;
        Some((at, self.successions[at].fate(entry)?))
    }

    /// What became of an original, with the place of the succession.
    pub fn future(&self, entry: EntryIx) -> Option<(usize, &Fate)> {
        let at = self.succession_from(self.edition_index(self.entry(entry).key().edition()?)?)?;
        Some((at, self.successions[at].fate(entry)?))
    }

    /// What the later edition says of the end of an item.
    pub fn withdrawal(&self, succession: &Succession, fate: &Fate) -> Option<&Withdrawal> {
        let edition = fate.ended_in.unwrap_or(succession.new);
        self.edition_facts(self.editions.get(edition)?)?.withdrawn.get(fate.withdrawal?)
    }

    /// Two editions of a standard with others between them: what became of each item over all of the steps. Nothing where
    /// the second does not come after the first.
    pub fn between(&self, old: usize, new: usize) -> Option<Succession> {
        let mut steps = Vec::new();
        let mut at = new;
        while at != old {
            let step = self.successions.get(self.succession_to(at)?)?;
            steps.push(step);
            at = step.old;
        }
        steps.reverse();
        let (first, rest) = steps.split_first()?;
        let mut fates = first.fates.clone();
        for step in rest {
            fates = joined(&fates, step);
        }
        Some(Succession::new(old, new, fates))
    }

    /// The lineage with another view of an edition: compared with one that does not stand right before it.
    pub(crate) fn comparing(&self, succession: Succession) -> Self {
        let others = self.successions.iter().filter(|own| own.new != succession.new).cloned();
        let mut successions: Vec<Arc<Succession>> = others.chain([Arc::new(succession.clone())]).collect();
        successions.sort_by_key(|own| own.new);
        Self { graph: self.graph.clone(), successions: Arc::new(successions) }
    }

    /// Whether an edition is the current one of its standard or was before it: what it says of earlier ones holds. A draft says
    /// what will be.
    pub fn is_settled(&self, edition: usize) -> bool {
        let Some(node) = self.editions.get(edition) else { return false };
        let Some(standard) = self.standards.iter().find(|standard| standard.entry == node.standard) else {
            return false;
        };
        let place = |edition: usize| standard.editions.iter().position(|own| *own == edition);
        place(edition) >= place(standard.current)
    }
}

/// Fates up to an edition and those of the step from it, joined: what shares an item of the edition between is one fate. What
/// came and went in between is in none.
fn joined(before: &[Fate], step: &Succession) -> Vec<Fate> {
    // Earlier fates by the items of the edition between.
    let from: BTreeMap<EntryIx, usize> =
        (0..).zip(before).flat_map(|(at, fate)| fate.new.iter().map(move |entry| (*entry, at))).collect();
    let mut taken = vec![false; before.len()];
    let mut used = vec![false; step.fates.len()];
    let mut fates: Vec<Fate> = Vec::new();
    for at in 0..step.fates.len() {
        if std::mem::replace(&mut used[at], true) {
            continue;
        }
        let mut own = step.fates[at].clone();
        let mut open = std::mem::take(&mut own.old);
        while let Some(entry) = open.pop() {
            let Some(&earlier) = from.get(&entry) else { continue };
            if std::mem::replace(&mut taken[earlier], true) {
                continue;
            }
            own.old.extend(&before[earlier].old);
            // Other heirs of the same ancestor belong to it, with what they became.
            for heir in &before[earlier].new {
                let Some(other) = step.position(*heir).filter(|other| !used[*other]) else { continue };
                used[other] = true;
                own.new.extend(&step.fates[other].new);
                open.extend(step.fates[other].old.iter().copied().filter(|entry| entry != heir));
            }
        }
        own.old.sort_unstable();
        own.old.dedup();
        own.new.sort_unstable();
        own.new.dedup();
        if own.new.is_empty() {
            own.ended_in = own.withdrawal.map(|_| step.new);
        } else {
            own.withdrawal = None;
        }
        if !own.old.is_empty() || !own.new.is_empty() {
            fates.push(own);
        }
    }
    // What had ended before stands behind what it stood behind.
    for (at, fate) in before.iter().enumerate().filter(|(at, fate)| fate.new.is_empty() && !taken[*at]) {
        let neighbour = before[..at]
            .iter()
            .rev()
            .find_map(|own| own.old.first().and_then(|entry| fates.iter().position(|fate| fate.old.contains(entry))));
        let place = neighbour.map_or_else(|| first_of(&fates, fate.kind), |place| place + 1);
        fates.insert(place, fate.clone());
    }
    fates
}

/// Where the fates of a kind begin.
fn first_of(fates: &[Fate], kind: Kind) -> usize {
    fates.iter().position(|fate| fate.kind == kind).unwrap_or(fates.len())
}

impl Deref for Lineage {
    type Target = Graph;

    fn deref(&self) -> &Graph {
        &self.graph
    }
}
