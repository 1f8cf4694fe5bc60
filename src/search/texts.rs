//! The texts of results (`docs/search-format.md`, 5).

use serde_json::{Value, json};

use super::blocks::{self, Answers};
use super::facets::Facets;
use super::script;
use super::units::PageText;
use crate::site::Site;

/// Units in a file, as a power of two: a result costs one file and loads little beside it.
pub(super) const SHIFT: u32 = 1;

/// The records of a page: its own, and the rest of each unit's behind the page's place in the file.
pub(super) struct Records {
    page: String,
    units: Vec<String>,
}

impl Records {
    pub(super) fn of(site: &Site, facets: &Facets, page: &PageText) -> Self {
        let provenance = facets.provenance(site, page.entry).map_or(-1, |own| own as i64);
        let mut own = vec![
            json!(site.entry(page.entry).address.as_str()),
            json!(page.names.number.as_deref().unwrap_or_default()),
            json!(page.names.title),
            json!(blocks::crumb(site, page.entry)),
            json!(facets.kind(site, page.entry)),
            json!(provenance),
            json!(facets.lang(site, page.entry)),
        ];
        let answers = blocks::answers(site, page.entry);
        if answers != Answers::default() {
            let (duty, who) = answers.who.as_ref().map_or(("", ""), |(duty, who)| (duty.word(), who.as_str()));
            own.extend([json!(duty), json!(who), json!(answers.when.as_deref().unwrap_or_default())]);
        }
        let units = (0..page.units.len()).map(|place| {
            let unit = &page.units[place];
            // The unit of the names shows what comes after it.
            let shown = if unit.pieces.is_empty() { page.units.get(place + 1).unwrap_or(unit) } else { unit };
            let mut record = vec![json!(unit.anchor), json!(unit.heading), json!(shown.text())];
            let lines: Vec<Value> =
                unit.lines().into_iter().flat_map(|(line, anchor)| [json!(line), json!(anchor)]).collect();
            if !lines.is_empty() {
                record.push(Value::Array(lines));
            }
            // The page's place comes first: `[` is put back before it.
            Value::Array(record).to_string()[1..].to_owned()
        });
        Self { page: Value::Array(own).to_string(), units: units.collect() }
    }

    /// Bytes in the text store, about.
    pub(super) fn length(&self) -> usize {
        self.page.len() + self.units.iter().map(|unit| unit.len() + 4).sum::<usize>()
    }

    /// How many units it has.
    pub(super) fn units(&self) -> u32 {
        self.units.len() as u32
    }
}

/// Fills files with records, page by page.
pub(super) struct Shelf {
    from: u32,
    to: u32,
    /// The number of the file that is being filled.
    file: u32,
    pages: Vec<String>,
    units: Vec<String>,
    /// Finished files with their numbers.
    files: Vec<(u32, String)>,
}

impl Shelf {
    /// Fills the files that hold units with numbers `from` to `to`.
    pub(super) fn new(from: u32, to: u32) -> Self {
        Self { from, to, file: from >> SHIFT, pages: Vec::new(), units: Vec::new(), files: Vec::new() }
    }

    /// Adds the next page, whose first unit has a number.
    pub(super) fn add(&mut self, first: u32, records: &Records) {
        let mut place = None;
        let wanted = self.from..self.to;
        for (number, unit) in (first..).zip(&records.units).filter(|(number, _)| wanted.contains(number)) {
            if number >> SHIFT != self.file {
                self.end();
                self.file = number >> SHIFT;
                place = None;
            }
            let own = *place.get_or_insert_with(|| {
                self.pages.push(records.page.clone());
                self.pages.len() - 1
            });
            self.units.push(format!("[{own},{unit}"));
        }
    }

    /// The files that are full, with their numbers, in their order; each is given away once.
    pub(super) fn full(&mut self) -> Vec<(u32, String)> {
        std::mem::take(&mut self.files)
    }

    /// The files that were not given away, with their numbers.
    pub(super) fn finish(mut self) -> Vec<(u32, String)> {
        if !self.units.is_empty() {
            self.end();
        }
        self.files
    }

    fn end(&mut self) {
        let file = format!("[[{}],[{}]]", self.pages.join(","), self.units.join(","));
        self.pages.clear();
        self.units.clear();
        self.files.push((self.file, script::safe(file)));
    }
}
