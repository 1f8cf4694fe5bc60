//! Tables of tasks and duties (`docs/data.md`): RFC 4180, UTF-8.
//!
//! They open by double click: the mark at the beginning tells WPS and Excel that they are UTF-8, lines end as those
//! programs end them. Every cell is quoted, and none is taken for a formula (see [`guarded`]).

use std::borrow::Cow;

use anyhow::Context;
use csv::{QuoteStyle, Terminator, Writer, WriterBuilder};

use super::json::key;
use super::{cells, text, words};
use crate::diag::Words;
use crate::model::keys::{self, Key, Output};
use crate::model::{Kind, Part, Provenance};
use crate::naming;
use crate::site::{EntryIx, Fact, ResolvedAssignment, Site};

/// The byte order mark.
const MARK: &[u8] = "\u{FEFF}".as_bytes();

/// What stands before the facts of a row in the table of tasks, and what stands after them.
const TASK_HEAD: [&str; 4] = ["id", "edition", "kind", "title"];
const TASK_TEXT: [&str; 3] = ["what", "steps", "steps-provenance"];

/// What stands in a row of the table of duties before the facts of its task or safeguard.
const DUTY_HEAD: [&str; 12] = [
    "id",
    "edition",
    "kind",
    "title",
    "role",
    "role-name",
    "level",
    "duty",
    "duty-label",
    "word",
    "provenance",
    "provenance-label",
];

/// Facts of a task or safeguard that each of its duties repeats.
const REPEATED: [&Key; 2] = [&keys::CADENCE, &keys::BASIS];

/// The page of an item, from the top of the site and on the web.
const PAGE: [&str; 2] = ["page", "url"];

/// The keys that have a column in the table of tasks.
fn task_keys() -> impl Iterator<Item = &'static Key> {
    let has_row = |key: &&Key| key.is_of(Kind::Task) || key.is_of(Kind::Safeguard);
    keys::all().filter(has_row).filter(|key| key.shows(Output::Csv))
}

/// A row for each task and safeguard.
pub(super) fn tasks(site: &Site, works: &[EntryIx]) -> anyhow::Result<Vec<u8>> {
    let columns = TASK_HEAD.into_iter().chain(TASK_TEXT).map(str::to_owned);
    let columns = columns.chain(task_keys().flat_map(cells::columns)).chain(PAGE.map(str::to_owned));
    let mut table = table(columns.collect())?;
    for &index in works {
        let entry = site.entry(index);
        let facts = site.facts_in(index, Output::Csv);
        let numbered = text::steps(site, index).into_iter().map(|step| format!("{}. {}", step.number, step.text));
        let steps_provenance = text::provenance_of(entry, Part::How);
        let mut row = head(site, index).to_vec();
        row.push(text::answer(site, index, Part::What));
        row.push(numbered.collect::<Vec<_>>().join("\n"));
        row.push(steps_provenance.map(Provenance::word).unwrap_or_default().to_owned());
        row.extend(task_keys().flat_map(|key| cells::cells(site, key, &facts)));
        row.extend(page(site, index));
        write(&mut table, &row)?;
    }
    finish(table)
}

/// A row for each duty.
pub(super) fn duties(site: &Site, works: &[EntryIx]) -> anyhow::Result<Vec<u8>> {
    let columns = DUTY_HEAD.into_iter().map(str::to_owned);
    let columns = columns.chain(REPEATED.into_iter().flat_map(cells::columns)).chain(PAGE.map(str::to_owned));
    let mut table = table(columns.collect())?;
    for &index in works {
        let facts = site.facts(index);
        for duty in facts.iter().flat_map(Fact::duties) {
            let mut row = head(site, index).to_vec();
            row.extend(of_duty(site, duty));
            row.extend(REPEATED.into_iter().flat_map(|key| cells::cells(site, key, &facts)));
            row.extend(page(site, index));
            write(&mut table, &row)?;
        }
    }
    finish(table)
}

fn of_duty(site: &Site, own: &ResolvedAssignment) -> [String; 8] {
    let ResolvedAssignment { holder: _, duty, word, provenance } = own;
    let level = own.role().and_then(|role| Some(site.entry(role).item.role()?.level.word()));
    [
        own.role().map(|role| key(site, role)).unwrap_or_default(),
        cells::role(site, own).to_owned(),
        level.unwrap_or_default().to_owned(),
        duty.word().to_owned(),
        said(site, &words::duty(*duty)),
        word.as_deref().unwrap_or_default().to_owned(),
        provenance.word().to_owned(),
        said(site, &words::provenance(*provenance)),
    ]
}

/// What names a task or safeguard.
fn head(site: &Site, index: EntryIx) -> [String; 4] {
    let entry = site.entry(index);
    let edition = entry.key().edition().map(ToString::to_string).unwrap_or_default();
    [key(site, index), edition, entry.kind().word().to_owned(), naming::title(site, index).to_owned()]
}

fn page(site: &Site, index: EntryIx) -> [String; 2] {
    let address = &site.entry(index).address;
    let url = site.config.base_url.as_ref().map(|base| format!("{base}{address}"));
    [address.to_string(), url.unwrap_or_default()]
}

fn table(columns: Vec<String>) -> anyhow::Result<Writer<Vec<u8>>> {
    let mut settings = WriterBuilder::new();
    let settings = settings.quote_style(QuoteStyle::Always).terminator(Terminator::CRLF);
    let mut table = settings.from_writer(MARK.to_vec());
    table.write_record(columns)?;
    Ok(table)
}

fn write(table: &mut Writer<Vec<u8>>, cells: &[String]) -> anyhow::Result<()> {
    Ok(table.write_record(cells.iter().map(|cell| guarded(cell).as_bytes().to_vec()))?)
}

fn finish(table: Writer<Vec<u8>>) -> anyhow::Result<Vec<u8>> {
    table.into_inner().context("a table could not be made")
}

/// A cell that no program takes for a formula: where the first character could begin one, an apostrophe stands before it
/// (OWASP, "CSV Injection", names `=` `+` `-` `@`, tab, carriage return, line feed and the full-width forms). A cell that
/// begins with an apostrophe gets another one, so that taking one away gives back what was there.
fn guarded(cell: &str) -> Cow<'_, str> {
    let risky = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠', '\''];
    if cell.starts_with(risky) { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

fn said(site: &Site, words: &Words) -> String {
    words.say(words::locale(site)).to_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::properties;

    /// What `docs/data.md` tells readers to do.
    fn unguarded(cell: &str) -> &str {
        cell.strip_prefix('\'').unwrap_or(cell)
    }

    #[test]
    fn formulas_become_text() {
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1"] {
            assert!(guarded(formula).starts_with('\''), "{formula}");
        }
        for plain in ["1=1", "——甲", "就业", "", " =1"] {
            assert_eq!(guarded(plain), plain);
        }
    }

    proptest! {
        #![proptest_config(properties::config(256))]

        #[test]
        fn what_is_guarded_comes_back(cell in "['=+@＝ \t\n\",;a甲-]{0,6}") {
            let mut table = table(vec!["cell".to_owned(), "other".to_owned()]).unwrap();
            write(&mut table, &[cell.clone(), "x".to_owned()]).unwrap();
            let bytes = finish(table).unwrap();
            let text = std::str::from_utf8(&bytes).unwrap().strip_prefix('\u{FEFF}').unwrap();
            prop_assert!(text.ends_with("\r\n"));
            let mut reader = csv::Reader::from_reader(text.as_bytes());
            let read = reader.records().next().unwrap().unwrap();
            prop_assert_eq!(unguarded(&read[0]), cell);
        }
    }
}
