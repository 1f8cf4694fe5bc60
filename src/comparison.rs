//! What changed in an item from one edition to the next, word by word: title, text, facts and duties.
//!
//! The words are those of `prose`, which pages show. Of several items that became one, or one that became several, the texts
//! stand behind each other in their order, so that nothing of either edition is left out. What is compared here is the same for
//! pages and for files; how it looks is theirs.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::keys::{self, Key};
use crate::model::{Duty, Kind, Lang, vocabulary};
use crate::naming;
use crate::prose::{self, BlockKind};
use crate::site::{Course, EntryIx, Fate, Holder, ResolvedRef, Site};
use crate::text::redline::{self, Mark, Piece, Row};

vocabulary! {
    /// What changed in an item. One item may have several of these.
    pub enum Change {
        /// 新增.
        New = "new",
        /// 修改: other words, facts or duties.
        Changed = "changed",
        /// 改名: another title.
        Renamed = "renamed",
        /// 移动: a clause has another number.
        Moved = "moved",
        /// 拆分.
        Split = "split",
        /// 合并.
        Merged = "merged",
        /// 删去.
        Deleted = "deleted",
        /// 不变.
        Unchanged = "unchanged",
    }
}

/// A fate, compared.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// What changed, in the order of the words; never nothing.
    pub changes: Vec<Change>,
    /// The titles, with what changed in them.
    pub title: Vec<Piece>,
    /// The text, line by line.
    pub lines: Vec<Line>,
    /// Facts that changed.
    pub facts: Vec<FactChange>,
    /// Duties that changed.
    pub duties: Vec<DutyChange>,
    /// Translations that changed, by language. They are no part of what changed in the item itself.
    pub translations: Vec<TranslationChange>,
}

/// A translation that says something else than before, came or went.
#[derive(Clone, Debug)]
pub struct TranslationChange {
    /// Its language.
    pub lang: Lang,
    /// Its titles, with what changed in them.
    pub title: Vec<Piece>,
    /// Its text, line by line.
    pub lines: Vec<Line>,
}

/// A line of text: a paragraph, a heading, an item of a list, a row of a table.
#[derive(Clone, Debug)]
pub struct Line {
    /// What it is.
    pub kind: BlockKind,
    /// How deep in lists it stands.
    pub depth: usize,
    /// Where it stands in the texts.
    pub row: Row,
    /// Its words with what changed in them; the cells of a row apart, everything else as one.
    pub cells: Vec<Vec<Piece>>,
}

/// A fact that is another one than before.
#[derive(Clone, Debug)]
pub struct FactChange {
    /// What it says.
    pub key: &'static Key,
    /// What it said and says.
    pub pieces: Vec<Piece>,
}

/// A duty that somebody has, had, or has in another way than before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DutyChange {
    /// Who.
    pub holder: Holder,
    /// The duties before, with their wording; none where they are new.
    pub old: Vec<(Duty, Option<Box<str>>)>,
    /// The duties now; none where they ended.
    pub new: Vec<(Duty, Option<Box<str>>)>,
}

impl Line {
    /// Whether anything of it came, went or moved.
    pub fn is_changed(&self) -> bool {
        let is_kept = matches!(self.row, Row::Kept { .. });
        !is_kept || self.cells.iter().any(|cell| is_changed(cell))
    }
}

impl TranslationChange {
    /// Whether it came or went as a whole.
    pub fn end(&self) -> Option<Change> {
        let is_all = |mark: Mark| {
            let lines = self.lines.iter().flat_map(|line| line.cells.iter().flatten());
            lines.chain(&self.title).all(|piece| piece.mark == mark)
        };
        is_all(Mark::Inserted).then_some(Change::New).or_else(|| is_all(Mark::Deleted).then_some(Change::Deleted))
    }
}

