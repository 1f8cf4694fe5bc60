//! A file of others, read into an edition.
//!
//! What is written is read back first, by the program's own parser: a character that is not there again, or one too many, is
//! never written in silence. Files that a person has touched stay as they are unless `replace` says otherwise.

mod accept;
mod descent;
mod known;
mod locking;
mod pictures;
mod redline;
mod tasks;
mod trial;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context, bail, ensure};

use crate::check::Purpose;
use crate::diag::Locale;
use crate::emit::{Batch, Existing};
use crate::import::files::{self, NewText, Standing};
use crate::import::report::{self, Origin, Report, Subject};
use crate::import::{self, Changes, Document, Draft};
use crate::load::{self, Limits};
use crate::model::{EditionKey, PartialDate, Provenance, Space};
use crate::pipeline::{self, Memory};
use crate::site::{LockedWords, Site};
use crate::source::{ContentHash, Snapshot, SourcePath};
use crate::words;
pub use accept::{Acceptance, Accepted, accept};
use locking::Locking;
use trial::{Finished, Trial};

/// What a person says of an import.
#[derive(Clone, Debug)]
pub struct ImportRequest {
    /// Where the text goes.
    pub edition: EditionKey,
    /// Which attachment of the file, counted from 1.
    pub attachment: Option<usize>,
    /// What is done with tracked changes.
    pub changes: Changes,
    /// Where the text was published.
    pub source: Option<Origin>,
    /// Whether the entries of 术语和定义 become terms as well.
    pub has_terms: bool,
    /// The only sheet of a workbook that is meant.
    pub sheet: Option<String>,
    /// Whose words the tasks of a workbook are.
    pub provenance: Option<Provenance>,
    /// The day that a lock writes down.
    pub today: PartialDate,
    /// Whether files that are there may be replaced.
    pub replace: bool,
    /// Whether nothing is to be written.
    pub is_trial: bool,
}

/// What came of an import.
#[derive(Clone, Debug)]
pub struct Imported {
    /// The account of every entry.
    pub report: Report,
    /// Paths of files that were written, or would be.
    pub written: Vec<String>,
    /// What would change of the words of files that are there; nothing was written then.
    pub redline: String,
    /// Files that a person has touched, which would be replaced; nothing was written then.
    pub touched: Vec<String>,
    /// Clauses of the edition, and files of the last import, that the file does not have.
    pub gone: Vec<String>,
    /// Translations of clauses whose words change: they are of the words that stood there.
    pub stale: Vec<String>,
    /// Where the report lies.
    pub folder: String,
}

impl Imported {
    /// Whether something stands in the way that only a person can clear.
    pub fn is_held(&self) -> bool {
        !self.redline.is_empty() || !self.touched.is_empty()
    }
}

/// Reads the file into an edition of a project.
///
/// # Errors
/// If the project or the file cannot be read, the file cannot be imported, or something cannot be written; then nothing is.
pub fn import(project: &Path, file: &Path, request: &ImportRequest, locale: Locale) -> anyhow::Result<Imported> {
    let refused = |refusal: import::Refusal| anyhow::anyhow!("{}", refusal.0.say(locale));
    let bytes = load::handed(file)?;
    let name = file.file_name().and_then(|name| name.to_str()).context("the file's name is no text")?;
    let is_workbook = import::is_workbook(name, &bytes).map_err(refused)?;
    let subject = if is_workbook { Subject::Tasks } else { Subject::Clauses };
    let folder = Report::folder(&request.edition, subject);
    let before = load::beside(project, &format!("{folder}/report.json"))?;
    let before = before.as_deref().and_then(report::parse);
    let hash = ContentHash::of(&bytes).hex();
    let words = super::lock::kept_words(project, &request.edition)?;
    if is_workbook {
        let snapshot = load::load(project, &Limits::default())?;
        let work = tasks::TaskWork { request, snapshot, name: name.to_owned(), bytes, hash, before, folder, words };
        return finish(project, request, work.run(refused)?);
    }
    let document = import::read(name, &bytes, request.changes).map_err(refused)?;
    let draft = import::structure(&document, request.attachment).map_err(refused)?;
    let snapshot = load::load(project, &Limits::default())?;
    let notice = load::beside(project, &format!("{folder}/notice.txt"))?;
    let name = name.to_owned();
    let (strangers, translations) = (Vec::new(), BTreeMap::new());
    let mut work =
        Work { request, document, draft, snapshot, name, hash, before, notice, words, strangers, translations };
    let made = work.make(locale)?;
    finish(project, request, work.compare(made, folder))
}

