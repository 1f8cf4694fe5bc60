//! YAML with places: what front matter and `site.yaml` are read through.
//!
//! [`read`] gives a tree of [`Node`]s, each with its span; [`Fields`] takes a mapping apart key by key and reports
//! unknown, missing and mistyped keys, all of them, where serde's derived readers stop at the first.

mod fields;
mod node;
mod rules;
mod shape;
mod slips;
mod spelling;

pub use fields::{Fields, Reader};
pub use node::{Node, Reading, State, Value, read};
pub use shape::{Known, Knows, Shape};
pub use spelling::{Choices, Name};

use crate::diag::Rule;

pub use rules::wrong_type::in_list;

/// The rules of this module.
pub static RULES: &[&Rule] = rules::RULES;