impl Comparison {
    /// Compares what an item was with what it is.
    pub fn of(site: &Site, fate: &Fate) -> Self {
        let title = titles(site, (&fate.old, &fate.new));
        let lines = lines(site, (&fate.old, &fate.new));
        let translations = translations(site, fate);
        let facts = facts(site, fate);
        let duties = duties(site, fate);
        let is_other = lines.iter().any(Line::is_changed) || !facts.is_empty() || !duties.is_empty();
        let is_renamed = is_changed(&title);
        Self { changes: changes(site, fate, is_other, is_renamed), title, lines, facts, duties, translations }
    }

    /// Whether anything changed.
    pub fn is_changed(&self) -> bool {
        self.changes != [Change::Unchanged]
    }

    /// Whether something changed that can be shown word by word: not the number alone.
    pub fn is_worded(&self) -> bool {
        self.changes.iter().any(|change| !matches!(change, Change::Moved | Change::Unchanged))
    }

    /// Whether anything changed that can be shown, in the item or in a translation of it.
    pub fn is_shown(&self) -> bool {
        self.is_worded() || !self.translations.is_empty()
    }
}

/// What changed in an item, without telling word by word what: for lists of many items.
pub fn changes_of(site: &Site, fate: &Fate) -> Vec<Change> {
    let texts = |entries: &[EntryIx]| told(site, entries).into_iter().map(|line| line.text).collect::<Vec<_>>();
    let titles = |entries: &[EntryIx]| -> Vec<String> {
        let own = entries.iter().map(|entry| site.entry(*entry).item.header.title.value.clone());
        own.filter(|title| !title.is_empty()).collect()
    };
    if fate.old.is_empty() || fate.new.is_empty() {
        return changes(site, fate, false, false);
    }
    let is_other =
        texts(&fate.old) != texts(&fate.new) || !facts(site, fate).is_empty() || !duties(site, fate).is_empty();
    changes(site, fate, is_other, titles(&fate.old) != titles(&fate.new))
}

fn changes(site: &Site, fate: &Fate, is_other: bool, is_renamed: bool) -> Vec<Change> {
    let mut changes = match fate.course() {
        Course::New => return vec![Change::New],
        Course::Ended => return vec![Change::Deleted],
        Course::Continued => Vec::new(),
        Course::Split => vec![Change::Split],
        Course::Merged => vec![Change::Merged],
        Course::Rearranged => vec![Change::Split, Change::Merged],
    };
    let ids =
        |entries: &[EntryIx]| entries.iter().map(|entry| site.entry(*entry).key().id().clone()).collect::<Vec<_>>();
    let is_one = fate.course() == Course::Continued;
    changes.extend(is_other.then_some(Change::Changed));
    changes.extend((is_one && is_renamed).then_some(Change::Renamed));
    changes.extend((is_one && ids(&fate.old) != ids(&fate.new)).then_some(Change::Moved));
    if changes.is_empty() {
        changes.push(Change::Unchanged);
    }
    changes.sort_unstable();
    changes
}

/// Whether anything of some pieces came or went.
fn is_changed(pieces: &[Piece]) -> bool {
    pieces.iter().any(|piece| piece.mark != Mark::Kept)
}

/// The translations of an item that changed, in the order of languages.
fn translations(site: &Site, fate: &Fate) -> Vec<TranslationChange> {
    let of = |entries: &[EntryIx]| -> Vec<EntryIx> {
        entries.iter().flat_map(|entry| &site.entry(*entry).translations).copied().collect()
    };
    let (old, new) = (of(&fate.old), of(&fate.new));
    let langs: BTreeSet<Lang> = old.iter().chain(&new).map(|entry| site.lang(*entry)).collect();
    let change = |lang: Lang| {
        let own = |entries: &[EntryIx]| -> Vec<EntryIx> {
            entries.iter().copied().filter(|entry| site.lang(*entry) == lang).collect()
        };
        let (old, new) = (own(&old), own(&new));
        let (title, lines) = (titles(site, (&old, &new)), lines(site, (&old, &new)));
        let is_other = is_changed(&title) || lines.iter().any(Line::is_changed);
        is_other.then_some(TranslationChange { lang, title, lines })
    };
    langs.into_iter().filter_map(change).collect()
}

