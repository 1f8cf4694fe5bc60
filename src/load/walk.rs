//! Which files there are.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::mpsc;

use anyhow::{Context, ensure};
use ignore::{DirEntry, WalkBuilder};

use super::rules::unreadable_link::Trouble;
use super::rules::{file_name, ignore_file, unreadable_file, unreadable_link};
use crate::diag::Diagnostic;
use crate::source::{Location, Source, SourcePath, Span};

/// A file to read.
#[derive(Debug)]
pub(super) struct Found {
    /// Its path in the project.
    pub(super) path: SourcePath,
    /// Its path for the system.
    pub(super) disk: PathBuf,
}

/// What a walk came upon, by path.
#[derive(Debug, Default)]
pub(super) struct Walked {
    /// What is to be read.
    pub(super) files: Vec<Found>,
    /// What was not entered.
    pub(super) diagnostics: Vec<Diagnostic>,
    /// Ignore files that findings speak of.
    pub(super) shown: Vec<Source>,
    /// Whether a link was met, followed or not.
    pub(super) linked: bool,
}

/// Lists the files below `folder` of `project` that are to be read: all of them, or only those at or below one of the
/// paths of the project in `only`, which a walk of everything would list, too.
///
/// # Errors
///
/// If `folder` itself cannot be listed, or is a link out of the project.
pub(super) fn walk(project: &Path, folder: &str, only: Option<&BTreeSet<SourcePath>>) -> anyhow::Result<Walked> {
    let ground = Ground::survey(project, folder)?;
    let only: Option<Vec<PathBuf>> = only.map(|paths| paths.iter().map(|path| project.join(path.as_str())).collect());
    let (reports, found) = mpsc::channel();
    let (links, linked) = mpsc::channel();
    let guard = ground.clone();
    let mut walked = Walked::default();
    let entries = builder(&ground.root)
        .filter_entry(move |entry| {
            if is_temporary(&entry.file_name().to_string_lossy()) || guard.is_hidden(entry.path()) {
                return false;
            }
            let is_on_the_way = |path: &PathBuf| path.starts_with(entry.path()) || entry.path().starts_with(path);
            if !only.as_ref().is_none_or(|only| only.iter().any(is_on_the_way)) {
                return false;
            }
            if entry.path_is_symlink() {
                let _ = links.send(());
            }
            let trouble = guard.trouble(entry);
            if let Some(trouble) = trouble {
                // The receiver outlives the walk.
                let _ = reports.send(unreadable_link::report(&guard.lossy(entry.path()), trouble));
            }
            trouble.is_none()
        })
        .build();
    for entry in entries {
        match entry {
            Ok(entry) => ground.take(entry, &mut walked),
            Err(error) => {
                let found = ground.failure(error)?;
                walked.linked |= found.is_some();
                walked.diagnostics.extend(found);
            }
        }
    }
    walked.diagnostics.extend(found.try_iter());
    walked.linked |= linked.try_iter().next().is_some();
    Ok(walked)
}

/// Only ignore files inside the folder count: a snapshot must not depend on where the project lies.
fn builder(root: &Path) -> WalkBuilder {
    let mut builder = WalkBuilder::new(root);
    builder
        .follow_links(true)
        .hidden(false)
        .parents(false)
        .ignore(true)
        .git_ignore(false)
        .git_global(false)
        .git_exclude(false)
        .add_custom_ignore_filename(".normbookignore")
        .sort_by_file_path(Path::cmp);
    builder
}

/// Whether a file or folder of this name is one that an editor or a system leaves behind for its own use.
pub fn is_temporary(name: &str) -> bool {
    const ENDINGS: [&str; 7] = ["~", ".swp", ".swo", ".swx", ".tmp", "___jb_tmp___", "___jb_old___"];
    // Vim tries whether it may write with a file of the name 4913; Office locks with `~$`.
    const NAMES: [&str; 4] = [".DS_Store", "Thumbs.db", "desktop.ini", "4913"];
    ENDINGS.iter().any(|ending| name.ends_with(ending))
        || NAMES.iter().any(|temporary| name.eq_ignore_ascii_case(temporary))
        || (name.len() > 1 && name.starts_with('#') && name.ends_with('#'))
        || name.starts_with("~$")
}

/// The folder that is walked and the bounds that links must keep to.
#[derive(Clone, Debug)]
struct Ground {
    /// `folder` as a path for the system.
    root: PathBuf,
    /// Its name in the project.
    folder: String,
    /// `root` and the project without any link in their paths.
    real_root: PathBuf,
    real_project: PathBuf,
}

impl Ground {
    fn survey(project: &Path, folder: &str) -> anyhow::Result<Self> {
        let real = |path: &Path| path.canonicalize().with_context(|| format!("cannot read `{}`", path.display()));
        let root = project.join(folder);
        // Joined with a dot, since a project may be given as an empty path.
        let (real_root, real_project) = (real(&root)?, real(&project.join("."))?);
        ensure!(real_root.starts_with(&real_project), "`{}` is a link that leads out of the project", root.display());
        Ok(Self { root, folder: folder.to_owned(), real_root, real_project })
    }

    /// Whether a file or folder is left out for its name. What is published as it is may begin with a dot: `.well-known`.
    fn is_hidden(&self, disk: &Path) -> bool {
        let name = disk.file_name().unwrap_or_default().to_string_lossy();
        let is_verbatim = || self.lossy(disk).verbatim().is_some();
        name.starts_with('.') && disk != self.root && (name.ends_with("ignore") || !is_verbatim())
    }

