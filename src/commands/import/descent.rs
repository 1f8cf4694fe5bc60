//! What the edition before the imported one says to it: clauses that go on under another number, and those that nobody
//! continues.
//!
//! A number that shifted is never taken for granted: what is proposed cannot be mistaken by its words, waits for a person, and
//! whatever could be two is left to people. Nothing is withdrawn here.

use std::collections::{BTreeMap, BTreeSet};

use super::trial::{add, find};
use crate::import::files::{self, NewText};
use crate::import::report::{Preceding, Report};
use crate::import::{Doubt, Draft, Scheme};
use crate::model::{EditionKey, ItemKey, Kind, PartialDate};
use crate::naming;
use crate::prose::{self, Block};
use crate::scaffold::{self, NewEdition};
use crate::site::{EditionNode, EntryIx, Fate, Site};
use crate::source::Snapshot;
use crate::text::front_matter::FrontMatter;
use crate::text::redline;

/// Proposes what clauses of a draft continue, where the number is another one. `site` holds the draft, which says nothing of it
/// yet: a clause with the number of the old one needs no word, but is asked about where its words are more like another one's.
pub(super) fn propose(site: &Site, edition: &EditionKey, draft: &mut Draft) {
    let Some(before) = before(site, edition) else { return };
    let old: Vec<EntryIx> = before.clauses.iter().map(|node| node.entry).collect();
    let new: Vec<(usize, EntryIx)> =
        (0..draft.items.len()).filter_map(|item| Some((item, find(site, edition, &draft.items[item].id)?))).collect();
    let old_words: Vec<String> = old.iter().map(|entry| words(site, *entry)).collect();
    let new_words: Vec<String> = new.iter().map(|(_, entry)| words(site, *entry)).collect();
    let old_words: Vec<&str> = old_words.iter().map(String::as_str).collect();
    let new_words: Vec<&str> = new_words.iter().map(String::as_str).collect();
    let sure = redline::sure(&old_words, &new_words);
    let id_of = |entry: EntryIx| site.entry(entry).key().id().as_str();
    let claimed: BTreeSet<EntryIx> =
        sure.iter().filter(|own| id_of(old[own.old]) != id_of(new[own.new].1)).map(|own| old[own.old]).collect();
    for found in redline::align(&old_words, &new_words) {
        let id = site.entry(old[found.old]).key().id().as_str();
        let item = &mut draft.items[new[found.new].0];
        let asked = item.heads.first().copied().or_else(|| item.body.first().map(|(entry, _)| *entry));
        let Some(asked) = asked.filter(|_| item.id != id) else { continue };
        if sure.contains(&found) {
            item.continues = Some(id.to_owned());
            add(draft, asked, Doubt::Continues);
        } else if by_number(site, new[found.new].1).is_some_and(|former| !claimed.contains(&former)) {
            add(draft, asked, Doubt::ContinuesOther);
        }
    }
}

/// The old clause that a clause continues by its number alone.
fn by_number(site: &Site, entry: EntryIx) -> Option<EntryIx> {
    site.past(entry)?.1.old.first().copied()
}

/// The index of an edition that is not there yet, where the standard has one before it: it begins as that one, as every new
/// edition does, and says what the file and its source say of it.
pub(super) fn index(site: &Site, snapshot: &Snapshot, report: &Report, scheme: Scheme) -> Option<NewText> {
    let Report { edition, title, source, .. } = report;
    let key = ItemKey::Standard(edition.standard.clone());
    let standard = site.standards.iter().find(|own| site.entry(own.entry).key() == &key)?;
    let issued = source.as_ref().and_then(|own| PartialDate::parse(&own.date));
    let is_earlier = |from: &usize| {
        let before = site.edition_facts(&site.editions[*from]).and_then(|facts| facts.issued);
        issued.is_none_or(|issued| before.is_some_and(|before| before < issued))
    };
    let from = standard.editions.iter().copied().find(is_earlier)?;
    let path = files::edition(report, scheme).path;
    let new = NewEdition { key: edition.clone(), from, with: Vec::new(), issued };
    let made = scaffold::edition(site, snapshot, &new).into_iter().find(|own| own.path == path)?;
    let mut front = FrontMatter::of(&made.text)?;
    // What an edition announces is counted in it, and an import brings clauses alone.
    front.drop(&["expected", "numbering"]);
    if !title.is_empty() {
        front.set("title", &files::quoted(title));
    }
    if let Some(numbering) = files::numbering(scheme) {
        front.set("numbering", numbering);
    }
    if let Some(source) = source {
        front.set("source", &files::origin(source));
    }
    Some(NewText { text: front.above(front.body), path })
}

