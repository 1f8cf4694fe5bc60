//! 任务内容: what and how of each task and safeguard, to be read and to be changed in a workbook.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::Book;
use super::sheet::{A3, Formats, begin, dress, height, lines, put, put_over, put_plain};
use crate::export::text;
use crate::model::Part;
use crate::naming;

/// Widths of id, title, what, how.
const WIDTHS: [f64; 4] = [7.0, 26.0, 60.0, 90.0];

/// Writes the sheet.
pub(super) fn write(book: &Book<'_>, sheet: &mut Worksheet, formats: &Formats) -> Result<(), XlsxError> {
    let words = book.words;
    begin(book, sheet, words.texts, A3, true)?;
    for (column, width) in (0..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    put_over(sheet, (0, 0), (0, 3), &book.marked(&format!("{} {}", book.title, words.texts)), &formats.title)?;
    sheet.set_row_height(0, 30.0)?;
    put_over(sheet, (1, 0), (1, 3), words.how_texts, &formats.remark)?;
    sheet.set_row_height(1, height(lines(words.how_texts, WIDTHS.iter().sum())))?;
    for (column, head) in (0..).zip([words.id, words.task, words.what, words.how]) {
        put(sheet, (2, column), head, &formats.head)?;
    }
    sheet.set_row_height(2, height(1))?;
    for (at, row) in (3..).zip(&book.works) {
        let [what, how] = [Part::What, Part::How].map(|part| text::answer(book.site, row.index, part));
        let cells = [book.site.entry(row.index).key().id().as_str(), naming::title(book.site, row.index), &what, &how];
        for (column, cell) in (0..).zip(cells) {
            put_plain(sheet, (at, column), cell)?;
        }
        let most = cells.into_iter().zip(WIDTHS).map(|(cell, width)| lines(cell, width)).max().unwrap_or(1);
        sheet.set_row_height(at, height(most))?;
    }
    let rows = 3..=book.works.len() as u32 + 2;
    dress(sheet, rows.clone(), 0..=0, &formats.duty)?;
    dress(sheet, rows, 1..=3, &formats.cell)?;
    sheet.set_freeze_panes(3, 2)?.set_repeat_rows(2, 2)?;
    Ok(())
}
