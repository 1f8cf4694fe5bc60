//! Finished cells of the pages that overlook the site: a matrix has thousands, and its facets as many again.

use std::fmt::Write;

use super::link::{LinkView, link_html};
use super::markup::escape;
use crate::model::Provenance;
use crate::site::ResolvedAssignment;
use crate::theme::Phrases;

/// What some rows say of themselves unless a cell says otherwise.
#[derive(Clone, Copy)]
pub(super) struct Cells<'a> {
    phrases: &'a Phrases,
    provenance: Option<Provenance>,
}

impl<'a> Cells<'a> {
    /// Cells of rows whose provenance is said once, outside of them.
    pub(super) fn new(phrases: &'a Phrases, provenance: Option<Provenance>) -> Self {
        Self { phrases, provenance }
    }

    /// One row of a matrix: the task, then one cell for each column, empty, or with the role and its duties. The role stands in the
    /// head of the column as well; a phone, which stacks the cells, has no room for that head.
    pub(super) fn row(
        self,
        html: &mut String,
        (task, basis): (&LinkView, &LinkView),
        columns: &[LinkView],
        cells: &[Vec<&ResolvedAssignment>],
    ) {
        head(html, task);
        for (column, cell) in columns.iter().zip(cells) {
            html.push_str("<td>");
            if !cell.is_empty() {
                html.push_str("<span class=\"nb-matrix-role\">");
                escape(html, &column.title);
                html.push_str("</span>");
            }
            for assignment in cell {
                self.duty(html, basis, assignment);
            }
            html.push_str("</td>");
        }
        html.push_str("</tr>");
    }

    /// One row of a facet: the task, then who takes part, each with a duty.
    pub(super) fn shares(
        self,
        html: &mut String,
        (task, basis): (&LinkView, &LinkView),
        shares: &[(&ResolvedAssignment, LinkView)],
    ) {
        head(html, task);
        html.push_str("<td>");
        for (assignment, role) in shares {
            html.push_str("<span class=\"nb-share\">");
            self.duty(html, basis, assignment);
            let _ = write!(html, " {}</span>", link_html(role));
        }
        html.push_str("</td></tr>");
    }

    /// A duty as a chip that leads to its basis: its own word or that of the source, and its provenance where it differs.
    fn duty(self, html: &mut String, basis: &LinkView, assignment: &ResolvedAssignment) {
        let word = assignment.duty.word();
        let _ = write!(html, "<a class=\"nb-cell nb-cell--{word}\" href=\"");
        escape(html, basis.href.as_deref().unwrap_or_default());
        html.push_str("\" title=\"");
        escape(html, &self.phrases.basis);
        if let Some(number) = &basis.number {
            escape(html, number);
            html.push(' ');
        }
        escape(html, &basis.title);
        html.push_str("\">");
        let said = self.phrases.duty.get(word).map_or(word, String::as_str);
        escape(html, assignment.word.as_deref().unwrap_or(said));
        let provenance = assignment.provenance;
        if Some(provenance) != self.provenance {
            html.push_str(" <small>");
            let word = provenance.word();
            escape(html, self.phrases.provenance_short.get(word).map_or(word, String::as_str));
            html.push_str("</small>");
        }
        html.push_str("</a>");
    }
}

fn head(html: &mut String, task: &LinkView) {
    let _ = write!(html, "\n<tr><th scope=\"row\">{}</th>", link_html(task));
}
