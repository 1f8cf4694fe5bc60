//! What a lock vouches for of an item: its official words, and no others.

use super::{Block, blocks, committed_words, heading, lines};
use crate::model::{Provenance, Section, Work};
use crate::site::{EntryIx, Holder, Site};
use crate::source::ContentHash;

/// Parts one fact from the next: no text holds it.
const APART: char = '\u{1F}';

/// SHA-256 of the official words of an item; nothing where it has none.
pub fn official(site: &Site, index: EntryIx) -> Option<ContentHash> {
    official_words(site, index).map(|words| ContentHash::of(words.as_bytes()))
}

/// The official words of an item, to the byte as they are hashed; nothing where it has none. Of a clause they are what is
/// [`committed`](super::committed()). Of a task or safeguard they are the id; where the whole is official, title, category,
/// cadence and records; the sections and the duties that are official. What editors added may change.
pub fn official_words(site: &Site, index: EntryIx) -> Option<String> {
    let item = &site.entry(index).item;
    match item.clause() {
        Some(clause) => (clause.provenance == Provenance::Official).then(|| committed_words(site, index)),
        None => of_work(site, index, item.work()?),
    }
}

fn of_work(site: &Site, index: EntryIx, work: &Work) -> Option<String> {
    let item = &site.entry(index).item;
    let is_own = work.provenance.value == Provenance::Official;
    let mut words = Vec::new();
    if is_own {
        words.push(item.header.title.value.clone());
        words.extend(item.safeguard().map(|safeguard| safeguard.category.clone()));
        words.extend(work.cadence.as_ref().map(|cadence| cadence.value.clone()));
        words.extend(work.records.iter().cloned());
    }
    let is_official = |section: &&Section| {
        let own = item.body.heading_of(section).and_then(|heading| heading.provenance.as_ref());
        own.map_or(is_own, |own| own.value == Provenance::Official)
    };
    for section in item.body.sections.iter().filter(is_official) {
        words.extend(item.body.heading_of(section).map(|own| heading(site, index, own).text));
        words.push(shown(&blocks(site, index, &section.nodes)));
    }
    for duty in site.work_links(index).into_iter().flat_map(|links| &links.who) {
        if duty.provenance == Provenance::Official {
            let role = match &duty.holder {
                Holder::Role(role) => site.entry(*role).key().id().as_str(),
                Holder::Unknown(written) => written,
            };
            words.push(format!("{role} {} {}", duty.duty.word(), duty.word.as_deref().unwrap_or_default()));
        }
    }
    words.retain(|words| !words.is_empty());
    let said = words.iter().fold(String::new(), |all, words| format!("{all}{APART}{words}"));
    (!words.is_empty()).then(|| format!("{}{said}\n", item.header.key.id()))
}

/// Blocks as they are shown, with what is struck out in them.
fn shown(all: &[Block]) -> String {
    let (mut text, deleted) = lines(all, Block::before);
    for deletion in deleted {
        text.push_str(&format!("{APART}{} {}", deletion.at, deletion.text));
    }
    text
}
