//! Tables: rows of notes, and cells that are merged by hand.
//!
//! A cell that holds `<` alone belongs to the one on its left, one that holds `^` to the one above. A row that is
//! merged with the head belongs to the head. A line without `|` below a table that begins with 注 is the table's note.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::super::rules;
use super::{Builder, Opening};
use crate::model::{Align, Cell, Content, Element, Node};
use crate::source::Span;
use crate::text::marks::AsideMark;

/// What the builder knows of the table being read.
#[derive(Default)]
pub(super) struct Table {
    /// Column of the next cell.
    column: u16,
    /// How many columns there are.
    columns: u16,
    /// Whether any cell is merged.
    merged: bool,
    /// The end of the row being read, if it is a note.
    note: Option<usize>,
    /// What the row being read has behind its last column.
    surplus: Vec<Span>,
}

/// A cell with its nodes, from its opening to its end.
struct Piece {
    cell: Cell,
    row: usize,
    nodes: Vec<Node>,
    /// The piece that it is merged with: itself at first.
    owner: usize,
}

/// The cells that are merged into one.
#[derive(Clone, Copy)]
struct Area {
    top: usize,
    bottom: usize,
    left: u16,
    right: u16,
    /// How many cells it has; fewer than fit in means that it is no rectangle.
    cells: usize,
}

#[derive(Clone, Copy, PartialEq)]
enum Merge {
    Left,
    Up,
}

