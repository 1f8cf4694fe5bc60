//! Tables: rows of notes, and cells that are merged by hand.
//!
//! A cell that holds `<` alone belongs to the one on its left, one that holds `^` to the one above. A row that is
//! merged with the head belongs to the head. A line without `|` below a table that begins with 注 is the table's note.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::super::rules;
use super::builder::{Builder, Opening};
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
        if AsideMark::of(written).is_some() && !written.contains('|') {
            self.table.note = Some(self.events.end_of(self.current()));
        }
        self.open_element(Element::TableRow, span)
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
                Some(Merge::Up) => above[usize::from(column)].unwrap_or(at),
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

fn merge_of(sign: &str) -> Option<Merge> {
    match sign {
        "<" => Some(Merge::Left),
        "^" => Some(Merge::Up),
        _ => None,
    }
}
