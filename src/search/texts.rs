//! The texts of results (`docs/search-format.md`, 5).

use serde_json::json;
use sha2::{Digest, Sha256};

use super::facets::Facets;
use super::units::PageText;
use super::{blocks, script};
use crate::site::Site;

/// Units in a file, as a power of two: a result costs one file, neighbours cost none.
pub(super) const SHIFT: u32 = 2;

/// The records of a page: its own, and the rest of each unit's behind the page's place in the file.
pub(super) struct Records {
    page: String,
    units: Vec<String>,
}

impl Records {
    pub(super) fn of(site: &Site, facets: &Facets, page: &PageText) -> Self {
        let provenance = facets.provenance(site, page.entry).map_or(-1, |own| own as i64);
        let own = json!([
            site.entry(page.entry).address.as_str(),
            page.names.number.as_deref().unwrap_or_default(),
            page.names.title,
            blocks::crumb(site, page.entry),
            facets.kind(site, page.entry),
            provenance,
            facets.lang(site, page.entry),
        ]);
        let units = page.units.iter().map(|unit| {
            let record = json!([unit.anchor, unit.heading, unit.text()]).to_string();
            // The page's place comes first: `[` is put back before it.
            record[1..].to_owned()
        });
        Self { page: own.to_string(), units: units.collect() }
    }

    /// Bytes in the text store, about.
    pub(super) fn length(&self) -> usize {
        self.page.len() + self.units.iter().map(|unit| unit.len() + 4).sum::<usize>()
    }

    /// What the name of the generation is made from.
    pub(super) fn hash(&self, hash: &mut Sha256) {
        hash.update(&self.page);
        self.units.iter().for_each(|unit| hash.update(unit));
    }
}

/// Fills files with records, page by page.
pub(super) struct Shelf {
    /// The number of the next file, and of the unit that comes next.
    unit: u32,
    from: u32,
    to: u32,
    pages: Vec<String>,
    units: Vec<String>,
    /// Finished files with their numbers.
    pub(super) files: Vec<(u32, String)>,
}

impl Shelf {
    /// Fills the files that hold units `from` to `to`, beginning with the page whose first unit is `unit`.
    pub(super) fn new(unit: u32, from: u32, to: u32) -> Self {
        Self { unit, from, to, pages: Vec::new(), units: Vec::new(), files: Vec::new() }
    }

    /// Adds the next page.
    pub(super) fn add(&mut self, records: &Records) {
        let mut place = None;
        for unit in &records.units {
            let number = self.unit;
            self.unit += 1;
            if number < self.from || number >= self.to {
                continue;
            }
            let own = *place.get_or_insert_with(|| {
                self.pages.push(records.page.clone());
                self.pages.len() - 1
            });
            self.units.push(format!("[{own},{unit}"));
            if self.unit & ((1 << SHIFT) - 1) == 0 {
                self.end(number >> SHIFT);
                place = None;
            }
        }
    }

    /// Ends the last file of the site.
    pub(super) fn finish(mut self) -> Vec<(u32, String)> {
        if !self.units.is_empty() {
            self.end((self.unit.min(self.to) - 1) >> SHIFT);
        }
        self.files
    }

    fn end(&mut self, number: u32) {
        let file = format!("[[{}],[{}]]", self.pages.join(","), self.units.join(","));
        self.pages.clear();
        self.units.clear();
        self.files.push((number, script::safe(file)));
    }
}