fn titles(site: &Site, (old, new): (&[EntryIx], &[EntryIx])) -> Vec<Piece> {
    let joined = |entries: &[EntryIx]| {
        let own = entries.iter().map(|entry| site.entry(*entry).item.header.title.value.as_str());
        own.filter(|title| !title.is_empty()).collect::<Vec<_>>().join(" / ")
    };
    redline::pieces(&joined(old), &joined(new))
}

/// A line of one text.
struct Told {
    kind: BlockKind,
    depth: usize,
    /// Cells are parted by tabs.
    text: String,
}

fn told(site: &Site, entries: &[EntryIx]) -> Vec<Told> {
    let blocks = entries.iter().flat_map(|entry| prose::text(site, *entry));
    let told = blocks.map(|block| {
        let before = block.before().filter(|_| matches!(block.mark, Some(prose::Mark::Written(_))));
        let text = before.unwrap_or_default() + &block.text;
        Told { kind: block.kind, depth: block.depth, text }
    });
    told.filter(|line| !line.text.is_empty()).collect()
}

fn lines(site: &Site, (old, new): (&[EntryIx], &[EntryIx])) -> Vec<Line> {
    let (old, new) = (told(site, old), told(site, new));
    let texts = |lines: &[Told]| -> Vec<String> { lines.iter().map(|line| line.text.clone()).collect() };
    let (before, after) = (texts(&old), texts(&new));
    let before: Vec<&str> = before.iter().map(String::as_str).collect();
    let after: Vec<&str> = after.iter().map(String::as_str).collect();
    let line = |row: Row| {
        let (cells, shown) = match row {
            Row::Kept { old: from, new: to } | Row::MovedHere { old: from, new: to } => {
                (cells(&old[from], &new[to]), &new[to])
            }
            Row::Inserted(to) => (alone(&new[to], Mark::Inserted), &new[to]),
            Row::Deleted(from) => (alone(&old[from], Mark::Deleted), &old[from]),
            Row::MovedAway { old: from, .. } => (alone(&old[from], Mark::Kept), &old[from]),
        };
        Line { kind: shown.kind, depth: shown.depth, row, cells }
    };
    redline::rows(&before, &after).into_iter().map(line).collect()
}

/// Rows of tables are compared cell by cell, column by column.
fn cells(old: &Told, new: &Told) -> Vec<Vec<Piece>> {
    if !is_row(old.kind) || !is_row(new.kind) {
        return vec![redline::pieces(&old.text, &new.text)];
    }
    let (old, new): (Vec<&str>, Vec<&str>) = (old.text.split('\t').collect(), new.text.split('\t').collect());
    let cell = |cells: &[&str], at: usize| cells.get(at).copied().unwrap_or_default().to_owned();
    (0..old.len().max(new.len())).map(|at| redline::pieces(&cell(&old, at), &cell(&new, at))).collect()
}

fn alone(line: &Told, mark: Mark) -> Vec<Vec<Piece>> {
    let some = |text: &str| if text.is_empty() { Vec::new() } else { vec![Piece { mark, text: text.to_owned() }] };
    if is_row(line.kind) { line.text.split('\t').map(some).collect() } else { vec![some(&line.text)] }
}

fn is_row(kind: BlockKind) -> bool {
    kind == BlockKind::Head || kind == BlockKind::Row
}

