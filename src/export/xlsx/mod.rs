//! The workbook of an edition: who does what on one sheet, what is known of each task on another, its what and how on a
//! third, a checklist to fill in for each role, and what its items were and became in other editions.
//!
//! Laid out to be printed as it is, in WPS, Excel and LibreOffice alike: widths and heights are set, since these
//! programs guess them differently, and the day in the file comes from the content, so that the same site gives the
//! same bytes. Cells are written as text, never as formulas.

mod about;
mod checklist;
mod lineage;
mod list;
mod matrix;
mod sheet;
mod texts;
mod works;

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Context;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};

use super::words::{self, BookWords};
use super::{cells, is_task, text};
use crate::diag::Locale;
use crate::model::keys::{self, Key};
use crate::model::{Part, PartialDate, Provenance, Status, Work};
use crate::naming;
use crate::site::{EditionNode, EntryIx, ResolvedAssignment, Site};
pub use list::{ListColumn, list, provenances};
use sheet::Formats;

/// What the sheets of a workbook are made from.
struct Book<'a> {
    site: &'a Site,
    edition: &'a EditionNode,
    locale: Locale,
    words: &'static BookWords,
    /// The standard's and the edition's name: 《…》（2022年版）.
    title: String,
    works: Vec<Row<'a>>,
    /// Roles with a duty, from the province down, each with the name of its sheet.
    roles: Vec<(EntryIx, String)>,
}

/// A task or safeguard.
struct Row<'a> {
    index: EntryIx,
    work: &'a Work,
    who: &'a [ResolvedAssignment],
    /// How often, as sheets say it.
    cadence: String,
    /// The clauses it rests on, as sheets say them.
    basis: String,
}

/// Makes the workbook of an edition.
pub(super) fn workbook(site: &Site, edition: &EditionNode) -> anyhow::Result<Vec<u8>> {
    let book = Book::new(site, edition);
    book.save().with_context(|| format!("the workbook of {} could not be made", edition.key))
}

impl<'a> Book<'a> {
    fn new(site: &'a Site, edition: &'a EditionNode) -> Self {
        let locale = words::locale(site);
        let words = words::book(locale);
        let works = edition.tasks.iter().chain(&edition.safeguards);
        let works: Vec<Row<'_>> = works.filter_map(|&index| Row::new(site, index, locale)).collect();
        let ordered: BTreeMap<usize, EntryIx> = works
            .iter()
            .flat_map(|row| row.who.iter().filter_map(ResolvedAssignment::role))
            .map(|role| (site.entry(role).position, role))
            .collect();
        let mut names = Names::default();
        names.take(words.about);
        names.take(words.matrix);
        names.take(words.works);
        names.take(words.texts);
        names.take(words.lineage);
        let roles = ordered.into_values().map(|role| (role, names.take(naming::title(site, role)))).collect();
        let short = site.edition_facts(edition).map(|facts| facts.short_title.clone()).unwrap_or_default();
        let [open, close] = words.brackets;
        let [before, after] = words.quotes;
        let full = naming::title(site, edition.entry);
        // The title of an edition may name its year already.
        let year = if full.contains(&short) { String::new() } else { format!("{open}{short}{close}") };
        let quoted = if full.contains(['《', '“']) { full.to_owned() } else { format!("{before}{full}{after}") };
        let status = site.edition_facts(edition).map(|facts| facts.status.value);
        let status = status.filter(|&status| status != Status::Current).map(|status| {
            let said = words::status(status);
            format!("{open}{}{close}", said.say(locale))
        });
        let title = format!("{quoted}{year}{}", status.unwrap_or_default());
        Self { site, edition, locale, words, title, works, roles }
    }

    fn save(&self) -> anyhow::Result<Vec<u8>> {
        let mut workbook = Workbook::new();
        let day = self.day();
        let properties = DocProperties::new()
            .set_title(&self.title)
            .set_author(&self.site.config.publisher.name)
            .set_creation_datetime(&ExcelDateTime::from_ymd(day.0, day.1, day.2)?);
        workbook.set_properties(&properties);
        let formats = Formats::new(self.words.font);
        let matrices = matrix::names(self);
        let lineage = lineage::rows(self);
        about::write(self, workbook.add_worksheet(), &formats, (&matrices, lineage.as_ref().map(Vec::len)))?;
        for (part, name) in matrices.iter().enumerate() {
            matrix::write(self, workbook.add_worksheet(), &formats, name, part)?;
        }
        works::write(self, workbook.add_worksheet(), &formats)?;
        texts::write(self, workbook.add_worksheet(), &formats)?;
        for (role, name) in &self.roles {
            checklist::write(self, workbook.add_worksheet(), &formats, *role, name)?;
        }
        if let Some(rows) = &lineage {
            lineage::write(self, workbook.add_worksheet(), &formats, rows)?;
        }
        Ok(workbook.save_to_buffer()?)
    }

    /// The day that the file names as its own: the latest that its items say, else that of the edition.
    fn day(&self) -> (u16, u8, u8) {
        let own = |index: EntryIx| self.site.entry(index).item.header.updated;
        let updated = self.works.iter().filter_map(|row| own(row.index)).chain(own(self.edition.entry));
        let issued = || self.site.edition_facts(self.edition).and_then(|facts| facts.issued);
        let day = updated.map(PartialDate::first_day).max().or_else(|| issued().map(PartialDate::first_day));
        let parts = day.and_then(|day| {
            let year = u16::try_from(day.year()).ok().filter(|year| (1900..=9999).contains(year))?;
            Some((year, u8::try_from(day.month()).ok()?, u8::try_from(day.day()).ok()?))
        });
        parts.unwrap_or((2000, 1, 1))
    }

