//! The desk: holds what is shown now, and makes the next of it.

use std::collections::BTreeMap;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use super::compare;
use super::follow::{self, Batch, Change};
use super::shown::Shown;
use crate::check::Purpose;
use crate::diag::{self, Diagnostic};
use crate::load::{self, Limits};
use crate::model::Lang;
use crate::pipeline::{self, Memory};
use crate::source::{Asset, Snapshot, SourcePath};
use crate::theme::Theme;

/// What is shown now, for all threads to read and to wait on.
pub(super) struct Desk {
    now: Mutex<Now>,
    news: Condvar,
    /// What the server began with: what differs from it was edited since.
    pub(super) first: Arc<Snapshot>,
    /// How often the disk was looked at because something was said to have changed.
    looks: AtomicU64,
    /// Tells this desk from the one of a server before it, which counted its states from 1, too.
    pub(super) name: String,
}

struct Now {
    shown: Arc<Shown>,
    open: bool,
}

/// What makes the next state out of a change. It lives on a thread of its own.
pub(super) struct Editing {
    desk: Arc<Desk>,
    project: PathBuf,
    limits: Limits,
    memory: Memory,
    /// The theme with what it was read from.
    theme: ThemeDesk,
    changes: (Sender<Change>, Receiver<Change>),
}

impl Desk {
    /// Reads a project for the first time.
    pub(super) fn open(project: &Path, limits: Limits) -> anyhow::Result<(Arc<Self>, Editing)> {
        let snapshot = Arc::new(load::load(project, &limits)?);
        let mut memory = Memory::default();
        let mut theme = ThemeDesk::default();
        let first = Arc::clone(&snapshot);
        let shown = Arc::new(next(1, snapshot, &mut memory, &mut theme, Vec::new()));
        let now = Now { shown, open: true };
        let name = format!("{:016x}", RandomState::new().build_hasher().finish());
        let desk = Arc::new(Self { now: Mutex::new(now), news: Condvar::new(), first, looks: AtomicU64::new(0), name });
        let (project, changes) = (project.to_owned(), channel());
        let editing = Editing { desk: Arc::clone(&desk), project, limits, memory, theme, changes };
        Ok((desk, editing))
    }

    /// What is shown now.
    pub(super) fn shown(&self) -> Arc<Shown> {
        Arc::clone(&self.now.lock().unwrap_or_else(PoisonError::into_inner).shown)
    }

    /// Waits for a state later than `revision`, at most so long. `None` once the desk is closed.
    pub(super) fn after(&self, revision: u64, longest: Duration) -> Option<Arc<Shown>> {
        let now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        let waiting = |now: &mut Now| now.open && now.shown.revision <= revision;
        let (now, _) = self.news.wait_timeout_while(now, longest, waiting).unwrap_or_else(PoisonError::into_inner);
        now.open.then(|| Arc::clone(&now.shown))
    }

    /// How often the disk was looked at because something was said to have changed.
    pub(super) fn looks(&self) -> u64 {
        self.looks.load(Ordering::Relaxed)
    }

    /// Lets go of all who wait.
    pub(super) fn close(&self) {
        self.now.lock().unwrap_or_else(PoisonError::into_inner).open = false;
        self.news.notify_all();
    }

    fn is_open(&self) -> bool {
        self.now.lock().unwrap_or_else(PoisonError::into_inner).open
    }

    fn publish(&self, shown: Shown) {
        let shown = Arc::new(shown);
        let before = {
            let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
            std::mem::replace(&mut now.shown, shown)
        };
        self.news.notify_all();
        // Thousands of small parts are given back after everybody has been told.
        drop(before);
    }
}

impl Editing {
    /// Where changes are reported.
    pub(super) fn changes(&self) -> Sender<Change> {
        self.changes.0.clone()
    }

    /// Follows changes until the desk is closed.
    ///
    /// # Errors
    /// If the system has no thread left.
    pub(super) fn start(self) -> anyhow::Result<()> {
        std::thread::Builder::new().name("editing".to_owned()).spawn(move || self.run())?;
        Ok(())
    }

    fn run(mut self) {
        let (sender, changes) = std::mem::replace(&mut self.changes, channel());
        // Only watchers keep the channel open: when they are gone, so is the work.
        drop(sender);
        while let Some(batch) = follow::next_batch(&changes) {
            if !self.desk.is_open() {
                return;
            }
            // What content does to the program is the program's mistake; the preview goes on all the same.
            let outcome = catch_unwind(AssertUnwindSafe(|| self.take(&batch)));
            if outcome.is_err() {
                self.memory = Memory::default();
                self.theme = ThemeDesk::default();
                self.say_trouble("normbook stumbled over this change; it goes on with the next one".to_owned());
            }
        }
    }

