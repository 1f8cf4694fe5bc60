//! Rules about themes and finished pages, one file each.

pub(super) mod external_request;
pub(super) mod page_weight;
pub(super) mod template;
pub(super) mod theme_files;

use crate::diag::Rule;

/// The rules of this stage.
pub(super) static RULES: &[&Rule] = &[&template::RULE, &theme_files::RULE, &external_request::RULE, &page_weight::RULE];
