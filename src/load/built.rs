//! Files of a site that was built before.

use std::fs;
use std::path::Path;

/// Reads a text of a built site; `None` if it is not there or is no text.
pub fn built_text(file: &Path) -> Option<String> {
    fs::read_to_string(file).ok()
}
