//! Every change that emit makes on a disk, a function each: nothing else here writes, syncs, renames or removes.
//!
//! A new state is brought to the disk before it takes the place of the old one, and the exchange itself before the old one
//! is removed, so that after a power cut one of the two is there whole. Tests see each step and can make it fail
//! (`tests/faults.rs`).

use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{self, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::Path;

#[cfg(test)]
use super::tests::faults::step;

/// Kinds of steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    MakeFolder,
    Create,
    Write,
    Link,
    Rename,
    Exchange,
    RemoveFile,
    RemoveTree,
    SyncFile,
    SyncFolder,
    SyncAll,
}

/// Makes a step on the disk.
#[cfg(not(test))]
fn step<T>(_: What, _: &[&Path], act: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
    act()
}

/// Makes a folder that is not there yet.
pub(super) fn make_folder(path: &Path) -> io::Result<()> {
    step(What::MakeFolder, &[path], || fs::create_dir(path))
}

/// Makes a folder with all that lead to it, unless they are there.
pub(super) fn make_folders(path: &Path) -> io::Result<()> {
    if path.as_os_str().is_empty() || path.is_dir() {
        return Ok(());
    }
    step(What::MakeFolder, &[path], || fs::create_dir_all(path))
}

/// Makes an empty file that is not there yet, to be read and written. `secret` keeps it from everybody but its owner,
/// where the system knows owners.
pub(super) fn create(path: &Path, secret: bool) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create_new(true);
    #[cfg(unix)]
    if secret {
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    }
    #[cfg(not(unix))]
    let _ = secret;
    step(What::Create, &[path], || options.open(path))
}

/// Writes a file of a new state, over one that is there.
pub(super) fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    step(What::Write, &[path], || fs::write(path, bytes))
}

/// Sets what may be done with a file.
pub(super) fn permit(file: &File, permissions: Permissions) -> io::Result<()> {
    file.set_permissions(permissions)
}

/// Sets what may be done with a folder.
pub(super) fn permit_folder(path: &Path, permissions: Permissions) -> io::Result<()> {
    fs::set_permissions(path, permissions)
}

/// Makes a link that leads where another one does.
#[cfg(unix)]
pub(super) fn link_again(from: &Path, to: &Path) -> io::Result<()> {
    step(What::Link, &[from, to], || std::os::unix::fs::symlink(fs::read_link(from)?, to))
}

/// Other systems tell links to files from those to folders, and let only administrators make them.
#[cfg(not(unix))]
pub(super) fn link_again(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::Error::new(ErrorKind::Unsupported, "a symbolic link cannot be carried on this system"))
}

/// Gives a file one more name, which must be free.
pub(super) fn link(from: &Path, to: &Path) -> io::Result<()> {
    step(What::Link, &[from, to], || fs::hard_link(from, to))
}

/// Copies a file.
pub(super) fn copy(from: &Path, to: &Path) -> io::Result<()> {
    step(What::Write, &[to], || fs::copy(from, to).map(drop))
}

/// Gives a file or folder another name; a file of that name is replaced.
pub(super) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    step(What::Rename, &[from, to], || fs::rename(from, to))
}

/// Exchanges two folders in one step. `false` if this file system cannot.
#[cfg(target_os = "linux")]
pub(super) fn exchange(one: &Path, other: &Path) -> io::Result<bool> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;

    step(What::Exchange, &[one, other], || match renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => Ok(false),
        Err(error) => Err(error.into()),
    })
}

/// As on Linux; no other system can.
#[cfg(not(target_os = "linux"))]
pub(super) fn exchange(_: &Path, _: &Path) -> io::Result<bool> {
    Ok(false)
}

/// Removes a file.
pub(super) fn remove_file(path: &Path) -> io::Result<()> {
    step(What::RemoveFile, &[path], || fs::remove_file(path))
}

/// Removes a folder with everything in it; no link is followed.
pub(super) fn remove_tree(path: &Path) -> io::Result<()> {
    step(What::RemoveTree, &[path], || fs::remove_dir_all(path))
}

/// Waits until what is in a file is on the disk.
pub(super) fn sync_file(path: &Path, file: &File) -> io::Result<()> {
    step(What::SyncFile, &[path], || file.sync_all())
}

/// Waits until the names in a folder are on the disk. Systems and file systems that know no such thing pass.
pub(super) fn sync_folder(path: &Path) -> io::Result<()> {
    if cfg!(not(unix)) {
        return Ok(());
    }
    let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
    step(What::SyncFolder, &[path], || match File::open(path)?.sync_all() {
        Err(error) if matches!(error.kind(), ErrorKind::InvalidInput | ErrorKind::Unsupported) => Ok(()),
        synced => synced,
    })
}

/// Waits until a folder is on the disk with everything in it. On Linux that is one call for its whole file system: a call a
/// file would take many times as long (`docs/performance.md`).
#[cfg(target_os = "linux")]
pub(super) fn sync_tree(path: &Path) -> io::Result<()> {
    step(What::SyncAll, &[path], || Ok(rustix::fs::syncfs(File::open(path)?)?))
}

/// As on Linux, a call a file.
#[cfg(not(target_os = "linux"))]
pub(super) fn sync_tree(path: &Path) -> io::Result<()> {
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        let kind = entry.file_type()?;
        if kind.is_dir() {
            sync_tree(&entry.path())?;
        } else if kind.is_file() {
            // Systems without a way to sync what is only read want it opened for writing.
            sync_file(&entry.path(), &OpenOptions::new().write(true).open(entry.path())?)?;
        }
    }
    sync_folder(path)
}

/// Whether something is where another file system, or another part of one, begins: it cannot be renamed.
#[cfg(target_os = "linux")]
pub(super) fn is_mount(path: &Path) -> bool {
    use rustix::fs::{AtFlags, CWD, StatxAttributes, StatxFlags, statx};

    let found = statx(CWD, path, AtFlags::SYMLINK_NOFOLLOW, StatxFlags::BASIC_STATS);
    found.is_ok_and(|found| found.stx_attributes.contains(StatxAttributes::MOUNT_ROOT))
}

/// As on Linux, for file systems of their own.
#[cfg(all(unix, not(target_os = "linux")))]
pub(super) fn is_mount(path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;

    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let device = |path: &Path| fs::symlink_metadata(path).map(|found| found.dev()).ok();
    device(path).is_some_and(|own| device(parent).is_some_and(|other| own != other))
}

/// Not known on other systems: the rename will tell.
#[cfg(not(unix))]
pub(super) fn is_mount(_: &Path) -> bool {
    false
}

/// A file in the making, as those who write into it see it.
#[derive(Debug)]
pub struct Pen<'a> {
    path: &'a Path,
    file: &'a File,
}

impl<'a> Pen<'a> {
    pub(super) fn new(path: &'a Path, file: &'a File) -> Self {
        Self { path, file }
    }
}

impl Read for Pen<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.file.read(buffer)
    }
}

impl Write for Pen<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        step(What::Write, &[self.path], || self.file.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Seek for Pen<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}
