//! What a save brought and what it mended, for whoever looks at the terminal.

use std::collections::BTreeMap;

use super::shown::Shown;
use crate::diag::{self, Diagnostic, Locale, Severity};
use crate::source::SourcePath;

/// What became of a save.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Save {
    /// The state of the site that it made.
    pub revision: u64,
    /// The files that changed.
    pub files: Vec<SourcePath>,
    /// The first of the errors and warnings that were not there before, with its place.
    pub first: Option<String>,
    /// How many of them there are.
    pub came: usize,
    /// How many there were before and are no more.
    pub mended: usize,
    /// Errors that there are now.
    pub errors: usize,
    /// Warnings that there are now.
    pub warnings: usize,
    /// Why the project cannot be read at all.
    pub trouble: Option<String>,
}

/// Compares two states of a site.
pub(super) fn compare(before: &Shown, after: &Shown, locale: Locale) -> Save {
    let (old, new) = (counted(before), counted(after));
    let missing = |all: &BTreeMap<Key<'_>, usize>, others: &BTreeMap<Key<'_>, usize>| -> usize {
        all.iter().map(|(key, count)| count.saturating_sub(others.get(key).copied().unwrap_or(0))).sum()
    };
    let is_new = |found: &&Diagnostic| counts(found) && new.get(&key(found)) > old.get(&key(found));
    let first = after.diagnostics.iter().filter(is_new).min_by_key(|found| found.severity != Severity::Error);
    let (errors, warnings) = after.counts();
    Save {
        revision: after.revision,
        files: after.files.clone(),
        first: first.map(|found| said(found, after, locale)),
        came: missing(&new, &old),
        mended: missing(&old, &new),
        errors,
        warnings,
        trouble: after.trouble.clone(),
    }
}

/// What tells one finding from another. Lines move with every save, so that no place is a part of it.
type Key<'a> = (&'a SourcePath, &'static str, &'a str);

fn key(found: &Diagnostic) -> Key<'_> {
    (&found.location.path, found.rule.id, found.message.say(Locale::English))
}

fn counts(found: &Diagnostic) -> bool {
    found.severity != Severity::Note
}

fn counted(shown: &Shown) -> BTreeMap<Key<'_>, usize> {
    let mut counted = BTreeMap::new();
    for found in shown.diagnostics.iter().filter(|found| counts(found)) {
        *counted.entry(key(found)).or_insert(0) += 1;
    }
    counted
}

/// A finding in one line: where, and what.
fn said(found: &Diagnostic, shown: &Shown, locale: Locale) -> String {
    let path = &found.location.path;
    let place = shown.snapshot.text(path).filter(|_| found.location.span.end > 0);
    let line = place.map(|text| diag::place(text, found.location.span.range().start).line);
    let line = line.map(|line| format!(":{line}")).unwrap_or_default();
    format!("{path}{line} {}", found.message.say(locale))
}
