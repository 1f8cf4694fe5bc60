//! What all sheets share: looks, paper, heights of rows.

use std::ops::RangeInclusive;

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatUnderline, Url, Worksheet, XlsxError};

use super::Book;
use crate::model::keys;

/// Points of a line of the sheets' type.
const LINE: f64 = 14.0;

/// Points above and below the lines of a cell.
const SPACE: f64 = 7.0;

/// Lines of the highest row: a row may have 409 points.
pub(super) const MOST_LINES: usize = 28;

/// Characters of a cell that are kept; Excel takes 32,767 units.
const LONGEST_CELL: usize = 8_000;

/// Characters of a text in a header or footer, which may have 255 units with its marks.
const LONGEST_HEADER: usize = 70;

/// Characters of a link; Excel takes 2,080.
const LONGEST_LINK: usize = 2_000;

/// Sizes of paper, by the numbers of the format.
pub(super) const A3: u8 = 8;
pub(super) const A4: u8 = 9;

/// The looks of cells.
pub(super) struct Formats {
    pub(super) title: Format,
    pub(super) remark: Format,
    pub(super) label: Format,
    pub(super) words: Format,
    pub(super) link: Format,
    pub(super) head: Format,
    pub(super) cell: Format,
    pub(super) cell_link: Format,
    pub(super) duty: Format,
    pub(super) small: Format,
}

impl Formats {
    pub(super) fn new(font: &str) -> Self {
        let base = Format::new().set_font_name(font).set_font_size(10).set_text_wrap().set_align(FormatAlign::Top);
        let boxed = base.clone().set_border(FormatBorder::Thin).set_border_color(Color::RGB(0x7F_7F_7F));
        let boxed = boxed.set_align(FormatAlign::VerticalCenter);
        let middle = boxed.clone().set_align(FormatAlign::Center);
        let blue = Color::RGB(0x1F_4E_79);
        Self {
            title: base.clone().set_font_size(15).set_bold().set_align(FormatAlign::VerticalCenter),
            remark: base.clone().set_font_size(9).set_font_color(Color::RGB(0x40_40_40)),
            label: base.clone().set_bold(),
            link: base.clone().set_font_color(blue).set_underline(FormatUnderline::Single),
            words: base,
            head: middle.clone().set_bold().set_background_color(Color::RGB(0xE7_EC_F2)),
            cell_link: boxed.clone().set_font_color(blue),
            cell: boxed.clone(),
            duty: middle.clone(),
            small: boxed.set_font_size(9).set_font_color(Color::RGB(0x40_40_40)),
        }
    }
}

/// Names a sheet and sets its paper, its header with the edition and the provenances, its footer with the page.
pub(super) fn begin(
    book: &Book<'_>,
    sheet: &mut Worksheet,
    name: &str,
    paper: u8,
    wide: bool,
) -> Result<(), XlsxError> {
    let words = book.words;
    sheet.set_name(name)?.set_paper_size(paper);
    if wide {
        sheet.set_landscape();
    }
    sheet.set_print_fit_to_pages(1, 0).set_margins(0.5, 0.5, 0.7, 0.65, 0.3, 0.3);
    let nature = format!("{}{}{}", keys::PROVENANCE.called(book.locale), words.colon, book.nature());
    sheet.set_header(format!("&L{}&R{}", header(&book.title), header(&nature)));
    let [before, between, after] = words.folio;
    let site = &book.site.config.words.title;
    sheet.set_footer(format!("&L{}&C{before}&P{between}&N{after}&R{}", header(site), header(name)));
    Ok(())
}

/// A text in a header: `&` would begin a mark, and a digit would be taken for a size of type after one.
fn header(text: &str) -> String {
    clipped(text, LONGEST_HEADER).replace('&', "&&")
}