/// What is said of work beside its text, where it is another thing than before.
fn facts(site: &Site, fate: &Fate) -> Vec<FactChange> {
    let (Some(old), Some(new)) = (work(site, &fate.old), work(site, &fate.new)) else { return Vec::new() };
    let cadence =
        |work: &crate::model::Work| work.cadence.as_ref().map(|cadence| cadence.value.clone()).unwrap_or_default();
    let records = |work: &crate::model::Work| work.records.join("；");
    let said: [(&'static Key, String, String); 2] =
        [(&keys::CADENCE, cadence(old), cadence(new)), (&keys::RECORDS, records(old), records(new))];
    let said = said.into_iter().chain(refs(site, fate));
    let changed = said.filter(|(_, old, new)| old != new);
    changed.map(|(key, old, new)| FactChange { key, pieces: redline::pieces(&old, &new) }).collect()
}

/// The clauses that work rests on, the same work elsewhere, the safeguards that support it, where these are other ones than
/// before. What goes on under another number, or in another edition, is the same.
fn refs(site: &Site, fate: &Fate) -> Vec<(&'static Key, String, String)> {
    let links = |entries: &[EntryIx]| entries.first().and_then(|entry| site.work_links(*entry));
    let (Some(old), Some(new)) = (links(&fate.old), links(&fate.new)) else { return Vec::new() };
    let lists = [
        (&keys::BASIS, &old.basis, &new.basis),
        (&keys::COUNTERPARTS, &old.counterparts, &new.counterparts),
        (&keys::SUPPORTED_BY, &old.supported_by, &new.supported_by),
    ];
    let differ = lists.into_iter().filter(|(_, old, new)| lineages(site, old) != lineages(site, new));
    differ.map(|(key, old, new)| (key, names(site, old), names(site, new))).collect()
}

/// What refs lead to, whatever edition it is read in: a clause by the oldest one that it continues, anything else by its id.
fn lineages(site: &Site, refs: &[ResolvedRef]) -> BTreeSet<String> {
    let oldest = |mut entry: EntryIx| {
        while let Some((_, fate)) = site.past(entry)
            && let Some(&before) = fate.old.first()
        {
            entry = before;
        }
        site.entry(entry).key().to_string()
    };
    let named = refs.iter().map(|own| match own.link.target() {
        Some((entry, anchor)) => {
            let key = site.entry(entry).key();
            let own = match key.edition() {
                Some(_) if site.entry(entry).kind() == Kind::Clause => oldest(entry),
                Some(edition) => format!("{}/{}", edition.standard, key.id()),
                None => key.to_string(),
            };
            format!("{own}#{}", anchor.unwrap_or_default())
        }
        None => String::new(),
    });
    named.collect()
}

fn names(site: &Site, refs: &[ResolvedRef]) -> String {
    let named = refs.iter().filter_map(|own| own.link.target());
    let mut names: Vec<_> = named.map(|(entry, anchor)| naming::full_name_at(site, entry, anchor)).collect();
    names.dedup();
    names.join("；")
}

fn work<'a>(site: &'a Site, entries: &[EntryIx]) -> Option<&'a crate::model::Work> {
    site.entry(*entries.first()?).item.work()
}

/// What somebody does in a piece of work.
type Held = Vec<(Duty, Option<Box<str>>)>;

fn duties(site: &Site, fate: &Fate) -> Vec<DutyChange> {
    let mut all: BTreeMap<Who, (Held, Held)> = BTreeMap::new();
    for entry in &fate.old {
        held(site, *entry, &mut |who, duty| all.entry(who).or_default().0.push(duty));
    }
    for entry in &fate.new {
        held(site, *entry, &mut |who, duty| all.entry(who).or_default().1.push(duty));
    }
    let changed = all.into_iter().filter(|(_, (old, new))| old != new);
    changed.map(|(who, (old, new))| DutyChange { holder: who.into(), old, new }).collect()
}

fn held(site: &Site, entry: EntryIx, put: &mut dyn FnMut(Who, (Duty, Option<Box<str>>))) {
    let assignments = site.work_links(entry).map(|links| links.who.as_slice()).unwrap_or_default();
    for own in assignments {
        let who = match &own.holder {
            Holder::Role(role) => Who::Role(site.entry(*role).position, *role),
            Holder::Unknown(written) => Who::Unknown(written.clone()),
        };
        put(who, (own.duty, own.word.clone()));
    }
}

/// Roles in the order of their list, then what is no role.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Who {
    Role(usize, EntryIx),
    Unknown(Box<str>),
}

impl From<Who> for Holder {
    fn from(who: Who) -> Self {
        match who {
            Who::Role(_, role) => Self::Role(role),
            Who::Unknown(written) => Self::Unknown(written),
        }
    }
}
