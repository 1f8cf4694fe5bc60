//! Sizes and dates of files: whether something may have changed, without reading it.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::UNIX_EPOCH;

use ignore::WalkBuilder;

use super::{CONTENT, THEMES, is_temporary};
use crate::source::SourcePath;

/// Size in bytes of each file, and nanoseconds from 1970 to its last change, where the system keeps them.
pub type Stamps = BTreeMap<SourcePath, (u64, Option<u128>)>;

/// The stamps of all files of a project that may be read, and of those that say which are. What cannot be looked at
/// is left out.
pub fn stamps(project: &Path) -> Stamps {
    let mut stamps = Stamps::new();
    for folder in [CONTENT, THEMES] {
        let root = project.join(folder);
        let mut builder = WalkBuilder::new(&root);
        builder.standard_filters(false).follow_links(true).filter_entry(|entry| {
            let name = entry.file_name().to_string_lossy();
            let is_verbatim = entry.path().components().any(|part| part.as_os_str() == "static");
            !is_temporary(&name) && (!name.starts_with('.') || name.ends_with("ignore") || is_verbatim)
        });
        for entry in builder.build().flatten() {
            let Some(path) = entry.path().strip_prefix(project).ok().and_then(Path::to_str) else { continue };
            if let Ok(metadata) = entry.metadata()
                && metadata.is_file()
            {
                let path = SourcePath::new(&path.replace('\\', "/"));
                let modified = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
                stamps.insert(path, (metadata.len(), modified.map(|time| time.as_nanos())));
            }
        }
    }
    stamps
}
