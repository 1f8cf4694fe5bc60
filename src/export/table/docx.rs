//! The table of changes as a Word document, to be circulated: 原文 and 新文 side by side on pages across, what was deleted
//! struck out, what was inserted bold with a double line below it. Shape tells them apart, not colour: offices print in black.

use std::fmt::Write;

use super::{Table, side, translated, words};
use crate::comparison::{Change, Comparison, DutyChange};
use crate::diag::Words;
use crate::export::docx;
use crate::export::docx::xml::{Look, paragraph, run};
use crate::model::{Duty, Kind, Provenance, Status};
use crate::naming;
use crate::site::{EntryIx, Fate};
use crate::text::redline::{Mark, Piece};

/// Widths of change, old text and new text, in twentieths of a point; together the width of the text.
const WIDTHS: [usize; 3] = [1402, 6300, 6300];

const BOLD: Look = Look { bold: true, italic: false, struck: false, underlined: false, above: false, below: false };

pub(super) fn document(table: &Table<'_>) -> anyhow::Result<Vec<u8>> {
    let [old, new] = table.titles();
    let title = table.say(&Words::fixed("新旧条文对照表", "Table of changes"));
    let plain = |style: &str, text: &str| paragraph(style, "", &run(text, Look::default()));
    let mut body = plain("Title", &title);
    body.push_str(&plain("Cover", &format!("{old} → {new}")));
    body.push_str(&plain("Cover", &summary(table)));
    let legend = [
        run(
            &table.say(&Words::fixed(
                "左列加删除线的是删去的文字，右列加粗并有双下划线的是增加的文字；",
                "Struck out on the left is what was deleted, bold with a double line on the right what was inserted; ",
            )),
            Look::default(),
        ),
        run(&table.say(&Words::fixed("删去", "deleted")), Look { struck: true, ..Look::default() }),
        run(&table.say(&Words::fixed("、", ", ")), Look::default()),
        run(&table.say(&Words::fixed("增加", "inserted")), Look { underlined: true, ..BOLD }),
    ];
    body.push_str(&paragraph("Cover", "", &legend.concat()));
    for kind in [Kind::Clause, Kind::Task, Kind::Safeguard] {
        let rows: Vec<&(&Fate, Comparison)> = table.rows.iter().filter(|(fate, _)| fate.kind == kind).collect();
        if !rows.is_empty() {
            body.push_str(&plain("Heading1", &table.say(&words::kind(kind))));
            body.push_str(&grid(table, &rows));
        }
    }
    // A table that ends the text is followed by a paragraph (17.4.38).
    body.push_str(&plain("Cell", ""));
    docx::across(&title, &running_title(table, &title), body)
}

/// What stands on top of every page: which editions are compared, and whose words these are where they are not all the
/// issuer's or do not hold.
fn running_title(table: &Table<'_>, title: &str) -> String {
    let site = table.site;
    let mut said = vec![title.to_owned()];
    for edition in table.editions() {
        let status = site.edition_facts(edition).map(|facts| facts.status.value);
        let status = status.filter(|own| *own != Status::Current).map(|own| table.say(&words::status(own)));
        let [open, close] = words::book(table.locale).brackets;
        let status = status.map(|own| format!("{open}{own}{close}")).unwrap_or_default();
        let name = site.edition_facts(edition).map(|facts| facts.short_title.clone()).unwrap_or_default();
        said.push(format!("{name}{status}"));
    }
    let entries =
        |fate: &&(&Fate, Comparison)| -> Vec<EntryIx> { fate.0.old.iter().chain(&fate.0.new).copied().collect() };
    let mut all: Vec<Provenance> =
        table.rows.iter().flat_map(|row| entries(&row)).flat_map(|own| site.entry(own).item.provenances()).collect();
    all.sort_unstable();
    all.dedup();
    if all != [Provenance::Official] {
        let names: Vec<String> = all.iter().map(|own| table.say(&words::provenance(*own))).collect();
        said.push(names.join(&table.say(&Words::fixed("、", ", "))));
    }
    said.join("　")
}

/// How many items have each change.
fn summary(table: &Table<'_>) -> String {
    let count = |change: Change| table.rows.iter().filter(|(_, own)| own.changes.contains(&change)).count();
    let said = Change::WORDS.iter().map(|(_, change)| (*change, count(*change))).filter(|(_, count)| *count > 0);
    let said: Vec<String> =
        said.map(|(change, count)| format!("{} {count}", table.say(&words::change(change)))).collect();
    said.join(&table.say(&Words::fixed("，", ", ")))
}

