//! Tasks from a workbook, written beside those that are there.
//!
//! What was written is read back and said as a workbook says it: a cell that does not come back the same is 待确认.

use std::collections::BTreeMap;
use std::sync::Arc;

use anyhow::Context;

use super::locking::{self, Locking};
use super::{ImportRequest, Imported, Weighed, known, locale_of, redline};
use crate::check::Purpose;
use crate::export::{self, ListColumn};
use crate::import::files::{self, NewText};
use crate::import::report::{self, Report, Subject};
use crate::import::tasks::{self, Column, Known, Planned, TaskDraft, Value, squeezed};
use crate::import::{Doubt, Scheme};
use crate::model::{Home, Id, ItemKey, Occasion, Provenance};
use crate::pipeline::{self, Memory};
use crate::prose;
use crate::site::{LockedWords, Site};
use crate::source::{ContentHash, Snapshot, Source, SourcePath};

/// What an import of tasks works on.
pub(super) struct TaskWork<'r> {
    pub(super) request: &'r ImportRequest,
    pub(super) snapshot: Snapshot,
    /// The name of the file, its bytes and their hash.
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
    pub(super) hash: String,
    /// The report of the last import.
    pub(super) before: Option<Report>,
    pub(super) folder: String,
    /// The words that were kept of the lock.
    pub(super) words: LockedWords,
}

