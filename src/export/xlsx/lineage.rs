//! 沿革: what each clause, task and safeguard was in the edition before and became in the edition behind, and why others ended.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::Book;
use super::sheet::{A3, Formats, begin, dress, height, lines, put, put_over, put_plain};
use crate::comparison;
use crate::export::{cells, words};
use crate::model::{Kind, Status};
use crate::site::{EditionNode, EntryIx, Fate, Succession};

/// Widths of kind, former item, change, item, change, later item, day, unit and reason.
const WIDTHS: [f64; 9] = [6.0, 30.0, 12.0, 30.0, 12.0, 30.0, 12.0, 16.0, 36.0];

/// What is known of an item, cell by cell.
pub(super) type Row = [String; 9];

/// A row for each item of the edition, and for each that ended with it; nothing where no other edition comes before or behind.
pub(super) fn rows(book: &Book<'_>) -> Option<Vec<Row>> {
    let (past, future) = (past(book), future(book));
    if past.is_none() && future.is_none() {
        return None;
    }
    let mut rows = Vec::new();
    let edition = book.edition;
    let clauses: Vec<EntryIx> = edition.clauses.iter().map(|node| node.entry).collect();
    let lists = [(Kind::Clause, &clauses), (Kind::Task, &edition.tasks), (Kind::Safeguard, &edition.safeguards)];
    for (kind, entries) in lists {
        rows.extend(entries.iter().map(|&entry| row(book, kind, entry, (past, future))));
        let ended = past.into_iter().flat_map(|own| own.fates.iter().map(move |fate| (own, fate)));
        let ended = ended.filter(|(_, fate)| fate.kind == kind && fate.new.is_empty());
        rows.extend(ended.map(|(succession, fate)| {
            let [day, by, reason] = withdrawal(book, succession, fate);
            let was = cells::items(book.site, &fate.old);
            [called(book, kind), was, changes(book, fate), String::new(), String::new(), String::new(), day, by, reason]
        }));
    }
    Some(rows)
}

fn past<'a>(book: &Book<'a>) -> Option<&'a Succession> {
    let at = book.site.succession_to(book.site.edition_index(&book.edition.key)?)?;
    book.site.successions().get(at).map(|own| &**own)
}

fn future<'a>(book: &Book<'a>) -> Option<&'a Succession> {
    let at = book.site.succession_from(book.site.edition_index(&book.edition.key)?)?;
    book.site.successions().get(at).map(|own| &**own)
}

fn row(book: &Book<'_>, kind: Kind, entry: EntryIx, (past, future): (Option<&Succession>, Option<&Succession>)) -> Row {
    let (was, now) = (past.and_then(|own| own.fate(entry)), future.and_then(|own| own.fate(entry)));
    let ended = future.zip(now).map(|(own, fate)| withdrawal(book, own, fate)).unwrap_or_default();
    let [day, by, reason] = ended;
    [
        called(book, kind),
        was.map(|fate| cells::items(book.site, &fate.old)).unwrap_or_default(),
        was.map(|fate| changes(book, fate)).unwrap_or_default(),
        cells::items(book.site, &[entry]),
        now.map(|fate| changes(book, fate)).unwrap_or_default(),
        now.map(|fate| cells::items(book.site, &fate.new)).unwrap_or_default(),
        day,
        by,
        reason,
    ]
}

fn called(book: &Book<'_>, kind: Kind) -> String {
    words::kind(kind).say(book.locale).to_owned()
}

fn changes(book: &Book<'_>, fate: &Fate) -> String {
    let all = comparison::changes_of(book.site, fate);
    all.iter().map(|own| words::change(*own).say(book.locale).to_owned()).collect::<Vec<_>>().join(book.words.comma)
}

/// Day, unit and reason of an end; empty where nothing ended, or nobody has said why.
fn withdrawal(book: &Book<'_>, succession: &Succession, fate: &Fate) -> [String; 3] {
    let said = book.site.withdrawal(succession, fate);
    said.map(|own| [own.date.to_string(), own.by.clone().unwrap_or_default(), own.reason.clone()]).unwrap_or_default()
}

/// The short name of an edition, with its status where it is not the one that holds.
fn edition(book: &Book<'_>, node: &EditionNode) -> String {
    let Some(facts) = book.site.edition_facts(node) else { return node.key.to_string() };
    let status = Some(facts.status.value).filter(|own| *own != Status::Current).map(words::status);
    let [open, close] = book.words.brackets;
    let status = status.map(|own| format!("{open}{}{close}", own.say(book.locale))).unwrap_or_default();
    format!("{}{status}", facts.short_title)
}

/// Writes the sheet.
pub(super) fn write(book: &Book<'_>, sheet: &mut Worksheet, formats: &Formats, rows: &[Row]) -> Result<(), XlsxError> {
    let words = book.words;
    begin(book, sheet, words.lineage, A3, true)?;
    for (column, width) in (0..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    let last = WIDTHS.len() as u16 - 1;
    put_over(sheet, (0, 0), (0, last), &book.marked(&format!("{} {}", book.title, words.lineage)), &formats.title)?;
    sheet.set_row_height(0, 30.0)?;
    put_over(sheet, (1, 0), (1, last), words.how_lineage, &formats.remark)?;
    sheet.set_row_height(1, height(1))?;
    let name = |at: Option<usize>| at.map(|at| edition(book, &book.site.editions[at])).unwrap_or_default();
    let (before, behind) = (name(past(book).map(|own| own.old)), name(future(book).map(|own| own.new)));
    let own = edition(book, book.edition);
    let [change_before, change_behind] = words.changed;
    let [day, by, reason] = words.ended;
    let heads = [words.kind, &before, change_before, &own, change_behind, &behind, day, by, reason];
    for (column, head) in (0..).zip(heads) {
        put(sheet, (2, column), head, &formats.head)?;
    }
    sheet.set_row_height(2, height(2))?;
    for (at, row) in (3..).zip(rows) {
        for (column, cell) in (0..).zip(row) {
            put_plain(sheet, (at, column), cell)?;
        }
        let most = row.iter().zip(WIDTHS).map(|(cell, width)| lines(cell, width)).max().unwrap_or(1);
        sheet.set_row_height(at, height(most))?;
    }
    dress(sheet, 3..=rows.len() as u32 + 2, 0..=last, &formats.small)?;
    sheet.set_freeze_panes(3, 1)?.set_repeat_rows(2, 2)?;
    Ok(())
}
