//! Translations: service aids beside the original, which stays authoritative.

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

/// Whether a translation was read against its original.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Review {
    /// Nobody has.
    Unreviewed,
    /// Somebody has.
    Reviewed,
}

impl Review {
    /// The words used in front matter.
    pub const WORDS: [(&'static str, Self); 2] = [("unreviewed", Self::Unreviewed), ("reviewed", Self::Reviewed)];
}
