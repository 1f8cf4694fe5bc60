//! Pages: what is put out, as values that rendering takes one by one.
//!
//! What a kind of page is stands in one file below this one: its word, who it is for, where it is listed, at which
//! addresses it lies, and which of them a site has. `render` adds its view and its template.

mod alignment;
mod az_index;
mod backlinks;
mod changes;
mod changes_for;
mod coverage;
mod entry;
mod facet;
mod feed;
mod home;
mod latest;
mod list;
mod listing;
mod map;
mod matrix;
mod moved;
mod not_found;
mod reading;
mod robots;
mod search;
mod single;
mod sitemap;
mod table;
mod topics;
mod withdrawn;

use super::{Address, EntryIx, Graph};
use crate::model::{Lang, Space};

pub use changes::CHANGES_PER_PAGE;
pub use facet::Facet;
pub(crate) use listing::Listing;
pub(super) use single::DOWNLOAD as SINGLE;

/// What all pages of a kind have in common.
#[derive(Debug)]
pub struct PageKind {
    /// Its word: the name of its template, and of its title in interface texts. An item's page has the word of the item's
    /// kind instead.
    pub word: &'static str,
    /// What it is called, in Chinese and in English; nothing where no text names it.
    pub called: [&'static str; 2],
    /// Who reads it.
    pub reader: Reader,
    /// Whether search engines are to find it: no stub, no copy of other pages.
    pub is_found: bool,
    /// Whether readers may keep its address, so that it belongs into the ledger.
    pub kept: Kept,
    /// Whether the site map names it.
    pub is_mapped: bool,
    /// Where it stands among the ways at the foot of every page, if it is one of them.
    pub way: Option<Way>,
    /// Whether search finds what stands on it.
    pub is_searched: bool,
    /// What it holds of the items that it is about.
    pub holds: Holds,
    /// Lists its pages.
    pub(crate) list: fn(&mut Listing<'_>),
}

impl PageKind {
    /// A kind of page that visitors read and search engines find, in the site map, with names of items and not their texts,
    /// until its file says more. Further parts come and go.
    const fn new(word: &'static str, list: fn(&mut Listing<'_>)) -> Self {
        Self {
            word,
            called: [""; 2],
            reader: Reader::Visitor,
            is_found: true,
            kept: Kept::FirstPart,
            is_mapped: true,
            way: None,
            is_searched: false,
            holds: Holds::Names,
            list,
        }
    }
}

/// What a page holds of items.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Their names, or the text of the one that it is the page of.
    Names,
    /// A part of an edition in full, so that links to what stands there lead within the page.
    Part,
    /// All of an edition, and whatever explains it: the page may lie anywhere.
    Edition,
}

/// One of the ways at the foot of every page.
#[derive(Debug)]
pub struct Way {
    /// Its place among them.
    pub rank: u8,
    /// Where it leads.
    pub address: fn() -> Address,
}

/// Who reads a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// People who walk through the site: the page has the menu and the foot that all have.
    Visitor,
    /// People who are led on, or who have the page without the site: it has neither.
    Passenger,
    /// Programs: it is no HTML.
    Machine,
}

/// Which addresses of a kind of page readers may keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// All.
    Always,
    /// Those of first parts: further parts come and go with the length of a list.
    FirstPart,
    /// None.
    Never,
}

/// What a page is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// The site as a whole.
    Site,
    /// The site as a whole, in a language.
    Language(Lang),
    /// An item, or a translation of it.
    Item(EntryIx),
    /// An edition, by its index in [`Corpus::editions`](super::Corpus::editions).
    Edition(usize),
    /// Two editions, by their index in [`Graph::alignments`](super::Graph::alignments).
    Alignment(usize),
    /// A folder of shared items.
    Space(Space),
}

