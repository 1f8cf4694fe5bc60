//! From single events to batches: what belongs to one save, or to one `git checkout`, is one change.

use std::collections::BTreeSet;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use crate::source::SourcePath;

/// One thing that was noticed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// Something at or below a path of the project.
    Path(SourcePath),
    /// Something, somewhere.
    Somewhere,
}

/// Changes that came together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Batch {
    /// At or below these paths.
    Paths(BTreeSet<SourcePath>),
    /// Anywhere.
    Everything,
}

/// How long it must be quiet before a batch is closed. An editor's own steps (empty the file, write it; write another,
/// rename it) follow one another in less.
const QUIET: Duration = Duration::from_millis(10);

/// How long a batch may stay open while changes keep coming.
const LONGEST: Duration = Duration::from_millis(150);

/// Waits for a change and gathers all that come with it. `None` when no more can come.
pub(super) fn next_batch(changes: &Receiver<Change>) -> Option<Batch> {
    let mut batch = Batch::Paths(BTreeSet::new());
    batch.add(changes.recv().ok()?);
    let end = Instant::now() + LONGEST;
    loop {
        let rest = end.saturating_duration_since(Instant::now());
        if rest.is_zero() {
            return Some(batch);
        }
        match changes.recv_timeout(QUIET.min(rest)) {
            Ok(change) => batch.add(change),
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return Some(batch),
        }
    }
}

impl Batch {
    fn add(&mut self, change: Change) {
        match (change, &mut *self) {
            (Change::Path(path), Self::Paths(paths)) => {
                paths.insert(path);
            }
            (Change::Somewhere, _) => *self = Self::Everything,
            (Change::Path(_), Self::Everything) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;

    fn path(text: &str) -> Change {
        Change::Path(SourcePath::new(text))
    }

    #[test]
    fn what_comes_together_is_one_batch() {
        let (sender, receiver) = channel();
        for number in 0..1000 {
            sender.send(path(&format!("content/a{}.md", number % 3))).unwrap();
        }
        let paths = ["content/a0.md", "content/a1.md", "content/a2.md"].map(SourcePath::new);
        assert_eq!(next_batch(&receiver), Some(Batch::Paths(paths.into())));
        sender.send(path("content/b.md")).unwrap();
        sender.send(Change::Somewhere).unwrap();
        sender.send(path("content/c.md")).unwrap();
        assert_eq!(next_batch(&receiver), Some(Batch::Everything));
        drop(sender);
        assert_eq!(next_batch(&receiver), None);
    }

    #[test]
    fn a_batch_ends_while_changes_keep_coming() {
        let (sender, receiver) = channel();
        let chatter = std::thread::spawn(move || while sender.send(path("content/a.md")).is_ok() {});
        assert!(next_batch(&receiver).is_some());
        drop(receiver);
        chatter.join().unwrap();
    }
}