impl TaskWork<'_> {
    /// Makes the files, and weighs them against what is there.
    pub(super) fn run(self, refused: impl Fn(crate::import::Refusal) -> anyhow::Error) -> anyhow::Result<Weighed> {
        let edition = &self.request.edition;
        let mut report = self.empty();
        let indexes = self.new_indexes(&report);
        let mut base = self.snapshot.clone();
        lay(&mut base, &indexes);
        let site = site(&base);
        let known = known::known(&site, edition);
        let draft = tasks::tasks(&self.bytes, self.request.sheet.as_deref(), &known).map_err(refused)?;
        let TaskDraft { works, lines, losses } = draft;
        (report.lines, report.losses) = (lines, losses);
        self.remember(&mut report);
        let texts = self.texts(&works, &known, &report)?;
        let after = self.laid(&base, &texts);
        for (line, doubt) in misread(&works, &report, &after, edition) {
            report.lines[line].doubts.push(doubt);
            report.lines[line].accepted = None;
        }
        self.remember(&mut report);
        // What does not read back makes a task wait; its standing is written once more.
        let texts = self.texts(&works, &known, &report)?;
        let after = self.laid(&base, &texts);
        report.written = report.lines.iter().map(|line| line.characters - line.dropped).sum();
        let path = |own: &Planned| path(edition, own);
        report.files = works
            .iter()
            .filter_map(|own| {
                let path = path(own);
                let written = texts.iter().find(|text| text.path == path).map(|text| text.text.as_str());
                let text = written.or_else(|| self.snapshot.text(&SourcePath::new(&path)))?;
                Some((path, ContentHash::of(text.as_bytes()).hex()))
            })
            .collect();
        let mut all = indexes;
        all.extend(self.lock(&works, &after));
        Ok(self.weigh(report, texts, all))
    }

    fn empty(&self) -> Report {
        Report {
            file: self.name.clone(),
            sha256: self.hash.clone(),
            edition: self.request.edition.clone(),
            subject: Subject::Tasks,
            provenance: self.request.provenance,
            title: String::new(),
            changes: String::new(),
            source: self.request.source.clone(),
            lines: Vec::new(),
            losses: Vec::new(),
            written: 0,
            files: BTreeMap::new(),
            preceding: None,
        }
    }

    fn remember(&self, report: &mut Report) {
        if let Some(before) = &self.before {
            report.remember(before);
        }
    }

    fn new_indexes(&self, report: &Report) -> Vec<NewText> {
        let new = [files::standard(report), files::edition(report, Scheme::Decimal)];
        new.into_iter().filter(|own| self.snapshot.text(&SourcePath::new(&own.path)).is_none()).collect()
    }

    /// The texts of tasks that are new or change.
    fn texts(&self, works: &[Planned], known: &Known, report: &Report) -> anyhow::Result<Vec<NewText>> {
        let locale = locale_of(&self.snapshot);
        let mut texts = Vec::new();
        for own in works {
            let path = path(&self.request.edition, own);
            let is_pending = !report.pending(&own.id).is_empty();
            let official = report.source.is_some() && !is_pending;
            let there = known.works.iter().find(|there| there.id == own.id);
            let text = match (there, self.snapshot.text(&SourcePath::new(&path))) {
                (Some(there), Some(text)) => {
                    let changed = tasks::changed_work(own, there, text, locale);
                    let changed = changed.with_context(|| format!("`{path}` has no front matter"))?;
                    let standing = if official { Some(Provenance::Official) } else { None };
                    let standing = standing.or(report.provenance.filter(|_| !is_pending));
                    match standing {
                        Some(standing) => tasks::standing(&changed, standing).unwrap_or(changed),
                        None => changed,
                    }
                }
                _ => {
                    let said = self.request.provenance.or(own.provenance);
                    let own_words = match (is_pending, official) {
                        (true, _) => Provenance::Imported,
                        (false, true) => Provenance::Official,
                        (false, false) => said.unwrap_or(Provenance::Imported),
                    };
                    tasks::new_work(own, own_words, locale)
                }
            };
            if self.snapshot.text(&SourcePath::new(&path)) != Some(text.as_str()) {
                texts.push(NewText { path, text });
            }
        }
        Ok(texts)
    }

    fn laid(&self, base: &Snapshot, texts: &[NewText]) -> Arc<Site> {
        let mut snapshot = base.clone();
        lay(&mut snapshot, texts);
        site(&snapshot)
    }

    fn lock(&self, works: &[Planned], after: &Site) -> Vec<NewText> {
        let Some(source) = self.request.source.as_ref() else { return Vec::new() };
        let hash = |own: &Planned| {
            let key = ItemKey::Provision(self.request.edition.clone(), Id::new(&own.id).ok()?);
            Some((own.id.clone(), prose::official(after, after.find(&key)?)?.hex()))
        };
        let hashes: Vec<(String, String)> = works.iter().filter_map(hash).collect();
        let locale = locale_of(&self.snapshot);
        let locking =
            Locking { file: &self.name, source: Some(source), today: self.request.today, locale, words: &self.words };
        locking::lock(&self.snapshot, after, &self.request.edition, &hashes, &locking)
    }

    /// Compares what was made with what is there.
    fn weigh(self, report: Report, texts: Vec<NewText>, others: Vec<NewText>) -> Weighed {
        let (mut redlines, mut touched, mut files) = (String::new(), Vec::new(), Vec::new());
        for own in texts {
            if let Some(there) = self.snapshot.text(&SourcePath::new(&own.path)) {
                let left = self.before.as_ref().and_then(|before| before.files.get(&own.path));
                if left != Some(&ContentHash::of(there.as_bytes()).hex()) {
                    touched.push(own.path.clone());
                }
                redlines.push_str(&redline::of(&own.path, there, &own.text));
            }
            files.push((own.path, own.text.into_bytes()));
        }
        files.extend(others.into_iter().map(|own| (own.path, own.text.into_bytes())));
        let folder = &self.folder;
        if self.before.as_ref() != Some(&report) {
            files.push((format!("{folder}/report.json"), report::json(&report).into_bytes()));
            files
                .push((format!("{folder}/report.html"), report::html(&report, locale_of(&self.snapshot)).into_bytes()));
        }
        let before = self.before.iter().flat_map(|before| before.files.keys());
        let gone = before.filter(|path| !report.files.contains_key(*path)).cloned().collect();
        let written = files.iter().map(|(path, _)| path.clone()).collect();
        // Translations of tasks are none of clauses, whose words are the issuer's.
        let stale = Vec::new();
        let outcome = Imported { report, written, redline: redlines, touched, gone, stale, folder: self.folder };
        Weighed { outcome, files }
    }
}

