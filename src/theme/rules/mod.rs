//! Rules about themes, one file each.

pub(super) mod template;
pub(super) mod theme_files;

use crate::diag::Rule;

/// The rules about themes.
pub(super) static RULES: &[&Rule] = &[&template::RULE, &theme_files::RULE];
