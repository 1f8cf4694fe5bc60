//! Rules about versions, one file each.

pub(super) mod new_format;
pub(super) mod old_format;

use crate::diag::Rule;

/// The rules about versions.
pub(super) static RULES: &[&Rule] = &[&new_format::RULE, &old_format::RULE];
