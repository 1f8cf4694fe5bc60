//! Files of a project, changed in place: each in a single step, with the permissions that it has.

use std::ffi::OsString;
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};

use super::beside::is_missing;

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
        fs::rename(&old, &new).with_context(|| format!("cannot rename `{}`", old.display()))?;
    }
    Ok(())
}

fn overwrite(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let permissions = fs::metadata(path)?.permissions();
    ensure!(!permissions.readonly(), "it may not be written");
    let fresh = beside(path)?;
    let written = write_new(&fresh, permissions, bytes).and_then(|()| fs::rename(&fresh, path));
    if written.is_err() {
        let _ = fs::remove_file(&fresh);
    }
    Ok(written?)
}

fn write_new(path: &Path, permissions: fs::Permissions, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).open(path)?;
    file.write_all(bytes)?;
    file.set_permissions(permissions)?;
    file.sync_all()
}

/// A hidden name, so that nothing reads the file should it ever stay behind.
fn beside(path: &Path) -> anyhow::Result<PathBuf> {
    let mut name = OsString::from(".");
    name.push(path.file_name().context("it has no name")?);
    name.push(".new");
    Ok(path.with_file_name(name))
}
