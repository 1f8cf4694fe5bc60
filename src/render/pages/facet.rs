//! What one facet leaves of a matrix: a list of tasks, each with those who take part, so that nothing empty is shown.

use std::collections::BTreeMap;

use super::matrix::{basis, provenance};
use crate::model::{Duty, Level, Provenance};
use crate::render::article::edition_link;
use crate::render::cells::Cells;
use crate::render::frame::{About, frame};
use crate::render::scope::{Scope, part_of};
use crate::render::view::{FacetGroup, FacetView, Html, LinkView, Parts};
use crate::site::{Address, DutyUse, EntryIx, Facet, Page};

/// `None` only for an edition that is not there.
pub(super) fn view(scope: &Scope<'_>, page: Page, edition: usize, facet: Facet, part: usize) -> Option<FacetView> {
    let node = scope.site.editions.get(edition)?;
    let all = Address::matrix(&node.key);
    let first = scope.site.facet_address(&all, facet);
    let tasks = part_of(&node.tasks, part);
    let provenance = provenance(scope, tasks);
    let cells = Cells::new(scope.phrases, provenance);
    let mut rows = String::new();
    tasks.iter().for_each(|&task| row(scope, task, facet, cells, &mut rows).unwrap_or_default());
    let kind = scope.phrases.kind.get("matrix").cloned().unwrap_or_default();
    let own = name(scope, facet);
    Some(FacetView {
        frame: frame(scope, page, About { title: format!("{kind} {own}"), description: None, kind: "list" }),
        edition: edition_link(scope, node.entry),
        facet: own,
        all: link(scope, kind, &all.part(part)),
        facets: groups(scope, edition, part),
        provenance: provenance.map(Provenance::word),
        rows_html: Html::new(&rows),
        parts: parts(scope, &first, node.tasks.len(), part),
    })
}

/// Adds what a facet leaves of a task; nothing when it leaves no duty.
fn row(scope: &Scope<'_>, task: EntryIx, facet: Facet, cells: Cells<'_>, html: &mut String) -> Option<()> {
    let site = scope.site;
    let work = site.entry(task).item.work()?;
    let links = site.work_links(task)?;
    let whole = matches!(facet, Facet::Chapter(_));
    if whole && !Facet::of_task(site, task).any(|own| own == facet) {
        return None;
    }
    let fits =
        |assignment: usize| whole || Facet::of_duty(site, DutyUse { work: task, assignment }).any(|own| own == facet);
    let assigned = work.who.iter().zip(&links.roles).enumerate().filter(|(at, _)| fits(*at));
    let mut shares: Vec<_> =
        assigned.filter_map(|(_, (assignment, role))| Some((assignment, scope.name_link((*role)?)))).collect();
    shares.sort_by_key(|(assignment, _)| assignment.duty);
    if !shares.is_empty() {
        cells.shares(html, (&scope.name_link(task), &basis(scope, task, links)), work, &shares);
    }
    Some(())
}

/// The facets of this part of the matrix, by sort. Which there are is told by the pages there are.
pub(super) fn groups(scope: &Scope<'_>, edition: usize, part: usize) -> Vec<FacetGroup> {
    let Some(node) = scope.site.editions.get(edition) else { return Vec::new() };
    let all = &Address::matrix(&node.key);
    let duties = Duty::WORDS.iter().map(|(_, duty)| Facet::Duty(*duty));
    let levels = Level::WORDS.iter().map(|(_, level)| Facet::Level(*level));
    let chapters = node.clauses.iter().filter(|node| node.depth == 1).map(|node| Facet::Chapter(node.entry));
    let there = |facet: Facet| {
        let address = scope.site.facet_address(all, facet).part(part);
        scope.site.pages.contains_key(&address).then(|| link(scope, name(scope, facet), &address))
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

pub(super) fn link(scope: &Scope<'_>, title: String, address: &Address) -> LinkView {
    let current = address == scope.address;
    let href = Some(scope.href(address));
    LinkView { number: None, title, href, outside: false, provenance: None, detail: None, lang: None, current }
}

/// Parts in which a facet leaves nothing have no page.
fn parts(scope: &Scope<'_>, first: &Address, rows: usize, part: usize) -> Parts {
    let mut parts = scope.parts(first, rows, part);
    parts.links.retain(|link| scope.site.pages.contains_key(&first.part(link.number - 1)));
    parts
}
