//! Which words a text was written for, and which words somebody approved, each as one hash: the one home of what is shown
//! says what has changed.

use std::collections::BTreeSet;

use super::{Block, blocks, committed, lines, text};
use crate::diag::Locale;
use crate::model::Status;
use crate::model::keys::{self, Output};
use crate::site::{EntryIx, FactValue, Holder, Relation, Site};
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
    let subjects = site.relations(index).subjects().iter().filter_map(|own| own.link.entry());
    site.entry(index).original == index && subjects.into_iter().any(|subject| has_other_words(site, subject))
}

/// Whether the words of a superseded edition are others in the one that took its place, or are no longer there.
fn has_other_words(site: &Site, subject: EntryIx) -> bool {
    if site.status_of(subject) != Some(Status::Superseded) || !site.entry(subject).kind().is_provision() {
        return false;
    }
    let words = |entry: EntryIx| {
        let (shown, _) = lines(&text(site, entry), Block::before);
        (site.entry(entry).item.header.title.value.clone(), shown)
    };
    let continued = site.pointing(subject, Relation::Continues).next();
    continued.or_else(|| site.namesake(subject)).is_none_or(|next| words(next) != words(subject))
}
