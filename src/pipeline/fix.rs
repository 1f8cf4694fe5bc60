//! Fixing a snapshot: find, fix, find again, until nothing is left to fix.

use std::collections::BTreeMap;

use super::{Memory, site, theme};
use crate::check::Purpose;
use crate::diag::{self, Diagnostic, Fix};
use crate::fix as verb;
use crate::source::{Snapshot, SourcePath, encoding};
use crate::text::diff;

/// Rounds after which fixing ends, whatever is left. Two are the rule; fixes that undo one another never end.
const ROUNDS: usize = 16;

/// What fixing a snapshot comes to. Nothing is written yet.
#[derive(Debug)]
pub struct Fixed {
    /// The snapshot with all fixes made.
    pub snapshot: Snapshot,
    /// What was fixed.
    pub made: Vec<Diagnostic>,
    /// What is still wrong with the fixed snapshot, sorted.
    pub remaining: Vec<Diagnostic>,
    /// The files that change, by path.
    pub changes: Vec<Change>,
}

/// A file that changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Its path before.
    pub from: SourcePath,
    /// Its path after, mostly the same.
    pub to: SourcePath,
    /// Its text before, as it was read.
    pub before: String,
    /// Its text after.
    pub after: String,
}

/// Makes every fix that findings carry, round after round, until none is left.
pub fn fix(before: &Snapshot) -> Fixed {
    let mut memory = Memory::default();
    let (mut snapshot, mut made, mut paths) = (before.clone(), Vec::new(), BTreeMap::new());
    for _ in 0..ROUNDS {
        let built = site(&snapshot, &mut memory, Purpose::Draft);
        let found = findings(&snapshot, &built);
        let round = verb::fix(&snapshot, &built.site, &found);
        if round.made.is_empty() {
            break;
        }
        for diagnostic in &round.made {
            if let Some(Fix::Rename(to)) = &diagnostic.fix {
                let from = paths.remove(&diagnostic.location.path);
                paths.insert(to.clone(), from.unwrap_or_else(|| diagnostic.location.path.clone()));
            }
        }
        snapshot = round.snapshot;
        made.extend(round.made);
    }
    let remaining = findings(&snapshot, &site(&snapshot, &mut memory, Purpose::Draft));
    let changes = changes(before, &snapshot, &paths);
    Fixed { snapshot, made, remaining, changes }
}

fn findings(snapshot: &Snapshot, built: &super::Built) -> Vec<Diagnostic> {
    let mut found = built.diagnostics.clone();
    found.extend(theme(snapshot, &built.site.config).1);
    diag::sort(&mut found);
    found
}

/// The files whose text or path is another one; `paths` leads from new paths to old ones.
fn changes(before: &Snapshot, after: &Snapshot, paths: &BTreeMap<SourcePath, SourcePath>) -> Vec<Change> {
    let config = after.config.iter().map(|source| &source.path);
    let themes = after.themes.values().flat_map(|files| files.values().map(|file| &file.path));
    let mut changes: Vec<Change> = config
        .chain(after.sources.keys())
        .chain(themes)
        .filter_map(|to| {
            let from = paths.get(to).unwrap_or(to);
            let text = after.text(to)?;
            let old = match before.assets.get(from) {
                Some(asset) => encoding::decode(asset.bytes.to_vec()).ok()?,
                None => before.text(from)?.to_owned(),
            };
            let changed = from != to || old != text;
            changed.then(|| Change { from: from.clone(), to: to.clone(), before: old, after: text.to_owned() })
        })
        .collect();
    changes.sort_by(|a, b| a.from.cmp(&b.from));
    changes
}

impl Change {
    /// The change as people and `patch` read it.
    pub fn diff(&self) -> String {
        let (from, to) = (&self.from, &self.to);
        let renamed = if from == to { String::new() } else { format!("rename from {from}\nrename to {to}\n") };
        let lines = diff::unified(&self.before, &self.after);
        if lines.is_empty() { renamed } else { format!("{renamed}--- a/{from}\n+++ b/{to}\n{lines}") }
    }
}
