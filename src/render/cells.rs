//! Finished cells of the pages that overlook the site: a matrix has thousands, and its facets as many again.

use std::fmt::Write;

use super::html::{escape, link_html};
use super::link::LinkView;
use super::markup::Html;
use super::phrases::Phrases;
use crate::model::{Assignment, Provenance, Work};

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

    /// The cells of one row of a matrix, one for each column: empty, or the role and its duties. The role stands in the
    /// head of the column as well; a phone, which stacks the cells, has no room for that head.
    pub(super) fn row(self, work: &Work, basis: &LinkView, columns: &[LinkView], cells: &[Vec<&Assignment>]) -> Html {
        let mut html = String::new();
        for (column, cell) in columns.iter().zip(cells) {
            html.push_str("<td>");
            if !cell.is_empty() {
                html.push_str("<span class=\"nb-matrix-role\">");
                escape(&mut html, &column.title);
                html.push_str("</span>");
            }
            for assignment in cell {
                self.duty(&mut html, work, basis, assignment);
            }
            html.push_str("</td>");
        }
        Html::new(&html)
    }

    /// Who takes part in one task, each with a duty.
    pub(super) fn shares(self, work: &Work, basis: &LinkView, shares: &[(&Assignment, LinkView)]) -> Html {
        let mut html = String::new();
        for (assignment, role) in shares {
            html.push_str("<span class=\"nb-share\">");
            self.duty(&mut html, work, basis, assignment);
            let _ = write!(html, " {}</span>", link_html(role));
        }
        Html::new(&html)
    }

    /// A duty as a chip that leads to its basis: its own word or that of the source, and its provenance where it differs.
    fn duty(self, html: &mut String, work: &Work, basis: &LinkView, assignment: &Assignment) {
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
        let provenance = assignment.provenance.unwrap_or(work.provenance.value);
        if Some(provenance) != self.provenance {
            html.push_str(" <small>");
            let word = provenance.word();
            escape(html, self.phrases.provenance_short.get(word).map_or(word, String::as_str));
            html.push_str("</small>");
        }
        html.push_str("</a>");
    }
}
