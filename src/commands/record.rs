//! The ledger of published addresses.

use std::path::Path;

use super::Tell;
use crate::check::Purpose;
use crate::emit;
use crate::load::{self, Limits};
use crate::pipeline::{self, Memory};
use crate::scaffold;
use crate::site::Ledger;
use crate::source::SourcePath;

/// How many addresses a ledger holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// New ones.
    pub added: usize,
    /// All of them.
    pub all: usize,
}

/// Adds the addresses of a project's site to its ledger. `None` when there are errors: an address that comes of a mistake
/// would be kept for ever.
///
/// # Errors
/// If the project cannot be read or the ledger not written.
pub fn record(project: &Path, tell: Tell<'_>) -> anyhow::Result<Option<Recorded>> {
    let snapshot = load::load(project, &Limits::default())?;
    let built = pipeline::site(&snapshot, &mut Memory::default(), Purpose::Draft);
    tell(&built.diagnostics, &snapshot);
    if pipeline::has_errors(&built.diagnostics) {
        return Ok(None);
    }
    let added = built.site.unrecorded().count();
    if added > 0 {
        let before = snapshot.text(&SourcePath::new(Ledger::PATH)).unwrap_or_default();
        emit::replace(project, Ledger::PATH, &scaffold::ledger(before, &built.site))?;
    }
    let all = added + built.site.ledger.as_ref().map_or(0, |ledger| ledger.addresses.len());
    Ok(Some(Recorded { added, all }))
}
