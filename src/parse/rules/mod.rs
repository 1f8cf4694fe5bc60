//! Rules that parsing finds violations of, one file each.

pub(super) mod aside_numbers;
pub(super) mod clause_number;
pub(super) mod duplicate_anchor;
pub(super) mod email_address;
pub(super) mod empty_section;
pub(super) mod fenced_div;
pub(super) mod front_matter;
pub(super) mod half_width;
pub(super) mod heading_level;
pub(super) mod kind_disagrees;
pub(super) mod ledger_syntax;
pub(super) mod link_address;
pub(super) mod list_marks;
pub(super) mod lock_syntax;
pub(super) mod misplaced_file;
pub(super) mod nested_link;
pub(super) mod personal_data;
pub(super) mod picture_source;
pub(super) mod picture_words;
pub(super) mod quotation_place;
pub(super) mod raw_html;
pub(super) mod section_provenance;
pub(super) mod table_head;
pub(super) mod table_merge;
pub(super) mod wording;

use crate::diag::{Diagnostic, Rule};
use crate::model::Body;
use crate::source::Source;

/// The rules of this stage.
pub(super) static RULES: &[&Rule] = &[
    &misplaced_file::RULE,
    &front_matter::RULE,
    &kind_disagrees::RULE,
    &clause_number::RULE,
    &link_address::RULE,
    &lock_syntax::RULE,
    &ledger_syntax::RULE,
    &raw_html::RULE,
    &picture_source::RULE,
    &quotation_place::RULE,
    &heading_level::RULE,
    &duplicate_anchor::RULE,
    &section_provenance::RULE,
    &table_merge::RULE,
    &list_marks::RULE,
    &aside_numbers::RULE,
    &picture_words::RULE,
    &nested_link::RULE,
    &fenced_div::RULE,
    &table_head::RULE,
    &half_width::RULE,
    &personal_data::RULE,
    &email_address::RULE,
    &empty_section::RULE,
    &wording::RULE,
];

/// Runs the rules about a file that is read already.
pub(super) fn check(source: &Source, body: &Body, found: &mut Vec<Diagnostic>) {
    let path = &source.path;
    list_marks::check(path, body, found);
    aside_numbers::check(path, body, found);
    picture_words::check(path, body, found);
    nested_link::check(source, body, found);
    fenced_div::check(path, body, found);
    table_head::check(path, body, found);
    half_width::check(source, body, found);
    personal_data::check(source, found);
    email_address::check(source, found);
    empty_section::check(path, body, found);
}
