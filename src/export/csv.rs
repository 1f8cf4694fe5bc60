//! Tables of tasks and duties (`docs/data.md`): RFC 4180, UTF-8.
//!
//! They open by double click: the mark at the beginning tells WPS and Excel that they are UTF-8, lines end as those
//! programs end them. Every cell is quoted, and none is taken for a formula (see [`guarded`]).

use std::borrow::Cow;

use anyhow::Context;
use csv::{QuoteStyle, Terminator, Writer, WriterBuilder};

use super::json::{anchored, key};
use super::{text, words};
use crate::diag::Words;
use crate::model::{Facts, Part, Provenance};
use crate::naming;
use crate::site::{EntryIx, Link, Site};

/// The byte order mark.
const MARK: &[u8] = "\u{FEFF}".as_bytes();

/// Columns of the table of tasks.
pub(super) const TASK_COLUMNS: &[&str] = &[
    "id",
    "edition",
    "kind",
    "title",
    "category",
    "provenance",
    "provenance-label",
    "what",
    "steps",
    "steps-provenance",
    "lead",
    "cadence",
    "records",
    "basis",
    "counterparts",
    "supported-by",
    "updated",
    "page",
    "url",
];

/// Columns of the table of duties.
pub(super) const DUTY_COLUMNS: &[&str] = &[
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
    "cadence",
    "basis",
    "page",
    "url",
];

/// A row for each task and safeguard.
pub(super) fn tasks(site: &Site, works: &[EntryIx]) -> anyhow::Result<Vec<u8>> {
    let mut table = table(TASK_COLUMNS)?;
    for &index in works {
        let entry = site.entry(index);
        let (Some(work), Some(links)) = (entry.item.work(), site.work_links(index)) else { continue };
        let category = match &entry.item.facts {
            Facts::Safeguard(safeguard) => safeguard.category.as_str(),
            _ => "",
        };
        let leads = work.who.iter().zip(&links.roles).filter(|(own, _)| own.duty == crate::model::Duty::Lead);
        let leads =
            leads.map(|(own, role)| role.map_or(own.role.value.as_str(), |role| naming::title(site, role)).to_owned());
        let numbered = text::steps(site, index).into_iter().map(|step| format!("{}. {}", step.number, step.text));
        let steps_provenance = text::provenance_of(entry, Part::How).unwrap_or(work.provenance.value);
        row(
            &mut table,
            &[
                key(site, index),
                edition(site, index),
                entry.kind().word().to_owned(),
                naming::title(site, index).to_owned(),
                category.to_owned(),
                work.provenance.value.word().to_owned(),
                said(site, &words::provenance(work.provenance.value)),
                text::answer(site, index, Part::What),
                numbered.collect::<Vec<_>>().join("\n"),
                steps_provenance.word().to_owned(),
                joined(leads),
                work.cadence.clone().unwrap_or_default(),
                joined(work.records.iter().cloned()),
                refs(site, &links.basis),
                refs(site, &links.counterparts),
                refs(site, &links.supported_by),
                entry.item.header.updated.map(|date| date.to_string()).unwrap_or_default(),
                entry.address.to_string(),
                url(site, index),
            ],
        )?;
    }
    finish(table)
}

/// A row for each duty.
pub(super) fn duties(site: &Site, works: &[EntryIx]) -> anyhow::Result<Vec<u8>> {
    let mut table = table(DUTY_COLUMNS)?;
    for &index in works {
        let entry = site.entry(index);
        let (Some(work), Some(links)) = (entry.item.work(), site.work_links(index)) else { continue };
        for (own, role) in work.who.iter().zip(&links.roles) {
            let level = role.and_then(|role| match &site.entry(role).item.facts {
                Facts::Role(role) => Some(role.level.word()),
                _ => None,
            });
            let provenance: Provenance = own.provenance.unwrap_or(work.provenance.value);
            row(
                &mut table,
                &[
                    key(site, index),
                    edition(site, index),
                    entry.kind().word().to_owned(),
                    naming::title(site, index).to_owned(),
                    role.map(|role| key(site, role)).unwrap_or_default(),
                    role.map_or(own.role.value.as_str(), |role| naming::title(site, role)).to_owned(),
                    level.unwrap_or_default().to_owned(),
                    own.duty.word().to_owned(),
                    said(site, &words::duty(own.duty)),
                    own.word.clone().unwrap_or_default(),
                    provenance.word().to_owned(),
                    said(site, &words::provenance(provenance)),
                    work.cadence.clone().unwrap_or_default(),
                    refs(site, &links.basis),
                    entry.address.to_string(),
                    url(site, index),
                ],
            )?;
        }
    }
    finish(table)
}

fn table(columns: &[&str]) -> anyhow::Result<Writer<Vec<u8>>> {
    let mut settings = WriterBuilder::new();
    let settings = settings.quote_style(QuoteStyle::Always).terminator(Terminator::CRLF);
    let mut table = settings.from_writer(MARK.to_vec());
    table.write_record(columns)?;
    Ok(table)
}

fn row(table: &mut Writer<Vec<u8>>, cells: &[String]) -> anyhow::Result<()> {
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

fn edition(site: &Site, index: EntryIx) -> String {
    site.entry(index).key().edition().map(ToString::to_string).unwrap_or_default()
}

fn said(site: &Site, words: &Words) -> String {
    words.say(words::locale(site)).to_owned()
}

fn url(site: &Site, index: EntryIx) -> String {
    site.config.base_url.as_ref().map(|base| format!("{base}{}", site.entry(index).address)).unwrap_or_default()
}

/// Things in one cell, parted by a semicolon, which is in no id.
fn joined(things: impl Iterator<Item = String>) -> String {
    things.collect::<Vec<_>>().join("; ")
}

fn refs(site: &Site, links: &[Link]) -> String {
    let ids = links.iter().filter_map(|link| match link {
        Link::To(to, anchor) => Some(anchored(site, *to, anchor.as_deref())),
        Link::Broken => None,
    });
    joined(ids)
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
            let mut table = table(&["cell", "other"]).unwrap();
            row(&mut table, &[cell.clone(), "x".to_owned()]).unwrap();
            let bytes = finish(table).unwrap();
            let text = std::str::from_utf8(&bytes).unwrap().strip_prefix('\u{FEFF}').unwrap();
            prop_assert!(text.ends_with("\r\n"));
            let mut reader = csv::Reader::from_reader(text.as_bytes());
            let read = reader.records().next().unwrap().unwrap();
            prop_assert_eq!(unguarded(&read[0]), cell);
        }
    }
}
