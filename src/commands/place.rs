//! Where output may go: never among the sources it is made from.

use std::path::{Component, Path, PathBuf};

use anyhow::ensure;

/// Folders of a project that are read.
const SOURCES: [&str; 2] = ["content", "themes"];

/// Refuses an output that lies among the sources of a project.
///
/// # Errors
/// If it does, under any name.
pub(super) fn refuse_sources(project: &Path, out: &Path) -> anyhow::Result<()> {
    let real_out = real(out);
    for source in SOURCES {
        let Ok(folder) = project.join(source).canonicalize() else { continue };
        ensure!(
            !real_out.starts_with(&folder),
            "`{}` lies in `{source}`, from which the site is made; name a folder outside of it",
            out.display()
        );
    }
    Ok(())
}

/// A path without links, as far as it exists.
fn real(path: &Path) -> PathBuf {
    let here = Path::new(".").canonicalize().unwrap_or_default();
    path.components().fold(here, |at, part| match part {
        Component::CurDir => at,
        Component::ParentDir => at.parent().map_or_else(PathBuf::new, Path::to_owned),
        // What begins at a root leaves behind what was there before.
        part => {
            let next = at.join(part);
            next.canonicalize().unwrap_or(next)
        }
    })
}
