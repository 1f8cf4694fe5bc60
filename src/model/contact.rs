//! Whom to call: what an office fills in when it makes a copy of its own (`--contacts FILE`).
//!
//! The book itself holds no telephone of anybody. An office that publishes the book for its own people keeps such a file
//! beside it, and what it says is shown as filled in by that office, on its day.

use super::PartialDate;
use crate::source::{SourcePath, Spanned};

/// What an office says of whom to call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contacts {
    /// The file.
    pub path: SourcePath,
    /// The office that filled it in, and the day on which it was right.
    pub signed: Filled,
    /// One for each place where a role is to be reached, in the order written.
    pub contacts: Vec<Contact>,
}

/// Who filled something in, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filled {
    /// The office.
    pub unit: String,
    /// The day.
    pub date: PartialDate,
}

/// Where a role is to be reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// The role: its id, its title or an alias.
    pub role: Spanned<String>,
    /// Where, if the role is there more than once: a community, a street.
    pub place: Option<String>,
    /// The telephone of an office.
    pub phone: Option<String>,
    /// A telephone on duty, which may be a mobile: it belongs to the office, whoever carries it.
    pub duty_phone: Option<String>,
    /// When somebody is there.
    pub hours: Option<String>,
}
