//! Tables: a cell that goes on with its neighbour holds `<`, one that goes on with the cell above holds `^`.

use super::super::document::{Cell, Paragraph, Table};
use super::super::grade::Doubt;
use super::Writer;

/// What stands at a place of the grid.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Square {
    Empty,
    Cell(usize),
    Left,
    Up,
}

impl Writer<'_> {
    pub(super) fn table(&mut self, table: &Table) {
        let columns = table.rows.iter().flatten().map(|cell| cell.column + cell.columns).max().unwrap_or(0);
        if columns == 0 {
            return;
        }
        let mut lines = Vec::new();
        let mut entry = self.entry;
        let mut above: Vec<Option<(usize, usize)>> = vec![None; columns];
        for row in &table.rows {
            let mut squares = vec![Square::Empty; columns];
            let mut now = vec![None; columns];
            for (at, cell) in row.iter().enumerate() {
                let place = (cell.column, cell.columns);
                let fits = above.get(cell.column).copied().flatten() == Some(place);
                let goes_on = cell.goes_on && fits && cell.paragraphs.iter().all(Paragraph::is_blank);
                if cell.goes_on && !goes_on {
                    self.written.doubts.push((entry + at, Doubt::CellShape));
                }
                let first = if goes_on { Square::Up } else { Square::Cell(at) };
                for column in cell.column..(cell.column + cell.columns).min(columns) {
                    squares[column] = if column == cell.column { first } else { Square::Left };
                    now[column] = (column == cell.column).then_some(place);
                }
            }
            let cells: Vec<String> = squares
                .iter()
                .map(|square| match square {
                    Square::Empty => String::new(),
                    Square::Left => "<".to_owned(),
                    Square::Up => "^".to_owned(),
                    Square::Cell(at) => row.get(*at).map_or_else(String::new, |cell| self.cell(cell, entry + at)),
                })
                .collect();
            lines.push(format!("| {} |", cells.join(" | ")));
            above = now;
            entry += row.len();
        }
        lines.insert(1, format!("|{}", "---|".repeat(columns)));
        let gap = if self.written.text.is_empty() { "" } else { "\n\n" };
        self.written.text.push_str(gap);
        self.written.text.push_str(&lines.join("\n"));
        self.was_item = false;
    }

    fn cell(&mut self, cell: &Cell, entry: usize) -> String {
        self.entry = entry;
        let shown = self.written.shown.chars().count();
        self.written.starts.push((entry, shown));
        let lines: Vec<String> = cell.paragraphs.iter().map(|own| self.line(own)).collect();
        lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("<br>")
    }
}
