//! YAML with places: what front matter and `site.yaml` are read through.
//!
//! [`read`] gives a tree of [`Node`]s, each with its span; [`Fields`] takes a mapping apart key by key and reports
//! unknown, missing and mistyped keys, all of them, where serde's derived readers stop at the first.

mod fields;
mod node;
mod rules;

pub use fields::{Fields, Reader};
pub use node::{Node, Value, read};

use crate::diag::Rule;

/// The rules of this module.
pub static RULES: &[&Rule] = rules::RULES;
