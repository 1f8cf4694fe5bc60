//! Entries of an import that a person has read against the source and found right.

use std::ops::RangeInclusive;
use std::path::Path;

use anyhow::{Context, ensure};

use super::locking::{self, Locking};
use super::trial;
use super::{locale_of, renewed, write};
use crate::check::Purpose;
use crate::commands::lock;
use crate::diag::Locale;
use crate::import::files::{self, NewText, Standing};
use crate::import::report::{self, Report, Subject};
use crate::import::tasks;
use crate::load::{self, Limits};
use crate::model::{EditionKey, ItemKey, PartialDate, Provenance};
use crate::pipeline::{self, Memory};
use crate::prose;
use crate::source::{ContentHash, SourcePath};
use crate::words;

/// The most entries that one range may name: whoever accepts has read each.
const WIDEST: usize = 40;

/// What a person accepts.
#[derive(Clone, Debug)]
pub struct Acceptance {
    /// The edition; nothing where there is only one report.
    pub edition: Option<EditionKey>,
    /// Whether the report is that of clauses or of tasks; nothing where there is only one.
    pub subject: Option<Subject>,
    /// Numbers of entries, alone or as ranges.
    pub entries: Vec<RangeInclusive<usize>>,
    /// Who has read them.
    pub by: String,
    /// The day.
    pub today: PartialDate,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// How many entries were accepted.
    pub accepted: usize,
    /// How many are still to be confirmed.
    pub left: usize,
    /// Clauses and tasks that have become official text.
    pub official: Vec<String>,
}

/// Notes what a person has accepted: in the report, and in the clauses or tasks that are affected.
///
/// # Errors
/// If there is no such report, an entry is not to be confirmed, a file was changed by hand since, or something cannot be
/// read or written; then nothing is changed.
pub fn accept(project: &Path, acceptance: &Acceptance, locale: Locale) -> anyhow::Result<Accepted> {
    let (edition, subject) = report_of(project, acceptance, locale)?;
    let folder = Report::folder(&edition, subject);
    let text = load::beside(project, &format!("{folder}/report.json"))?;
    let missing = || {
        words!(
            "没有 {folder}/report.json：这一版不是导入的",
            "there is no {folder}/report.json: nothing was imported into this edition"
        )
        .say(locale)
        .to_owned()
    };
    let mut report = text.as_deref().and_then(report::parse).with_context(missing)?;
    let numbers = numbers(&report, acceptance, locale)?;
    for &number in &numbers {
        report.lines[number - 1].accepted = Some((acceptance.by.clone(), acceptance.today.to_string()));
    }
    let mut snapshot = load::load(project, &Limits::default())?;
    let affected: std::collections::BTreeSet<String> =
        numbers.iter().filter_map(|number| report.lines[number - 1].item.clone()).collect();
    let (mut texts, mut official) = (Vec::new(), Vec::new());
    for id in affected {
        // The report names the file of each item that it wrote.
        let ending = format!("/{id}.md");
        let Some(path) = report.files.keys().find(|path| path.ends_with(&ending)).cloned() else { continue };
        let there = snapshot.text(&SourcePath::new(&path)).with_context(|| format!("`{path}` is gone"))?;
        let is_own = report.files.get(&path) == Some(&ContentHash::of(there.as_bytes()).hex());
        let touched = words!(
            "{path} 在导入之后被改动过；请再导入一次（--replace），或者自己核对",
            "{path} was changed after the import; import again with `--replace`, or check it by hand"
        );
        ensure!(is_own, "{}", touched.say(locale));
        let standing = Standing { report: &report, pending: report.pending(&id) };
        let text = match subject {
            Subject::Clauses => renewed(&standing, there, &path)?,
            Subject::Tasks => renewed_task(&standing, there)?,
        };
        let term = files::term_path(&edition, &id);
        if let Some(there) = snapshot.text(&SourcePath::new(&term)).filter(|_| report.files.contains_key(&term)) {
            let word = if standing.is_official() { Provenance::Official } else { Provenance::Imported };
            let text = tasks::standing(there, word).context("a term without front matter")?;
            texts.push(NewText { path: term, text });
        }
        if standing.is_official() {
            official.push(id);
        }
        texts.push(NewText { path, text });
    }
    trial::lay(&mut snapshot, &texts);
    for own in &texts {
        report.files.insert(own.path.clone(), ContentHash::of(own.text.as_bytes()).hex());
    }
    if !official.is_empty() {
        let site = pipeline::site(&snapshot, &mut Memory::default(), Purpose::Draft).site;
        let hash = |id: &String| {
            let key = ItemKey::Provision(edition.clone(), crate::commands::id(id)?);
            let entry = site.find(&key).with_context(|| format!("{id} of {edition} was written and is not read"))?;
            Ok((id.clone(), prose::official(&site, entry).map(|hash| hash.hex()).unwrap_or_default()))
        };
        let hashes: anyhow::Result<Vec<_>> = official.iter().map(hash).collect();
        let locale = locale_of(&snapshot);
        let words = &lock::kept_words(project, &edition)?;
        let source = report.source.as_ref();
        let locking = Locking { file: &report.file, source, today: acceptance.today, locale, words };
        texts.extend(locking::lock(&snapshot, &site, &edition, &hashes?, &locking));
    }
    let mut all: Vec<(String, Vec<u8>)> = texts.into_iter().map(|own| (own.path, own.text.into_bytes())).collect();
    all.push((format!("{folder}/report.json"), report::json(&report).into_bytes()));
    all.push((format!("{folder}/report.html"), report::html(&report, locale_of(&snapshot)).into_bytes()));
    write(project, &all)?;
    Ok(Accepted { accepted: numbers.len(), left: report.all_pending().len(), official })
}