/// The edition before, with what no clause of the draft continues; nothing where there is none.
pub(super) fn preceding(site: &Site, edition: &EditionKey, draft: &Draft) -> Option<Preceding> {
    let before = before(site, edition)?;
    let succession = site.successions().get(site.succession_to(site.edition_index(edition)?)?)?;
    let ids: BTreeSet<&str> = draft.items.iter().map(|item| item.id.as_str()).collect();
    // A copy of the old clause that lies in the edition and is not in the file continues nothing.
    let is_heir = |entry: &EntryIx| ids.contains(site.entry(*entry).key().id().as_str());
    let is_open =
        |fate: &&Fate| fate.kind == Kind::Clause && fate.withdrawal.is_none() && !fate.new.iter().any(is_heir);
    let ended: BTreeSet<EntryIx> =
        succession.fates.iter().filter(is_open).flat_map(|fate| fate.old.iter().copied()).collect();
    let open = before.clauses.iter().map(|node| node.entry).filter(|entry| ended.contains(entry));
    let named = open.map(|entry| (site.entry(entry).key().id().to_string(), name(site, entry)));
    Some(Preceding { edition: before.key.clone(), open: named.collect() })
}

/// Files of clauses that lie in the edition and are not in the draft: copies of the edition before, or what a hand put there.
pub(super) fn strangers(site: &Site, edition: &EditionKey, draft: &Draft) -> Vec<String> {
    let ids: BTreeSet<&str> = draft.items.iter().map(|item| item.id.as_str()).collect();
    let clauses = site.edition(edition).into_iter().flat_map(|node| &node.clauses);
    let others = clauses.map(|node| site.entry(node.entry)).filter(|own| !ids.contains(own.key().id().as_str()));
    others.map(|own| own.item.header.path.to_string()).collect()
}

/// Files of translations of an edition's clauses, by the file of the clause.
pub(super) fn translations(site: &Site, edition: &EditionKey) -> BTreeMap<String, Vec<String>> {
    let path = |entry: EntryIx| site.entry(entry).item.header.path.to_string();
    let clauses = site.edition(edition).into_iter().flat_map(|node| &node.clauses).map(|node| node.entry);
    let of = |entry: EntryIx| site.entry(entry).translations.iter().map(|own| path(*own)).collect();
    clauses.map(|entry| (path(entry), of(entry))).collect()
}

fn before<'s>(site: &'s Site, edition: &EditionKey) -> Option<&'s EditionNode> {
    site.editions.get(site.preceding(site.edition_index(edition)?)?)
}

/// Title and text, as readers see them.
fn words(site: &Site, entry: EntryIx) -> String {
    let (text, _) = prose::lines(&prose::text(site, entry), Block::before);
    format!("{}\n{text}", site.entry(entry).item.header.title.value)
}

/// Number and title; of an article without one, how its text begins.
fn name(site: &Site, entry: EntryIx) -> String {
    const LONGEST: usize = 24;
    let item = &site.entry(entry).item;
    let number = item.number().unwrap_or_default();
    if item.header.title.value.is_empty() {
        let text: String = words(site, entry).trim().chars().take(LONGEST).collect();
        return format!("{number} {text}…").trim_start().to_owned();
    }
    format!("{number} {}", naming::title(site, entry)).trim_start().to_owned()
}
