//! Workbooks (ECMA-376, ISO/IEC 29500): bytes → the cells of their sheets, each with the text that people read in it.
//!
//! Cells are read one by one: a sheet whose only two cells lie in opposite corners costs no more than two cells.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx, XlsxError};

use super::document::{Loss, LossKind, count};
use super::package::Package;
use super::refusal::{Office, Refusal, broken_workbook, other_zip};
use super::xml;

/// The most cells of a workbook: a hundred times what the longest division of work has.
const MOST_CELLS: usize = 200_000;

/// The most sheets.
const MOST_SHEETS: usize = 400;

/// A workbook.
#[derive(Clone, Debug, Default)]
pub(super) struct Workbook {
    /// The sheets that people see, in their order.
    pub(super) sheets: Vec<Sheet>,
    /// What is not taken over.
    pub(super) losses: Vec<Loss>,
}

/// A sheet.
#[derive(Clone, Debug, Default)]
pub(super) struct Sheet {
    /// Its name.
    pub(super) name: String,
    /// Its cells that hold something, by row and column, both counted from 0.
    pub(super) cells: BTreeMap<(u32, u32), Cell>,
    /// Cells that are merged into one: the first and the last of each rectangle.
    pub(super) merges: Vec<((u32, u32), (u32, u32))>,
}

/// A cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Cell {
    /// What people read.
    pub(super) text: String,
    /// How the file holds it.
    pub(super) nature: Nature,
}

/// How a file holds what a cell shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Nature {
    /// As words, or as a whole number.
    #[default]
    Plain,
    /// As a day, which people may see written otherwise.
    Day,
    /// As a number or a time whose look the file keeps apart.
    Number,
    /// As the outcome of a formula.
    Formula,
}

/// Reads a workbook.
pub(super) fn read(bytes: &[u8]) -> Result<Workbook, Refusal> {
    let mut package = Package::open(bytes, Office::Excel)?;
    if !package.holds("xl/workbook.xml") {
        let names = package.names();
        return Err(other_zip(|name| names.iter().any(|own| own == name)));
    }
    let mut losses = Vec::new();
    for name in package.names().iter().filter(|name| name.ends_with(".xml") || name.ends_with(".rels")) {
        // Each part is unpacked within its limits here, and once more by the reader of cells.
        let Some(text) = package.xml(name)? else { continue };
        let tree = xml::parse(&text)?;
        if name.starts_with("xl/comments") || name.starts_with("xl/threadedComments") {
            let words = tree.descendants().filter(roxmltree::Node::is_text).filter_map(|node| node.text());
            losses.push(Loss { what: LossKind::Comment, after: None, characters: words.map(count).sum() });
        }
    }
    let mut file = Xlsx::new(Cursor::new(bytes)).map_err(refusal)?;
    let named: Vec<(String, bool)> = file
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| (sheet.name.clone(), sheet.visible == SheetVisible::Visible))
        .collect();
    if named.len() > MOST_SHEETS {
        return Err(too_large());
    }
    let mut workbook = Workbook { sheets: Vec::new(), losses };
    let mut room = MOST_CELLS;
    for (name, is_visible) in named {
        let sheet = sheet(&mut file, name, &mut room)?;
        if is_visible {
            workbook.sheets.push(sheet);
        } else {
            let characters = sheet.cells.values().map(|cell| count(&cell.text)).sum();
            workbook.losses.push(Loss { what: LossKind::Hidden, after: None, characters });
        }
    }
    workbook.losses.retain(|loss| loss.characters > 0);
    Ok(workbook)
}

fn sheet(file: &mut Xlsx<Cursor<&[u8]>>, name: String, room: &mut usize) -> Result<Sheet, Refusal> {
    let merges = file.merge_cells_by_sheet_name(&name).map_err(refusal)?;
    let merges = merges.into_iter().map(|own| (own.start, own.end)).collect();
    let mut sheet = Sheet { name, cells: BTreeMap::new(), merges };
    let mut cells = file.worksheet_cells_reader(&sheet.name).map_err(refusal)?;
    while let Some(own) = cells.next_cell_with_formula().map_err(refusal)? {
        let (text, nature) = said(&own.value);
        let nature = if own.formula.is_some() { Nature::Formula } else { nature };
        if text.trim().is_empty() {
            continue;
        }
        *room = room.checked_sub(1).ok_or_else(too_large)?;
        sheet.cells.insert(own.pos, Cell { text, nature });
    }
    Ok(sheet)
}

/// What people read in a cell.
fn said(value: &DataRef<'_>) -> (String, Nature) {
    // A line may end as on other systems, or with the escape of ECMA-376, 22.9.2.19.
    let lines = |text: &str| text.replace("_x000D_", "").replace("\r\n", "\n").replace('\r', "\n");
    match value {
        DataRef::String(text) => (lines(text), Nature::Plain),
        DataRef::SharedString(text) => (lines(text), Nature::Plain),
        DataRef::Int(number) => (number.to_string(), Nature::Plain),
        DataRef::Float(number) if number.fract() == 0.0 => (format!("{number:.0}"), Nature::Plain),
        DataRef::Float(number) => (number.to_string(), Nature::Number),
        DataRef::Bool(yes) => (if *yes { "是" } else { "否" }.to_owned(), Nature::Plain),
        DataRef::DateTime(day) => day_of(day),
        DataRef::DateTimeIso(day) => (day.chars().take(10).collect(), Nature::Day),
        DataRef::DurationIso(time) => (time.clone(), Nature::Number),
        DataRef::Error(error) => (error.to_string(), Nature::Formula),
        DataRef::Empty => (String::new(), Nature::Plain),
    }
}

fn day_of(day: &ExcelDateTime) -> (String, Nature) {
    if day.is_duration() || day.as_f64() < 1.0 {
        return (day.as_f64().to_string(), Nature::Number);
    }
    let (year, month, day, ..) = day.to_ymd_hms_milli();
    (format!("{year}-{month:02}-{day:02}"), Nature::Day)
}

fn refusal(error: XlsxError) -> Refusal {
    match error {
        XlsxError::Password => super::refusal::encrypted_refusal(),
        _ => broken_workbook(),
    }
}

fn too_large() -> Refusal {
    Refusal::fixed(
        "这个工作簿的表或单元格太多，不像一份任务分工表；请只留任务的那张表，另存后再导入",
        "the workbook has too many sheets or cells for a division of work; keep the sheet of tasks alone, save it and import that",
    )
}