/// The beginning of a text that is too long.
fn clipped(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// Writes a text, never a formula.
pub(super) fn put(sheet: &mut Worksheet, at: (u32, u16), text: &str, format: &Format) -> Result<(), XlsxError> {
    if text.is_empty() {
        sheet.write_blank(at.0, at.1, format)?;
    } else {
        sheet.write_string_with_format(at.0, at.1, clipped(text, LONGEST_CELL), format)?;
    }
    Ok(())
}

/// Writes a text, never a formula, into a cell that `dress` will give its looks.
pub(super) fn put_plain(sheet: &mut Worksheet, at: (u32, u16), text: &str) -> Result<(), XlsxError> {
    if !text.is_empty() {
        sheet.write_string(at.0, at.1, clipped(text, LONGEST_CELL))?;
    }
    Ok(())
}

/// Gives a rectangle of cells its looks, empty ones too. Looks are looked up once for all of them: for each cell alone
/// that was a tenth of a build.
pub(super) fn dress(
    sheet: &mut Worksheet,
    rows: RangeInclusive<u32>,
    columns: RangeInclusive<u16>,
    format: &Format,
) -> Result<(), XlsxError> {
    if rows.is_empty() || columns.is_empty() {
        return Ok(());
    }
    sheet.set_range_format(*rows.start(), *columns.start(), *rows.end(), *columns.end(), format)?;
    Ok(())
}

/// Writes a text over several rows or columns.
pub(super) fn put_over(
    sheet: &mut Worksheet,
    from: (u32, u16),
    to: (u32, u16),
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    if from == to {
        return put(sheet, from, text, format);
    }
    sheet.merge_range(from.0, from.1, to.0, to.1, &clipped(text, LONGEST_CELL), format)?;
    Ok(())
}

/// Writes a text that leads to an address, or the plain text where the address is longer than programs take.
pub(super) fn put_link(
    sheet: &mut Worksheet,
    at: (u32, u16),
    text: &str,
    url: Option<String>,
    formats: (&Format, &Format),
) -> Result<(), XlsxError> {
    let (link, plain) = formats;
    match url.filter(|url| url.len() <= LONGEST_LINK && !text.is_empty()) {
        Some(url) => {
            let text = clipped(text, LONGEST_CELL);
            sheet.write_url_with_format(at.0, at.1, Url::new(url).set_text(text), link)?;
            Ok(())
        }
        None => put(sheet, at, text, plain),
    }
}

/// The link to a sheet of the same workbook.
pub(super) fn inside(name: &str) -> String {
    format!("internal:'{}'!A1", name.replace('\'', "''"))
}

/// Lines that a text takes in a column of some width: Han characters count two.
pub(super) fn lines(text: &str, width: f64) -> usize {
    let room = ((width - 1.0).max(2.0)) as usize;
    text.split('\n').map(|line| line.chars().map(columns).sum::<usize>().div_ceil(room).max(1)).sum()
}

fn columns(character: char) -> usize {
    if character.is_ascii() { 1 } else { 2 }
}

/// The height of a row of so many lines.
pub(super) fn height(lines: usize) -> f64 {
    lines.min(MOST_LINES) as f64 * LINE + SPACE
}

/// A text in pieces that each fit in the highest row.
pub(super) fn pieces(text: &str, width: f64) -> Vec<String> {
    let room = ((width - 1.0) as usize) * (MOST_LINES - 1);
    let mut pieces = vec![String::new()];
    let mut taken = 0;
    for character in text.chars() {
        taken += if character == '\n' { (width - 1.0) as usize } else { columns(character) };
        if taken > room {
            pieces.push(String::new());
            taken = columns(character);
        }
        if let Some(piece) = pieces.last_mut() {
            piece.push(character);
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heights_follow_widths() {
        assert_eq!(lines("就业服务", 9.0), 1);
        assert_eq!(lines("就业服务", 8.0), 2);
        assert_eq!(lines("a\nb", 9.0), 2);
        assert_eq!(lines("", 9.0), 1);
    }

    #[test]
    fn long_texts_are_parted_without_loss() {
        let text = "步骤\n".repeat(400);
        let parts = pieces(&text, 40.0);
        assert!(parts.len() > 1);
        assert_eq!(parts.concat(), text);
        assert!(parts.iter().all(|part| lines(part, 40.0) <= MOST_LINES + 1));
    }
}
