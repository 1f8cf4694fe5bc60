//! What changed in an edition, in one file that needs no other: 新旧条文对照表. It is made on request and is in no site.

use super::{Holds, Kept, PageKind, Reader};
use crate::model::EditionKey;
use crate::site::Address;

pub(super) static KIND: PageKind = PageKind {
    called: ["新旧条文对照表", "Table of changes"],
    reader: Reader::Passenger,
    is_found: false,
    kept: Kept::Never,
    is_mapped: false,
    holds: Holds::Edition,
    ..PageKind::new("table", |_| {})
};

impl Address {
    /// The name under which it is sent on.
    pub fn table_of_changes(old: &EditionKey, new: &EditionKey) -> Self {
        let EditionKey { standard, edition } = new;
        Self::new(&format!("{standard}/{edition}/{standard}_{}_{edition}.html", old.edition))
    }
}
