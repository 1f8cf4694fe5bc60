//! The responsibility matrix of an edition: task × role.

use std::collections::BTreeMap;

use super::facets;
use crate::model::Provenance;
use crate::render::cells::Cells;
use crate::render::context::{RenderContext, part_of};
use crate::render::frame::{About, frame};
use crate::render::view::{Html, LinkView, MatrixTable, MatrixView};
use crate::site::{Address, EntryIx, Page, ResolvedAssignment, WorkLinks};

/// `None` only for an edition that is not there.
pub(super) fn view(context: &RenderContext<'_>, page: Page, edition: usize, part: usize) -> Option<MatrixView> {
    let node = context.site.editions.get(edition)?;
    let title = context.phrases.kind.get("matrix").cloned().unwrap_or_default();
    let all = Address::matrix(&node.key);
    Some(MatrixView {
        all: facets::link(context, title.clone(), context.address),
        frame: frame(context, page, About { title, description: None, kind: "matrix" }),
        edition: context.edition_link(node.entry),
        facets: facets::groups(context, edition, part),
        matrix: table(context, part_of(&node.tasks, part)),
        parts: context.parts(&all, node.tasks.len(), part),
    })
}

/// The table of some tasks.
pub(super) fn table(context: &RenderContext<'_>, tasks: &[EntryIx]) -> MatrixTable {
    let columns = columns(context, tasks);
    let roles: Vec<LinkView> = columns.iter().map(|&role| context.name_link(role)).collect();
    let provenance = provenance(context, tasks);
    let cells = Cells::new(context.phrases, provenance);
    let mut rows = String::new();
    tasks.iter().for_each(|&task| row(context, task, (&columns, &roles), cells, &mut rows).unwrap_or_default());
    MatrixTable { provenance: provenance.map(Provenance::word), roles, rows_html: Html::new(&rows) }
}

/// Roles with a duty in these tasks, from the province down.
fn columns(context: &RenderContext<'_>, tasks: &[EntryIx]) -> Vec<EntryIx> {
    let links = tasks.iter().filter_map(|&task| context.site.work_links(task));
    let roles = links.flat_map(WorkLinks::roles);
    let by_place: BTreeMap<usize, EntryIx> = roles.map(|role| (context.site.entry(role).position, role)).collect();
    by_place.into_values().collect()
}

/// Adds the row of a task; none for what is no task.
fn row(
    context: &RenderContext<'_>,
    task: EntryIx,
    (columns, roles): (&[EntryIx], &[LinkView]),
    cells: Cells<'_>,
    html: &mut String,
) -> Option<()> {
    let links = context.site.work_links(task)?;
    let mut assigned: Vec<Vec<&ResolvedAssignment>> = vec![Vec::new(); columns.len()];
    for assignment in &links.who {
        let column = assignment.role().and_then(|role| columns.iter().position(|&own| own == role));
        if let Some(column) = column {
            assigned[column].push(assignment);
        }
    }
    let basis = basis(context, task, links);
    cells.row(html, (&context.name_link(task), &basis), roles, &assigned);
    Some(())
}

/// The provenance of the first duty of some tasks, which holds for all that do not say theirs.
pub(super) fn provenance(context: &RenderContext<'_>, tasks: &[EntryIx]) -> Option<Provenance> {
    let mut first = tasks.iter().filter_map(|&task| context.site.work_links(task)?.who.first());
    first.next().map(|assignment| assignment.provenance)
}

/// The clause a duty rests on; the task's own table where it rests on none.
pub(super) fn basis(context: &RenderContext<'_>, task: EntryIx, links: &WorkLinks) -> LinkView {
    let clause = links.basis.iter().find_map(|own| own.link.target());
    let clause = clause.map(|(clause, anchor)| context.place_link(clause, anchor));
    clause.unwrap_or_else(|| context.place_link(task, Some("who")))
}
