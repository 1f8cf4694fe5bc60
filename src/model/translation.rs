//! Translations: service aids beside the original, which stays authoritative.

use super::vocabulary::vocabulary;
use crate::source::Spanned;

/// What a translation's own front matter says. All facts (basis, who, dates…) come from the original.
#[derive(Clone, Debug)]
pub struct Translation {
    /// Who translated it.
    pub source: Spanned<String>,
    /// Whether somebody has read it against the original.
    pub review: Review,
    /// Who read it.
    pub reviewed_by: Option<String>,
    /// The short title of a standard or edition.
    pub short_title: Option<String>,
    /// The place of a case.
    pub place: Option<String>,
    /// The unit of a note or case.
    pub unit: Option<String>,
    /// The outcome of a case.
    pub outcome: Option<String>,
    /// The category of a safeguard.
    pub category: Option<String>,
    /// The cadence of a task or safeguard.
    pub cadence: Option<String>,
    /// The records of a task or safeguard.
    pub records: Vec<String>,
    /// Other names of a role or term in this language.
    pub aliases: Vec<Spanned<String>>,
}

vocabulary! {
    /// Whether a translation was read against its original.
    pub enum Review {
        /// Nobody has.
        Unreviewed = "unreviewed",
        /// Somebody has.
        Reviewed = "reviewed",
    }
}
