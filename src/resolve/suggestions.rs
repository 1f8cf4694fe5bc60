//! The nearest items to a name that leads nowhere: by id, by title, by sound.

use std::collections::{BTreeSet, HashMap};
use std::fmt;

use strsim::normalized_damerau_levenshtein;
use unicode_normalization::UnicodeNormalization;

use crate::model::{EditionKey, Space};
use crate::site::{Corpus, EntryIx};
use crate::text::pinyin;

/// Names that are looked up before suggestions stop: each costs a pass over all items, and after so many mistakes one
/// more suggestion helps nobody.
const MOST: usize = 100;

/// Likeness from which a name is worth showing; 1 is equality.
const NEAR: f64 = 0.6;

/// An item that may have been meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Suggestion {
    name: String,
    title: String,
}

impl Suggestion {
    /// Whether a ref without an anchor names it.
    pub(super) fn is(&self, name: &str) -> bool {
        self.name == name
    }

    /// Whether it has this title, or this id.
    pub(super) fn is_called(&self, name: &str) -> bool {
        self.title == name || self.name.rsplit('/').next() == Some(name)
    }

    /// The ref to write.
    pub(super) fn name(&self) -> &str {
        &self.name
    }
}

impl fmt::Display for Suggestion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.title.is_empty() { f.write_str(&self.name) } else { write!(f, "{} {}", self.name, self.title) }
    }
}

/// A name without what people write around it: in half width, without quotation marks, `第` and `条`, the ending of a file.
pub(super) fn bare(written: &str) -> String {
    let half: String = written.nfkc().collect();
    let is_around = |sign: char| sign.is_whitespace() || "“”‘’「」『』《》\"',.;:。、".contains(sign);
    let name = half.trim_matches(is_around);
    let number = name.strip_prefix('第').unwrap_or(name);
    let number = number.strip_suffix('条').or_else(|| number.strip_suffix('款')).unwrap_or(number);
    let is_number = !number.is_empty() && number.chars().all(|sign| sign.is_ascii_digit() || sign == '.');
    if is_number { number.to_owned() } else { name.to_owned() }
}

/// What was found for each name that was looked up. It stays true as long as no item comes, goes, or changes its title.
pub(super) type Known = HashMap<String, Vec<Suggestion>>;

/// Which items may have been meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Among {
    /// Every original.
    Items,
    /// Roles.
    Roles,
}

/// Everything that may have been meant. Items are spelt out only when a name is new.
pub(super) struct Suggestions<'a> {
    corpus: &'a Corpus,
    among: Among,
    candidates: Option<Vec<Candidate>>,
    known: Known,
    asked: usize,
}

struct Candidate {
    /// The ref to write: unpinned for what the current edition holds.
    name: String,
    /// Its last part.
    id: String,
    title: String,
    sound: String,
}

impl<'a> Suggestions<'a> {
    /// Suggestions among some items of a corpus of which a few are `known`.
    pub(super) fn of(corpus: &'a Corpus, among: Among, known: Known) -> Self {
        Self { corpus, among, candidates: None, known, asked: 0 }
    }

    /// What is known now.
    pub(super) fn into_known(self) -> Known {
        self.known
    }

    /// Up to three items nearest to what was written.
    pub(super) fn nearest(&mut self, written: &str) -> Vec<Suggestion> {
        self.asked += 1;
        if self.asked > MOST {
            return Vec::new();
        }
        if let Some(known) = self.known.get(written) {
            return known.clone();
        }
        let nearest = self.look_up(written);
        self.known.insert(written.to_owned(), nearest.clone());
        nearest
    }

    fn look_up(&mut self, written: &str) -> Vec<Suggestion> {
        let (corpus, among) = (self.corpus, self.among);
        let candidates = self.candidates.get_or_insert_with(|| candidates(corpus, among));
        let half: String = written.nfkc().collect();
        let name = half.split('#').next().unwrap_or(&half).trim();
        let last = name.rsplit('/').next().unwrap_or(name);
        let sound = pinyin::spell(last);
        let mut scored: Vec<(f64, &Candidate)> = candidates
            .iter()
            .map(|candidate| (likeness(candidate, name, last, &sound), candidate))
            .filter(|(score, _)| *score >= NEAR)
            .collect();
        scored.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.name.cmp(&b.1.name)));
        let mut shown = BTreeSet::new();
        let fresh = scored.into_iter().filter(|(_, candidate)| shown.insert(candidate.name.clone()));
        fresh
            .take(3)
            .map(|(_, candidate)| Suggestion { name: candidate.name.clone(), title: candidate.title.clone() })
            .collect()
    }
}

fn candidates(corpus: &Corpus, among: Among) -> Vec<Candidate> {
    match among {
        Among::Items => corpus.originals().map(|(entry, _)| candidate(corpus, entry)).collect(),
        Among::Roles => {
            corpus.shared.get(&Space::Roles).into_iter().flatten().map(|&role| candidate(corpus, role)).collect()
        }
    }
}

fn candidate(corpus: &Corpus, entry: EntryIx) -> Candidate {
    let item = &corpus.entry(entry).item;
    let key = &item.header.key;
    let title = item.header.title.value.clone();
    let in_current = key.edition().is_some_and(|edition| is_current(corpus, edition));
    let name = if in_current { unpinned(&key.to_string()) } else { key.to_string() };
    Candidate { name, id: key.id().to_string(), sound: pinyin::spell(&title), title }
}

fn is_current(corpus: &Corpus, edition: &EditionKey) -> bool {
    corpus.standards.iter().any(|standard| corpus.editions[standard.current].key == *edition)
}

/// A title counts when it holds what was written, too: `入学` means 适龄儿童入学服务.
fn likeness(candidate: &Candidate, name: &str, last: &str, sound: &str) -> f64 {
    let by_name = normalized_damerau_levenshtein(name, &unpinned(&candidate.name))
        .max(normalized_damerau_levenshtein(name, &candidate.name));
    // An id alone says little when the folder differs: it may only break ties.
    let by_id = normalized_damerau_levenshtein(last, &candidate.id) * 0.9;
    let by_title = contained(last, &candidate.title);
    let by_sound = if sound.len() < 2 { 0.0 } else { contained(sound, &candidate.sound) * 0.95 };
    by_name.max(by_id).max(by_title).max(by_sound)
}

fn contained(part: &str, whole: &str) -> f64 {
    let likeness = normalized_damerau_levenshtein(part, whole);
    if part.chars().count() >= 2 && whole.contains(part) { likeness.max(0.8) } else { likeness }
}

/// `urban@2022/t07` as it is mostly written: `urban/t07`.
fn unpinned(name: &str) -> String {
    match (name.find('@'), name.find('/')) {
        (Some(at), Some(slash)) if at < slash => format!("{}{}", &name[..at], &name[slash..]),
        _ => name.to_owned(),
    }
}
