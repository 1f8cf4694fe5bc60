//! `content/published.txt`: the addresses that were published once, one a line. `#` begins a remark.

use super::lines::entries;
use super::rules;
use crate::diag::Diagnostic;
use crate::site::{Address, Ledger};
use crate::source::{Location, Source, SourcePath, Span};

/// Whether a path is that of the ledger.
pub fn is_ledger(path: &SourcePath) -> bool {
    path.as_str() == Ledger::PATH
}

/// Reads the ledger. A line that no page could have had as its address is reported.
pub fn parse_ledger(source: &Source) -> (Ledger, Vec<Diagnostic>) {
    let mut addresses: Vec<(Address, Span)> = Vec::new();
    let mut found = Vec::new();
    for (line, span) in entries(source) {
        match Address::of_page(line) {
            Some(address) => addresses.push((address, span)),
            None => found.push(rules::ledger_syntax::report(Location::new(&source.path, span))),
        }
    }
    // Of a line that stands there twice the first counts.
    addresses.sort_by(|a, b| a.0.cmp(&b.0));
    addresses.dedup_by(|later, first| later.0 == first.0);
    (Ledger { path: source.path.clone(), addresses }, found)
}
