//! The lock of an edition into which official words were imported: what was locked, when, from which file and source.

use crate::diag::Locale;
use crate::import::files::{self, NewText};
use crate::import::report::Origin;
use crate::model::{EditionKey, Id, PartialDate};
use crate::prose;
use crate::scaffold;
use crate::site::{LockEvent, LockedWords, Site};
use crate::source::{ContentHash, Snapshot, SourcePath};
use crate::words;

/// Why and when words are locked.
pub(super) struct Locking<'l> {
    /// The name of the file that they came from.
    pub(super) file: &'l str,
    /// Where they were published.
    pub(super) source: Option<&'l Origin>,
    /// The day that is written down.
    pub(super) today: PartialDate,
    /// The language of the reason.
    pub(super) locale: Locale,
    /// The words that were kept of the lock.
    pub(super) words: &'l LockedWords,
}

/// The lock with the hashes of some items, in the order of the edition, and the words of all; nothing where it says all of that
/// already. `site` is the site as it will be.
pub(super) fn lock(
    before: &Snapshot,
    site: &Site,
    edition: &EditionKey,
    hashes: &[(String, String)],
    locking: &Locking<'_>,
) -> Vec<NewText> {
    let path = files::lock_path(edition);
    let Some(node) = site.edition(edition) else { return Vec::new() };
    let locked =
        |id: &str| node.lock.as_ref().and_then(|lock| lock.hashes.get(&Id::new(id).ok()?)).map(|own| own.0.as_str());
    let new: Vec<&(String, String)> = hashes.iter().filter(|(id, hash)| locked(id) != Some(hash)).collect();
    if new.is_empty() {
        return Vec::new();
    }
    let items = node.clauses.iter().map(|clause| clause.entry);
    let items = items.chain(node.tasks.iter().chain(&node.safeguards).copied());
    let lines = items.filter_map(|entry| {
        let id = site.entry(entry).key().id().as_str();
        let own = hashes.iter().find(|(own, _)| own == id).map(|(_, hash)| hash.as_str());
        let hash = own.or_else(|| locked(id))?;
        let words = prose::official_words(site, entry).filter(|own| ContentHash::of(own.as_bytes()).hex() == hash);
        Some((id, hash, words.or_else(|| locking.words.of(hash).map(str::to_owned))))
    });
    let lines: Vec<(&str, &str, Option<String>)> = lines.collect();
    let event = |ids: Vec<Id>, old: Option<String>| LockEvent {
        date: locking.today,
        ids,
        old,
        reason: reason(locking),
        source: locking.source.map(|own| one_line(&format!("《{}》 {} {}", own.title, own.issuer, own.date))),
    };
    let id = |own: &&&(String, String)| Id::new(&own.0).ok();
    let fresh: Vec<Id> = new.iter().filter(|own| locked(&own.0).is_none()).filter_map(|own| id(&own)).collect();
    let mut events: Vec<LockEvent> = if fresh.is_empty() { Vec::new() } else { vec![event(fresh, None)] };
    let mended = new.iter().filter_map(|own| Some(event(vec![id(&own)?], Some(locked(&own.0)?.to_owned()))));
    events.extend(mended.collect::<Vec<_>>());
    let known = node.lock.iter().flat_map(|lock| &lock.events);
    let text = before.text(&SourcePath::new(&path)).unwrap_or_default();
    let hashes = lines.iter().map(|(id, hash, _)| (*id, *hash));
    let words = lines.iter().filter_map(|(id, hash, words)| Some((*id, *hash, words.as_deref()?)));
    vec![
        NewText { text: scaffold::lock_words(words), path: LockedWords::path(edition) },
        NewText { text: scaffold::lock(text, hashes, known.chain(&events)), path },
    ]
}

fn reason(locking: &Locking<'_>) -> String {
    let file = one_line(locking.file);
    words!("由“{file}”导入", "imported from {file}").say(locking.locale).to_owned()
}

/// Fields of a lock are parted by tabs and ended by line feeds.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
