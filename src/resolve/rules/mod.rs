//! Rules that resolving finds violations of, one file each.

pub(super) mod ambiguous_ref;
pub(super) mod dangling_ref;
pub(super) mod duplicate_id;
pub(super) mod missing_file;
pub(super) mod missing_index;
pub(super) mod old_address;
pub(super) mod orphan_translation;
pub(super) mod ref_kind;
pub(super) mod self_ref;
pub(super) mod taken_address;
pub(super) mod unknown_anchor;
pub(super) mod unknown_role;

use crate::diag::Rule;

/// The rules of this stage.
pub(super) static RULES: &[&Rule] = &[
    &duplicate_id::RULE,
    &dangling_ref::RULE,
    &unknown_anchor::RULE,
    &ambiguous_ref::RULE,
    &self_ref::RULE,
    &ref_kind::RULE,
    &unknown_role::RULE,
    &missing_file::RULE,
    &missing_index::RULE,
    &orphan_translation::RULE,
    &old_address::RULE,
    &taken_address::RULE,
];
