//! The home page.

use super::standard::{edition_row, issuer, other_edition};
use super::work::level;
use crate::model::Space;
use crate::render::calendar::months;
use crate::render::cited;
use crate::render::context::RenderContext;
use crate::render::frame::{About, frame};
use crate::render::topic;
use crate::render::view::{HomeStandard, HomeView, LevelGroup, LinkView, OtherEdition, SituationOther, SituationView};
use crate::site::{ASIDES_PER_PAGE, Address, EditionNode, Page, StandardNode};
use crate::theme::fill;

/// Notes and cases that the home page names.
const LATEST: usize = 3;

pub(super) fn view(context: &RenderContext<'_>, page: Page) -> HomeView {
    let words = context.site.config.words(context.lang);
    let about = About { title: words.title.clone(), description: words.description.clone(), kind: "home" };
    HomeView {
        frame: frame(context, page, about),
        subtitle: words.subtitle.clone(),
        examples: examples(context),
        featured: featured(context),
        months: months(context),
        situations: situations(context),
        topics: context.site.config.topics.iter().map(|topic| topic::link(context, topic)).collect(),
        standards: context.site.standards.iter().take(ASIDES_PER_PAGE).map(|node| standard(context, node)).collect(),
        levels: levels(context),
        notes: latest(context, Space::Notes, LATEST),
        cases: latest(context, Space::Cases, LATEST),
        all_roles: context.more(Space::Roles),
        alignments: every_alignment(context),
        all_notes: context.more(Space::Notes),
        all_cases: context.more(Space::Cases),
        all_terms: context.more(Space::Terms),
    }
}

/// Words to be looked up, each as the search box would send it.
fn examples(context: &RenderContext<'_>) -> Vec<LinkView> {
    if context.theme.search(context.lang).is_none() {
        return Vec::new();
    }
    let page = context.href(&Address::search(context.lang, context.site.config.languages.first));
    let written = context.site.config.search_examples.iter().take(ASIDES_PER_PAGE);
    let link = |word: &str| {
        let mut href = format!("{page}?q=");
        cited::percent(&mut href, word);
        LinkView { href: Some(href), ..LinkView::unknown(word) }
    };
    written.map(|word| link(word.say(context.lang))).collect()
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
        let mut items = items.take(ASIDES_PER_PAGE);
        let first = context.link(items.next()?);
        let title = situation.names.say(context.lang).to_owned();
        let other = |item| SituationOther {
            link: context.name_link(item),
            standard: context.site.edition_of(item).map(|edition| context.short_title(edition.standard).to_owned()),
        };
        Some(SituationView { title, first, others: items.map(other).collect() })
    });
    views.collect()
}

fn standard(context: &RenderContext<'_>, node: &StandardNode) -> HomeStandard {
    let edition = &context.site.editions[node.current];
    HomeStandard {
        link: context.link(node.entry),
        short_title: context.short_title(node.entry).to_owned(),
        issuer: issuer(context, node.entry),
        edition: edition_row(context, node.current, true),
        matrix: (!edition.tasks.is_empty()).then(|| context.href(&Address::matrix(&edition.key))),
        reading: context.href(&Address::reading(&edition.key)),
        others: others(context, node),
    }
}

/// Current editions that are laid side by side.
fn every_alignment(context: &RenderContext<'_>) -> Vec<LinkView> {
    let site = context.site;
    let all = site.alignments.iter().map(|own| [own.left, own.right].map(|edition| &site.editions[edition]));
    let current = all.filter(|pair| pair.iter().all(|edition| edition.current)).take(ASIDES_PER_PAGE);
    let link = |[left, right]: [&EditionNode; 2]| {
        let names = [left, right].map(|edition| context.short_title(edition.standard));
        let href = context.href(&Address::alignment(&left.key, &right.key));
        LinkView { href: Some(href), ..LinkView::unknown(&names.join(&context.phrases.enumeration)) }
    };
    current.map(link).collect()
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
