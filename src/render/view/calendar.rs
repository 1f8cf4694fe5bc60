//! The views of calendars: what a role has to do, and when.

use serde::Serialize;

use super::{Html, LinkView};

/// When a role does what, over all current editions.
#[derive(Clone, Debug, Serialize)]
pub struct CalendarView {
    /// The names of the twelve months.
    pub months: Vec<MonthView>,
    /// What is set to certain months: a row each, with twelve cells.
    pub dated: Vec<DatedRow>,
    /// What comes round, the most frequent first.
    pub recurring: Vec<OccasionGroup>,
    /// What is done when something happens, what presses most first.
    pub after: Option<OccasionGroup>,
    /// What is done at any time.
    pub always: Option<OccasionGroup>,
}

/// A month.
#[derive(Clone, Debug, Serialize)]
pub struct MonthView {
    /// Counted from 1.
    pub number: u32,
    /// Its name.
    pub name: String,
    /// What is set to it.
    pub rows: Vec<OccasionRow>,
}

/// Something that is set to certain months.
#[derive(Clone, Debug, Serialize)]
pub struct DatedRow {
    /// What, and when in words.
    pub row: OccasionRow,
    /// For each month, whether it is due then.
    pub due: Vec<bool>,
}

/// What is done equally often.
#[derive(Clone, Debug, Serialize)]
pub struct OccasionGroup {
    /// How often; empty where the heading of the group says it.
    pub name: String,
    /// One each, at most 50.
    pub rows: Vec<OccasionRow>,
    /// How many more there are.
    pub more: usize,
}

/// One occasion of a task or safeguard.
#[derive(Clone, Debug, Serialize)]
pub struct OccasionRow {
    /// The task or safeguard.
    pub work: LinkView,
    /// The duty of the role as a chip.
    pub duty_html: Html,
    /// When, where the group does not say it, and which part of the work; may be empty.
    pub said: String,
}

/// A month on the home page.
#[derive(Clone, Debug, Serialize)]
pub struct MonthOfSite {
    /// Counted from 1.
    pub number: u32,
    /// Its name.
    pub name: String,
    /// What current editions set to it, at most 50.
    pub rows: Vec<SiteOccasion>,
}

/// Something that is set to a month.
#[derive(Clone, Debug, Serialize)]
pub struct SiteOccasion {
    /// The task or safeguard.
    pub work: LinkView,
    /// Which part of it; may be empty.
    pub said: String,
    /// The ids of the roles that take part, with blanks between them.
    pub roles: String,
}
