//! The views of pages that overlook the site, and of rows in lists: alignment, index, coverage, map, facets of a matrix.

use serde::Serialize;

use super::{Frame, Html, LinkView, OtherEdition, Parts};

/// A file to download.
#[derive(Clone, Debug, Serialize)]
pub struct DownloadView {
    /// Where it is.
    pub href: String,
    /// Its word in the texts `download.label` and `download.note`.
    pub word: &'static str,
}

/// `matrix.html`: who does what in an edition.
#[derive(Clone, Debug, Serialize)]
pub struct MatrixView {
    /// The frame.
    pub frame: Frame,
    /// The edition.
    pub edition: LinkView,
    /// The whole matrix.
    pub all: LinkView,
    /// Ways to look at it.
    pub facets: Vec<FacetGroup>,
    /// The table.
    pub matrix: MatrixTable,
    /// Further pages of rows.
    pub parts: Parts,
}

/// The table of a responsibility matrix.
#[derive(Clone, Debug, Serialize)]
pub struct MatrixTable {
    /// Word of the provenance that holds unless a cell says otherwise.
    pub provenance: Option<&'static str>,
    /// The levels above the columns, from the province down.
    pub levels: Vec<MatrixLevel>,
    /// The columns.
    pub roles: Vec<MatrixRole>,
    /// One `<tr>` for each task: its name, what it rests on, one `<td>` for each column, empty where the role has no duty, and how
    /// many take part.
    pub rows_html: Html,
    /// There are more columns than a wide screen has room for.
    pub is_wide: bool,
}

/// Roles of one level that stand side by side in a matrix.
#[derive(Clone, Debug, Serialize)]
pub struct MatrixLevel {
    /// Word of the level.
    pub word: &'static str,
    /// How many columns.
    pub columns: usize,
}

/// A column of a matrix.
#[derive(Clone, Debug, Serialize)]
pub struct MatrixRole {
    /// The role.
    pub link: LinkView,
    /// In how many of these tasks it takes part.
    pub total: usize,
    /// How many of them it leads.
    pub leads: usize,
    /// It takes part in more than half of them.
    pub is_in_most: bool,
}

/// Ways to look at a matrix: all of it, or what one facet leaves.
#[derive(Clone, Debug, Serialize)]
pub struct FacetGroup {
    /// Word of the sort: `duty`, `level` or `chapter`.
    pub sort: &'static str,
    /// The facets.
    pub facets: Vec<LinkView>,
}

/// `facet.html`: what one facet leaves of a matrix.
#[derive(Clone, Debug, Serialize)]
pub struct FacetView {
    /// The frame.
    pub frame: Frame,
    /// The edition.
    pub edition: LinkView,
    /// The name of the facet.
    pub facet: String,
    /// The whole matrix.
    pub all: LinkView,
    /// Ways to look at it.
    pub facets: Vec<FacetGroup>,
    /// Word of the provenance that holds unless a duty says otherwise.
    pub provenance: Option<&'static str>,
    /// One `<tr>` for each task: its name, then who takes part, leads first, each in a `span.nb-share`.
    pub rows_html: Html,
    /// Further pages of rows.
    pub parts: Parts,
}

/// `alignment.html`: two editions side by side.
#[derive(Clone, Debug, Serialize)]
pub struct AlignmentView {
    /// The frame.
    pub frame: Frame,
    /// The edition on the left.
    pub left: LinkView,
    /// The edition on the right.
    pub right: LinkView,
    /// Words of every provenance on this page, in the order of the model.
    pub provenances: Vec<&'static str>,
    /// What the rows of this part are about.
    pub topics: Vec<TopicChip>,
    /// Tasks, then safeguards, as many as this part holds.
    pub groups: Vec<AlignmentGroup>,
    /// Further pages.
    pub parts: Parts,
}

/// What is of one kind.
#[derive(Clone, Debug, Serialize)]
pub struct AlignmentGroup {
    /// Word of the kind: `task` or `safeguard`.
    pub kind: &'static str,
    /// The same work in both editions.
    pub pairs: Vec<AlignedPair>,
    /// What only the left edition has.
    pub left_only: Vec<LonelyWork>,
    /// What only the right edition has.
    pub right_only: Vec<LonelyWork>,
}

/// A task or safeguard with its counterpart.
#[derive(Clone, Debug, Serialize)]
pub struct AlignedPair {
    /// Its anchor.
    pub id: String,
    /// The item on the left.
    pub left: LinkView,
    /// The item on the right.
    pub right: LinkView,
    /// The ids of the topics of both, with blanks between them.
    pub topics: String,
    /// What they say differently.
    pub fields: Vec<AlignedField>,
    /// The names of what they say alike.
    pub same: Vec<String>,
}

/// What the items of a pair say differently.
#[derive(Clone, Debug, Serialize)]
pub struct AlignedField {
    /// What it is called.
    pub label: String,
    /// What is said on the left, if anything is.
    pub left: Option<Html>,
    /// What is said on the right, if anything is.
    pub right: Option<Html>,
}

/// A task or safeguard without a counterpart.
#[derive(Clone, Debug, Serialize)]
pub struct LonelyWork {
    /// The item.
    pub link: LinkView,
    /// The ids of its topics, with blanks between them.
    pub topics: String,
}

/// A topic by which a list can be shortened.
#[derive(Clone, Debug, Serialize)]
pub struct TopicChip {
    /// The id of the topic.
    pub id: String,
    /// Leads to the topic's own list.
    pub link: LinkView,
}

