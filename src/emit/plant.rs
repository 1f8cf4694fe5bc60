//! New files of a project: never over one that is there.

use std::ffi::OsString;
use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};

/// Writes new files into a folder, which is made if need be. Nothing is written when one of them is there already.
///
/// # Errors
/// If a file exists, or cannot be written.
pub fn plant<'a>(folder: &Path, files: impl Iterator<Item = (&'a str, &'a str)> + Clone) -> anyhow::Result<()> {
    for (path, _) in files.clone() {
        let path = folder.join(path);
        ensure!(!path.try_exists().unwrap_or(true), "`{}` is there already; nothing was written", path.display());
    }
    for (path, text) in files {
        let path = folder.join(path);
        make_parent(&path)?;
        let created = fs::File::options().write(true).create_new(true).open(&path);
        let mut file = match created {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                anyhow::bail!("`{}` appeared while it was to be written; it was left as it is", path.display())
            }
            created => created.with_context(|| format!("cannot make `{}`", path.display()))?,
        };
        file.write_all(text.as_bytes()).with_context(|| format!("cannot write `{}`", path.display()))?;
    }
    Ok(())
}

/// Writes a new file that nobody but its owner may read, where the system knows owners.
///
/// # Errors
/// If it exists, or cannot be written.
pub fn plant_secret(path: &Path, text: &str) -> anyhow::Result<()> {
    let mut options = fs::File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(path).and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        file.sync_all()
    });
    written.with_context(|| format!("cannot make `{}`", path.display()))
}

/// Writes a file that normbook made before anew: a schema, an export.
///
/// # Errors
/// If it cannot be written.
pub fn renew(folder: &Path, path: &str, bytes: &[u8]) -> anyhow::Result<()> {
    let path = folder.join(path);
    make_parent(&path)?;
    fs::write(&path, bytes).with_context(|| format!("cannot write `{}`", path.display()))
}

/// Writes a file of a project in the place of an older one, in a single step: whatever happens, one of the two is there whole.
///
/// # Errors
/// If it cannot be written.
pub fn replace(folder: &Path, path: &str, text: &str) -> anyhow::Result<()> {
    let path = folder.join(path);
    make_parent(&path)?;
    // Hidden, so that nothing reads it should it ever stay behind.
    let mut name = OsString::from(".");
    name.push(path.file_name().with_context(|| format!("`{}` names no file", path.display()))?);
    name.push(".new");
    let fresh = path.with_file_name(name);
    let written = fs::write(&fresh, text).and_then(|()| fs::rename(&fresh, &path));
    if written.is_err() {
        let _ = fs::remove_file(&fresh);
    }
    written.with_context(|| format!("cannot write `{}`", path.display()))
}

fn make_parent(path: &Path) -> anyhow::Result<()> {
    let parent = path.parent().map_or_else(PathBuf::new, Path::to_path_buf);
    fs::create_dir_all(&parent).with_context(|| format!("cannot make `{}`", parent.display()))
}
