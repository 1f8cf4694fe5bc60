//! Pages: what is put out, as values that rendering takes one by one.

use super::{Address, Corpus, DutyUse, EntryIx, LinkedCorpus, ResolvedAssignment};
use crate::model::{Duty, Facts, Lang, Level, Space};

/// One output page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Page {
    /// The home page in a language.
    Home(Lang),
    /// An item's own page; long ones have several parts, counted from 0.
    Entry(EntryIx, usize),
    /// The responsibility matrix of an edition, in parts.
    Matrix(usize, usize),
    /// What one facet leaves of a part of the matrix of an edition.
    MatrixOf(usize, Facet, usize),
    /// A whole edition to be read and printed, in parts.
    Reading(usize, usize),
    /// A whole edition in one file that needs no other: to be sent on, kept and printed.
    Single(usize),
    /// Two editions side by side, by their index in [`Graph::alignments`](super::Graph::alignments), in parts.
    Alignment(usize, usize),
    /// Every name by its sound, in parts.
    AzIndex(usize),
    /// What is there and what is missing, in parts.
    Coverage(usize),
    /// Every page for people, in parts.
    Map(usize),
    /// Everything that points at an item, in parts.
    Backlinks(EntryIx, usize),
    /// The list of a folder of shared items, in parts.
    List(Space, usize),
    /// The address without an edition of a provision: it leads to the newest edition that holds the provision.
    Latest(EntryIx),
    /// An address that an item had before: it leads to where the item is now.
    Moved(EntryIx),
    /// The page of search results, in a language; without scripts it leads to the lists.
    Search(Lang),
    /// The page for addresses that are not there.
    NotFound,
    /// `sitemap.xml`, or one of the files it names when there are too many addresses for one.
    SitemapFile(usize),
    /// The list of the files of the site map for search engines.
    SitemapIndex,
    /// `robots.txt`.
    Robots,
    /// The feed of changes.
    Feed,
}

/// By what a matrix is looked at. Facets cut each part of the matrix on its own, so that the number of their pages
/// grows with that of the parts and no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Facet {
    /// One duty, whoever has it.
    Duty(Duty),
    /// Roles of one level.
    Level(Level),
    /// Tasks that rest on one chapter.
    Chapter(EntryIx),
}

impl Page {
    /// Whether the page is one to be found by search engines: no stub, no copy of other pages, and no file
    /// for machines.
    pub fn is_indexed(self) -> bool {
        !matches!(
            self,
            Self::Latest(_)
                | Self::Moved(_)
                | Self::Search(_)
                | Self::Single(_)
                | Self::NotFound
                | Self::MatrixOf(..)
                | Self::SitemapFile(_)
                | Self::SitemapIndex
                | Self::Robots
                | Self::Feed
        )
    }
}

impl Facet {
    /// The facets that a duty belongs to, besides that of its chapter.
    pub fn of_duty(site: &LinkedCorpus, duty: DutyUse) -> impl Iterator<Item = Self> {
        let assignment = site.assignment(duty);
        let own = assignment.map(|assignment| Self::Duty(assignment.duty));
        let level = assignment.and_then(ResolvedAssignment::role).and_then(|role| match &site.entry(role).item.facts {
            Facts::Role(role) => Some(Self::Level(role.level)),
            _ => None,
        });
        own.into_iter().chain(level)
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
