//! The home page.

use super::edition::alignments;
use super::standard::{edition_row, issuer};
use super::work::level;
use crate::model::Space;
use crate::render::frame::{About, frame};
use crate::render::phrases::fill;
use crate::render::scope::Scope;
use crate::render::shell::{Place, ways};
use crate::render::view::{HomeStandard, HomeView, LevelGroup, LinkView};
use crate::site::{ASIDES_PER_PAGE, Address, Page, StandardNode};

/// Tasks of a standard that the home page names; the rest are behind its edition.
const TASKS: usize = 30;

/// Notes and cases that the home page names.
const LATEST: usize = 5;

pub(super) fn view(scope: &Scope<'_>, page: Page) -> HomeView {
    let words = scope.site.config.words(scope.lang);
    let about = About { title: words.title.clone(), description: words.description.clone(), kind: "home" };
    HomeView {
        frame: frame(scope, page, about),
        subtitle: words.subtitle.clone(),
        standards: scope.site.standards.iter().take(ASIDES_PER_PAGE).map(|node| standard(scope, node)).collect(),
        levels: levels(scope),
        notes: latest(scope, Space::Notes, LATEST),
        cases: latest(scope, Space::Cases, LATEST),
        pages: latest(scope, Space::Pages, ASIDES_PER_PAGE),
        all_roles: scope.more(Space::Roles),
        all_notes: scope.more(Space::Notes),
        all_cases: scope.more(Space::Cases),
        all_terms: scope.more(Space::Terms),
        ways: ways(scope, Place::Elsewhere),
    }
}

fn standard(scope: &Scope<'_>, node: &StandardNode) -> HomeStandard {
    let edition = &scope.site.editions[node.current];
    let chapters = edition.clauses.iter().filter(|clause| clause.depth == 1).take(ASIDES_PER_PAGE);
    HomeStandard {
        link: scope.link(node.entry),
        short_title: scope.short_title(node.entry),
        issuer: issuer(scope, node.entry),
        edition: edition_row(scope, node.current, true),
        chapters: chapters.map(|clause| near(scope.link(clause.entry))).collect(),
        tasks: edition.tasks.iter().take(TASKS).map(|&task| near(scope.link(task))).collect(),
        matrix: (!edition.tasks.is_empty()).then(|| scope.href(&Address::matrix(&edition.key))),
        reading: scope.href(&Address::reading(&edition.key)),
        alignments: alignments(scope, edition),
    }
}

/// Below its standard a link need not say which edition it is of.
fn near(link: LinkView) -> LinkView {
    LinkView { detail: None, ..link }
}

fn latest(scope: &Scope<'_>, space: Space, most: usize) -> Vec<LinkView> {
    let entries = scope.site.shared.get(&space).map(Vec::as_slice).unwrap_or_default();
    entries.iter().take(most).map(|&entry| scope.link(entry)).collect()
}

/// Roles by level, each with the number of its duties.
fn levels(scope: &Scope<'_>) -> Vec<LevelGroup> {
    let roles = scope.site.shared.get(&Space::Roles).map(Vec::as_slice).unwrap_or_default();
    let groups = roles.chunk_by(|&a, &b| level(scope, a) == level(scope, b));
    groups
        .map(|group| LevelGroup {
            level: level(scope, group[0]).unwrap_or_default(),
            roles: group
                .iter()
                .take(ASIDES_PER_PAGE)
                .map(|role| {
                    let duties = scope.site.duties.get(role).map_or(0, Vec::len).to_string();
                    let detail = fill(&scope.phrases.duties_count, &[("n", &duties)]);
                    LinkView { detail: Some(detail), ..scope.link(*role) }
                })
                .collect(),
        })
        .collect()
}