fn grid(table: &Table<'_>, rows: &[&(&Fate, Comparison)]) -> String {
    let mut out = format!(
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/><w:tblW w:w=\"{}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>{}</w:tblGrid>",
        WIDTHS.iter().sum::<usize>(),
        WIDTHS.map(|width| format!("<w:gridCol w:w=\"{width}\"/>")).concat(),
    );
    let heads = [Words::fixed("变化", "Change"), Words::fixed("原文", "Old text"), Words::fixed("新文", "New text")];
    out.push_str("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
    for (width, head) in WIDTHS.iter().zip(&heads) {
        cell(&mut out, *width, &paragraph("Cell", "", &run(&table.say(head), BOLD)));
    }
    out.push_str("</w:tr>");
    for (fate, comparison) in rows {
        out.push_str("<w:tr>");
        let changes = table.changes(comparison);
        cell(&mut out, WIDTHS[0], &paragraph("Cell", "", &run(&changes, Look::default())));
        for (width, without) in [(WIDTHS[1], Mark::Inserted), (WIDTHS[2], Mark::Deleted)] {
            cell(&mut out, width, &text(table, fate, comparison, without));
        }
        out.push_str("</w:tr>");
    }
    out + "</w:tbl>"
}

fn cell(out: &mut String, width: usize, paragraphs: &str) {
    let _ = write!(out, "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>{paragraphs}</w:tc>");
}

/// The text of one side: names, then the lines, then facts and duties that changed. Of what did not change in words, the name
/// is enough.
fn text(table: &Table<'_>, fate: &Fate, comparison: &Comparison, without: Mark) -> String {
    let entries = if without == Mark::Inserted { &fate.old } else { &fate.new };
    let mut out = paragraph("Cell", "", &run(&table.names(entries), BOLD));
    if entries.is_empty() {
        // A cell holds a paragraph, also where nothing is to be said.
        let why = table.withdrawal(fate).filter(|_| without == Mark::Deleted).unwrap_or_default();
        return paragraph("Cell", "", &run(&why, Look::default()));
    }
    if !comparison.is_shown() {
        return out;
    }
    out.push_str(&paragraphs(&side(&comparison.lines, without)));
    for fact in &comparison.facts {
        let own = fact.pieces.iter().filter(|piece| piece.mark != without);
        let words: String = own.map(|piece: &Piece| marked(&piece.text, piece.mark)).collect();
        let name = format!("{}{}", fact.key.called(table.locale), table.say(&Words::fixed("：", ": ")));
        out.push_str(&paragraph("Cell", "", &(run(&name, Look::default()) + &words)));
    }
    for own in &comparison.duties {
        out.push_str(&duty(table, own, without));
    }
    out.push_str(&paragraphs(&translated(table, comparison, without)));
    out
}

/// Pieces as paragraphs, one for each line.
fn paragraphs(pieces: &[Piece]) -> String {
    let (mut out, mut line) = (String::new(), String::new());
    for piece in pieces {
        for (at, words) in piece.text.split('\n').enumerate() {
            if at > 0 {
                out.push_str(&paragraph("Cell", "", &std::mem::take(&mut line)));
            }
            line.push_str(&marked(words, piece.mark));
        }
    }
    if !line.is_empty() {
        out.push_str(&paragraph("Cell", "", &line));
    }
    out
}

fn marked(text: &str, mark: Mark) -> String {
    let look = match mark {
        Mark::Kept => Look::default(),
        Mark::Deleted => Look { struck: true, ..Look::default() },
        Mark::Inserted => Look { underlined: true, ..BOLD },
    };
    run(text, look)
}

/// A duty that one side has; nothing where it has none.
fn duty(table: &Table<'_>, own: &DutyChange, without: Mark) -> String {
    let (held, mark) = if without == Mark::Inserted { (&own.old, Mark::Deleted) } else { (&own.new, Mark::Inserted) };
    if held.is_empty() {
        return String::new();
    }
    let one = |(duty, word): &(Duty, Option<Box<str>>)| {
        word.as_deref().map_or_else(|| table.say(&words::duty(*duty)), str::to_owned)
    };
    let holder = naming::holder(table.site, &own.holder, table.site.config.languages.first);
    let said = format!("{holder}{}", table.say(&Words::fixed("：", ": ")));
    let words = held.iter().map(one).collect::<Vec<_>>().join(" ");
    paragraph("Cell", "", &(run(&said, Look::default()) + &marked(&words, mark)))
}
