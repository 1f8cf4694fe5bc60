//! Which words a text was written for, and which words somebody approved, each as one hash: the one home of what is shown
//! says what has changed.

use std::collections::BTreeSet;

use super::{Block, blocks, committed, lines, text};
use crate::diag::Locale;
use crate::model::Status;
use crate::model::keys::{self, Output};
use crate::site::{EntryIx, FactValue, Holder, Site};
use crate::source::ContentHash;

/// SHA-256 of what a text was written for: its original for a translation; what a note explains, a case shows, a task or
/// safeguard rests on. Of a place in a clause only the place counts. Nothing for what was written for no other text.
pub fn written_for(site: &Site, index: EntryIx) -> Option<ContentHash> {
    let entry = site.entry(index);
    if entry.original != index {
        return Some(committed(site, entry.original));
    }
    let relations = site.relations(index);
    let basis = relations.work().map(|work| work.basis.as_slice()).unwrap_or_default();
    let refs = relations.subjects().iter().chain(basis).filter_map(|own| own.link.target());
    let all: BTreeSet<String> = refs.map(|(to, anchor)| passage(site, to, anchor)).collect();
    let said = all.into_iter().fold(String::new(), |said, own| said + &own);
    (!said.is_empty()).then(|| ContentHash::of(said.as_bytes()))
}

/// A place that was read, and the hash of its words.
fn passage(site: &Site, to: EntryIx, anchor: Option<&str>) -> String {
    let entry = site.entry(to);
    let range = anchor.and_then(|anchor| Some((anchor, entry.item.body.anchored(anchor)?)));
    match range {
        Some((anchor, range)) => {
            let (shown, _) = lines(&blocks(site, to, &range), Block::before);
            format!("{}#{anchor} {}\n", entry.key().id(), ContentHash::of(shown.as_bytes()).hex())
        }
        None => format!("{} {}\n", entry.key().id(), committed(site, to).hex()),
    }
}

/// SHA-256 of an item's own words: its title and text, and what its front matter says that readers see.
pub fn signed(site: &Site, index: EntryIx) -> ContentHash {
    let mut all = format!("{}\n", committed(site, index).hex());
    let outputs = [Output::Page, Output::Place];
    for fact in site.facts(index).iter().filter(|fact| outputs.into_iter().any(|output| fact.key.shows(output))) {
        if [&keys::UPDATED, &keys::OWNER].into_iter().any(|key| fact.key.is(key)) {
            continue;
        }
        all.push_str(&format!("{} {}\n", fact.key.name, said(site, &fact.value)));
    }
    ContentHash::of(all.as_bytes())
}

fn said(site: &Site, value: &FactValue<'_>) -> String {
    let key = |entry: EntryIx| site.entry(entry).key().to_string();
    let all: Vec<String> = match value {
        FactValue::Text(text) => vec![(*text).to_owned()],
        FactValue::Texts(texts) => texts.iter().map(|text| (*text).to_owned()).collect(),
        FactValue::Date(date) => vec![date.to_string()],
        FactValue::Word(word) => vec![word.word().to_owned()],
        FactValue::Links(links) => {
            let place = |(to, anchor): (EntryIx, Option<&str>)| format!("{}#{}", key(to), anchor.unwrap_or_default());
            links.iter().filter_map(|own| own.link.target()).map(place).collect()
        }
        FactValue::Entries(entries) => entries.iter().map(|&entry| key(entry)).collect(),
        FactValue::Sources(sources) => sources.iter().map(|source| source.title.clone()).collect(),
        FactValue::Topics(topics) => topics.iter().map(|topic| topic.id.to_string()).collect(),
        FactValue::Occasions(occasions) => occasions.iter().map(|own| own.said(Locale::English)).collect(),
        FactValue::Duties(duties) => {
            let role = |holder: &Holder| match holder {
                Holder::Role(role) => key(*role),
                Holder::Unknown(written) => written.to_string(),
            };
            let duty = |own: &crate::site::ResolvedAssignment| {
                format!("{} {} {}", role(&own.holder), own.duty.word(), own.word.as_deref().unwrap_or_default())
            };
            duties.iter().map(duty).collect()
        }
    };
    all.join("\u{1F}")
}

/// Whether somebody has to look at a text again: the words it was last reviewed for have changed; or it is pinned to an
/// edition that was superseded, and the words are other ones in the edition that took its place.
pub fn is_suspect(site: &Site, index: EntryIx) -> bool {
    match &site.entry(index).item.header.reviewed {
        Some(reviewed) => written_for(site, index).is_none_or(|now| now.hex() != reviewed.text),
        None => is_outdated(site, index),
    }
}

fn is_outdated(site: &Site, index: EntryIx) -> bool {
    outdated(site, index).next().is_some()
}

/// What a text of today was written for in an edition that was superseded, where the words are others in the current one: each
/// with what it has become there, which may be nothing.
pub fn outdated(site: &Site, index: EntryIx) -> impl Iterator<Item = (EntryIx, Vec<EntryIx>)> {
    let is_asked = site.entry(index).original == index && site.is_listed(index);
    let relations = site.relations(index);
    let basis = relations.work().map(|work| work.basis.as_slice()).unwrap_or_default();
    let refs = relations.subjects().iter().chain(basis).filter_map(|own| own.link.target());
    refs.filter(move |_| is_asked).filter_map(|(to, anchor)| {
        let subject = site.entry(to).original;
        let is_past = site.status_of(subject) == Some(Status::Superseded) && site.entry(subject).kind().is_provision();
        if !is_past {
            return None;
        }
        let heirs = heirs(site, subject);
        has_other_words(site, (subject, anchor), &heirs).then_some((subject, heirs))
    })
}

/// What an item has become in the current edition of its standard.
fn heirs(site: &Site, subject: EntryIx) -> Vec<EntryIx> {
    let mut heirs = BTreeSet::from([subject]);
    // Each step leads to a later edition, and the current one is the last.
    while heirs.iter().any(|heir| !site.is_listed(*heir)) {
        let next = |heir: &EntryIx| match site.future(*heir) {
            _ if site.is_listed(*heir) => vec![*heir],
            Some((_, fate)) => fate.new.clone(),
            None => Vec::new(),
        };
        heirs = heirs.iter().flat_map(next).collect();
    }
    heirs.into_iter().collect()
}

/// Whether the words of an item, or of the place in it that is meant, are others in what it has become.
fn has_other_words(site: &Site, (subject, anchor): (EntryIx, Option<&str>), heirs: &[EntryIx]) -> bool {
    let words = |entry: EntryIx| lines(&text(site, entry), Block::before).0;
    let title = |entry: EntryIx| &site.entry(entry).item.header.title.value;
    let is_same = |heir: &EntryIx| title(*heir) == title(subject) && words(*heir) == words(subject);
    if matches!(heirs, [only] if is_same(only)) {
        return false;
    }
    let place = anchor.and_then(|anchor| site.entry(subject).item.body.anchored(anchor));
    let place = place.map(|range| lines(&blocks(site, subject, &range), Block::before).0);
    let is_kept = |place: &String| !place.is_empty() && heirs.iter().any(|heir| words(*heir).contains(place.as_str()));
    !place.as_ref().is_some_and(is_kept)
}
