//! The home page.

use super::edition::alignments;
use super::standard::{edition_row, issuer, other_edition};
use super::work::level;
use crate::model::Space;
use crate::render::calendar::months;
use crate::render::context::RenderContext;
use crate::render::frame::{About, frame};
use crate::render::shared::Place;
use crate::render::shell::ways;
use crate::render::topic;
use crate::render::view::{HomeStandard, HomeView, LevelGroup, LinkView, OtherEdition, SituationView};
use crate::site::{ASIDES_PER_PAGE, Address, Page, StandardNode};
use crate::theme::fill;

/// Tasks of a standard that the home page names; the rest are behind its edition.
const TASKS: usize = 30;

/// Notes and cases that the home page names.
const LATEST: usize = 3;

pub(super) fn view(context: &RenderContext<'_>, page: Page) -> HomeView {
    let words = context.site.config.words(context.lang);
    let about = About { title: words.title.clone(), description: words.description.clone(), kind: "home" };
    HomeView {
        frame: frame(context, page, about),
        subtitle: words.subtitle.clone(),
        featured: featured(context),
        months: months(context),
        situations: situations(context),
        topics: context.site.config.topics.iter().map(|topic| topic::link(context, topic)).collect(),
        standards: context.site.standards.iter().take(ASIDES_PER_PAGE).map(|node| standard(context, node)).collect(),
        levels: levels(context),
        notes: latest(context, Space::Notes, LATEST),
        cases: latest(context, Space::Cases, LATEST),
        pages: latest(context, Space::Pages, ASIDES_PER_PAGE),
        all_roles: context.more(Space::Roles),
        all_notes: context.more(Space::Notes),
        all_cases: context.more(Space::Cases),
        all_terms: context.more(Space::Terms),
        ways: ways(context, Place::Elsewhere),
    }
}

/// A role that is unknown is told as a finding, and left out here.
fn featured(context: &RenderContext<'_>) -> Vec<LinkView> {
    let written = context.site.config.featured_roles.iter().take(ASIDES_PER_PAGE);
    let roles = written.filter_map(|written| context.site.named_by_site(&written.value));
    roles.map(|role| near(context.link(role))).collect()
}

fn situations(context: &RenderContext<'_>) -> Vec<SituationView> {
    let situations = context.site.config.situations.iter().take(ASIDES_PER_PAGE);
    let views = situations.filter_map(|situation| {
        let items = situation.items.iter().filter_map(|written| context.site.named_by_site(&written.value));
        let mut links = items.map(|item| context.link(item));
        let first = links.next()?;
        let title = situation.names.say(context.lang).to_owned();
        Some(SituationView { title, first, others: links.take(ASIDES_PER_PAGE).collect() })
    });
    views.collect()
}

fn standard(context: &RenderContext<'_>, node: &StandardNode) -> HomeStandard {
    let edition = &context.site.editions[node.current];
    let chapters = edition.clauses.iter().filter(|clause| clause.depth == 1).take(ASIDES_PER_PAGE);
    HomeStandard {
        link: context.link(node.entry),
        short_title: context.short_title(node.entry).to_owned(),
        issuer: issuer(context, node.entry),
        edition: edition_row(context, node.current, true),
        chapters: chapters.map(|clause| near(context.link(clause.entry))).collect(),
        tasks: edition.tasks.iter().take(TASKS).map(|&task| near(context.link(task))).collect(),
        matrix: (!edition.tasks.is_empty()).then(|| context.href(&Address::matrix(&edition.key))),
        reading: context.href(&Address::reading(&edition.key)),
        alignments: alignments(context, edition),
        others: others(context, node),
    }
}

/// The other editions of a standard, newest first.
fn others(context: &RenderContext<'_>, node: &StandardNode) -> Vec<OtherEdition> {
    let others = node.editions.iter().filter(|&&edition| edition != node.current).take(ASIDES_PER_PAGE);
    others.map(|&edition| other_edition(context, &context.site.editions[edition])).collect()
}

/// Below its standard a link need not say which edition it is of.
fn near(link: LinkView) -> LinkView {
    LinkView { detail: None, ..link }
}

fn latest(context: &RenderContext<'_>, space: Space, most: usize) -> Vec<LinkView> {
    let entries = context.site.shared.get(&space).map(Vec::as_slice).unwrap_or_default();
    entries.iter().take(most).map(|&entry| context.link(entry)).collect()
}

/// Roles by level, each with the number of its duties.
fn levels(context: &RenderContext<'_>) -> Vec<LevelGroup> {
    let roles = context.site.shared.get(&Space::Roles).map(Vec::as_slice).unwrap_or_default();
    let groups = roles.chunk_by(|&a, &b| level(context, a) == level(context, b));
    groups
        .map(|group| LevelGroup {
            level: level(context, group[0]).unwrap_or_default(),
            roles: group
                .iter()
                .take(ASIDES_PER_PAGE)
                .map(|role| {
                    let duties = context.site.duties_of(*role).0.len().to_string();
                    let detail = fill(&context.phrases.duties_count, &[("n", &duties)]);
                    LinkView { detail: Some(detail), ..context.link(*role) }
                })
                .collect(),
        })
        .collect()
}
