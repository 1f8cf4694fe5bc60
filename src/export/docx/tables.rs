//! Tables with an explicit grid.

use std::fmt::Write;

use super::xml::paragraph;
use crate::model::Cell;

/// The width of the text, in twentieths of a point: 156 mm (GB/T 9704—2012, 5.1).
const WIDTH: usize = 8845;

/// A table being gathered.
#[derive(Debug, Default)]
pub(super) struct Grid {
    columns: usize,
    rows: Vec<Row>,
    /// Whether rows belong to the head.
    pub(super) in_head: bool,
}

#[derive(Debug, Default)]
struct Row {
    is_head: bool,
    cells: Vec<(Cell, String)>,
}

impl Grid {
    pub(super) fn new(columns: usize) -> Self {
        Self { columns: columns.max(1), ..Self::default() }
    }

    pub(super) fn begin_row(&mut self) {
        self.rows.push(Row { is_head: self.in_head, cells: Vec::new() });
    }

    pub(super) fn add(&mut self, cell: Cell, runs: String) {
        if let Some(row) = self.rows.last_mut() {
            row.cells.push((cell, runs));
        }
    }
}

/// The table, and an empty paragraph behind it: two tables that touch would become one.
pub(super) fn table(grid: &Grid) -> String {
    let width = WIDTH / grid.columns;
    let mut out = format!(
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/><w:tblW w:w=\"{}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>{}</w:tblGrid>",
        width * grid.columns,
        format!("<w:gridCol w:w=\"{width}\"/>").repeat(grid.columns),
    );
    // Cells that go on below their own row: columns, and rows that are left.
    let mut open: Vec<(Cell, u16)> = Vec::new();
    for row in &grid.rows {
        out.push_str("<w:tr>");
        let head = if row.is_head { "<w:tblHeader/>" } else { "" };
        let _ = write!(out, "<w:trPr><w:cantSplit/>{head}</w:trPr>");
        let mut column = 0;
        let mut own = row.cells.iter().peekable();
        while usize::from(column) < grid.columns {
            if let Some(at) = open.iter().position(|(cell, left)| cell.column == column && *left > 0) {
                let (cell, left) = &mut open[at];
                *left -= 1;
                square(&mut out, width, cell.columns, "<w:vMerge/>", "");
                column += cell.columns.max(1);
                continue;
            }
            match own.next_if(|(cell, _)| cell.column <= column) {
                Some((cell, runs)) => {
                    let merge = if cell.rows > 1 { "<w:vMerge w:val=\"restart\"/>" } else { "" };
                    square(&mut out, width, cell.columns, merge, runs);
                    open.retain(|(_, left)| *left > 0);
                    if cell.rows > 1 {
                        open.push((*cell, cell.rows - 1));
                    }
                    column += cell.columns.max(1);
                }
                None => {
                    square(&mut out, width, 1, "", "");
                    column += 1;
                }
            }
        }
        out.push_str("</w:tr>");
    }
    out.push_str("</w:tbl>");
    out
}

fn square(out: &mut String, width: usize, columns: u16, merge: &str, runs: &str) {
    let span = if columns > 1 { format!("<w:gridSpan w:val=\"{columns}\"/>") } else { String::new() };
    let width = width * usize::from(columns.max(1));
    let words = paragraph("Cell", "", runs);
    let _ = write!(out, "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{span}{merge}</w:tcPr>{words}</w:tc>");
}
