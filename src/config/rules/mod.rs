//! Rules about the configuration as a whole.

pub(super) mod missing_site;

use crate::diag::Rule;

/// The rules of this module.
pub(super) static RULES: &[&Rule] = &[&missing_site::RULE];
