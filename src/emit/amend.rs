//! Files of a project, changed in place: each in a single step, with the permissions that it has.

use std::fs;
use std::path::Path;

use anyhow::{Context, ensure};

use super::batch::{Batch, Existing};
use super::beside::is_missing;
use super::disk;

/// Writes `bytes` in the place of what the file `from` of a project holds, then gives it the path `to`. Where a link
/// leads to the file, the file is changed and the link stays.
///
/// # Errors
///
/// If the file may not be written, cannot be, or something has the path `to` already. The old file is then whole.
pub fn amend(project: &Path, from: &str, to: &str, bytes: &[u8]) -> anyhow::Result<()> {
    let (old, new) = (project.join(from), project.join(to));
    let failed = || format!("cannot write `{}`", old.display());
    ensure!(from == to || is_missing(&new)?, "`{}` is there already", new.display());
    let target = old.canonicalize().with_context(failed)?;
    if fs::read(&target).with_context(failed)? != bytes {
        overwrite(&target, bytes).with_context(failed)?;
    }
    if from != to {
        let failed = || format!("cannot rename `{}`", old.display());
        if let Some(folder) = new.parent() {
            fs::create_dir_all(folder).with_context(failed)?;
        }
        disk::rename(&old, &new).with_context(failed)?;
        // A folder that nothing is left in had a name that nobody wants; others stay, and so does one that is in use.
        if let Some(folder) = old.parent().filter(|folder| new.parent() != Some(folder)) {
            let _ = fs::remove_dir(folder);
        }
    }
    Ok(())
}

fn overwrite(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let permissions = fs::metadata(path)?.permissions();
    ensure!(!permissions.readonly(), "it may not be written");
    let (folder, name) = path.parent().zip(path.file_name()).context("it has no name")?;
    let mut batch = Batch::begin(folder)?;
    batch.put_with(Path::new(name), bytes, permissions)?;
    batch.publish(Existing::Replaced)
}
