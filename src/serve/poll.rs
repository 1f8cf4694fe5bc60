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

/// Begins to look.
///
/// # Errors
/// If no thread is left.
pub(super) fn start(project: &Path, changes: Sender<Change>) -> anyhow::Result<Poll> {
    let (end, ended) = channel();
    let project = project.to_owned();
    std::thread::Builder::new().name("polling".to_owned()).spawn(move || follow(&project, &changes, &ended))?;
    Ok(Poll { _end: end })
}

fn follow(project: &Path, changes: &Sender<Change>, ended: &Receiver<()>) {
    let mut before = load::stamps(project);
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
