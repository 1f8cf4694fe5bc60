//! 说明: what the workbook is, what its texts are worth, where everything is.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::Book;
use super::sheet::{A4, Formats, begin, height, inside, lines, put, put_link, put_over};
use crate::export::{cells, words};
use crate::model::keys::{self, Output};
use crate::naming;
use crate::site::EntryIx;

/// Widths of the columns.
const WIDTHS: [f64; 3] = [32.0, 32.0, 32.0];

/// Writes the first sheet; of the sheets of matrices it is told the names, of that of lineage how many rows it has.
pub(super) fn write(
    book: &Book<'_>,
    sheet: &mut Worksheet,
    formats: &Formats,
    (matrices, lineage): (&[String], Option<usize>),
) -> Result<(), XlsxError> {
    let words = book.words;
    begin(book, sheet, words.about, A4, false)?;
    for (column, width) in (0..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    let title = book.marked(&book.title);
    put_over(sheet, (0, 0), (0, 2), &title, &formats.title)?;
    sheet.set_row_height(0, 20.0 * lines(&title, 64.0) as f64 + 12.0)?;
    let mut row = 1;
    for (label, value, link) in facts(book) {
        put(sheet, (row, 0), label, &formats.label)?;
        let room: f64 = WIDTHS[1] + WIDTHS[2];
        sheet.set_row_height(row, height(lines(&value, room)))?;
        sheet.merge_range(row, 1, row, 2, "", &formats.words)?;
        put_link(sheet, (row, 1), &value, link, (&formats.link, &formats.words))?;
        row += 1;
    }
    let is_told = |own: &(&str, &str)| lineage.is_some() || own.1 != words.how_lineage;
    for (label, value) in remarks(book).into_iter().filter(is_told) {
        put(sheet, (row, 0), label, &formats.label)?;
        put_over(sheet, (row, 1), (row, 2), value, &formats.words)?;
        sheet.set_row_height(row, height(lines(value, WIDTHS[1] + WIDTHS[2])))?;
        row += 1;
    }
    row += 1;
    contents(book, sheet, formats, (matrices, lineage), row)
}

/// What is known of the workbook, and where it leads.
fn facts(book: &Book<'_>) -> Vec<(&'static str, String, Option<String>)> {
    let (site, words) = (book.site, book.words);
    let mut facts =
        vec![(words.edition, format!("{} {}", naming::title(site, book.edition.entry), book.edition.key), None)];
    let known = [book.edition.standard, book.edition.entry].into_iter().flat_map(|of| site.facts_in(of, Output::Xlsx));
    facts.extend(known.map(|fact| (fact.key.called(book.locale), cells::said(site, book.locale, &fact.value), None)));
    facts.push((words.site, site.config.words.title.clone(), site.config.base_url.clone()));
    facts.push((words.publisher, site.config.publisher.name.clone(), site.config.publisher.url.clone()));
    let page = &site.entry(book.edition.entry).address;
    let url = book.url(book.edition.entry);
    facts.push((words.page, url.clone().unwrap_or_else(|| page.to_string()), url));
    facts.push((keys::PROVENANCE.called(book.locale), book.nature(), None));
    if let Some(notice) = &site.config.words.notice {
        facts.push(("", notice.clone(), None));
    }
    facts
}

fn remarks(book: &Book<'_>) -> Vec<(&'static str, &'static str)> {
    let words = book.words;
    vec![
        (words.nature, if book.is_sample() { words.sample } else { words.no_sample }),
        ("", words.by_editor),
        (words.use_it, words.how_matrix),
        ("", words.how_works),
        ("", words.how_texts),
        ("", words.how_lineage),
        ("", words.how_checklist),
        ("", words.how_paper),
        ("", words.no_persons),
    ]
}

/// The sheets, each with a link.
fn contents(
    book: &Book<'_>,
    sheet: &mut Worksheet,
    formats: &Formats,
    (matrices, lineage): (&[String], Option<usize>),
    first: u32,
) -> Result<(), XlsxError> {
    let words = book.words;
    for (column, label) in (0..).zip([words.sheet, keys::LEVEL.called(book.locale), words.duties]) {
        put(sheet, (first, column), label, &formats.head)?;
    }
    sheet.set_row_height(first, height(1))?;
    let mut row = first + 1;
    for name in matrices {
        entry(sheet, formats, row, [name, "", &book.works.len().to_string()])?;
        row += 1;
    }
    for name in [words.works, words.texts] {
        entry(sheet, formats, row, [name, "", &book.works.len().to_string()])?;
        row += 1;
    }
    for (role, name) in &book.roles {
        let level = book.site.entry(*role).item.role().map(|role| words::level(role.level));
        let level = level.as_ref().map(|level| level.say(book.locale)).unwrap_or_default();
        let count = works_of(book, *role).to_string();
        entry(sheet, formats, row, [name, level, &count])?;
        row += 1;
    }
    if let Some(rows) = lineage {
        entry(sheet, formats, row, [words.lineage, "", &rows.to_string()])?;
    }
    Ok(())
}

fn entry(sheet: &mut Worksheet, formats: &Formats, row: u32, cells: [&str; 3]) -> Result<(), XlsxError> {
    put_link(sheet, (row, 0), cells[0], Some(inside(cells[0])), (&formats.cell_link, &formats.cell))?;
    put(sheet, (row, 1), cells[1], &formats.duty)?;
    put(sheet, (row, 2), cells[2], &formats.duty)?;
    sheet.set_row_height(row, height(lines(cells[0], WIDTHS[0])))?;
    Ok(())
}

fn works_of(book: &Book<'_>, role: EntryIx) -> usize {
    book.works.iter().filter(|row| row.of(role).next().is_some()).count()
}
