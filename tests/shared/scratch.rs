//! Temporary folders of tests.

use tempfile::TempDir;

/// A folder that is gone when dropped. It lies in memory where the system has room for that: thousands of small projects are
/// laid out and removed, and on a disk that is a third of the time of the suite. `TMPDIR` names another place.
#[allow(clippy::disallowed_methods, reason = "TMPDIR is the usual way to say where temporary files go")]
pub(crate) fn folder() -> TempDir {
    #[cfg(target_os = "linux")]
    if std::env::var_os("TMPDIR").is_none()
        && has_room("/dev/shm")
        && let Ok(folder) = tempfile::tempdir_in("/dev/shm")
    {
        return folder;
    }
    tempfile::tempdir().unwrap()
}

/// Whether there is room for whatever tests write side by side. Containers often have next to none there.
#[cfg(target_os = "linux")]
fn has_room(path: &str) -> bool {
    rustix::fs::statvfs(path).is_ok_and(|found| found.f_bavail.saturating_mul(found.f_frsize) > 4 << 30)
}
