//! Rules about YAML itself, shared by front matter and `site.yaml`.

pub(super) mod missing_key;
pub(super) mod unknown_key;
pub(super) mod wrong_type;
pub(super) mod yaml_syntax;

use crate::diag::Rule;

/// The rules of this module.
pub(super) static RULES: &[&Rule] = &[&yaml_syntax::RULE, &unknown_key::RULE, &missing_key::RULE, &wrong_type::RULE];
