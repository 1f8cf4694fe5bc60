//! What the panel of a page shows: findings, draft help, trouble.

use std::sync::PoisonError;

use serde_json::{Value, json};

use super::draft;
use super::shown::Shown;
use crate::diag::{self, Diagnostic, Locale, Severity};
use crate::site::Address;
use crate::source::Snapshot;

/// Findings of one answer; the panel asks for more when its reader does.
const MOST: usize = 200;

/// What a panel asks for.
pub(super) struct Question {
    /// The page it stands on.
    pub(super) page: Option<Address>,
    /// Findings it has already.
    pub(super) from: usize,
}

/// The answer. Errors come first, then warnings; each group by file and place, those of the page's own file before
/// the others.
pub(super) fn answer(first: &Snapshot, shown: &Shown, question: &Question, locale: Locale) -> Value {
    let failed = shown.failed.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let own = question.page.as_ref().and_then(|page| shown.source_of(*shown.site.pages.get(page)?));
    let mut findings: Vec<&Diagnostic> = shown.diagnostics.iter().chain(failed.values()).collect();
    findings.sort_by_key(|found| (rank(found.severity), Some(&found.location.path) != own.as_ref()));
    let total = findings.len();
    let rest = findings.into_iter().skip(question.from).take(MOST).cloned();
    let rows: Vec<Diagnostic> = rest.collect();
    let count =
        |severity| shown.diagnostics.iter().chain(failed.values()).filter(|own| own.severity == severity).count();
    json!({
        "revision": shown.revision,
        "trouble": shown.trouble,
        "total": total,
        "errors": count(Severity::Error),
        "warnings": count(Severity::Warning),
        "notes": count(Severity::Note),
        "findings": diag::print_panel(&rows, &shown.snapshot, locale),
        "page": question.page.as_ref().and_then(|page| draft::page(shown, page)),
        "edited": draft::edited(first, shown),
    })
}

fn rank(severity: Severity) -> u8 {
    match severity {
        Severity::Error => 0,
        Severity::Warning => 1,
        Severity::Note => 2,
    }
}
