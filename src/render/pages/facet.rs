//! What one facet leaves of a matrix: a list of tasks, each with those who take part, so that nothing empty is shown.

use super::facets::{groups, link, name};
use super::matrix::provenance;
use crate::model::Provenance;
use crate::render::cells::{Cells, RowHead};
use crate::render::context::{RenderContext, part_of};
use crate::render::frame::{About, frame};
use crate::render::view::{FacetView, Html, Parts};
use crate::site::{Address, DutyUse, EntryIx, Facet, Page};

/// `None` only for an edition that is not there.
pub(super) fn view(
    context: &RenderContext<'_>,
    page: Page,
    edition: usize,
    facet: Facet,
    part: usize,
) -> Option<FacetView> {
    let node = context.site.editions.get(edition)?;
    let all = Address::matrix(&node.key);
    let first = context.site.facet_address(&all, facet);
    let tasks = part_of(&node.tasks, part);
    let provenance = provenance(context, tasks);
    let cells = Cells::new(context.phrases, provenance);
    let mut rows = String::new();
    tasks.iter().for_each(|&task| row(context, task, facet, cells, &mut rows).unwrap_or_default());
    let kind = context.phrases.kind.get("matrix").cloned().unwrap_or_default();
    let own = name(context, facet);
    Some(FacetView {
        frame: frame(context, page, About { title: format!("{kind} {own}"), description: None, kind: "list" }),
        edition: context.edition_link(node.entry),
        facet: own,
        all: link(context, kind, &all.part(part)),
        facets: groups(context, edition, part),
        provenance: provenance.map(Provenance::word),
        rows_html: Html::new(&rows),
        parts: parts(context, &first, node.tasks.len(), part),
    })
}

/// Adds what a facet leaves of a task; nothing when it leaves no duty.
fn row(context: &RenderContext<'_>, task: EntryIx, facet: Facet, cells: Cells<'_>, html: &mut String) -> Option<()> {
    let site = context.site;
    let links = site.work_links(task)?;
    let whole = matches!(facet, Facet::Chapter(_));
    if whole && !Facet::of_task(site, task).any(|own| own == facet) {
        return None;
    }
    let fits =
        |assignment: usize| whole || Facet::of_duty(site, DutyUse { work: task, assignment }).any(|own| own == facet);
    let assigned = links.who.iter().enumerate().filter(|(at, _)| fits(*at));
    let mut shares: Vec<_> = assigned.filter_map(|(_, own)| Some((own, context.name_link(own.role()?)))).collect();
    shares.sort_by_key(|(assignment, _)| assignment.duty);
    if !shares.is_empty() {
        let head = RowHead {
            task: context.name_link(task),
            place: context.place_link(task, Some(context.anchor_of_who(task))),
            basis: None,
            chapters: String::new(),
        };
        cells.shares(html, &head, &shares);
    }
    Some(())
}

/// Parts in which a facet leaves nothing have no page.
fn parts(context: &RenderContext<'_>, first: &Address, rows: usize, part: usize) -> Parts {
    let mut parts = context.parts(first, rows, part);
    parts.links.retain(|link| context.site.pages.contains_key(&first.part(link.number - 1)));
    parts
}
