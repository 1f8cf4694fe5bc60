//! What lies beside a site while it is written.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::hash::{BuildHasher, Hasher, RandomState};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail, ensure};

use super::MARKER;

/// The names of an output folder and of what lies beside it.
#[derive(Debug)]
pub(super) struct Names {
    pub(super) out: PathBuf,
    pub(super) parent: PathBuf,
    /// `.site`, with which all other names begin.
    stem: OsString,
}

impl Names {
    pub(super) fn beside(out: &Path) -> anyhow::Result<Self> {
        let name = out.file_name().with_context(|| format!("`{}` does not name a folder", out.display()))?;
        let parent = match out.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        let mut stem = OsString::from(".");
        stem.push(name);
        Ok(Self { out: parent.join(name), parent: parent.to_owned(), stem })
    }

    pub(super) fn lock(&self) -> PathBuf {
        self.with_ending(".lock")
    }

    pub(super) fn previous(&self) -> PathBuf {
        self.with_ending(".previous")
    }

    pub(super) fn kept(&self) -> PathBuf {
        self.with_ending(".kept")
    }

    /// A name that no other build has, nor had. The standard library's hasher is its one door to randomness.
    pub(super) fn fresh_staging(&self) -> PathBuf {
        self.with_ending(&format!(".staging-{:016x}", RandomState::new().build_hasher().finish()))
    }

    /// Whether `name` was made by [`Names::fresh_staging`]. Strict, for what has such a name is deleted.
    pub(super) fn is_staging(&self, name: &OsStr) -> bool {
        let ending = name.as_encoded_bytes().strip_prefix(self.stem.as_encoded_bytes());
        ending
            .and_then(|ending| ending.strip_prefix(b".staging-"))
            .is_some_and(|digits| digits.len() == 16 && digits.iter().all(u8::is_ascii_hexdigit))
    }

    fn with_ending(&self, ending: &str) -> PathBuf {
        let mut name = self.stem.clone();
        name.push(ending);
        self.parent.join(name)
    }
}

pub(super) fn lock(names: &Names) -> anyhow::Result<File> {
    let path = names.lock();
    let opened = OpenOptions::new().create(true).write(true).truncate(false).open(&path);
    let file = opened.with_context(|| format!("cannot open `{}`", path.display()))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => {
            bail!("another build is writing `{}`; wait for it to end", names.out.display())
        }
        Err(TryLockError::Error(error)) => {
            Err(anyhow::Error::new(error).context(format!("cannot lock `{}`", path.display())))
        }
    }
}

/// Removes staging folders and files. The lock is ours, so whoever made them is dead. One that cannot be removed does no
/// harm.
pub(super) fn sweep(names: &Names) {
    let entries = fs::read_dir(&names.parent).into_iter().flatten().flatten();
    let dead = entries.filter(|entry| names.is_staging(&entry.file_name())).map(|entry| entry.path());
    for path in dead {
        let _ = if is_folder(&path) {
            fs::remove_dir_all(path)
        } else if is_file(&path) {
            fs::remove_file(path)
        } else {
            continue;
        };
    }
}

/// Whether there is something at `out` that a site may replace: an empty folder, or an older site.
///
/// # Errors
///
/// If something is there that may not be replaced.
pub(super) fn is_replaceable(out: &Path) -> anyhow::Result<bool> {
    if is_missing(out)? {
        return Ok(false);
    }
    ensure!(!out.is_symlink(), "`{}` is a link; name the folder it leads to", out.display());
    ensure!(is_folder(out), "`{}` is not a folder", out.display());
    let marked = fs::symlink_metadata(out.join(MARKER)).is_ok_and(|metadata| metadata.is_file());
    let mut entries = fs::read_dir(out).with_context(|| format!("cannot read `{}`", out.display()))?;
    ensure!(
        marked || entries.next().is_none(),
        "`{}` holds files that normbook did not make (there is no `{MARKER}` in it); name another folder, or empty it",
        out.display()
    );
    Ok(true)
}

/// Whether nothing has this name, not even a link that leads nowhere.
pub(super) fn is_missing(path: &Path) -> anyhow::Result<bool> {
    match fs::symlink_metadata(path) {
        Ok(_) => Ok(false),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(true),
        Err(error) => Err(anyhow::Error::new(error).context(format!("cannot read `{}`", path.display()))),
    }
}

/// Whether `path` is itself a folder, not a link to one.
pub(super) fn is_folder(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_dir())
}

/// Whether `path` is itself a file, not a link to one.
fn is_file(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_file())
}