/// `index-az.html`: every name by its sound.
#[derive(Clone, Debug, Serialize)]
pub struct IndexView {
    /// The frame.
    pub frame: Frame,
    /// All letters, those without a name too.
    pub letters: Vec<LetterLink>,
    /// The letters of this part with their names.
    pub groups: Vec<LetterGroup>,
    /// Editions whose names are not listed, for they are not the current ones; on the first part only.
    pub earlier: Vec<OtherEdition>,
    /// Further pages.
    pub parts: Parts,
}

/// A letter to jump to.
#[derive(Clone, Debug, Serialize)]
pub struct LetterLink {
    /// `A` to `Z`; `0-9` for numbers and `other` for other scripts.
    pub letter: String,
    /// Where its names begin; nothing without any.
    pub href: Option<String>,
}

/// Names of one letter.
#[derive(Clone, Debug, Serialize)]
pub struct LetterGroup {
    /// `A` to `Z`; `0-9` for numbers and `other` for other scripts.
    pub letter: String,
    /// Its anchor.
    pub anchor: String,
    /// It began on an earlier page.
    pub continued: bool,
    /// Its names.
    pub rows: Vec<NameRow>,
}

/// One name.
#[derive(Clone, Debug, Serialize)]
pub struct NameRow {
    /// The name, where it is another one than the title of its item.
    pub alias: Option<String>,
    /// The item.
    pub link: LinkView,
    /// Word of its kind.
    pub kind: &'static str,
}

/// `coverage.html`: what is there and what is missing.
#[derive(Clone, Debug, Serialize)]
pub struct CoverageView {
    /// The frame.
    pub frame: Frame,
    /// Current editions, as many as this part holds.
    pub editions: Vec<CoverageEdition>,
    /// All other editions, at most 50; on the first part only.
    pub earlier: Vec<OtherEdition>,
    /// Notes, cases, roles, terms and pages; on the first part only.
    pub shared: Vec<CoverageRow>,
    /// Words of the provenances that occur, in the order of the model: the columns.
    pub provenances: Vec<&'static str>,
    /// Items whose `review-by` is not after `as_of`; on the first part only.
    pub due: GapView,
    /// Items whose subject has changed since somebody looked at them; on the first part only.
    pub suspects: GapView,
    /// The latest date in the content: what is due is told by it, never by the clock.
    pub as_of: Option<String>,
    /// Further pages.
    pub parts: Parts,
}

/// An edition with what it holds and lacks.
#[derive(Clone, Debug, Serialize)]
pub struct CoverageEdition {
    /// The edition.
    pub link: LinkView,
    /// Its clauses, tasks and safeguards.
    pub rows: Vec<CoverageRow>,
    /// Announced numbers beside those found.
    pub counts: Vec<CoverageCount>,
    /// What is missing, each with some of the items.
    pub gaps: Vec<GapView>,
}

/// Items of one kind.
#[derive(Clone, Debug, Serialize)]
pub struct CoverageRow {
    /// Word of the kind.
    pub kind: &'static str,
    /// How many.
    pub total: usize,
    /// How many of each provenance, in the order of the columns.
    pub by_provenance: Vec<usize>,
}

/// An announced number.
#[derive(Clone, Debug, Serialize)]
pub struct CoverageCount {
    /// Word: `tasks`, `safeguards` or `safeguard-categories`.
    pub what: &'static str,
    /// Announced.
    pub expected: u32,
    /// Found.
    pub found: usize,
    /// Both are the same.
    pub met: bool,
}

/// Items that lack something.
#[derive(Clone, Debug, Serialize)]
pub struct GapView {
    /// Word of what they lack; see `t.coverage.gap`.
    pub gap: &'static str,
    /// How many.
    pub total: usize,
    /// The first of them, at most 50.
    pub links: Vec<LinkView>,
}

/// `sitemap.html`: every page for people.
#[derive(Clone, Debug, Serialize)]
pub struct MapView {
    /// The frame.
    pub frame: Frame,
    /// Pages under their headings, as many as this part holds.
    pub groups: Vec<MapGroup>,
    /// Further pages.
    pub parts: Parts,
}

/// Pages of one section of the site.
#[derive(Clone, Debug, Serialize)]
pub struct MapGroup {
    /// What they belong to.
    pub title: String,
    /// 2 for a section of the site, 3 for a kind of item in an edition.
    pub level: u8,
    /// Whether they belong to an edition that does not hold any more.
    pub past: bool,
    /// The pages.
    pub links: Vec<LinkView>,
}

/// A clause in the outline of its edition.
#[derive(Clone, Debug, Serialize)]
pub struct ClauseRow {
    /// The clause.
    pub link: LinkView,
    /// 1 for a chapter, 2 for what stands below it.
    pub depth: u32,
    /// How many tasks and safeguards rest on it.
    pub tasks: usize,
    /// Words of what changed in it from the preceding edition; empty where nothing did.
    pub changes: Vec<&'static str>,
}

/// A task or safeguard in a list.
#[derive(Clone, Debug, Serialize)]
pub struct WorkRow {
    /// The task.
    pub link: LinkView,
    /// The beginning of what is done.
    pub summary: String,
    /// Roles with the duty `lead`.
    pub leads: Vec<LinkView>,
    /// Words of what changed in it from the preceding edition; empty where nothing did.
    pub changes: Vec<&'static str>,
}

/// Safeguards of one category.
#[derive(Clone, Debug, Serialize)]
pub struct CategoryGroup {
    /// The category.
    pub category: String,
    /// Its safeguards.
    pub rows: Vec<WorkRow>,
}
