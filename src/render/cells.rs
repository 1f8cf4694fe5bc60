//! Finished cells of the pages that overlook the site: a matrix has thousands, and its facets as many again.

use std::fmt::Write;

use super::link::{LinkView, link_html};
use super::markup::{escape, escape_text};
use crate::model::{Duty, Provenance};
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

    /// One row of a matrix: the task, what it rests on, one cell for each column, empty or with the duties of the role, and how
    /// many take part. Each duty is called by task, role and duty, for somebody who hears it alone.
    pub(super) fn row(self, html: &mut String, head: &RowHead, columns: &[&str], cells: &[Vec<&ResolvedAssignment>]) {
        html.push_str("\n<tr data-chapters=\"");
        escape(html, &head.chapters);
        let _ = write!(html, "\"><th scope=\"row\">{}</th><td class=\"nb-basis\">", link_html(&head.task));
        if let Some(basis) = &head.basis {
            html.push_str(&link_html(&LinkView {
                title: basis.number.clone().unwrap_or_else(|| basis.title.clone()),
                ..basis.clone()
            }));
        }
        html.push_str("</td>");
        let mut held = 0;
        let mut is_led = false;
        for (column, cell) in columns.iter().zip(cells) {
            if cell.is_empty() {
                html.push_str("<td></td>");
                continue;
            }
            // A phone, which stacks the cells, has no head above them.
            html.push_str("<td data-role=\"");
            escape(html, column);
            html.push_str("\">");
            held += 1;
            for assignment in cell {
                is_led |= assignment.duty == Duty::Lead;
                self.duty(html, head, column, assignment);
            }
            html.push_str("</td>");
        }
        let _ = write!(html, "<td class=\"nb-sum\">{held}");
        if !is_led {
            html.push_str("<small>");
            escape_text(html, self.phrases.cells.get("no-lead").map_or("", String::as_str));
            html.push_str("</small>");
        }
        html.push_str("</td></tr>");
    }

    /// One row of a facet: the task, then who takes part, each with a duty.
    pub(super) fn shares(self, html: &mut String, head: &RowHead, shares: &[(&ResolvedAssignment, LinkView)]) {
        let _ = write!(html, "\n<tr><th scope=\"row\">{}</th><td>", link_html(&head.task));
        for (assignment, role) in shares {
            html.push_str("<span class=\"nb-share\">");
            self.duty(html, head, &role.title, assignment);
            let _ = write!(html, " {}</span>", link_html(role));
        }
        html.push_str("</td></tr>");
    }

    /// A duty as a chip that leads to the task's who: its own word or that of the source, and its provenance where it differs.
    fn duty(self, html: &mut String, head: &RowHead, role: &str, assignment: &ResolvedAssignment) {
        let word = assignment.duty.word();
        let said = self.phrases.duty.get(word).map_or(word, String::as_str);
        let said = assignment.word.as_deref().unwrap_or(said);
        let _ = write!(html, "<a class=\"nb-cell nb-cell--{word}\" href=\"");
        escape(html, head.place.href.as_deref().unwrap_or_default());
        html.push_str("\" aria-label=\"");
        for part in [head.task.number.as_deref().unwrap_or(&head.task.title), role, said] {
            escape(html, part);
            html.push(' ');
        }
        let provenance = assignment.provenance.word();
        let own = (Some(assignment.provenance) != self.provenance)
            .then(|| self.phrases.provenance_short.get(provenance).map_or(provenance, String::as_str));
        escape(html, own.unwrap_or_default());
        html.push_str("\">");
        escape_text(html, said);
        if let Some(own) = own {
            html.push_str(" <small>");
            escape_text(html, own);
            html.push_str("</small>");
        }
        html.push_str("</a>");
    }
}

/// What a row of a matrix says of its task.
pub(super) struct RowHead {
    /// The task.
    pub(super) task: LinkView,
    /// Where it says who does it.
    pub(super) place: LinkView,
    /// The first clause that it rests on.
    pub(super) basis: Option<LinkView>,
    /// The ids of the chapters that it rests on, with blanks between them.
    pub(super) chapters: String,
}
