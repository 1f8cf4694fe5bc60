//! Redlines → HTML: what was deleted and inserted, in words and in shape.
//!
//! `del` and `ins` look different without colour, and begin with a word that only readers who listen hear. The same lines are
//! written twice, as one text and in two columns; style sheets show the one that fits.

use std::fmt::Write;

use crate::comparison::Line;
use crate::model::Lang;
use crate::prose::BlockKind;
use crate::render::markup::escape_text;
use crate::render::words::write_words;
use crate::text::redline::{Mark, Piece, Row};
use crate::theme::Phrases;

/// Unchanged lines shown on each side of a change, where not all are.
const CONTEXT: usize = 1;

/// How much of a text is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::render) enum Extent {
    /// All of it.
    Whole,
    /// What changed, with what stands beside it.
    Changes,
}

/// Writes redlines in the words of a language.
pub(in crate::render) struct Redline<'a> {
    phrases: &'a Phrases,
    /// The language of the text, and that of the page, whose words say what was inserted; nothing where both are one.
    tongues: Option<[Lang; 2]>,
    html: String,
}

impl<'a> Redline<'a> {
    /// Of a text in the language of its page.
    pub(in crate::render) fn new(phrases: &'a Phrases) -> Self {
        Self { phrases, tongues: None, html: String::new() }
    }

    /// Of a text in another language than that of its page.
    pub(in crate::render) fn translated(phrases: &'a Phrases, text: Lang, page: Lang) -> Self {
        Self { tongues: Some([text, page]).filter(|[text, page]| text != page), ..Self::new(phrases) }
    }

    /// Lines as one run, with insertions and deletions in it.
    pub(in crate::render) fn inline(mut self, lines: &[Line], extent: Extent) -> String {
        let own = &mut self;
        let mut in_table = false;
        for step in steps(lines, extent) {
            let Some(line) = step else {
                own.end_table(&mut in_table);
                own.html.push_str("<p class=\"nb-elided\">…</p>");
                continue;
            };
            if line.cells.len() > 1 {
                own.table_row(line, &mut in_table);
            } else {
                own.end_table(&mut in_table);
                own.paragraph(line);
            }
        }
        own.end_table(&mut in_table);
        self.html
    }

    /// Lines in rows of two cells: the old text, the new text.
    pub(in crate::render) fn columns(mut self, lines: &[Line], extent: Extent) -> String {
        let own = &mut self;
        for step in steps(lines, extent) {
            let Some(line) = step else {
                own.html.push_str("<tr class=\"nb-elided\"><td>…</td><td>…</td></tr>");
                continue;
            };
            own.html.push_str("<tr><td>");
            if line.row.in_old().is_some() {
                own.side(line, Mark::Inserted);
            }
            own.html.push_str("</td><td>");
            if line.row.in_new().is_some() {
                own.side(line, Mark::Deleted);
            }
            own.html.push_str("</td></tr>");
        }
        self.html
    }

    /// Some pieces as one run: a title, a fact.
    pub(in crate::render) fn run(mut self, pieces: &[Piece]) -> String {
        self.pieces(pieces, None);
        self.html
    }

    fn word(&self, key: &str) -> &'a str {
        self.phrases.redline.get(key).map_or("", String::as_str)
    }

    fn paragraph(&mut self, line: &Line) {
        let (class, label) = moved(line.row);
        let class =
            if line.kind == BlockKind::Heading { format!("{class} nb-line--heading") } else { class.to_owned() };
        let _ = write!(self.html, "<p class=\"nb-line{class}\">");
        self.label(label);
        for cell in &line.cells {
            self.pieces(cell, None);
        }
        self.html.push_str("</p>");
    }

    fn table_row(&mut self, line: &Line, in_table: &mut bool) {
        if !std::mem::replace(in_table, true) {
            // It scrolls by itself on narrow screens, so that the keyboard must reach it.
            self.html.push_str("<div class=\"nb-table\" tabindex=\"0\"><table>");
        }
        let (class, label) = moved(line.row);
        let _ = write!(self.html, "<tr class=\"nb-line{class}\">");
        for (at, cell) in line.cells.iter().enumerate() {
            self.html.push_str("<td>");
            if at == 0 {
                self.label(label);
            }
            self.pieces(cell, None);
            self.html.push_str("</td>");
        }
        self.html.push_str("</tr>");
    }

    fn end_table(&mut self, in_table: &mut bool) {
        if std::mem::take(in_table) {
            self.html.push_str("</table></div>");
        }
    }

    fn side(&mut self, line: &Line, without: Mark) {
        self.label(moved(line.row).1);
        for (at, cell) in line.cells.iter().enumerate() {
            if at > 0 {
                self.html.push_str(" | ");
            }
            self.pieces(cell, Some(without));
        }
    }

    /// Says that a line stands elsewhere in the other text.
    fn label(&mut self, key: Option<&str>) {
        if let Some(key) = key {
            self.said("nb-remark", key);
            self.html.push(' ');
        }
    }

    /// Words of the page inside the text.
    fn said(&mut self, class: &str, key: &str) {
        let _ = write!(self.html, "<span class=\"{class}\"");
        if let Some([_, page]) = self.tongues {
            let _ = write!(self.html, " lang=\"{page}\" dir=\"{}\"", page.direction());
        }
        self.html.push('>');
        let word = self.word(key);
        escape_text(&mut self.html, word);
        self.html.push_str("</span>");
    }

    fn pieces(&mut self, pieces: &[Piece], without: Option<Mark>) {
        let around = self.tongues.map(|[text, _]| text);
        for piece in pieces.iter().filter(|piece| Some(piece.mark) != without) {
            let (tag, key) = match piece.mark {
                Mark::Kept => {
                    write_words(&mut self.html, &piece.text, around);
                    continue;
                }
                Mark::Deleted => ("del", "mark_deleted"),
                Mark::Inserted => ("ins", "mark_inserted"),
            };
            let _ = write!(self.html, "<{tag}>");
            self.said("nb-hidden", key);
            write_words(&mut self.html, &piece.text, around);
            let _ = write!(self.html, "</{tag}>");
        }
    }
}

fn moved(row: Row) -> (&'static str, Option<&'static str>) {
    match row {
        Row::MovedAway { .. } => (" nb-line--away", Some("moved_away")),
        Row::MovedHere { .. } => (" nb-line--here", Some("moved_here")),
        Row::Kept { .. } | Row::Deleted(_) | Row::Inserted(_) => ("", None),
    }
}

/// The lines that are shown; nothing where some are left out.
fn steps(lines: &[Line], extent: Extent) -> Vec<Option<&Line>> {
    if extent == Extent::Whole {
        return lines.iter().map(Some).collect();
    }
    // Where nothing of the words changed, as in a clause that was only split, there is nothing to show.
    if !lines.iter().any(Line::is_changed) {
        return Vec::new();
    }
    let near =
        |at: usize| lines[at.saturating_sub(CONTEXT)..(at + CONTEXT + 1).min(lines.len())].iter().any(Line::is_changed);
    let mut steps = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if near(at) {
            steps.push(Some(line));
        } else if !matches!(steps.last(), Some(None)) {
            steps.push(None);
        }
    }
    steps
}
