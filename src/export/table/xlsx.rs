//! The table of changes as a workbook: old and new text side by side, what was deleted struck out, what was inserted underlined.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, FormatUnderline, Workbook, Worksheet, XlsxError,
};

use super::{Table, kept, side, translated};
use crate::comparison::Comparison;
use crate::diag::Words;
use crate::model::PartialDate;
use crate::site::Fate;
use crate::text::redline::{Mark, Piece};

/// Characters of a cell; Excel takes 32,767 units.
const LONGEST: usize = 16_000;

/// Widths of change, old name, old text, new name, new text.
const WIDTHS: [f64; 5] = [9.0, 18.0, 46.0, 18.0, 46.0];

/// Looks of cells and of runs in them.
struct Looks {
    cell: Format,
    head: Format,
    title: Format,
    kept: Format,
    deleted: Format,
    inserted: Format,
}

pub(super) fn workbook(table: &Table<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let [old, new] = table.titles();
    let title = format!("{}：{old} → {new}", table.say(&Words::fixed("新旧条文对照表", "Table of changes")));
    let (year, month, day) = day(table);
    let properties = DocProperties::new()
        .set_title(&title)
        .set_author(&table.site.config.publisher.name)
        .set_creation_datetime(&ExcelDateTime::from_ymd(year, month, day)?);
    workbook.set_properties(&properties);
    write(table, workbook.add_worksheet(), &title)?;
    workbook.save_to_buffer()
}

/// The day of issue: the same site gives the same bytes.
fn day(table: &Table<'_>) -> (u16, u8, u8) {
    let issued =
        table.site.edition_facts(table.editions()[1]).and_then(|facts| facts.issued).map(PartialDate::first_day);
    let parts = issued.and_then(|day| {
        let year = u16::try_from(day.year()).ok().filter(|year| (1900..=9999).contains(year))?;
        Some((year, u8::try_from(day.month()).ok()?, u8::try_from(day.day()).ok()?))
    });
    parts.unwrap_or((2000, 1, 1))
}

fn write(table: &Table<'_>, sheet: &mut Worksheet, title: &str) -> Result<(), XlsxError> {
    let base = Format::new().set_font_size(10).set_text_wrap().set_align(FormatAlign::Top);
    let run = Format::new().set_font_size(10);
    let looks = Looks {
        cell: base.clone().set_border(FormatBorder::Thin),
        head: base.clone().set_border(FormatBorder::Thin).set_bold(),
        title: Format::new().set_font_size(14).set_bold(),
        kept: run.clone(),
        deleted: run.clone().set_font_strikethrough(),
        inserted: run.set_bold().set_underline(FormatUnderline::Double),
    };
    sheet.set_name(table.say(&Words::fixed("对照表", "Changes")))?.set_paper_size(9).set_landscape();
    sheet.set_print_fit_to_pages(1, 0).set_repeat_rows(1, 1)?;
    for (column, width) in (0..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    sheet.write_string_with_format(0, 0, title, &looks.title)?;
    let heads = [
        Words::fixed("变化", "Change"),
        Words::fixed("原条目", "Old item"),
        Words::fixed("原文", "Old text"),
        Words::fixed("新条目", "New item"),
        Words::fixed("新文", "New text"),
    ];
    for (column, head) in (0..).zip(&heads) {
        sheet.write_string_with_format(1, column, table.say(head), &looks.head)?;
    }
    for (row, (fate, comparison)) in (2..).zip(&table.rows) {
        write_row(table, sheet, &looks, row, (fate, comparison))?;
    }
    sheet.set_freeze_panes(2, 0)?;
    Ok(())
}

fn write_row(
    table: &Table<'_>,
    sheet: &mut Worksheet,
    looks: &Looks,
    row: u32,
    (fate, comparison): (&Fate, &Comparison),
) -> Result<(), XlsxError> {
    sheet.write_string_with_format(row, 0, table.changes(comparison), &looks.cell)?;
    sheet.write_string_with_format(row, 1, table.names(&fate.old), &looks.cell)?;
    let why = table.withdrawal(fate);
    let new = if fate.new.is_empty() { why.unwrap_or_default() } else { table.names(&fate.new) };
    sheet.write_string_with_format(row, 3, new, &looks.cell)?;
    for (column, without) in [(2, Mark::Inserted), (4, Mark::Deleted)] {
        let mut pieces = side(&comparison.lines, without);
        let translated = translated(table, comparison, without);
        if !pieces.is_empty() && !translated.is_empty() {
            pieces.push(kept("\n"));
        }
        pieces.extend(translated);
        put(sheet, looks, (row, column), &pieces)?;
    }
    Ok(())
}

fn put(sheet: &mut Worksheet, looks: &Looks, at: (u32, u16), pieces: &[Piece]) -> Result<(), XlsxError> {
    let text: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
    if pieces.len() < 2 || text.chars().count() > LONGEST {
        // One look for the whole cell, or more than a cell takes: the beginning, as plain text.
        let text: String = text.chars().take(LONGEST).collect();
        sheet.write_string_with_format(at.0, at.1, text, &looks.cell)?;
        return Ok(());
    }
    let look = |mark: Mark| match mark {
        Mark::Kept => &looks.kept,
        Mark::Deleted => &looks.deleted,
        Mark::Inserted => &looks.inserted,
    };
    let runs: Vec<(&Format, &str)> = pieces.iter().map(|piece| (look(piece.mark), piece.text.as_str())).collect();
    sheet.write_rich_string_with_format(at.0, at.1, &runs, &looks.cell)?;
    Ok(())
}