impl Builder<'_> {
    pub(super) fn start_table(&mut self, columns: Box<[Align]>, span: Span) -> Opening {
        let first = self.body.nodes.len();
        self.table = Table { columns: u16::try_from(columns.len()).unwrap_or(u16::MAX), ..Table::default() };
        self.push(Content::Open(Element::Table(columns)), span);
        self.body.nodes.append(&mut self.captions);
        Opening::Table(first)
    }

    pub(super) fn start_table_head(&mut self, span: Span) -> Opening {
        self.table.column = 0;
        self.push(Content::Open(Element::TableHead), span);
        self.push(Content::Open(Element::TableRow), span);
        Opening::TableHead
    }

    pub(super) fn start_table_row(&mut self, span: Span) -> Opening {
        self.table.column = 0;
        let written = &self.source.text[span.range()];
        if !written.contains('|') {
            if AsideMark::of(written).is_some() {
                self.table.note = Some(self.events.end_of(self.current()));
            } else if self.table.columns > 1 {
                let line = written.trim_end();
                let end = span.range().start + line.len();
                let place = self.location(Span::new(span.range().start, end));
                self.found.push(rules::table_end::report(place, line));
            }
        } else {
            self.look_behind_last_column(span);
        }
        self.push(Content::Open(Element::TableRow), span);
        Opening::TableRow
    }

    /// The parser drops cells that have no column.
    fn look_behind_last_column(&mut self, row: Span) {
        let (start, end) = (row.range().start, row.range().end);
        let mut inside = self.events.inside(self.current()).rev();
        let last = inside.find_map(|index| match self.events.get(index) {
            Some((Event::End(TagEnd::TableCell), cell)) => Some(cell.range().end),
            _ => None,
        });
        let rest = last.unwrap_or(start).clamp(start, end);
        let written = self.source.text[rest..end].trim_end();
        self.table.surplus = surplus(written).into_iter().map(|span| span.shifted(rest)).collect();
        let bars = bars_inside(&self.source.text[row.range()]);
        for bar in &bars {
            self.found.push(rules::table_cells::report_bar(self.location(row), start + bar));
        }
        if let (Some(first), Some(last), true) =
            (self.table.surplus.first(), self.table.surplus.last(), bars.is_empty())
        {
            let place = self.location(Span { end: last.end, ..*first });
            self.found.push(rules::table_cells::report(place, self.table.columns));
        }
    }

    /// Ends a row. Cells without a column are cells all the same, so that no word is lost.
    pub(super) fn end_table_row(&mut self, span: Span) {
        for (column, cell) in (self.table.column..).zip(std::mem::take(&mut self.table.surplus)) {
            self.push(Content::Open(Element::TableCell(Cell { column, columns: 1, rows: 1 })), cell);
            let words = self.source.text[cell.range()].replace("\\|", "|");
            self.push(Content::Text(words), cell);
            self.push(Content::Close, cell);
        }
        self.push(Content::Close, span);
    }

    pub(super) fn start_table_cell(&mut self, span: Span) -> Opening {
        if self.table.note.is_some() {
            let cell = Cell { column: 0, columns: self.table.columns, rows: 1 };
            self.push(Content::Open(Element::TableCell(cell)), span);
            return Opening::TableNote(self.body.nodes.len());
        }
        let cell = Cell { column: self.table.column, columns: 1, rows: 1 };
        self.table.column = self.table.column.saturating_add(1);
        self.table.merged |= self.merge_at(self.at).is_some();
        self.open_element(Element::TableCell(cell), span)
    }

    /// Ends the note of a table. The other cells of its row are empty.
    pub(super) fn end_table_note(&mut self, first: usize, span: Span) {
        let nodes = self.body.nodes.split_off(first);
        self.lay_note(nodes, span);
        self.push(Content::Close, span);
        if let Some(end) = self.table.note.take() {
            self.at = end;
        }
    }

    pub(super) fn end_table(&mut self, first: usize, span: Span) {
        if self.table.merged {
            let rows = self.body.nodes[first..]
                .iter()
                .position(|node| node.content == Content::Open(Element::TableHead))
                .map_or(self.body.nodes.len(), |head| first + head);
            let nodes = self.body.nodes.split_off(rows);
            self.merge(nodes, span);
        }
        self.push(Content::Close, span);
    }

    /// How the cell whose content starts with the event at `index` is merged. An escaped sign is a sign.
    fn merge_at(&self, index: usize) -> Option<Merge> {
        let (Event::Text(_), span) = self.events.get(index)? else { return None };
        if !matches!(self.events.event(index + 1), Some(Event::End(TagEnd::TableCell))) {
            return None;
        }
        let cell =
            self.events.get(index.checked_sub(1)?).filter(|(event, _)| *event == Event::Start(Tag::TableCell))?;
        if self.source.text[cell.1.range()].trim().len() != span.range().len() {
            return None;
        }
        merge_of(&self.source.text[span.range()])
    }

    /// Lays the rows of a table again, merged.
    fn merge(&mut self, nodes: Vec<Node>, span: Span) {
        let mut pieces = pieces(nodes);
        let areas = self.areas(&mut pieces);
        for (_, piece) in areas.iter().zip(&pieces).filter(|(area, _)| !area.is_whole()) {
            self.found.push(rules::table_merge::report(self.location(piece.nodes[0].span)));
        }
        let rows = pieces.last().map_or(0, |last| last.row + 1);
        let head = head_rows(&pieces, &areas);
        self.push(Content::Open(Element::TableHead), span);
        let mut pieces = pieces.into_iter().enumerate().peekable();
        for row in 0..rows {
            self.push(Content::Open(Element::TableRow), span);
            while let Some((at, mut piece)) = pieces.next_if(|(_, piece)| piece.row == row) {
                let area = areas[piece.owner];
                if area.is_whole() && piece.owner != at {
                    continue;
                }
                if area.is_whole() {
                    piece.cell.columns = piece.cell.columns.max(area.right - area.left + 1);
                    piece.cell.rows = u16::try_from(area.bottom - area.top + 1).unwrap_or(u16::MAX);
                }
                piece.nodes[0].content = Content::Open(Element::TableCell(piece.cell));
                self.body.nodes.append(&mut piece.nodes);
            }
            self.push(Content::Close, span);
            if row + 1 == head {
                self.push(Content::Close, span);
            }
        }
    }

    /// The area of each piece that owns one. Each row has a piece for every column, or one that spans them all.
    fn areas(&self, pieces: &mut [Piece]) -> Vec<Area> {
        let columns = usize::from(self.table.columns).max(1);
        let mut areas: Vec<Area> = Vec::with_capacity(pieces.len());
        let mut above = vec![None; columns];
        for at in 0..pieces.len() {
            let Piece { cell: Cell { column, columns: wide, .. }, row, ref nodes, .. } = pieces[at];
            let owner = match self.merge_of(nodes) {
                Some(Merge::Left) if column > 0 => pieces[at - 1].owner,
                Some(Merge::Up) => above.get(usize::from(column)).copied().flatten().unwrap_or(at),
                _ => at,
            };
            pieces[at].owner = owner;
            areas.push(Area { top: row, bottom: row, left: column, right: column, cells: 1 });
            if owner != at {
                let area = &mut areas[owner];
                area.bottom = area.bottom.max(row);
                area.left = area.left.min(column);
                area.right = area.right.max(column);
                area.cells += 1;
            }
            above.iter_mut().skip(column.into()).take(wide.into()).for_each(|above| *above = Some(owner));
        }
        areas
    }

    fn merge_of(&self, nodes: &[Node]) -> Option<Merge> {
        let [cell, Node { content: Content::Text(text), span }, _] = nodes else { return None };
        merge_of(text).filter(|_| self.source.text[cell.span.range()].trim().len() == span.range().len())
    }
}

