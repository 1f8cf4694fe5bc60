//! Check: the site → what breaks rules.
//!
//! One file a rule: its id, level, explanation and function stand together. A rule returns findings and changes
//! nothing; it sees the resolved site only.

mod clause_sequence;
mod dead_synonym;
mod duty_without_basis;
mod expected_counts;
mod incomplete_work;
mod lost_address;
mod missing_filing;
mod mixed_titles;
mod no_lead;
mod no_steps;
mod no_subject;
mod official_changed;
mod one_sided_counterpart;
mod outline_with_text;
mod output;
mod pending_text;
mod sample_in_release;
mod unknown_rule;
mod unrecorded_address;
mod unsigned_interpretation;
mod unsourced;
mod unused_file;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diag::{Diagnostic, Rule};
use crate::model::Work;
use crate::site::{Entry, EntryIx, Site};
use crate::source::{Asset, SourcePath};

pub use output::{CARD_BYTES, PAGE_BYTES, ReleaseChecks};
pub use unknown_rule::report as unknown_rule;

/// What a site is checked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Work in progress: samples are welcome and marked.
    Draft,
    /// Publication.
    Release,
}

/// The rules of this stage.
pub static RULES: &[&Rule] = &[
    &incomplete_work::RULE,
    &no_steps::RULE,
    &no_lead::RULE,
    &duty_without_basis::RULE,
    &one_sided_counterpart::RULE,
    &expected_counts::RULE,
    &clause_sequence::RULE,
    &mixed_titles::RULE,
    &official_changed::RULE,
    &outline_with_text::RULE,
    &unsourced::RULE,
    &unsigned_interpretation::RULE,
    &no_subject::RULE,
    &dead_synonym::RULE,
    &lost_address::RULE,
    &sample_in_release::RULE,
    &missing_filing::RULE,
    &unrecorded_address::RULE,
    &pending_text::RULE,
    &unknown_rule::RULE,
    &unused_file::RULE,
    &output::EXTERNAL_REQUEST,
    &output::PAGE_WEIGHT,
];

/// Runs every rule. `files` are those of the content that are no items, whether something uses them or not.
pub fn check(site: &Site, files: &BTreeMap<SourcePath, Arc<Asset>>, purpose: Purpose) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    incomplete_work::check(site, &mut found);
    no_steps::check(site, &mut found);
    no_lead::check(site, &mut found);
    duty_without_basis::check(site, &mut found);
    one_sided_counterpart::check(site, &mut found);
    expected_counts::check(site, &mut found);
    clause_sequence::check(site, &mut found);
    mixed_titles::check(site, &mut found);
    official_changed::check(site, &mut found);
    outline_with_text::check(site, &mut found);
    unsourced::check(site, &mut found);
    unsigned_interpretation::check(site, &mut found);
    no_subject::check(site, &mut found);
    dead_synonym::check(site, &mut found);
    lost_address::check(site, &mut found);
    unused_file::check(site, files, &mut found);
    if purpose == Purpose::Release {
        sample_in_release::check(site, &mut found);
        missing_filing::check(site, &mut found);
        unrecorded_address::check(site, &mut found);
        pending_text::check(site, &mut found);
    }
    found
}

/// Every original task and safeguard.
fn works(site: &Site) -> impl Iterator<Item = (EntryIx, &Entry, &Work)> {
    site.originals().filter_map(|(index, entry)| entry.item.work().map(|work| (index, entry, work)))
}
