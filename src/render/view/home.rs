//! The view of the home page.

use serde::Serialize;

use super::{EditionRow, Frame, LinkView, MonthOfSite, MoreLink, OtherEdition};

/// `home.html`.
#[derive(Clone, Debug, Serialize)]
pub struct HomeView {
    /// The frame.
    pub frame: Frame,
    /// A line below the name.
    pub subtitle: Option<String>,
    /// Words that may be looked up, each leading to its results.
    pub examples: Vec<LinkView>,
    /// Roles that the site offers first.
    pub featured: Vec<LinkView>,
    /// The months with what is set to them; nothing where nothing is.
    pub months: Vec<MonthOfSite>,
    /// What residents come with.
    pub situations: Vec<SituationView>,
    /// What the site is about.
    pub topics: Vec<LinkView>,
    /// The standards in order.
    pub standards: Vec<HomeStandard>,
    /// Current editions that are laid side by side, at most 50.
    pub alignments: Vec<LinkView>,
    /// "我是…": roles by level.
    pub levels: Vec<LevelGroup>,
    /// Some notes, newest first.
    pub notes: Vec<LinkView>,
    /// Some cases, newest first.
    pub cases: Vec<LinkView>,
    /// The list of all roles.
    pub all_roles: Option<MoreLink>,
    /// The list of all notes.
    pub all_notes: Option<MoreLink>,
    /// The list of all cases.
    pub all_cases: Option<MoreLink>,
    /// The list of all terms.
    pub all_terms: Option<MoreLink>,
}

/// What residents come with, and where it is answered.
#[derive(Clone, Debug, Serialize)]
pub struct SituationView {
    /// What they say.
    pub title: String,
    /// The item nearest to them.
    pub first: LinkView,
    /// Further ones.
    pub others: Vec<SituationOther>,
}

/// What is done about it elsewhere.
#[derive(Clone, Debug, Serialize)]
pub struct SituationOther {
    /// The item.
    pub link: LinkView,
    /// The short name of its standard, if it belongs to one.
    pub standard: Option<String>,
}

/// A standard on the home page.
#[derive(Clone, Debug, Serialize)]
pub struct HomeStandard {
    /// The standard.
    pub link: LinkView,
    /// Its short title.
    pub short_title: String,
    /// The body that issues it.
    pub issuer: String,
    /// Its current edition.
    pub edition: EditionRow,
    /// Its responsibility matrix.
    pub matrix: Option<String>,
    /// The whole of its current edition on one page.
    pub reading: String,
    /// Its other editions, newest first, at most 50.
    pub others: Vec<OtherEdition>,
}

/// Roles of one level.
#[derive(Clone, Debug, Serialize)]
pub struct LevelGroup {
    /// Word of the level.
    pub level: &'static str,
    /// The roles; `detail` says how many duties each has.
    pub roles: Vec<LinkView>,
}
