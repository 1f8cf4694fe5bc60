//! Rules about files as such: what is asked of them before anybody looks at what they say.

pub(super) mod file_encoding;
pub(super) mod file_name;
pub(super) mod file_too_large;
pub(super) mod ignore_file;
pub(super) mod reserved_name;
pub(super) mod unreadable_file;
pub(super) mod unreadable_link;

use crate::diag::Rule;

/// The rules that [`load`](super::load) reports by.
pub static RULES: &[&Rule] = &[
    &file_encoding::RULE,
    &file_name::RULE,
    &file_too_large::RULE,
    &ignore_file::RULE,
    &reserved_name::RULE,
    &unreadable_file::RULE,
    &unreadable_link::RULE,
];
