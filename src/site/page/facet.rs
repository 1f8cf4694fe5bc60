//! What one facet leaves of a part of a matrix. Facets cut each part of the matrix on its own, so that the number of their
//! pages grows with that of the parts and no more.

use std::collections::BTreeSet;

use super::{Kept, Listing, Page, PageKind};
use crate::model::{Duty, Level};
use crate::site::{
    ASIDES_PER_PAGE, Address, Corpus, DutyUse, EntryIx, LinkedCorpus, ROWS_PER_PAGE, ResolvedAssignment,
};

/// By what a matrix is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Facet {
    /// One duty, whoever has it.
    Duty(Duty),
    /// Roles of one level.
    Level(Level),
    /// Tasks that rest on one chapter.
    Chapter(EntryIx),
}

pub(super) static KIND: PageKind =
    PageKind { is_found: false, kept: Kept::Never, is_mapped: false, ..PageKind::new("facet", list) };

fn list(listing: &mut Listing<'_>) {
    let graph = listing.graph;
    for (position, edition) in graph.editions.iter().enumerate() {
        let matrix = Address::matrix(&edition.key);
        for (part, tasks) in edition.tasks.chunks(ROWS_PER_PAGE).enumerate() {
            for facet in telling(graph, tasks) {
                let address = graph.facet_address(&matrix, facet).part(part);
                listing.add(address, Page::MatrixOf(position, facet, part));
            }
        }
    }
}

/// The facets that tell some tasks apart. A sort of facet with one value leaves everything as it is, and one with
/// more than a page can name helps nobody: neither is offered.
fn telling(site: &LinkedCorpus, tasks: &[EntryIx]) -> impl Iterator<Item = Facet> {
    let (mut duties, mut levels, mut chapters) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for &task in tasks {
        chapters.extend(Facet::of_task(site, task));
        let count = site.work_links(task).map_or(0, |links| links.who.len());
        for facet in (0..count).flat_map(|assignment| Facet::of_duty(site, DutyUse { work: task, assignment })) {
            match facet {
                Facet::Duty(_) => duties.insert(facet),
                Facet::Level(_) | Facet::Chapter(_) => levels.insert(facet),
            };
        }
    }
    let sorts = [duties, levels, chapters].into_iter().filter(|sort| (2..=ASIDES_PER_PAGE).contains(&sort.len()));
    sorts.flatten()
}

impl Facet {
    /// The facets that a duty belongs to, besides that of its chapter.
    pub fn of_duty(site: &LinkedCorpus, duty: DutyUse) -> impl Iterator<Item = Self> {
        let assignment = site.assignment(duty);
        let own = assignment.map(|assignment| Self::Duty(assignment.duty));
        let level = assignment
            .and_then(ResolvedAssignment::role)
            .and_then(|role| Some(Self::Level(site.entry(role).item.role()?.level)));
        own.into_iter().chain(level)
    }

    /// The id of the chapter, if it is one.
    pub fn chapter_id<'a>(&self, site: &'a Corpus) -> Option<&'a str> {
        match self {
            Self::Chapter(chapter) => Some(site.entry(*chapter).key().id().as_str()),
            Self::Duty(_) | Self::Level(_) => None,
        }
    }

    /// The chapters that a task rests on.
    pub fn of_task(site: &LinkedCorpus, task: EntryIx) -> impl Iterator<Item = Self> + '_ {
        let links = site.work_links(task).map(|links| links.basis.as_slice()).unwrap_or_default();
        links.iter().filter_map(|basis| site.chapter_of(basis.link.entry()?)).map(Self::Chapter)
    }
}

impl Corpus {
    /// The chapter that a clause stands in, or is.
    pub fn chapter_of(&self, clause: EntryIx) -> Option<EntryIx> {
        let edition = self.edition_of(clause)?;
        let before = edition.clauses.get(..=self.entry(clause).position)?;
        before.iter().rev().find(|node| node.depth == 1).map(|node| node.entry)
    }

    /// The address of what a facet leaves of the matrix at `matrix`.
    pub fn facet_address(&self, matrix: &Address, facet: Facet) -> Address {
        match facet {
            Facet::Duty(duty) => matrix.facet("duty", duty.word()),
            Facet::Level(level) => matrix.facet("level", level.word()),
            Facet::Chapter(chapter) => matrix.facet("chapter", self.entry(chapter).key().id().as_str()),
        }
    }
}
