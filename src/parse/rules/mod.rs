//! Rules that parsing finds violations of, one file each.

pub(super) mod clause_number;
pub(super) mod duplicate_anchor;
pub(super) mod front_matter;
pub(super) mod heading_level;
pub(super) mod kind_disagrees;
pub(super) mod link_address;
pub(super) mod lock_syntax;
pub(super) mod misplaced_file;
pub(super) mod picture_source;
pub(super) mod quotation_place;
pub(super) mod raw_html;
pub(super) mod section_provenance;

use crate::diag::Rule;

/// The rules of this stage.
pub(super) static RULES: &[&Rule] = &[
    &misplaced_file::RULE,
    &front_matter::RULE,
    &kind_disagrees::RULE,
    &clause_number::RULE,
    &link_address::RULE,
    &lock_syntax::RULE,
    &raw_html::RULE,
    &picture_source::RULE,
    &quotation_place::RULE,
    &heading_level::RULE,
    &duplicate_anchor::RULE,
    &section_provenance::RULE,
];