impl Area {
    fn is_whole(&self) -> bool {
        self.cells == (self.bottom - self.top + 1) * usize::from(self.right - self.left + 1)
    }
}

/// How many rows the head has: the first, and each that is merged with one of the head.
fn head_rows(pieces: &[Piece], areas: &[Area]) -> usize {
    let mut head = 1;
    for piece in pieces {
        let area = areas[piece.owner];
        if piece.row == head && area.top < head && area.is_whole() {
            head += 1;
        }
    }
    head
}

/// The cells of all rows, in order.
fn pieces(nodes: Vec<Node>) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut rows = 0;
    let mut depth = 0_u32;
    for node in nodes {
        match &node.content {
            Content::Open(Element::TableHead) => continue,
            Content::Open(Element::TableRow) => {
                rows += 1;
                continue;
            }
            Content::Close if depth == 0 => continue,
            Content::Open(Element::TableCell(cell)) => {
                pieces.push(Piece { cell: *cell, row: rows - 1, nodes: Vec::new(), owner: pieces.len() });
                depth += 1;
            }
            Content::Open(_) => depth += 1,
            Content::Close => depth -= 1,
            _ => {}
        }
        if let Some(piece) = pieces.last_mut() {
            piece.nodes.push(node);
        }
    }
    pieces
}

/// The cells in what stands behind the last column of a row. A bar behind a backslash is text.
fn surplus(written: &str) -> Vec<Span> {
    let mut cells = Vec::new();
    let mut start = 0;
    let bars = written.match_indices('|').map(|(at, _)| at).filter(|&at| !written[..at].ends_with('\\'));
    for end in bars.chain([written.len()]) {
        let cell = &written[start..end];
        let blanks = cell.len() - cell.trim_start().len();
        if !cell.trim().is_empty() {
            cells.push(Span::new(start + blanks, start + cell.trim_end().len()));
        }
        start = end + 1;
    }
    cells
}

/// The bars of a row that stand inside code or a wiki link and part cells all the same.
fn bars_inside(row: &str) -> Vec<usize> {
    let mut bars = Vec::new();
    let mut at = 0;
    while let Some(start) = row[at..].find(['`', '[']).map(|found| at + found) {
        let rest = &row[start..];
        let run = rest.len() - rest.trim_start_matches('`').len();
        let (open, close) = if run > 0 { (run, &rest[..run]) } else { (2, "]]") };
        let end = rest.get(open..).filter(|_| run > 0 || rest.starts_with("[[")).and_then(|inside| inside.find(close));
        let Some(end) = end else {
            at = start + run.max(1);
            continue;
        };
        let inside = &rest[open..open + end];
        let own = inside.match_indices('|').map(|(bar, _)| bar).filter(|&bar| !inside[..bar].ends_with('\\'));
        bars.extend(own.map(|bar| start + open + bar));
        at = start + open + end + close.len();
    }
    bars
}

fn merge_of(sign: &str) -> Option<Merge> {
    match sign {
        "<" => Some(Merge::Left),
        "^" => Some(Merge::Up),
        _ => None,
    }
}
