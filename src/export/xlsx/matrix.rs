//! 任务分工表: a row for each task and safeguard, a column for each role, duties in the cells.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::sheet::{A3, A4, Formats, begin, dress, height, lines, put, put_link, put_over, put_plain};
use super::{Book, Names, Row};
use crate::model::keys;
use crate::naming;
use crate::site::EntryIx;

/// Columns of roles on one sheet, so that an A3 page can be read.
const ROLES_A_SHEET: usize = 24;

/// Columns of roles on a sheet of A4.
const ROLES_ON_A4: usize = 10;

/// Widths of number, kind, id, title, cadence, basis; of a role; of the provenance.
const LEADING: [f64; 6] = [5.0, 6.0, 6.0, 26.0, 9.0, 18.0];
const ROLE: f64 = 8.0;
const PROVENANCE: f64 = 14.0;

/// Names of the sheets: one, or more where there are many roles.
pub(super) fn names(book: &Book<'_>) -> Vec<String> {
    let count = book.roles.len().div_ceil(ROLES_A_SHEET).max(1);
    let mut names = Names::default();
    (0..count).map(|_| names.take(book.words.matrix)).collect()
}

/// Writes a sheet with its part of the roles.
pub(super) fn write(
    book: &Book<'_>,
    sheet: &mut Worksheet,
    formats: &Formats,
    name: &str,
    part: usize,
) -> Result<(), XlsxError> {
    let words = book.words;
    let roles: Vec<EntryIx> =
        book.roles.iter().skip(part * ROLES_A_SHEET).take(ROLES_A_SHEET).map(|(role, _)| *role).collect();
    begin(book, sheet, name, if roles.len() > ROLES_ON_A4 { A3 } else { A4 }, true)?;
    let first_role = LEADING.len() as u16;
    let last = first_role + roles.len() as u16;
    for (column, width) in (0..).zip(LEADING) {
        sheet.set_column_width(column, width)?;
    }
    for column in first_role..last {
        sheet.set_column_width(column, ROLE)?;
    }
    sheet.set_column_width(last, PROVENANCE)?;
    put_over(sheet, (0, 0), (0, last), &book.marked(&format!("{} {}", book.title, words.matrix)), &formats.title)?;
    sheet.set_row_height(0, 30.0)?;
    put_over(sheet, (1, 0), (1, last), words.how_matrix, &formats.remark)?;
    sheet.set_row_height(1, height(1))?;
    let [cadence, basis, provenance] =
        [&keys::CADENCE, &keys::BASIS, &keys::PROVENANCE].map(|key| key.called(book.locale));
    let heads = [words.number, words.kind, words.id, words.task, cadence, basis];
    for (column, head) in (0..).zip(heads) {
        put(sheet, (2, column), head, &formats.head)?;
    }
    let titles: Vec<&str> = roles.iter().map(|&role| naming::title(book.site, role)).collect();
    for (column, title) in (first_role..).zip(&titles) {
        put(sheet, (2, column), title, &formats.head)?;
    }
    put(sheet, (2, last), provenance, &formats.head)?;
    sheet.set_row_height(2, height(titles.iter().map(|title| lines(title, ROLE)).max().unwrap_or(1).max(2)))?;
    for (number, row) in (1..).zip(&book.works) {
        self::row(book, sheet, formats, row, number, &roles)?;
    }
    let rows = 3..=book.works.len() as u32 + 2;
    dress(sheet, rows.clone(), 0..=2, &formats.duty)?;
    dress(sheet, rows.clone(), 4..=5, &formats.cell)?;
    if !roles.is_empty() {
        dress(sheet, rows.clone(), first_role..=last - 1, &formats.duty)?;
    }
    dress(sheet, rows, last..=last, &formats.small)?;
    sheet.set_freeze_panes(3, 4)?.set_repeat_rows(2, 2)?;
    Ok(())
}

fn row(
    book: &Book<'_>,
    sheet: &mut Worksheet,
    formats: &Formats,
    row: &Row<'_>,
    number: u32,
    roles: &[EntryIx],
) -> Result<(), XlsxError> {
    let at = number + 2;
    let title = naming::title(book.site, row.index);
    put_plain(sheet, (at, 0), &number.to_string())?;
    put_plain(sheet, (at, 1), &row.kind(book))?;
    put_plain(sheet, (at, 2), book.site.entry(row.index).key().id().as_str())?;
    put_link(sheet, (at, 3), title, book.url(row.index), (&formats.cell_link, &formats.cell))?;
    put_plain(sheet, (at, 4), &row.cadence)?;
    put_plain(sheet, (at, 5), &row.basis)?;
    let texts = [title, &row.cadence, &row.basis];
    let leading = texts.into_iter().zip(&LEADING[3..]).map(|(text, width)| lines(text, *width));
    let mut most = leading.max().unwrap_or(1);
    for (column, &role) in (LEADING.len() as u16..).zip(roles) {
        let duties: Vec<String> = row.of(role).map(|own| book.duty(row.work, own)).collect();
        let duties = duties.join("\n");
        most = most.max(lines(&duties, ROLE));
        put_plain(sheet, (at, column), &duties)?;
    }
    let provenance = book.provenance(row.work.provenance.value);
    put_plain(sheet, (at, LEADING.len() as u16 + roles.len() as u16), &provenance)?;
    sheet.set_row_height(at, height(most.max(lines(&provenance, PROVENANCE))))?;
    Ok(())
}
