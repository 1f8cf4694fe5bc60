//! What must not be changed: the words of the issuing body.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Body, Item, Provenance};
use crate::site::Site;
use crate::source::{SourcePath, Span};

/// Where official text lies in the files of a site.
pub(super) struct Official<'a> {
    items: BTreeMap<&'a SourcePath, &'a Item>,
    /// Files of clauses whose text a lock vouches for, whatever they say of themselves.
    locked: BTreeSet<&'a SourcePath>,
    /// Files whose front matter does not say for certain whose words they hold.
    unsure: BTreeSet<&'a SourcePath>,
}

impl<'a> Official<'a> {
    /// Of a site, with the files whose front matter is not as it should be.
    pub(super) fn of(site: &'a Site, unsure: BTreeSet<&'a SourcePath>) -> Self {
        let items = site.entries.iter().map(|entry| (&entry.item.header.path, &*entry.item)).collect();
        let locked = site.editions.iter().flat_map(|edition| {
            let clauses = edition.clauses.iter().map(|node| site.entry(node.entry));
            let is_locked = |id| edition.lock.as_ref().is_some_and(|lock| lock.hashes.contains_key(id));
            clauses.filter(move |entry| is_locked(entry.key().id())).map(|entry| &entry.item.header.path)
        });
        Self { locked: locked.collect(), items, unsure }
    }

    /// Whether a place may be changed. Of a file that lies among the items and is none (an id that is used twice) nobody
    /// knows whose words it holds.
    pub(super) fn may_change(&self, path: &SourcePath, span: Span) -> bool {
        let is_unsure = |item: &Item| self.unsure.contains(path) && touches(item.body.span, span);
        self.may_mend(path, span) && !self.items.get(path).is_some_and(|item| is_unsure(item))
    }

    /// Whether a file is none of the items.
    pub(super) fn is_no_item(&self, path: &SourcePath) -> bool {
        !self.items.contains_key(path)
    }

    /// Whether front matter may be mended in a place.
    pub(super) fn may_mend(&self, path: &SourcePath, span: Span) -> bool {
        match self.items.get(path) {
            Some(item) => !self.spans(item).any(|own| touches(own, span)),
            None => path.extension() != "md",
        }
    }

    fn spans(&self, item: &'a Item) -> impl Iterator<Item = Span> + 'a {
        let whole = item.provenance() == Some(Provenance::Official) || self.locked.contains(&item.header.path);
        let own = whole.then_some([item.header.title.span, item.body.span]);
        own.into_iter().flatten().chain(sections(&item.body))
    }
}

/// Sections whose heading says that they are official: each ends at the next heading that is not below it.
fn sections(body: &Body) -> impl Iterator<Item = Span> + '_ {
    let official = body.headings.iter().enumerate().filter(|(_, heading)| {
        heading.provenance.as_ref().is_some_and(|provenance| provenance.value == Provenance::Official)
    });
    official.map(|(index, heading)| {
        let next = body.headings[index + 1..].iter().find(|other| other.level <= heading.level);
        Span { start: heading.span.start, end: next.map_or(body.span.end, |next| next.span.start) }
    })
}

fn touches(own: Span, other: Span) -> bool {
    own.start <= other.end && other.start <= own.end
}