/// A task or safeguard of which nothing is to be confirmed any more is what was said of it: official where the source is
/// named, else whose words the person said.
fn renewed_task(standing: &Standing<'_>, text: &str) -> anyhow::Result<String> {
    let report = standing.report;
    let is_settled = standing.pending.is_empty();
    let official = report.source.as_ref().map(|_| Provenance::Official);
    match official.or(report.provenance).filter(|_| is_settled) {
        Some(provenance) => tasks::standing(text, provenance).context("a task without front matter"),
        None => Ok(text.to_owned()),
    }
}

/// Which report is meant: the one that was named, or the only one there is.
fn report_of(project: &Path, acceptance: &Acceptance, locale: Locale) -> anyhow::Result<(EditionKey, Subject)> {
    let mut all = load::imports(project)?;
    let named = acceptance.edition.as_ref().map(|own| (own.standard.as_str(), own.edition.as_str()));
    let is_meant = |own: &(String, String, bool)| {
        named.is_none_or(|named| named == (own.0.as_str(), own.1.as_str()))
            && acceptance.subject.is_none_or(|subject| own.2 == (subject == Subject::Tasks))
    };
    let names: Vec<String> =
        all.iter().map(|own| format!("{}/{}{}", own.0, own.1, if own.2 { " --tasks" } else { "" })).collect();
    let list = names.join("  ");
    all.retain(is_meant);
    if let (Some(edition), []) = (&acceptance.edition, all.as_slice()) {
        return Ok((edition.clone(), acceptance.subject.unwrap_or_default()));
    }
    let words = words!(
        "请用 --into 写明是哪一版，任务的报告加上 --tasks；导入过的有：{list}",
        "say which edition with `--into`, and `--tasks` for the report of tasks; imported were: {list}"
    );
    let [(standard, edition, is_tasks)] = all.as_slice() else { anyhow::bail!("{}", words.say(locale)) };
    let subject = if *is_tasks { Subject::Tasks } else { Subject::Clauses };
    Ok((super::edition(&format!("{standard}/{edition}"))?, subject))
}

/// The numbers that are accepted; each must be one that is to be confirmed.
fn numbers(report: &Report, acceptance: &Acceptance, locale: Locale) -> anyhow::Result<Vec<usize>> {
    let mut numbers = Vec::new();
    for range in &acceptance.entries {
        let (first, last) = (*range.start(), *range.end());
        let wide = words!(
            "{first}-{last} 太宽：一次最多 {WIDEST} 项，确认的人要逐项看过",
            "{first}-{last} is too wide: at most {WIDEST} entries at a time, for whoever accepts has read each"
        );
        ensure!(last.saturating_sub(first) < WIDEST, "{}", wide.say(locale));
        let own: Vec<usize> = range.clone().filter(|number| is_pending(report, *number)).collect();
        let is_edge = is_pending(report, first) && is_pending(report, last);
        let nothing = words!(
            "第 {first} 项或第 {last} 项不是待确认的；待确认的见报告开头",
            "entry {first} or {last} is not to be confirmed; the report begins with those that are"
        );
        ensure!(is_edge, "{}", nothing.say(locale));
        numbers.extend(own);
    }
    numbers.sort_unstable();
    numbers.dedup();
    Ok(numbers)
}

fn is_pending(report: &Report, number: usize) -> bool {
    number.checked_sub(1).and_then(|at| report.lines.get(at)).is_some_and(report::Line::is_pending)
}
