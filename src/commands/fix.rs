//! Fixing a project: what findings can be rid of without a person is changed in its files.

use std::path::Path;

use crate::diag::Words;
use crate::emit;
use crate::load::{self, Limits};
use crate::pipeline::{self, Change, Fixed};
use crate::source::SourcePath;
use crate::source::encoding::{self, Unwritable};

/// What fixing a project came to.
#[derive(Debug)]
pub struct FixedProject {
    /// What was found and changed.
    pub fixed: Fixed,
    /// Files that were left as they are.
    pub left: Vec<Left>,
}

/// A file that was left as it is although it has fixes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// The file.
    pub path: SourcePath,
    /// Why.
    pub reason: Words,
}

/// Makes the fixes that the findings of a project carry, and writes them unless `is_trial`.
///
/// # Errors
///
/// If a file cannot be read or written; those before it are written.
pub fn fix(project: &Path, is_trial: bool) -> anyhow::Result<FixedProject> {
    let snapshot = load::load(project, &Limits::default())?;
    let fixed = pipeline::fix(&snapshot);
    let left = if is_trial { Vec::new() } else { write(project, &fixed.changes)? };
    Ok(FixedProject { fixed, left })
}

/// Writes the changes of a project, each file in a single step. A file that has become another one since it was read, or
/// whose encoding cannot be written back, is left; all that were are returned.
fn write(project: &Path, changes: &[Change]) -> anyhow::Result<Vec<Left>> {
    let mut left = Vec::new();
    for change in changes {
        let original = load::original(project, &change.from)?;
        match encoding::rewritten(&original, &change.before, &change.after) {
            Ok(bytes) => emit::amend(project, change.from.as_str(), change.to.as_str(), &bytes)?,
            Err(unwritable) => left.push(Left { path: change.from.clone(), reason: reason(unwritable) }),
        }
    }
    Ok(left)
}

fn reason(unwritable: Unwritable) -> Words {
    match unwritable {
        Unwritable::Changed => {
            Words::fixed("读入之后又被改动，请再运行一次", "it was changed after it was read; run the command again")
        }
        Unwritable::Encoding => Words::fixed(
            "它的编码写不回原样，请先另存为 UTF-8",
            "its encoding cannot be written back as it was; save it as UTF-8 first",
        ),
    }
}
