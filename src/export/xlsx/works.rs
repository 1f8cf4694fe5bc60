//! 事项清单: a row for each task and safeguard, a column for each fact that its row of the table of keys gives to workbooks.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::sheet::{A3, Formats, begin, dress, height, lines, put, put_link, put_over, put_plain};
use super::{Book, Row};
use crate::export::cells;
use crate::model::Kind;
use crate::model::keys::{self, Form, Key, Output};
use crate::naming;

/// Widths of number, kind, id, title.
const LEADING: [f64; 4] = [5.0, 6.0, 6.0, 26.0];

/// The columns of facts.
pub(super) fn columns() -> impl Iterator<Item = &'static Key> {
    let has_row = |key: &&Key| key.is_of(Kind::Task) || key.is_of(Kind::Safeguard);
    keys::all().filter(has_row).filter(|key| key.shows(Output::Xlsx))
}

fn width(key: &Key) -> f64 {
    match key.form {
        Form::Date | Form::Count => 11.0,
        Form::Word(_) | Form::Kind => 13.0,
        Form::Text | Form::Url => 14.0,
        Form::Texts | Form::Refs | Form::Mapping(_) | Form::Mappings(_) | Form::MappingsOr(..) => 24.0,
    }
}

/// Writes the sheet.
pub(super) fn write(book: &Book<'_>, sheet: &mut Worksheet, formats: &Formats) -> Result<(), XlsxError> {
    let words = book.words;
    begin(book, sheet, words.works, A3, true)?;
    let widths = LEADING.into_iter().chain(columns().map(width));
    let mut last = 0;
    for (column, width) in (0..).zip(widths) {
        sheet.set_column_width(column, width)?;
        last = column;
    }
    put_over(sheet, (0, 0), (0, last), &book.marked(&format!("{} {}", book.title, words.works)), &formats.title)?;
    sheet.set_row_height(0, 30.0)?;
    put_over(sheet, (1, 0), (1, last), words.how_works, &formats.remark)?;
    sheet.set_row_height(1, height(1))?;
    let heads = [words.number, words.kind, words.id, words.task];
    let heads = heads.into_iter().chain(columns().map(|key| key.called(book.locale)));
    for (column, head) in (0..).zip(heads) {
        put(sheet, (2, column), head, &formats.head)?;
    }
    sheet.set_row_height(2, height(2))?;
    for (number, row) in (1..).zip(&book.works) {
        self::row(book, sheet, formats, row, number)?;
    }
    let rows = 3..=book.works.len() as u32 + 2;
    dress(sheet, rows.clone(), 0..=2, &formats.duty)?;
    dress(sheet, rows, LEADING.len() as u16..=last, &formats.small)?;
    sheet.set_freeze_panes(3, 4)?.set_repeat_rows(2, 2)?;
    Ok(())
}

fn row(book: &Book<'_>, sheet: &mut Worksheet, formats: &Formats, row: &Row<'_>, number: u32) -> Result<(), XlsxError> {
    let at = number + 2;
    let title = naming::title(book.site, row.index);
    put_plain(sheet, (at, 0), &number.to_string())?;
    put_plain(sheet, (at, 1), &row.kind(book))?;
    put_plain(sheet, (at, 2), book.site.entry(row.index).key().id().as_str())?;
    put_link(sheet, (at, 3), title, book.url(row.index), (&formats.cell_link, &formats.cell))?;
    let facts = book.site.facts(row.index);
    let mut most = lines(title, LEADING[3]);
    for (column, key) in (LEADING.len() as u16..).zip(columns()) {
        let said = cells::of(book.site, book.locale, key, &facts);
        most = most.max(lines(&said, width(key)));
        put_plain(sheet, (at, column), &said)?;
    }
    sheet.set_row_height(at, height(most))?;
    Ok(())
}
