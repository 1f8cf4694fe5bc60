//! 对照检查表: a sheet for a role, a row for each step, columns to fill in by hand.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::sheet::{A4, Formats, begin, dress, height, lines, pieces, put, put_over, put_plain};
use super::{Book, Row};
use crate::export::text::{self, Step};
use crate::model::{Part, Provenance, keys};
use crate::naming;
use crate::site::EntryIx;

/// Widths of number, item, duty, cadence, basis, requirement; yes, no, not applicable; evidence, in charge, date; provenance.
const WIDTHS: [f64; 13] = [5.0, 17.0, 9.0, 9.0, 15.0, 44.0, 4.5, 4.5, 7.5, 17.0, 10.0, 11.0, 13.0];

/// The column of the requirements and that of the provenance; those between are left blank.
const REQUIREMENT: u16 = 5;
const PROVENANCE: u16 = 12;

/// Writes the sheet of a role.
pub(super) fn write(
    book: &Book<'_>,
    sheet: &mut Worksheet,
    formats: &Formats,
    role: EntryIx,
    name: &str,
) -> Result<(), XlsxError> {
    let words = book.words;
    begin(book, sheet, name, A4, true)?;
    for (column, width) in (0..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    let title = book.marked(&words.checklist_of.replace("{title}", naming::title(book.site, role)));
    put_over(sheet, (0, 0), (0, PROVENANCE), &title, &formats.title)?;
    sheet.set_row_height(0, 30.0)?;
    let remark = format!("{}  {}", book.title, words.by_editor);
    put_over(sheet, (1, 0), (1, PROVENANCE), &remark, &formats.remark)?;
    sheet.set_row_height(1, height(lines(&remark, WIDTHS.iter().sum())))?;
    let heads = [
        words.number,
        words.item,
        keys::duty::DUTY.called(book.locale),
        keys::CADENCE.called(book.locale),
        keys::BASIS.called(book.locale),
        words.requirement,
        words.yes,
        words.no,
        words.not_applicable,
        words.evidence,
        words.person,
        words.time,
        keys::PROVENANCE.called(book.locale),
    ];
    for (column, head) in (0..).zip(heads) {
        put(sheet, (2, column), head, &formats.head)?;
    }
    sheet.set_row_height(2, height(2))?;
    let mut at = 3;
    let own = book.works.iter().filter(|row| row.of(role).next().is_some());
    for (number, row) in (1..).zip(own) {
        at = work(book, sheet, formats, row, role, number, at)?;
    }
    dress(sheet, 3..=at - 1, 0..=0, &formats.duty)?;
    dress(sheet, 3..=at - 1, REQUIREMENT..=PROVENANCE - 1, &formats.cell)?;
    dress(sheet, 3..=at - 1, PROVENANCE..=PROVENANCE, &formats.small)?;
    sheet.set_freeze_panes(3, 2)?.set_repeat_rows(2, 2)?;
    Ok(())
}

/// Writes the rows of a task or safeguard; the row after them. Each row says what it belongs to, for a page may end
/// anywhere and a table may be sorted; what the row above said already is grey.
fn work(
    book: &Book<'_>,
    sheet: &mut Worksheet,
    formats: &Formats,
    row: &Row<'_>,
    role: EntryIx,
    number: u32,
    first: u32,
) -> Result<u32, XlsxError> {
    let duties: Vec<String> = row.of(role).map(|own| book.duty(row.work, own)).collect();
    let title = naming::title(book.site, row.index).to_owned();
    let of_work = [title, duties.join("\n"), row.cadence.clone(), row.basis.clone()];
    let mut at = first;
    for (step, provenance) in requirements(book, row) {
        for piece in pieces(&step.text, WIDTHS[usize::from(REQUIREMENT)]) {
            put_plain(sheet, (at, 0), &format!("{number}.{}", step.number))?;
            for (column, text) in (1..).zip(&of_work) {
                put_plain(sheet, (at, column), text)?;
            }
            put_plain(sheet, (at, REQUIREMENT), &piece)?;
            put_plain(sheet, (at, PROVENANCE), &provenance)?;
            let [title, duty, cadence, basis] = &of_work;
            let texts = [title, duty, cadence, basis, &piece, &provenance];
            let columns = [1, 2, 3, 4, usize::from(REQUIREMENT), usize::from(PROVENANCE)];
            let most = texts.into_iter().zip(columns).map(|(text, column)| lines(text, WIDTHS[column])).max();
            sheet.set_row_height(at, height(most.unwrap_or(1)))?;
            at += 1;
        }
    }
    dress(sheet, first..=first, 1..=REQUIREMENT - 1, &formats.cell)?;
    dress(sheet, first + 1..=at - 1, 1..=REQUIREMENT - 1, &formats.small)?;
    Ok(at)
}

/// The steps, each with whose words it is; what is done, where there are no steps. Never nothing.
fn requirements(book: &Book<'_>, row: &Row<'_>) -> Vec<(Step, String)> {
    let entry = book.site.entry(row.index);
    let said = |part: Part| {
        let own: Option<Provenance> = text::provenance_of(entry, part);
        book.provenance(own.unwrap_or(row.work.provenance.value))
    };
    let steps = text::steps(book.site, row.index);
    if steps.is_empty() {
        let what = Step { number: 1, text: text::answer(book.site, row.index, Part::What) };
        return vec![(what, said(Part::What))];
    }
    steps.into_iter().map(|step| (step, said(Part::How))).collect()
}
