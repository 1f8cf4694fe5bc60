//! What lies beside a site while it is written.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::hash::{BuildHasher, Hasher, RandomState};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail, ensure};

use super::{MARKER, disk};

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

    /// A name that no other build has, nor had.
    pub(super) fn fresh_staging(&self) -> PathBuf {
        self.with_ending(&fresh_name(".staging-"))
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

/// A name that nobody else has, nor had. The standard library's hasher is its one door to randomness.
pub(super) fn fresh_name(beginning: &str) -> String {
    format!("{beginning}{:016x}", RandomState::new().build_hasher().finish())
}

/// Held by the run that is writing. The file goes with it, where a lock file that is deleted can be told from one that
/// others wait at; elsewhere it stays.
#[derive(Debug)]
pub(super) struct Lock {
    path: PathBuf,
    /// Released by closing.
    _file: File,
}

impl Drop for Lock {
    fn drop(&mut self) {
        if cfg!(unix) {
            // One that cannot be removed does no harm.
            let _ = disk::remove_file(&self.path);
        }
    }
}

/// Keeps other runs from writing at the same place.
///
/// # Errors
///
/// If another run is writing, something that is no file has the name of the lock, or it cannot be made.
pub(super) fn lock(names: &Names) -> anyhow::Result<Lock> {
    let path = names.lock();
    loop {
        let file = open_lock(&path)?;
        match file.try_lock() {
            // Whoever held it may have removed it since it was opened: then it locks nothing.
            Ok(()) if is_at(&file, &path) => return Ok(Lock { path, _file: file }),
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                bail!("another build is writing `{}`; wait for it to end", names.out.display())
            }
            Err(TryLockError::Error(error)) => {
                return Err(anyhow::Error::new(error).context(format!("cannot lock `{}`", path.display())));
            }
        }
    }
}

/// A link would lead to a file of somebody else's.
fn open_lock(path: &Path) -> anyhow::Result<File> {
    let shown = path.display();
    ensure!(is_missing(path)? || is_file(path), "`{shown}` is no file; it is the name of the lock, remove it");
    let opened = OpenOptions::new().create(true).write(true).truncate(false).open(path);
    opened.with_context(|| format!("cannot open `{shown}`"))
}

#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;

    let place = |found: fs::Metadata| (found.dev(), found.ino());
    matches!((file.metadata().map(place), fs::symlink_metadata(path).map(place)), (Ok(own), Ok(there)) if own == there)
}

/// Lock files stay there.
#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> bool {
    true
}

/// Removes staging folders and files. The lock is ours, so whoever made them is dead. One that cannot be removed does no
/// harm.
pub(super) fn sweep(names: &Names) {
    let entries = fs::read_dir(&names.parent).into_iter().flatten().flatten();
    let dead = entries.filter(|entry| names.is_staging(&entry.file_name())).map(|entry| entry.path());
    for path in dead {
        let _ = if is_folder(&path) {
            disk::remove_tree(&path)
        } else if is_file(&path) {
            disk::remove_file(&path)
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
    check_mount(out)?;
    let marked = is_marked(out);
    let mut entries = fs::read_dir(out).with_context(|| format!("cannot read `{}`", out.display()))?;
    ensure!(
        marked || entries.next().is_none(),
        "`{}` holds files that normbook did not make (there is no `{MARKER}` in it); name another folder, or empty it",
        out.display()
    );
    Ok(true)
}

/// Whether a folder was made by normbook.
pub(super) fn is_marked(folder: &Path) -> bool {
    is_file(&folder.join(MARKER))
}

/// Refuses what cannot be renamed before any work is done.
///
/// # Errors
///
/// If something is mounted at `out`.
pub(super) fn check_mount(out: &Path) -> anyhow::Result<()> {
    ensure!(
        !disk::is_mount(out),
        "`{0}` is a mount point, which no new state can take the place of; name a folder in it, as in `{0}/site`, and let \
         the server show that one",
        out.display()
    );
    Ok(())
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
pub(super) fn is_file(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_file())
}
