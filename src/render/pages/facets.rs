//! The facets of a matrix: what they are called, and the links to their pages.

use std::collections::BTreeMap;

use crate::model::{Duty, Level};
use crate::render::context::RenderContext;
use crate::render::view::{FacetGroup, LinkView};
use crate::site::{Address, Facet};

/// The facets of this part of the matrix, by sort. Which there are is told by the pages there are.
pub(super) fn groups(context: &RenderContext<'_>, edition: usize, part: usize) -> Vec<FacetGroup> {
    let Some(node) = context.site.editions.get(edition) else { return Vec::new() };
    let all = &Address::matrix(&node.key);
    let duties = Duty::WORDS.iter().map(|(_, duty)| Facet::Duty(*duty));
    let levels = Level::WORDS.iter().map(|(_, level)| Facet::Level(*level));
    let chapters = node.clauses.iter().filter(|node| node.depth == 1).map(|node| Facet::Chapter(node.entry));
    let there = |facet: Facet| {
        let address = context.site.facet_address(all, facet).part(part);
        context.site.pages.contains_key(&address).then(|| link(context, name(context, facet), &address))
    };
    let groups = [
        FacetGroup { sort: "duty", facets: duties.filter_map(there).collect() },
        FacetGroup { sort: "level", facets: levels.filter_map(there).collect() },
        FacetGroup { sort: "chapter", facets: chapters.filter_map(there).collect() },
    ];
    groups.into_iter().filter(|group| !group.facets.is_empty()).collect()
}

/// What a facet is called.
pub(super) fn name(context: &RenderContext<'_>, facet: Facet) -> String {
    let word = |words: &BTreeMap<String, String>, word: &str| words.get(word).cloned().unwrap_or_default();
    match facet {
        Facet::Duty(duty) => word(&context.phrases.duty, duty.word()),
        Facet::Level(level) => word(&context.phrases.level, level.word()),
        Facet::Chapter(chapter) => context.full_name(chapter).into_owned(),
    }
}

/// A link to a page of the matrix.
pub(super) fn link(context: &RenderContext<'_>, title: String, address: &Address) -> LinkView {
    let current = address == context.address;
    let href = Some(context.href(address));
    LinkView { number: None, title, href, outside: false, provenance: None, detail: None, lang: None, current }
}