    /// A title, behind a mark where the workbook holds a sample: a sheet that is printed or copied alone says it, too.
    fn marked(&self, title: &str) -> String {
        format!("{}{title}", if self.is_sample() { self.words.sample_mark } else { "" })
    }

    /// Whether anything that the sheets say is a sample.
    fn is_sample(&self) -> bool {
        let entries = [self.edition.standard, self.edition.entry].into_iter();
        let entries =
            entries.chain(self.works.iter().map(|row| row.index)).chain(self.roles.iter().map(|(role, _)| *role));
        let mut provenances = entries.flat_map(|entry| self.site.entry(entry).item.provenances());
        provenances.any(|own| own == Provenance::Sample)
    }

    /// The provenances of the works and of their duties, named in a row.
    fn nature(&self) -> String {
        let of = |row: &Row<'_>| {
            let work = row.work.provenance.value;
            let duties = row.who.iter().map(|own| own.provenance);
            let entry = self.site.entry(row.index);
            let parts = [Part::What, Part::How].into_iter().filter_map(|part| text::provenance_of(entry, part));
            std::iter::once(work).chain(duties).chain(parts).collect::<Vec<_>>()
        };
        let all: BTreeSet<Provenance> = self.works.iter().flat_map(of).collect();
        let named = all.into_iter().map(|own| self.provenance(own));
        named.collect::<Vec<_>>().join(self.words.comma)
    }

    fn provenance(&self, own: Provenance) -> String {
        words::provenance(own).say(self.locale).to_owned()
    }

    /// A duty in the wording of the source, or the house's; its provenance where it is not the row's.
    fn duty(&self, work: &Work, own: &ResolvedAssignment) -> String {
        let words = words::duty(own.duty);
        let said = own.word.as_deref().unwrap_or_else(|| words.say(self.locale));
        let [open, close] = self.words.brackets;
        if own.provenance == work.provenance.value {
            return said.to_owned();
        }
        // On a line of its own: the columns are narrow.
        format!("{said}\n{}{}{close}", open.trim_start(), self.provenance(own.provenance))
    }

    /// The page of an item on the web, where the site's address is known.
    fn url(&self, index: EntryIx) -> Option<String> {
        let base = self.site.config.base_url.as_ref()?;
        Some(format!("{base}{}", self.site.entry(index).address))
    }
}

impl<'a> Row<'a> {
    fn new(site: &'a Site, index: EntryIx, locale: Locale) -> Option<Self> {
        let work = site.entry(index).item.work()?;
        let links = site.work_links(index)?;
        let facts = site.facts(index);
        let said = |key: &Key| cells::of(site, locale, key, &facts);
        let (cadence, basis) = (said(&keys::CADENCE), said(&keys::BASIS));
        Some(Self { index, work, who: &links.who, cadence, basis })
    }

    /// The assignments of a role.
    fn of(&self, role: EntryIx) -> impl Iterator<Item = &'a ResolvedAssignment> {
        self.who.iter().filter(move |own| own.role() == Some(role))
    }

    fn kind(&self, book: &Book<'_>) -> String {
        let kind =
            if is_task(book.site, self.index) { crate::model::Kind::Task } else { crate::model::Kind::Safeguard };
        words::kind(kind).say(book.locale).to_owned()
    }
}

/// Names of sheets: at most 31 characters, none of `[]:*?/\`, no apostrophe at an end, none twice in any case (the
/// limits of Excel, which other programs keep).
#[derive(Default)]
struct Names(BTreeSet<String>);

/// The longest name of a sheet, in units of UTF-16.
const LONGEST_NAME: usize = 31;

impl Names {
    fn take(&mut self, wanted: &str) -> String {
        let plain = |c: char| if "[]:*?/\\".contains(c) || c.is_control() { ' ' } else { c };
        let clean: String = wanted.chars().map(plain).collect();
        let clean = clean.trim_matches(|c: char| c.is_whitespace() || c == '\'');
        // "History" is a name that Excel keeps for itself.
        let clean = if clean.is_empty() || clean.eq_ignore_ascii_case("history") { "_" } else { clean };
        for number in 1.. {
            let ending = if number == 1 { String::new() } else { format!(" {number}") };
            let name = cut(clean, LONGEST_NAME - ending.len()).trim_end_matches(['\'', ' ']).to_owned() + &ending;
            if self.0.insert(name.to_lowercase()) {
                return name;
            }
        }
        String::new()
    }
}

/// The beginning of a text in so many units of UTF-16.
fn cut(text: &str, units: usize) -> &str {
    let mut room = units;
    let end = text.char_indices().find(|(_, character)| match room.checked_sub(character.len_utf16()) {
        Some(rest) => {
            room = rest;
            false
        }
        None => true,
    });
    end.map_or(text, |(end, _)| &text[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_sheets_are_what_excel_takes() {
        let mut names = Names::default();
        assert_eq!(names.take("街道办事处"), "街道办事处");
        assert_eq!(names.take("街道办事处"), "街道办事处 2");
        assert_eq!(names.take("a/b:[c]'"), "a b  c");
        assert_eq!(names.take("History"), "_");
        let long = "社区".repeat(20);
        assert_eq!(names.take(&long).chars().count(), 31);
        assert_eq!(names.take(&long).chars().count(), 31);
        assert_eq!(names.take("Desk"), "Desk");
        assert_eq!(names.take("desk"), "desk 2");
        assert_eq!(names.take("𠀀".repeat(20).as_str()).encode_utf16().count(), 30);
    }
}
