//! Single files: of a site that was built before, of a project before it is written to.

use std::fs;
use std::path::Path;

use anyhow::Context;

use crate::source::SourcePath;

/// Reads a text of a built site; `None` if it is not there or is no text.
pub fn built_text(file: &Path) -> Option<String> {
    fs::read_to_string(file).ok()
}

/// The bytes of a file of a project as they lie there now.
///
/// # Errors
///
/// If it cannot be read.
pub fn original(project: &Path, path: &SourcePath) -> anyhow::Result<Vec<u8>> {
    let file = project.join(path.as_str());
    fs::read(&file).with_context(|| format!("cannot read `{}`", file.display()))
}
