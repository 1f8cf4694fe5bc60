//! Disks that fail, for tests: every step below a folder is seen, and the one that was chosen fails.

use std::fs::{self, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::super::disk::What;

/// What happens at the chosen step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// It fails, and all others are made.
    Once,
    /// It fails, and so does everything after it: the process is dead.
    Dead,
}

/// A step that was made.
#[derive(Clone, Debug)]
pub(crate) struct Step {
    pub(in super::super) what: What,
    /// Below the folder that is watched.
    pub(in super::super) paths: Vec<PathBuf>,
    /// What the file holds after it was written or synced.
    pub(in super::super) left: Option<Vec<u8>>,
}

#[derive(Debug, Default)]
struct Plan {
    fault: Option<(usize, Fault)>,
    steps: Vec<Step>,
    count: usize,
}

/// Folders that are watched. Tests run side by side, each in a folder of its own.
static PLANS: Mutex<Vec<(PathBuf, Arc<Mutex<Plan>>)>> = Mutex::new(Vec::new());

/// A folder whose steps are seen until this is dropped.
#[derive(Debug)]
pub(crate) struct Watch {
    root: PathBuf,
    plan: Arc<Mutex<Plan>>,
}

impl Watch {
    /// Sees all steps below a folder; the `fault` says which of them fails, counted from 0.
    pub(crate) fn new(root: &Path, fault: Option<(usize, Fault)>) -> Self {
        let plan = Arc::new(Mutex::new(Plan { fault, ..Plan::default() }));
        held(&PLANS).push((root.to_owned(), Arc::clone(&plan)));
        Self { root: root.to_owned(), plan }
    }

    /// How many steps were tried.
    pub(crate) fn count(&self) -> usize {
        held(&self.plan).count
    }

    /// The steps that were made.
    pub(crate) fn steps(&self) -> Vec<Step> {
        held(&self.plan).steps.clone()
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        held(&PLANS).retain(|(root, _)| *root != self.root);
    }
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Makes a step, unless it is the one that fails.
pub(in super::super) fn step<T>(what: What, paths: &[&Path], act: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
    let watched = held(&PLANS).iter().find(|(root, _)| paths[0].starts_with(root)).cloned();
    let Some((root, plan)) = watched else { return act() };
    let mut plan = held(&plan);
    let number = plan.count;
    plan.count += 1;
    let fails = plan.fault.is_some_and(|(chosen, fault)| number == chosen || (number > chosen && fault == Fault::Dead));
    if fails {
        if plan.fault.is_some_and(|(chosen, _)| number == chosen) {
            make_half(what, paths[0], act);
        }
        return Err(io::Error::other("the disk fails"));
    }
    let made = act()?;
    let left = matches!(what, What::Write | What::SyncFile).then(|| fs::read(paths[0]).unwrap());
    let inside = |path: &&Path| path.strip_prefix(&root).unwrap().to_owned();
    plan.steps.push(Step { what, paths: paths.iter().map(inside).collect(), left });
    Ok(made)
}

/// A write that fails has written something, a removal has removed something.
fn make_half<T>(what: What, path: &Path, act: impl FnOnce() -> io::Result<T>) {
    match what {
        What::Write => {
            let _ = act();
            if let Ok(file) = OpenOptions::new().write(true).open(path) {
                let _ = file.set_len(file.metadata().unwrap().len() / 2);
            }
        }
        What::RemoveTree => remove_some(path),
        _ => {}
    }
}

fn remove_some(folder: &Path) {
    for (place, entry) in fs::read_dir(folder).into_iter().flatten().flatten().enumerate() {
        if entry.file_type().unwrap().is_dir() {
            remove_some(&entry.path());
        } else if place % 2 == 0 {
            fs::remove_file(entry.path()).unwrap();
        }
    }
}
