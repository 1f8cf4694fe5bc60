//! Days that content gives of itself. None is made up: where an item says nothing, there is no date.

use jiff::civil::Date;

use super::{Address, Corpus, EntryIx, Page, Site};
use crate::model::{Clause, PartialDate, Provenance};

impl Corpus {
    /// When an item was first published, as far as it says so: a note its date, an edition and the issuer's own clauses the
    /// day of issue, everything else its last change. The date of a case is that of the report it retells.
    pub fn published(&self, index: EntryIx) -> Option<PartialDate> {
        let entry = self.entry(index);
        let original = &self.entry(entry.original).item;
        let is_issued = |clause: &Clause| [Provenance::Official, Provenance::Outline].contains(&clause.provenance);
        if original.clause().is_some_and(is_issued) {
            let edition = self.edition_of(entry.original)?;
            return self.edition_facts(edition).and_then(|facts| facts.issued);
        }
        let own = original.note().map(|note| note.date);
        own.or_else(|| original.edition().and_then(|edition| edition.issued)).or(entry.item.header.updated)
    }

    /// The day of the last change that an item tells of: `updated`, else its own date. A month or a year is no day.
    pub fn changed(&self, index: EntryIx) -> Option<Date> {
        let item = &self.entry(index).item;
        match item.header.updated.or_else(|| item.date())? {
            PartialDate::Day(day) => Some(day),
            PartialDate::Month(_) | PartialDate::Year(_) => None,
        }
    }

    /// Whether a feed has anything to tell; without a site's address there is none.
    pub(crate) fn has_dates(&self) -> bool {
        let told = |index: EntryIx| !self.is_draft(index) && self.changed(index).is_some();
        self.config.base_url.is_some() && self.indexed().any(|(index, _)| told(index))
    }
}

impl Site {
    /// Whether there is a feed of changes.
    pub fn has_feed(&self) -> bool {
        self.pages.get(&Address::feed()) == Some(&Page::Feed)
    }
}
