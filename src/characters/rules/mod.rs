//! Rules about characters, whatever file they stand in.

pub(super) mod odd_character;
pub(super) mod unsafe_character;

use crate::diag::Rule;

/// The rules of this module.
pub(super) static RULES: &[&Rule] = &[&unsafe_character::RULE, &odd_character::RULE];
