//! What an edition is called that is not in force, behind names and in citations.

use crate::model::Status;
use crate::site::{EntryIx, Site};
use crate::theme::{Phrases, fill};

/// What the edition of an item is called that is not in force: 草案, 征求意见稿, 被代替.
pub(super) fn name(site: &Site, phrases: &Phrases, subject: EntryIx) -> Option<String> {
    let facts = site.edition_facts(site.edition_of(subject)?)?;
    match facts.status.value {
        Status::Current => None,
        Status::Draft if facts.comments_until.is_some() => phrases.standing.get("for-comment").cloned(),
        Status::Draft | Status::Approved | Status::Superseded | Status::Repealed => {
            phrases.status.get(facts.status.value.word()).cloned()
        }
    }
}

/// A text behind which the status of an item's edition is said: 城市 2026年版（草案）.
pub(super) fn marked(site: &Site, phrases: &Phrases, subject: EntryIx, text: String) -> String {
    let Some(status) = name(site, phrases, subject) else { return text };
    let values = [("name", text.as_str()), ("status", status.as_str())];
    phrases.standing.get("marked").map(|marked| fill(marked, &values)).unwrap_or(text)
}