/// Writes what was made, if nothing stands in the way.
fn finish(project: &Path, request: &ImportRequest, mut imported: Weighed) -> anyhow::Result<Imported> {
    if request.is_trial || imported.outcome.is_held() && !request.replace {
        return Ok(imported.outcome);
    }
    imported.outcome.redline.clear();
    imported.outcome.touched.clear();
    write(project, &imported.files)?;
    Ok(imported.outcome)
}

fn write(project: &Path, files: &[(String, Vec<u8>)]) -> anyhow::Result<()> {
    if files.is_empty() {
        return Ok(());
    }
    let mut batch = Batch::begin(project)?;
    files.iter().try_for_each(|(path, bytes)| batch.put(path, bytes))?;
    batch.publish(Existing::Replaced)
}

/// Everything that an import needs.
struct Work<'r> {
    request: &'r ImportRequest,
    document: Document,
    draft: Draft,
    snapshot: Snapshot,
    name: String,
    hash: String,
    before: Option<Report>,
    /// The notice of the last import.
    notice: Option<String>,
    /// The words that were kept of the lock.
    words: LockedWords,
    /// Files of clauses of the edition that are not in the file.
    strangers: Vec<String>,
    /// Files of translations of its clauses, by the file of the clause.
    translations: BTreeMap<String, Vec<String>>,
}

/// What an import makes.
struct Made {
    report: Report,
    texts: Vec<NewText>,
    pictures: Vec<(String, Vec<u8>)>,
}

/// An outcome with the files that it would write.
struct Weighed {
    outcome: Imported,
    files: Vec<(String, Vec<u8>)>,
}

