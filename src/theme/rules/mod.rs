//! Rules about themes, one file each.

pub(super) mod style_syntax;
pub(super) mod template;
pub(super) mod theme_files;
pub(super) mod theme_tokens;
pub(super) mod unread_theme_file;

use crate::diag::Rule;

/// The rules about themes.
pub(super) static RULES: &[&Rule] =
    &[&style_syntax::RULE, &template::RULE, &theme_files::RULE, &theme_tokens::RULE, &unread_theme_file::RULE];
