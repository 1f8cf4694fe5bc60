//! The responsibility matrix of an edition: task × role.

use std::collections::BTreeMap;

use super::{facets, work};
use crate::model::{Duty, Provenance};
use crate::render::cells::{Cells, RowHead};
use crate::render::context::{RenderContext, part_of};
use crate::render::frame::{About, frame};
use crate::render::view::{Html, LinkView, MatrixLevel, MatrixRole, MatrixTable, MatrixView};
use crate::site::{Address, EntryIx, Facet, Page, ResolvedAssignment, WorkLinks};

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

/// Columns that a screen of 1,280 pixels has room for beside the names of tasks.
const MOST_COLUMNS: usize = 24;

/// The table of some tasks.
pub(super) fn table(context: &RenderContext<'_>, tasks: &[EntryIx]) -> MatrixTable {
    let columns = columns(context, tasks);
    let provenance = provenance(context, tasks);
    let cells = Cells::new(context.phrases, provenance);
    let mut rows = String::new();
    let mut roles: Vec<MatrixRole> = columns
        .iter()
        .map(|&role| MatrixRole { link: context.name_link(role), total: 0, leads: 0, is_in_most: false })
        .collect();
    tasks.iter().for_each(|&task| row(context, task, (&columns, &mut roles), cells, &mut rows).unwrap_or_default());
    for role in &mut roles {
        role.is_in_most = tasks.len() >= LEAST_TASKS && role.total * 2 > tasks.len();
    }
    MatrixTable {
        provenance: provenance.map(Provenance::word),
        levels: levels(context, &columns),
        is_wide: roles.len() > MOST_COLUMNS,
        roles,
        rows_html: Html::new(&rows),
    }
}

/// Of fewer tasks nobody need be told that a role takes part in most of them.
const LEAST_TASKS: usize = 6;

/// The levels of columns that stand side by side.
fn levels(context: &RenderContext<'_>, columns: &[EntryIx]) -> Vec<MatrixLevel> {
    let level = |role: &EntryIx| work::level(context, *role).unwrap_or_default();
    let runs = columns.chunk_by(|a, b| level(a) == level(b));
    runs.map(|run| MatrixLevel { word: level(&run[0]), columns: run.len() }).collect()
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
    (columns, roles): (&[EntryIx], &mut [MatrixRole]),
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
    for (role, own) in roles.iter_mut().zip(&assigned) {
        role.total += usize::from(!own.is_empty());
        role.leads += usize::from(own.iter().any(|assignment| assignment.duty == Duty::Lead));
    }
    let titles: Vec<&str> = roles.iter().map(|role| role.link.title.as_str()).collect();
    let chapters: Vec<&str> =
        Facet::of_task(context.site, task).filter_map(|facet| facet.chapter_id(context.site)).collect();
    let head = RowHead {
        task: context.name_link(task),
        place: context.place_link(task, Some(context.anchor_of_who(task))),
        basis: basis(context, links),
        chapters: chapters.join(" "),
    };
    cells.row(html, &head, &titles, &assigned);
    Some(())
}

/// The provenance of the first duty of some tasks, which holds for all that do not say theirs.
pub(super) fn provenance(context: &RenderContext<'_>, tasks: &[EntryIx]) -> Option<Provenance> {
    let mut first = tasks.iter().filter_map(|&task| context.site.work_links(task)?.who.first());
    first.next().map(|assignment| assignment.provenance)
}

/// The first clause that a task rests on.
pub(super) fn basis(context: &RenderContext<'_>, links: &WorkLinks) -> Option<LinkView> {
    let (clause, anchor) = links.basis.iter().find_map(|own| own.link.target())?;
    Some(context.place_link(clause, anchor))
}
