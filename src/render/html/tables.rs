//! Tables, with captions, units and merged cells.

use std::fmt::Write;

use super::{Writer, escape, fill};
use crate::model::{Align, Cell, Content, Element, Node};

impl<'a> Writer<'a> {
    pub(super) fn open_table(&mut self, columns: &'a [Align]) {
        self.columns = columns;
        self.out.push_str("<div class=\"nb-table\" role=\"region\" tabindex=\"0\" aria-label=\"");
        self.tables += 1;
        // Regions of one page must be told apart by their names.
        let name = format!("{}{}", self.prefix.replace(':', "-"), self.tables);
        escape(&mut self.out, &fill(&self.context.phrases.table_scroll, &[("n", &name)]));
        self.start("\"><table>", "</tbody></table></div>");
    }

    /// A caption, which the unit is part of: a table has one caption at most.
    pub(super) fn open_caption(&mut self, index: u32) {
        let body = self.body();
        let after = body.nodes.get(body.element(index).end as usize);
        let goes_on = after.is_some_and(|node| node.content == Content::Open(Element::TableUnits));
        self.start("<caption>", if goes_on { "" } else { "</caption>" });
    }

    pub(super) fn open_units(&mut self, index: u32) {
        let before = index.checked_sub(1).and_then(|before| self.body().nodes.get(before as usize));
        let is_first = before.is_some_and(|node| matches!(node.content, Content::Open(_)));
        if is_first {
            self.out.push_str("<caption>");
        }
        self.start("<span class=\"nb-units\">", "</span></caption>");
    }

    pub(super) fn open_cell(&mut self, cell: Cell, index: u32) {
        let body = self.body();
        // An empty corner is no head of anything.
        let empty = matches!(body.nodes.get(index as usize + 1), Some(node) if node.content == Content::Close);
        let (tag, context, end) = if self.in_head && !empty {
            ("th", " scope=\"col\"", "</th>")
        } else if cell.column == 0
            && self.columns.len() > 1
            && !self.in_head
            && is_strong(body.slice(&body.element(index)))
        {
            ("th", " scope=\"row\"", "</th>")
        } else {
            ("td", "", "</td>")
        };
        let _ = write!(self.out, "<{tag}{context}");
        for (name, count) in [("colspan", cell.columns), ("rowspan", cell.rows)] {
            if count > 1 {
                let _ = write!(self.out, " {name}=\"{count}\"");
            }
        }
        // What spans several columns stands in their middle, but for the notes of a table.
        let is_note =
            matches!(body.nodes.get(index as usize + 1), Some(Node { content: Content::Open(Element::Aside(_)), .. }));
        self.out.push_str(match self.columns.get(usize::from(cell.column)) {
            _ if cell.columns > 1 && !is_note => " class=\"nb-center\"",
            Some(Align::Center) => " class=\"nb-center\"",
            Some(Align::End) => " class=\"nb-end\"",
            _ => "",
        });
        self.write_language(index);
        self.start(">", end);
    }
}

/// Whether a cell holds strong text and nothing else: authors mark heads of rows so.
fn is_strong(cell: &[Node]) -> bool {
    let [_, first, .., last, _] = cell else { return false };
    let strong = |node: &&Node| node.content == Content::Open(Element::Strong);
    strong(&first)
        && last.content == Content::Close
        && cell.iter().filter(strong).count() == 1
        && cell.iter().filter(|node| node.content == Content::Close).count() == 2
}