/// The path of a task or safeguard.
fn path(edition: &crate::model::EditionKey, own: &Planned) -> String {
    let home = match own.kind.spec().home {
        Home::Provisions(home) => home,
        Home::Standard | Home::Edition | Home::Shared(_) => "",
    };
    files::work_path(edition, home, &own.id)
}

fn site(snapshot: &Snapshot) -> Arc<Site> {
    pipeline::site(snapshot, &mut Memory::default(), Purpose::Draft).site
}

fn lay(snapshot: &mut Snapshot, texts: &[NewText]) {
    for own in texts {
        let path = SourcePath::new(&own.path);
        snapshot.sources.insert(path.clone(), Arc::new(Source::new(path, &own.text)));
    }
}

/// Lines whose words do not come back as they were written.
fn misread(
    works: &[Planned],
    report: &Report,
    after: &Site,
    edition: &crate::model::EditionKey,
) -> Vec<(usize, Doubt)> {
    let Some(node) = after.edition(edition) else { return Vec::new() };
    let rows = export::list(after, node);
    let mut found = Vec::new();
    for own in works {
        let row = rows.iter().find(|(index, _)| after.entry(*index).key().id().as_str() == own.id);
        for (column, value) in &own.values {
            let shown = row.and_then(|(_, cells)| {
                let is_own = |cell: &ListColumn| match (cell, column) {
                    (ListColumn::Title, Column::Title) | (ListColumn::What, Column::What) => true,
                    (ListColumn::How, Column::How) => true,
                    (ListColumn::Key(key), Column::Key(name)) => key.name == *name,
                    _ => false,
                };
                cells.iter().find(|(cell, _)| is_own(cell)).map(|(_, text)| text.as_str())
            });
            if !comes_back(*column, value, shown.unwrap_or_default()) {
                let part = match column {
                    Column::What => "#what",
                    Column::How => "#how",
                    Column::Key(name) => name,
                    _ => "",
                };
                let is_own =
                    |line: &crate::import::report::Line| line.item.as_deref() == Some(&own.id) && line.anchor == part;
                let lines = (0..report.lines.len()).filter(|at| is_own(&report.lines[*at]));
                found.extend(lines.map(|line| (line, Doubt::ReadBack)));
            }
        }
    }
    found
}

/// Whether a workbook of the site would say what was written.
fn comes_back(column: Column, value: &Value, shown: &str) -> bool {
    let all = |parts: &[String]| parts.iter().map(|own| squeezed(own)).collect::<String>();
    match value {
        Value::Text(text) => squeezed(text) == squeezed(shown),
        Value::Texts(parts) => {
            all(parts) == squeezed(shown).replace(['、', ','], "") || all(parts) == squeezed(shown) || {
                // A part may hold the mark that stands between parts.
                let mut rest = squeezed(shown);
                parts.iter().all(|part| match rest.find(&squeezed(part)) {
                    Some(at) => {
                        rest = rest.split_off(at + squeezed(part).len());
                        true
                    }
                    None => false,
                })
            }
        }
        Value::Lines(lines) if column == Column::How => {
            let shown: String = shown.lines().map(|line| squeezed(tasks::without_number(line))).collect();
            all(lines) == shown
        }
        Value::Lines(lines) => all(lines) == squeezed(shown),
        Value::Occasions(all) => {
            let shown = shown.lines().map(Occasion::read).collect::<Option<Vec<_>>>();
            shown.is_some_and(|shown| shown == *all)
        }
        // Refs and roles that lead nowhere are findings of their own.
        Value::Refs(_) | Value::Duties(_) => true,
    }
}
