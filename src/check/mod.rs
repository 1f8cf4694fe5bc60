//! Check: the site → what breaks rules.
//!
//! One file a rule: its id, level, explanation and function stand together. A rule returns findings and changes
//! nothing; it sees the resolved site only.

mod active_attachment;
mod cadence_alone;
mod clause_number;
mod clause_order;
mod clause_sequence;
mod dated_ref;
mod dead_synonym;
mod draft_in_release;
mod duty_without_basis;
mod edition_status;
mod ended_provision;
mod expected_counts;
mod false_withdrawal;
mod idle_actor;
mod incomplete_work;
mod lost_address;
mod missing_filing;
mod mixed_titles;
mod no_lead;
mod no_steps;
mod no_subject;
mod official_changed;
mod old_lock;
mod one_sided_counterpart;
mod outline_with_text;
mod output;
mod pending_text;
mod placeholder;
mod private_picture;
mod refs;
mod sample_in_release;
mod shifted_number;
mod static_address;
mod static_script;
mod suspect_text;
mod unapproved;
mod unconfirmed_import;
mod unknown_rule;
mod unknown_topic;
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

/// The rule about official words that differ from their lock, which `normbook lock` answers.
pub static OFFICIAL_CHANGED: &Rule = &official_changed::RULE;

/// What a site is checked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Work in progress: samples are welcome and marked.
    Draft,
    /// Publication.
    Release,
}

/// Makes the list of rules and the function that runs them from one list, so that no rule is in one without the other.
macro_rules! rules {
    (
        always: $($always:ident)+;
        with_files: $($with_files:ident)+;
        for_a_release: $($for_a_release:ident)+;
        by_purpose: $($by_purpose:ident)+;
        found_elsewhere: $($rule:path),+;
    ) => {
        /// The rules of this stage.
        pub static RULES: &[&Rule] = &[
            $(&$always::RULE,)+
            $(&$with_files::RULE,)+
            $(&$by_purpose::RULE,)+
            $(&$for_a_release::RULE,)+
            $(&$rule,)+
        ];

        /// Runs every rule. `files` are those of the content that are no items, whether something uses them or not.
        pub fn check(site: &Site, files: &BTreeMap<SourcePath, Arc<Asset>>, purpose: Purpose) -> Vec<Diagnostic> {
            let mut found = Vec::new();
            $($always::check(site, &mut found);)+
            $($with_files::check(site, files, &mut found);)+
            $($by_purpose::check(site, files, purpose, &mut found);)+
            if purpose == Purpose::Release {
                $($for_a_release::check(site, &mut found);)+
            }
            found
        }
    };
}

rules! {
    always:
        incomplete_work
        no_steps
        no_lead
        cadence_alone
        idle_actor
        unknown_topic
        duty_without_basis
        one_sided_counterpart
        edition_status
        expected_counts
        clause_number
        clause_order
        clause_sequence
        mixed_titles
        official_changed
        outline_with_text
        unsourced
        unsigned_interpretation
        no_subject
        dead_synonym
        ended_provision
        false_withdrawal
        shifted_number
        dated_ref
        suspect_text
        lost_address;
    with_files: unused_file static_address static_script private_picture;
    for_a_release:
        draft_in_release
        unapproved
        sample_in_release
        missing_filing
        unrecorded_address
        pending_text
        placeholder;
    by_purpose: active_attachment unconfirmed_import;
    found_elsewhere: unknown_rule::RULE, old_lock::RULE, output::EXTERNAL_REQUEST, output::PAGE_WEIGHT;
}

/// Every original task and safeguard.
fn works(site: &Site) -> impl Iterator<Item = (EntryIx, &Entry, &Work)> {
    site.originals().filter_map(|(index, entry)| entry.item.work().map(|work| (index, entry, work)))
}
