//! Noticing: what the system says about changed files, as paths of the project.
//!
//! Only that something happened is taken from an event, never what: kinds of events differ between systems and
//! editors, and the disk itself is looked at anyway. Two traps of notify are met here: reading a file is an event, too
//! (`Access`), which would make the preview run for ever; and a new folder is reported without what lies in it, which
//! is why a path always means everything below it.

use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Context;
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::follow::Change;
use super::poll::{self, Poll};
use crate::load;
use crate::source::SourcePath;

/// The folders that are followed. Nothing else is, so that the output, which lies beside them, is never noticed.
const FOLLOWED: [&str; 2] = ["content", "themes"];

/// How changes are noticed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Watching {
    /// The system tells of them.
    Told,
    /// The disk is asked from time to time, because that was wished for.
    Asked,
    /// The disk is asked from time to time, because the system cannot tell: the reason.
    AskedInstead(String),
}

/// Follows the project until it is dropped.
pub(super) struct Watch {
    watching: Watching,
    _told: Option<Arc<Mutex<RecommendedWatcher>>>,
    _asked: Option<Poll>,
}

impl Watch {
    pub(super) fn watching(&self) -> Watching {
        self.watching.clone()
    }
}

/// Begins to follow a project.
///
/// # Errors
/// If there is no such folder, or no thread is left.
pub(super) fn start(project: &Path, poll: bool, changes: Sender<Change>) -> anyhow::Result<Watch> {
    let project = project.join(".").canonicalize().with_context(|| format!("cannot read `{}`", project.display()))?;
    if !poll {
        match told(&project, changes.clone()) {
            Ok(watcher) => return Ok(Watch { watching: Watching::Told, _told: Some(watcher), _asked: None }),
            // Too many folders for the system's limits, or a file system that tells nothing.
            Err(error) => {
                let asked = poll::start(&project, changes)?;
                let watching = Watching::AskedInstead(error.to_string());
                return Ok(Watch { watching, _told: None, _asked: Some(asked) });
            }
        }
    }
    let asked = poll::start(&project, changes)?;
    Ok(Watch { watching: Watching::Asked, _told: None, _asked: Some(asked) })
}

fn told(project: &Path, changes: Sender<Change>) -> notify::Result<Arc<Mutex<RecommendedWatcher>>> {
    // The handler needs the watcher, to follow a folder that comes back; the watcher is made with its handler.
    let (renewals, renewed) = std::sync::mpsc::channel::<PathBuf>();
    let root = project.to_owned();
    let missed = changes.clone();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        for change in changes_of(&root, event) {
            if let Change::Path(path) = &change
                && FOLLOWED.contains(&path.as_str())
            {
                // The receiver may be gone when the server is being ended.
                let _ = renewals.send(root.join(path.as_str()));
            }
            let _ = changes.send(change);
        }
    })?;
    // The project itself: a deleted and restored `content`, a new `themes`.
    watcher.watch(project, RecursiveMode::NonRecursive)?;
    for folder in FOLLOWED.map(|name| project.join(name)) {
        if folder.is_dir() {
            watcher.watch(&folder, RecursiveMode::Recursive)?;
        }
    }
    let watcher = Arc::new(Mutex::new(watcher));
    let renewing = Arc::downgrade(&watcher);
    std::thread::Builder::new()
        .name("folders".to_owned())
        .spawn(move || {
            while let Ok(folder) = renewed.recv() {
                let Some(watcher) = renewing.upgrade() else { return };
                let mut watcher = watcher.lock().unwrap_or_else(PoisonError::into_inner);
                // Either may fail because the folder has just come or gone; the next event tells.
                let _ = watcher.unwatch(&folder);
                if folder.is_dir() {
                    let _ = watcher.watch(&folder, RecursiveMode::Recursive);
                    // What came before the folder was followed again was told to nobody.
                    let _ = missed.send(Change::Somewhere);
                }
            }
        })
        .map_err(notify::Error::io)?;
    Ok(watcher)
}

/// What an event says of the followed folders.
fn changes_of(root: &Path, event: notify::Result<Event>) -> Vec<Change> {
    let Ok(event) = event else { return vec![Change::Somewhere] };
    if event.need_rescan() {
        return vec![Change::Somewhere];
    }
    if matches!(event.kind, EventKind::Access(_)) {
        return Vec::new();
    }
    event.paths.iter().filter_map(|path| change_at(root, path)).collect()
}

/// The change of a path; nothing for what is not content.
fn change_at(root: &Path, path: &Path) -> Option<Change> {
    let inside = path.strip_prefix(root).ok()?;
    let Some(parts) = inside.iter().map(std::ffi::OsStr::to_str).collect::<Option<Vec<&str>>>() else {
        return Some(Change::Somewhere);
    };
    let is_followed = parts.first().is_some_and(|first| FOLLOWED.contains(first));
    let is_own = |part: &&str| load::is_temporary(part) || (part.starts_with('.') && !part.ends_with("ignore"));
    (is_followed && !parts.iter().any(is_own)).then(|| Change::Path(SourcePath::new(&parts.join("/"))))
}

#[cfg(test)]
mod tests {
    use notify::event::{AccessKind, CreateKind};

    use super::*;

    fn said(kind: EventKind, path: &str) -> Vec<Change> {
        changes_of(Path::new("/p"), Ok(Event::new(kind).add_path(path.into())))
    }

    #[test]
    fn only_content_is_noticed() {
        let new = EventKind::Create(CreateKind::File);
        let change = |path: &str| vec![Change::Path(SourcePath::new(path))];
        assert_eq!(said(new, "/p/content/notes/a.md"), change("content/notes/a.md"));
        assert_eq!(said(new, "/p/content/.ignore"), change("content/.ignore"));
        assert_eq!(said(new, "/p/themes"), change("themes"));
        for path in [
            "/p/output/site/index.html",
            "/p/content/.a.md.swp",
            "/p/content/a.md~",
            "/p/content/4913",
            "/q/content/a.md",
        ] {
            assert_eq!(said(new, path), [], "{path}");
        }
        assert_eq!(said(EventKind::Access(AccessKind::Any), "/p/content/a.md"), []);
        assert_eq!(changes_of(Path::new("/p"), Err(notify::Error::generic("lost"))), [Change::Somewhere]);
    }
}
