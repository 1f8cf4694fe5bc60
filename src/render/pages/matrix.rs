//! The responsibility matrix of an edition: task × role.

use std::collections::BTreeMap;

use super::facet;
use crate::model::{Assignment, Provenance};
use crate::render::article::edition_link;
use crate::render::cells::Cells;
use crate::render::frame::{About, frame};
use crate::render::scope::{Scope, part_of};
use crate::render::view::{Html, LinkView, MatrixTable, MatrixView};
use crate::site::{Address, EntryIx, Link, Page, WorkLinks};

/// `None` only for an edition that is not there.
pub(super) fn view(scope: &Scope<'_>, page: Page, edition: usize, part: usize) -> Option<MatrixView> {
    let node = scope.site.editions.get(edition)?;
    let title = scope.phrases.kind.get("matrix").cloned().unwrap_or_default();
    let all = Address::matrix(&node.key);
    Some(MatrixView {
        all: facet::link(scope, title.clone(), scope.address),
        frame: frame(scope, page, About { title, description: None, kind: "matrix" }),
        edition: edition_link(scope, node.entry),
        facets: facet::groups(scope, edition, part),
        matrix: table(scope, part_of(&node.tasks, part)),
        parts: scope.parts(&all, node.tasks.len(), part),
    })
}

/// The table of some tasks.
pub(super) fn table(scope: &Scope<'_>, tasks: &[EntryIx]) -> MatrixTable {
    let columns = columns(scope, tasks);
    let roles: Vec<LinkView> = columns.iter().map(|&role| scope.name_link(role)).collect();
    let provenance = provenance(scope, tasks);
    let cells = Cells::new(scope.phrases, provenance);
    let mut rows = String::new();
    tasks.iter().for_each(|&task| row(scope, task, (&columns, &roles), cells, &mut rows).unwrap_or_default());
    MatrixTable { provenance: provenance.map(Provenance::word), roles, rows_html: Html::new(&rows) }
}

/// Roles with a duty in these tasks, from the province down.
fn columns(scope: &Scope<'_>, tasks: &[EntryIx]) -> Vec<EntryIx> {
    let links = tasks.iter().filter_map(|&task| scope.site.work_links(task));
    let roles = links.flat_map(|links| links.roles.iter().flatten().copied());
    let by_place: BTreeMap<usize, EntryIx> = roles.map(|role| (scope.site.entry(role).position, role)).collect();
    by_place.into_values().collect()
}

/// Adds the row of a task; none for what is no task.
fn row(
    scope: &Scope<'_>,
    task: EntryIx,
    (columns, roles): (&[EntryIx], &[LinkView]),
    cells: Cells<'_>,
    html: &mut String,
) -> Option<()> {
    let work = scope.site.entry(task).item.work()?;
    let links = scope.site.work_links(task)?;
    let mut assigned: Vec<Vec<&Assignment>> = vec![Vec::new(); columns.len()];
    for (assignment, role) in work.who.iter().zip(&links.roles) {
        let column = role.and_then(|role| columns.iter().position(|&own| own == role));
        if let Some(column) = column {
            assigned[column].push(assignment);
        }
    }
    let basis = basis(scope, task, links);
    cells.row(html, (&scope.name_link(task), &basis), work, roles, &assigned);
    Some(())
}

/// The provenance of the first duty of some tasks, which holds for all that do not say theirs.
pub(super) fn provenance(scope: &Scope<'_>, tasks: &[EntryIx]) -> Option<Provenance> {
    let works = tasks.iter().filter_map(|&task| scope.site.entry(task).item.work());
    let mut first = works.filter_map(|work| Some((work, work.who.first()?)));
    first.next().map(|(work, assignment)| assignment.provenance.unwrap_or(work.provenance.value))
}

/// The clause a duty rests on; the task's own table where it rests on none.
pub(super) fn basis(scope: &Scope<'_>, task: EntryIx, links: &WorkLinks) -> LinkView {
    let clause = links.basis.iter().find_map(|link| match link {
        Link::To(clause, anchor) => Some(scope.place_link(*clause, anchor.as_deref())),
        Link::Broken => None,
    });
    clause.unwrap_or_else(|| scope.place_link(task, Some("who")))
}