impl Work<'_> {
    fn make(&mut self, locale: Locale) -> anyhow::Result<Made> {
        let edition = &self.request.edition;
        let mut report = Report {
            file: self.name.clone(),
            sha256: self.hash.clone(),
            edition: edition.clone(),
            subject: Subject::Clauses,
            provenance: None,
            title: self.draft.title.clone().unwrap_or_default(),
            changes: changes_word(self.request.changes).to_owned(),
            source: self.request.source.clone(),
            lines: Vec::new(),
            losses: self.document.losses.clone(),
            written: 0,
            files: BTreeMap::new(),
            preceding: None,
        };
        let mut texts = self.new_indexes(&report);
        let pictures = pictures::take(edition, &mut self.document);
        let trial = Trial::run(&self.snapshot, &texts, &pictures, edition, &mut self.draft, &self.document)?;
        descent::propose(&trial.site, edition, &mut self.draft);
        self.strangers = descent::strangers(&trial.site, edition, &self.draft);
        self.translations = descent::translations(&trial.site, edition);
        report.lines = Report::lines(&self.draft, &|item, entry| trial.anchor(item, entry));
        report.written = trial.characters();
        if let Some(before) = &self.before {
            report.remember(before);
        }
        if !report.is_balanced() {
            let (all, written, dropped) = (report.characters(), report.written, report.dropped());
            let words = words!(
                "字数不符：文件 {all} 字，条款 {written} 字，未收 {dropped} 字；什么也没有写，请把文件交给 normbook 的维护者",
                "the counts differ: {all} characters in the file, {written} in items, {dropped} left out; nothing was written, please report the file"
            );
            bail!("{}", words.say(locale));
        }
        let Finished { texts: clauses, hashes, site } = trial.finish(&report, &self.draft)?;
        report.preceding = descent::preceding(&site, edition, &self.draft);
        texts.extend(clauses);
        texts.extend(self.terms(&report, &site));
        let locale = locale_of(&self.snapshot);
        let source = self.request.source.as_ref();
        let locking = Locking { file: &self.name, source, today: self.request.today, locale, words: &self.words };
        texts.extend(locking::lock(&self.snapshot, &site, edition, &hashes, &locking));
        if !self.draft.notice.is_empty() {
            let text = self.draft.notice.join("\n\n") + "\n";
            texts.push(NewText { path: format!("{}/notice.txt", Report::folder(edition, Subject::Clauses)), text });
        }
        let own = |text: &&NewText| files::is_of_item(&text.path);
        report.files = texts
            .iter()
            .filter(own)
            .map(|own| (own.path.clone(), ContentHash::of(own.text.as_bytes()).hex()))
            .collect();
        Ok(Made { report, texts, pictures })
    }

    /// The terms of the draft, but for those that the book has already under one of their names.
    fn terms(&self, report: &Report, site: &Site) -> Vec<NewText> {
        if !self.request.has_terms {
            return Vec::new();
        }
        let edition = &self.request.edition;
        let terms = site.shared.get(&Space::Terms).map(Vec::as_slice).unwrap_or_default();
        let is_known = |own: &NewText, item: &import::Item| {
            terms.iter().map(|&term| &site.entry(term).item).any(|term| {
                let names = std::iter::once(&term.header.title).chain(term.aliases());
                term.header.path.as_str() != own.path
                    && names.into_iter().any(|name| item.title.starts_with(&name.value))
            })
        };
        let make = |item: &import::Item| {
            let standing = Standing { report, pending: report.pending(&item.id) };
            let own = files::term(edition, item, &standing);
            (!is_known(&own, item)).then_some(own)
        };
        self.draft.terms().filter_map(make).collect()
    }

    /// The indexes of a standard and an edition that are not there yet.
    fn new_indexes(&self, report: &Report) -> Vec<NewText> {
        let site = pipeline::site(&self.snapshot, &mut Memory::default(), Purpose::Draft).site;
        let copied = descent::index(&site, &self.snapshot, report, self.draft.scheme);
        let edition = copied.unwrap_or_else(|| files::edition(report, self.draft.scheme));
        let new = [files::standard(report), edition];
        let is_missing = |own: &NewText| self.snapshot.text(&SourcePath::new(&own.path)).is_none();
        new.into_iter().filter(is_missing).collect()
    }

    /// Compares what was made with what is there.
    fn compare(&self, made: Made, folder: String) -> Weighed {
        let Made { report, texts, pictures } = made;
        let (mut files, mut redline, mut touched, mut stale) = (Vec::new(), String::new(), Vec::new(), Vec::new());
        let known = |path: &str| self.before.as_ref().and_then(|before| before.files.get(path));
        for own in texts {
            let there = self.snapshot.text(&SourcePath::new(&own.path));
            match there {
                Some(there) if there == own.text => continue,
                Some(there) if files::is_of_item(&own.path) => {
                    let is_own = known(&own.path) == Some(&ContentHash::of(there.as_bytes()).hex());
                    if !is_own {
                        touched.push(own.path.clone());
                    }
                    if redline::is_other(there, &own.text) {
                        stale.extend(self.translations.get(&own.path).into_iter().flatten().cloned());
                    }
                    redline.push_str(&redline::of(&own.path, there, &own.text));
                }
                None if self.notice.as_deref() == Some(&own.text) && own.path.ends_with("/notice.txt") => continue,
                Some(_) | None => {}
            }
            files.push((own.path, own.text.into_bytes()));
        }
        let is_new = |path: &str| !self.snapshot.assets.contains_key(&SourcePath::new(path));
        files.extend(pictures.into_iter().filter(|(path, _)| is_new(path)));
        let speech = locale_of(&self.snapshot);
        let is_same = self.before.as_ref() == Some(&report);
        if !is_same {
            files.push((format!("{folder}/report.json"), report::json(&report).into_bytes()));
            files.push((format!("{folder}/report.html"), report::html(&report, speech).into_bytes()));
        }
        let known = self.before.iter().flat_map(|before| before.files.keys()).chain(&self.strangers);
        let gone: BTreeSet<&String> = known.filter(|path| !report.files.contains_key(*path)).collect();
        let gone = gone.into_iter().cloned().collect();
        let written = files.iter().map(|(path, _)| path.clone()).collect();
        Weighed { outcome: Imported { report, written, redline, touched, gone, stale, folder }, files }
    }
}

/// The language of reports: English for a site whose originals are English, Chinese for every other.
fn locale_of(snapshot: &Snapshot) -> Locale {
    let config = snapshot.config.as_ref().map(|source| source.text.as_ref()).unwrap_or_default();
    let is_english = config.lines().any(|line| line.starts_with("languages: [en"));
    if is_english { Locale::English } else { Locale::Chinese }
}

fn changes_word(changes: Changes) -> &'static str {
    match changes {
        Changes::Refuse => "refuse",
        Changes::Accept => "accept",
        Changes::Reject => "reject",
    }
}

/// An edition as a person names it: `urban/2022` or `urban@2022`.
///
/// # Errors
/// If it is none.
pub fn edition(text: &str) -> anyhow::Result<EditionKey> {
    let parts = text.trim_end_matches('/').split_once(['/', '@']);
    let (standard, edition) =
        parts.with_context(|| format!("`{text}` names no edition; write it as in `urban/2022`"))?;
    ensure!(!edition.contains(['/', '@']), "`{text}` names no edition; write it as in `urban/2022`");
    Ok(EditionKey { standard: super::id(standard)?, edition: super::id(edition)? })
}

/// The text of a clause that says its new standing.
fn renewed(standing: &Standing<'_>, text: &str, path: &str) -> anyhow::Result<String> {
    standing.renewed(text).with_context(|| format!("`{path}` has no front matter that an import wrote"))
}