    fn take(&mut self, batch: &Batch) {
        self.desk.looks.fetch_add(1, Ordering::Relaxed);
        let before = self.desk.shown();
        // After trouble nobody knows what was missed.
        let read = match (before.trouble.is_some(), batch) {
            (false, Batch::Paths(paths)) => load::refresh(&before.snapshot, &self.project, &self.limits, paths),
            _ => load::load(&self.project, &self.limits),
        };
        let snapshot = match read {
            Ok(snapshot) => snapshot,
            Err(error) => {
                self.say_trouble(format!("{error:#}"));
                return;
            }
        };
        let files = compare::differing(&before.snapshot, &snapshot);
        if files.is_empty() && before.trouble.is_none() {
            return;
        }
        let revision = before.revision + 1;
        let mut shown = next(revision, Arc::new(snapshot), &mut self.memory, &mut self.theme, files);
        let same_theme = shown.theme.as_ref().map(Arc::as_ptr) == before.theme.as_ref().map(Arc::as_ptr);
        shown.former_theme = if same_theme { before.former_theme.clone() } else { before.theme.clone() };
        if shown.lacks_files() {
            shown.whole = if before.lacks_files() { before.whole.clone() } else { Some(before) };
        }
        self.desk.publish(shown);
    }

    /// The project cannot be read: what was shown stays, and it is said why.
    fn say_trouble(&self, trouble: String) {
        let before = self.desk.shown();
        if before.trouble.as_ref() == Some(&trouble) {
            return;
        }
        self.desk.publish(Shown {
            revision: before.revision + 1,
            snapshot: Arc::clone(&before.snapshot),
            site: Arc::clone(&before.site),
            theme: before.theme.clone(),
            former_theme: before.former_theme.clone(),
            diagnostics: before.diagnostics.clone(),
            unread: before.unread.clone(),
            trouble: Some(trouble),
            files: Vec::new(),
            whole: before.whole.clone(),
            search: OnceLock::new(),
            failed: Mutex::default(),
        });
    }
}

/// Resolves a snapshot.
fn next(
    revision: u64,
    snapshot: Arc<Snapshot>,
    memory: &mut Memory,
    theme: &mut ThemeDesk,
    files: Vec<SourcePath>,
) -> Shown {
    let built = pipeline::site(&snapshot, memory, Purpose::Draft);
    let mut diagnostics = built.diagnostics;
    let (theme, wrong) = theme.read(&snapshot, &built.site.config);
    if !wrong.is_empty() {
        diagnostics.extend(wrong);
        diag::sort(&mut diagnostics);
    }
    Shown {
        revision,
        snapshot,
        site: built.site,
        theme,
        former_theme: None,
        diagnostics,
        unread: built.unread,
        trouble: None,
        files,
        whole: None,
        search: OnceLock::new(),
        failed: Mutex::default(),
    }
}

/// The theme, read again only when its files or what the configuration says of it have changed.
#[derive(Default)]
struct ThemeDesk {
    from: Option<ThemeKey>,
    read: Option<Arc<Theme>>,
    wrong: Vec<Diagnostic>,
}

/// What a theme is read from.
struct ThemeKey {
    name: String,
    languages: Vec<Lang>,
    levels: crate::source::ContentHash,
    files: BTreeMap<String, Arc<Asset>>,
}

impl ThemeDesk {
    /// The theme of a snapshot, or the last one that could be read, and what is wrong with it now.
    fn read(&mut self, snapshot: &Snapshot, config: &crate::config::Config) -> (Option<Arc<Theme>>, Vec<Diagnostic>) {
        let none = BTreeMap::new();
        let files = snapshot.themes.get(&config.theme).unwrap_or(&none);
        if !self.from.as_ref().is_some_and(|from| from.is(config, files)) {
            let (read, wrong) = pipeline::theme(snapshot, config);
            self.wrong = wrong;
            self.read = read.map(Arc::new).or_else(|| self.read.take());
            let languages = config.languages.all().collect();
            self.from =
                Some(ThemeKey { name: config.theme.clone(), languages, levels: config.hash, files: files.clone() });
        }
        (self.read.clone(), self.wrong.clone())
    }
}

impl ThemeKey {
    fn is(&self, config: &crate::config::Config, files: &BTreeMap<String, Arc<Asset>>) -> bool {
        self.name == config.theme
            && self.levels == config.hash
            && self.languages.iter().copied().eq(config.languages.all())
            && self.files.len() == files.len()
            && self.files.iter().zip(files).all(|(a, b)| a.0 == b.0 && a.1.hash == b.1.hash)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn what_changes_no_byte_is_no_news() {
        let project = tempfile::tempdir().unwrap();
        let page = project.path().join("content/pages/a.md");
        std::fs::create_dir_all(page.parent().unwrap()).unwrap();
        std::fs::write(&page, "---\ntitle: 甲\n---\n").unwrap();
        let (desk, mut editing) = Desk::open(project.path(), Limits::default()).unwrap();
        let batches = [Batch::Paths(BTreeSet::from([SourcePath::new("content/pages/a.md")])), Batch::Everything];
        for batch in &batches {
            std::fs::write(&page, "---\ntitle: 甲\n---\n").unwrap();
            editing.take(batch);
            assert_eq!(desk.shown().revision, 1, "{batch:?}");
        }
        std::fs::write(&page, "---\ntitle: 乙\n---\n").unwrap();
        editing.take(&batches[0]);
        assert_eq!(desk.shown().revision, 2);
    }
}
