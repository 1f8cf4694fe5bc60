//! The responsibility matrix of an edition: task × role, all of it or by one facet.

use std::collections::BTreeMap;

use crate::model::{Duty, Level};
use crate::render::article::edition_link;
use crate::render::frame::{About, frame};
use crate::render::scope::{Scope, part_of};
use crate::render::view::{FacetGroup, LinkView, MatrixDuty, MatrixRow, MatrixView, Parts};
use crate::site::{Address, DutyUse, EntryIx, Facet, Link, Page, WorkLinks};

/// `None` only for an edition that is not there.
pub(super) fn view(
    scope: &Scope<'_>,
    page: Page,
    edition: usize,
    facet: Option<Facet>,
    part: usize,
) -> Option<MatrixView> {
    let node = scope.site.editions.get(edition)?;
    let rows: Vec<Row> = part_of(&node.tasks, part).iter().filter_map(|&task| left_by(scope, task, facet)).collect();
    let columns = columns(scope, &rows);
    let kind = scope.phrases.kind.get("matrix").cloned().unwrap_or_default();
    let all = Address::matrix(&node.key);
    let own = facet.map(|facet| name(scope, facet));
    let title = own.as_ref().map_or_else(|| kind.clone(), |own| format!("{kind} {own}"));
    let first = facet.map_or_else(|| all.clone(), |facet| scope.site.facet_address(&all, facet));
    Some(MatrixView {
        frame: frame(scope, page, About { title, description: None, kind: "matrix" }),
        edition: edition_link(scope, node.entry),
        facet: own,
        all: facet_link(scope, kind, &all.part(part)),
        facets: facets(scope, edition, &all, part),
        rows: rows.into_iter().filter_map(|row| self::row(scope, &row, &columns)).collect(),
        roles: columns.into_iter().map(|role| scope.link(role)).collect(),
        parts: parts(scope, &first, node.tasks.len(), part),
    })
}

/// A task with those of its assignments that the facet leaves.
struct Row {
    task: EntryIx,
    assignments: Vec<usize>,
}

/// What a facet leaves of a task; nothing when it leaves no duty.
fn left_by(scope: &Scope<'_>, task: EntryIx, facet: Option<Facet>) -> Option<Row> {
    let site = scope.site;
    let count = site.work_links(task)?.roles.len();
    if matches!(facet, Some(Facet::Chapter(_))) && !Facet::of_task(site, task).any(|own| Some(own) == facet) {
        return None;
    }
    let fits = |&assignment: &usize| match facet {
        None | Some(Facet::Chapter(_)) => true,
        Some(facet) => Facet::of_duty(site, DutyUse { work: task, assignment }).any(|own| own == facet),
    };
    let row = Row { task, assignments: (0..count).filter(fits).collect() };
    (facet.is_none() || !row.assignments.is_empty()).then_some(row)
}

/// Roles with a duty in these rows, from the province down.
fn columns(scope: &Scope<'_>, rows: &[Row]) -> Vec<EntryIx> {
    let roles = rows.iter().flat_map(|row| {
        let links = scope.site.work_links(row.task);
        row.assignments.iter().filter_map(move |&assignment| *links?.roles.get(assignment)?)
    });
    let by_place: BTreeMap<usize, EntryIx> = roles.map(|role| (scope.site.entry(role).position, role)).collect();
    by_place.into_values().collect()
}

fn row(scope: &Scope<'_>, row: &Row, columns: &[EntryIx]) -> Option<MatrixRow> {
    let work = scope.site.entry(row.task).item.work()?;
    let links = scope.site.work_links(row.task)?;
    let mut cells: Vec<Vec<MatrixDuty>> = vec![Vec::new(); columns.len()];
    for &at in &row.assignments {
        let (Some(assignment), Some(role)) = (work.who.get(at), links.roles.get(at)) else { continue };
        let Some(column) = role.and_then(|role| columns.iter().position(|&own| own == role)) else { continue };
        cells[column].push(MatrixDuty {
            duty: assignment.duty.word(),
            wording: assignment.word.clone(),
            provenance: assignment.provenance.unwrap_or(work.provenance.value).word(),
            basis: basis(scope, row.task, links),
        });
    }
    Some(MatrixRow { task: scope.link(row.task), cells })
}

/// The clause a duty rests on; the task's own table where it rests on none.
fn basis(scope: &Scope<'_>, task: EntryIx, links: &WorkLinks) -> LinkView {
    let clause = links.basis.iter().find_map(|link| match link {
        Link::To(clause, anchor) => Some(scope.link_to(*clause, anchor.as_deref())),
        Link::Broken => None,
    });
    clause.unwrap_or_else(|| scope.link_to(task, Some("who")))
}

/// The facets of this part of the matrix, by sort. Which there are is told by the pages there are.
fn facets(scope: &Scope<'_>, edition: usize, all: &Address, part: usize) -> Vec<FacetGroup> {
    let duties = Duty::WORDS.iter().map(|(_, duty)| Facet::Duty(*duty));
    let levels = Level::WORDS.iter().map(|(_, level)| Facet::Level(*level));
    let chapters = scope.site.editions.get(edition).map(|node| node.clauses.as_slice()).unwrap_or_default();
    let chapters = chapters.iter().filter(|node| node.depth == 1).map(|node| Facet::Chapter(node.entry));
    let there = |facet: Facet| {
        let address = scope.site.facet_address(all, facet).part(part);
        scope.site.pages.contains_key(&address).then(|| facet_link(scope, name(scope, facet), &address))
    };
    let groups = [
        FacetGroup { sort: "duty", facets: duties.filter_map(there).collect() },
        FacetGroup { sort: "level", facets: levels.filter_map(there).collect() },
        FacetGroup { sort: "chapter", facets: chapters.filter_map(there).collect() },
    ];
    groups.into_iter().filter(|group| !group.facets.is_empty()).collect()
}

fn name(scope: &Scope<'_>, facet: Facet) -> String {
    let word = |words: &BTreeMap<String, String>, word: &str| words.get(word).cloned().unwrap_or_default();
    match facet {
        Facet::Duty(duty) => word(&scope.phrases.duty, duty.word()),
        Facet::Level(level) => word(&scope.phrases.level, level.word()),
        Facet::Chapter(chapter) => scope.full_name(chapter),
    }
}

fn facet_link(scope: &Scope<'_>, title: String, address: &Address) -> LinkView {
    let current = address == scope.address;
    let href = Some(scope.href(address));
    LinkView { number: None, title, href, provenance: None, detail: None, lang: None, current }
}

/// Parts in which a facet leaves nothing have no page.
fn parts(scope: &Scope<'_>, first: &Address, rows: usize, part: usize) -> Parts {
    let mut parts = scope.parts(first, rows, part);
    parts.links.retain(|link| scope.site.pages.contains_key(&first.part(link.number - 1)));
    parts
}
