//! Tables: rows, merged cells, heads.

use roxmltree::Node;

use super::super::Changes;
use super::super::document::{Cell, LossKind, Table};

use super::super::xml::Local;
use super::parts::characters;
use super::reader::Reader;

impl Reader<'_> {
    /// A table.
    pub(super) fn table(&mut self, node: Node<'_, '_>) -> Table {
        let mut table = Table::default();
        let mut is_head = true;
        for row in members(node, "tr") {
            let properties = row.child("trPr");
            let gone = if self.changes == Changes::Accept { "del" } else { "ins" };
            if properties.is_some_and(|own| own.child(gone).is_some()) {
                self.lose(LossKind::Change, characters(row));
                continue;
            }
            is_head &= properties.and_then(|own| own.is_on("tblHeader")).unwrap_or(false);
            table.head_rows += usize::from(is_head);
            let cells = self.row(row, properties);
            table.rows.push(cells);
        }
        table
    }

    fn row(&mut self, row: Node<'_, '_>, properties: Option<Node<'_, '_>>) -> Vec<Cell> {
        let number = |node: Option<Node<'_, '_>>, name: &str| {
            node.and_then(|own| own.value(name)).and_then(|value| value.parse::<usize>().ok())
        };
        let mut column = number(properties, "gridBefore").unwrap_or(0).min(64);
        let mut cells: Vec<Cell> = Vec::new();
        for node in members(row, "tc") {
            let own = node.child("tcPr");
            let columns = number(own, "gridSpan").unwrap_or(1).clamp(1, 64);
            let merge = |name: &str| own.and_then(|own| own.child(name)).map(|own| own.get("val") == Some("restart"));
            let paragraphs = self.paragraphs(node);
            match cells.last_mut() {
                // The older way to merge cells of a row.
                Some(before) if merge("hMerge") == Some(false) => {
                    before.columns += columns;
                    before.paragraphs.extend(paragraphs);
                }
                _ => {
                    let goes_on = merge("vMerge") == Some(false);
                    cells.push(Cell { column, columns, goes_on, paragraphs });
                }
            }
            column += columns;
        }
        cells
    }
}

/// Rows of a table or cells of a row, through the controls that stand around them.
fn members<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Vec<Node<'a, 'i>> {
    let mut all = Vec::new();
    for child in node.children().filter(Node::is_element) {
        if child.has_tag_name_local(name) {
            all.push(child);
        } else if child.has_tag_name_local("sdt") {
            all.extend(child.child("sdtContent").into_iter().flat_map(|content| members(content, name)));
        } else if child.has_tag_name_local("customXml") {
            all.extend(members(child, name));
        }
    }
    all
}