/// Makes [`Page`] and the list of its kinds from one table, so that no kind of page can be without its description.
macro_rules! pages {
    ($($($(#[$doc:meta])* $name:ident $(($($payload:ty),+))?),+ = $file:ident;)+) => {
        /// One output page.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Page {
            $($($(#[$doc])* $name $(($($payload),+))?,)+)+
        }

        /// Every kind of page, in the order in which pages are listed and in which the site map names them.
        pub static PAGE_KINDS: &[&PageKind] = &[$(&$file::KIND),+];

        impl Page {
            /// Its kind.
            pub fn kind(self) -> &'static PageKind {
                match self {
                    $($(Self::$name { .. })|+ => &$file::KIND,)+
                }
            }
        }
    };
}

pages! {
    /// The home page in a language.
    Home(Lang) = home;
    /// What the site is about.
    Topics = topics;
    /// Every name by its sound, in parts.
    AzIndex(usize) = az_index;
    /// What is there and what is missing, in parts.
    Coverage(usize) = coverage;
    /// A whole edition to be read and printed, in parts.
    Reading(usize, usize) = reading;
    /// The responsibility matrix of an edition, in parts.
    Matrix(usize, usize) = matrix;
    /// What one facet leaves of a part of the matrix of an edition.
    MatrixOf(usize, Facet, usize) = facet;
    /// Two editions side by side, by their index in [`Graph::alignments`](super::Graph::alignments), in parts.
    Alignment(usize, usize) = alignment;
    /// What changed in an edition, by its index, in parts.
    Changes(usize, usize) = changes;
    /// What changed in an edition, by its index, for a role.
    ChangesFor(usize, EntryIx) = changes_for;
    /// What changed in an edition, by its index, in one file that needs no other.
    Table(usize) = table;
    /// What an edition, by its index, withdrew, by its place among what it withdrew: where it was.
    Withdrawn(usize, usize) = withdrawn;
    /// A whole edition in one file that needs no other: to be sent on, kept and printed.
    Single(usize) = single;
    /// The list of a folder of shared items, in parts.
    List(Space, usize) = list;
    /// An item's own page; long ones have several parts, counted from 0.
    Entry(EntryIx, usize) = entry;
    /// Everything that points at an item, in parts.
    Backlinks(EntryIx, usize) = backlinks;
    /// The address without an edition of a provision: it leads to the newest edition that holds the provision.
    Latest(EntryIx) = latest;
    /// An address that an item had before: it leads to where the item is now.
    Moved(EntryIx) = moved;
    /// The page of search results, in a language; without scripts it leads to the lists.
    Search(Lang) = search;
    /// The page for addresses that are not there.
    NotFound = not_found;
    /// Every page for people, in parts.
    Map(usize) = map;
    /// `robots.txt`.
    Robots = robots;
    /// The feed of changes.
    Feed = feed;
    /// `sitemap.xml`, or one of the files it names when there are too many addresses for one.
    SitemapFile(usize),
    /// The list of the files of the site map for search engines.
    SitemapIndex = sitemap;
}

impl Page {
    /// What it is about.
    pub fn scope(self) -> Scope {
        match self {
            Self::Home(lang) | Self::Search(lang) => Scope::Language(lang),
            Self::Entry(entry, _) | Self::Backlinks(entry, _) | Self::Latest(entry) | Self::Moved(entry) => {
                Scope::Item(entry)
            }
            Self::Reading(edition, _) | Self::Matrix(edition, _) | Self::MatrixOf(edition, ..) => {
                Scope::Edition(edition)
            }
            Self::Single(edition) | Self::Changes(edition, _) | Self::ChangesFor(edition, _) => Scope::Edition(edition),
            Self::Table(edition) | Self::Withdrawn(edition, _) => Scope::Edition(edition),
            Self::Alignment(alignment, _) => Scope::Alignment(alignment),
            Self::List(space, _) => Scope::Space(space),
            Self::Topics | Self::AzIndex(_) | Self::Coverage(_) | Self::Map(_) | Self::NotFound => Scope::Site,
            Self::Robots | Self::Feed | Self::SitemapFile(_) | Self::SitemapIndex => Scope::Site,
        }
    }

    /// Which part of a long page it is, counted from 0.
    pub fn part(self) -> usize {
        match self {
            Self::AzIndex(part) | Self::Coverage(part) | Self::Map(part) | Self::SitemapFile(part) => part,
            Self::Reading(_, part) | Self::Matrix(_, part) | Self::MatrixOf(.., part) | Self::Alignment(_, part) => {
                part
            }
            Self::List(_, part) | Self::Entry(_, part) | Self::Backlinks(_, part) | Self::Changes(_, part) => part,
            Self::Home(_) | Self::Search(_) | Self::Single(_) | Self::Latest(_) | Self::Moved(_) | Self::NotFound => 0,
            Self::ChangesFor(..) | Self::Table(_) | Self::Withdrawn(..) | Self::Topics => 0,
            Self::Robots | Self::Feed | Self::SitemapIndex => 0,
        }
    }

    /// The item whose own page it is.
    pub fn item(self) -> Option<EntryIx> {
        if let Self::Entry(entry, _) = self { Some(entry) } else { None }
    }

    /// Whether it is the home page of a language.
    pub fn is_home(self) -> bool {
        std::ptr::eq(self.kind(), &home::KIND)
    }

    /// Whether search engines are to find it.
    pub fn is_indexed(self) -> bool {
        self.kind().is_found
    }

    /// Whether the site map names it.
    pub fn is_mapped(self) -> bool {
        self.kind().is_mapped && self.part() == 0
    }

    /// Whether its address is one that readers may keep: that of an item, a list or a view, new or old.
    pub fn is_lasting(self) -> bool {
        match self.kind().kept {
            Kept::Always => true,
            Kept::FirstPart => self.part() == 0,
            Kept::Never => false,
        }
    }
}

impl Graph {
    /// Whether search engines are to find a page: neither what shows a draft nor what does not hold any more may be taken for
    /// what holds.
    pub fn is_indexed(&self, page: Page) -> bool {
        let right = match page.scope() {
            Scope::Alignment(alignment) => self.alignments.get(alignment).map(|own| self.editions[own.right].entry),
            Scope::Site | Scope::Language(_) | Scope::Item(_) | Scope::Edition(_) | Scope::Space(_) => None,
        };
        let shows = self.subject(page).into_iter().chain(right);
        page.is_indexed() && !shows.into_iter().any(|entry| self.is_draft(entry) || self.is_past(entry))
    }

    /// The item that a page is about, or the first of two.
    pub fn subject(&self, page: Page) -> Option<EntryIx> {
        match page.scope() {
            Scope::Item(entry) => Some(entry),
            Scope::Edition(edition) => self.editions.get(edition).map(|edition| edition.entry),
            Scope::Alignment(alignment) => Some(self.editions.get(self.alignments.get(alignment)?.left)?.entry),
            Scope::Site | Scope::Language(_) | Scope::Space(_) => None,
        }
    }
}
