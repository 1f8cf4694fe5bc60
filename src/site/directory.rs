//! Whom to call, by role: what the office says that made this copy.

use std::collections::BTreeMap;

use super::EntryIx;
use crate::model::{Contact, Filled};

/// The telephones of an office, each with the role that it reaches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directory {
    /// The office that filled it in, and when.
    pub signed: Filled,
    /// Where each role is to be reached, in the order written.
    pub by_role: BTreeMap<EntryIx, Vec<Contact>>,
}