    /// What is wrong with `entry`, if it is a link that must not be followed.
    ///
    /// A folder is entered through one link at most. A few folders full of links to one another would otherwise be
    /// walked by every path there is through them, which ends, but not in a lifetime.
    fn trouble(&self, entry: &DirEntry) -> Option<Trouble> {
        if !entry.path_is_symlink() {
            return None;
        }
        let Ok(target) = entry.path().canonicalize() else { return Some(Trouble::Nowhere) };
        if !target.starts_with(&self.real_project) {
            return Some(Trouble::Outside);
        }
        (target.is_dir() && !self.is_real_folder(entry.path().parent()?)).then_some(Trouble::Nested)
    }

    /// Whether no link lies between the root and `folder`.
    fn is_real_folder(&self, folder: &Path) -> bool {
        let inside = folder.strip_prefix(&self.root).unwrap_or(folder);
        folder.canonicalize().is_ok_and(|real| real == self.real_root.join(inside))
    }

    fn take(&self, entry: DirEntry, walked: &mut Walked) {
        if let Some(error) = entry.error() {
            self.bad_ignore_file(error, entry.path(), walked);
        }
        // Pipes, sockets and devices hold no content, and reading one may never end.
        if !entry.file_type().is_some_and(|kind| kind.is_file()) {
            if !entry.file_type().is_some_and(|kind| kind.is_dir()) {
                walked.diagnostics.push(unreadable_file::report_kind(&self.lossy(entry.path())));
            }
            return;
        }
        match self.path(entry.path()) {
            Some(path) => walked.files.push(Found { path, disk: entry.into_path() }),
            None => walked.diagnostics.extend(file_name::check(&self.lossy(entry.path()))),
        }
    }

    /// What to make of something that could not be entered: nothing if it does not concern us or has just been
    /// deleted, a finding if a link is to blame.
    ///
    /// # Errors
    ///
    /// If the folder that is walked cannot be listed.
    fn failure(&self, error: ignore::Error) -> anyhow::Result<Option<Diagnostic>> {
        let cause = Cause::of(&error);
        let path = cause.path.unwrap_or(&self.root);
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        // The lock of Emacs is a hidden link that leads nowhere.
        if is_temporary(&name) || self.is_hidden(path) {
            return Ok(None);
        }
        if path.is_symlink() && path != self.root {
            let trouble = if cause.is_loop { Trouble::Loop } else { Trouble::Nowhere };
            return Ok(Some(unreadable_link::report(&self.lossy(path), trouble)));
        }
        if error.io_error().is_some_and(|error| error.kind() == ErrorKind::NotFound) {
            return Ok(None);
        }
        match error.io_error() {
            Some(cause) if path != self.root => Ok(Some(unreadable_file::report(&self.lossy(path), cause))),
            _ => {
                let message = format!("cannot read `{}`", path.display());
                Err(anyhow::Error::new(error).context(message))
            }
        }
    }

    fn bad_ignore_file(&self, error: &ignore::Error, folder: &Path, walked: &mut Walked) {
        let cause = Cause::of(error);
        let disk = cause.path.unwrap_or(folder);
        let path = self.lossy(disk);
        let text = std::fs::read(disk).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default();
        let diagnostic = match cause.line.and_then(|line| span_of_line(&text, line)) {
            Some(span) => ignore_file::report_pattern(Location::new(&path, span), &cause.text),
            None => ignore_file::report_file(&path, &cause.text),
        };
        walked.diagnostics.push(diagnostic);
        walked.shown.push(Source::new(path, &text));
    }

    /// The path in the project, if it can be written as text.
    fn path(&self, disk: &Path) -> Option<SourcePath> {
        let inside = disk.strip_prefix(&self.root).unwrap_or(disk);
        let parts: Option<Vec<&str>> = inside.iter().map(OsStr::to_str).collect();
        Some(self.joined(&parts?))
    }

    /// The path in the project, with a substitute for what cannot be written as text.
    fn lossy(&self, disk: &Path) -> SourcePath {
        let inside = disk.strip_prefix(&self.root).unwrap_or(disk);
        let parts: Vec<_> = inside.iter().map(OsStr::to_string_lossy).collect();
        self.joined(&parts)
    }

    fn joined<T: AsRef<str>>(&self, parts: &[T]) -> SourcePath {
        let parts = parts.iter().map(AsRef::as_ref);
        SourcePath::new(&std::iter::once(self.folder.as_str()).chain(parts).collect::<Vec<_>>().join("/"))
    }
}

/// The line of this number, counted from 1, without its line end.
fn span_of_line(text: &str, number: u64) -> Option<Span> {
    let line = text.lines().nth(usize::try_from(number).ok()?.checked_sub(1)?)?;
    let start = line.as_ptr() as usize - text.as_ptr() as usize;
    Some(Span::new(start, start + line.len()))
}

/// The innermost of the errors that `ignore` packs into one another, with what the outer ones know of it.
#[derive(Default)]
struct Cause<'a> {
    path: Option<&'a Path>,
    line: Option<u64>,
    text: String,
    is_loop: bool,
}

impl<'a> Cause<'a> {
    fn of(error: &'a ignore::Error) -> Self {
        match error {
            ignore::Error::WithPath { path, err } => Self { path: Some(path), ..Self::of(err) },
            ignore::Error::WithLineNumber { line, err } => Self { line: Some(*line), ..Self::of(err) },
            ignore::Error::WithDepth { err, .. } => Self::of(err),
            ignore::Error::Partial(errors) if !errors.is_empty() => Self::of(&errors[0]),
            ignore::Error::Loop { child, .. } => {
                Self { path: Some(child), text: error.to_string(), is_loop: true, line: None }
            }
            _ => Self { text: error.to_string(), ..Self::default() },
        }
    }
}
