//! Noticing without being told: the sizes and dates of all files, compared from time to time. Network drives and some
//! virtual machines tell of nothing.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use super::follow::Change;
use crate::load::{self, Stamps};
use crate::source::SourcePath;

/// The shortest time between two looks.
const PAUSE: Duration = Duration::from_millis(500);

/// Looking may take this part of one processor at most.
const SHARE: u32 = 20;

/// Looks until it is dropped.
pub(super) struct Poll {
    _end: Sender<()>,
}

/// Begins to look. What changes after this has returned is noticed, however soon.
///
/// # Errors
/// If no thread is left.
pub(super) fn start(project: &Path, changes: Sender<Change>) -> anyhow::Result<Poll> {
    let (end, ended) = channel();
    let project = project.to_owned();
    let before = load::stamps(&project);
    std::thread::Builder::new().name("polling".to_owned()).spawn(move || follow(&project, before, &changes, &ended))?;
    Ok(Poll { _end: end })
}

fn follow(project: &Path, mut before: Stamps, changes: &Sender<Change>, ended: &Receiver<()>) {
    let mut pause = PAUSE;
    while let Err(RecvTimeoutError::Timeout) = ended.recv_timeout(pause) {
        let start = Instant::now();
        let now = load::stamps(project);
        for path in differing(&before, &now) {
            if changes.send(Change::Path(path)).is_err() {
                return;
            }
        }
        before = now;
        pause = PAUSE.max(start.elapsed() * SHARE);
    }
}

fn differing(before: &Stamps, now: &Stamps) -> BTreeSet<SourcePath> {
    let gone = before.iter().filter(|(path, _)| !now.contains_key(*path));
    let new = now.iter().filter(|(path, stamp)| before.get(*path) != Some(*stamp));
    gone.chain(new).map(|(path, _)| path.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_at_once_is_noticed() {
        let project = tempfile::tempdir().unwrap();
        let page = project.path().join("content/pages/help.md");
        std::fs::create_dir_all(page.parent().unwrap()).unwrap();
        std::fs::write(&page, "old").unwrap();
        let (changes, told) = channel();
        let _poll = start(project.path(), changes).unwrap();
        std::fs::write(&page, "longer than before").unwrap();
        // Unnoticed it would never be told; the time only ends a test that has failed.
        let first = told.recv_timeout(Duration::from_secs(60));
        assert!(matches!(first, Ok(Change::Path(path)) if path.as_str() == "content/pages/help.md"));
    }
}
