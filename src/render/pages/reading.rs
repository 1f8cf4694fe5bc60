//! A whole edition on one page, or on a few when it is long.

use super::case::before_standard;
use super::note::subjects;
use super::provenances;
use super::role::duties_in;
use super::standard::issuer;
use super::work::{self, category};
use crate::model::Kind;
use crate::naming;
use crate::render::article::{self};
use crate::render::context::RenderContext;
use crate::render::facts::{facts, sources};
use crate::render::frame::{About, frame};
use crate::render::html::Writer;
use crate::render::view::{ReadingGroup, ReadingItemView, ReadingView};
use crate::site::{Address, EditionNode, EntryIx, Page, ReadingItem};

/// Headings of a text stand two levels lower than on a page of their own: below its kind and its title.
const DEEPER: u8 = 2;

/// `None` only for an edition that is not there.
pub(super) fn view(context: &RenderContext<'_>, page: Page, edition: usize, part: usize) -> Option<ReadingView> {
    let node = context.site.editions.get(edition)?;
    let range = context.site.reading(node).get(part).cloned().unwrap_or_default();
    let groups = groups(context, range.filter_map(|at| node.reading_item(at)));
    Some(ReadingView {
        first: part == 0,
        single: context.site.has_single(node).then(|| context.href(&Address::single(&node.key))),
        parts: context.parts_of(
            &Address::reading(&node.key),
            node.reading_length(),
            context.site.reading(node).len(),
            part,
        ),
        ..booklet(context, page, node, groups)
    })
}

/// What is the same in reading views and single files.
pub(super) fn booklet(
    context: &RenderContext<'_>,
    page: Page,
    node: &EditionNode,
    groups: Vec<ReadingGroup>,
) -> ReadingView {
    let kind = super::template(context.site, page);
    let title = context.phrases.kind.get(kind).cloned().unwrap_or_default();
    let words = groups.iter().flat_map(|group| &group.items).map(|item| item.link.provenance);
    let shown = context.site.in_language(node.entry, context.lang);
    ReadingView {
        frame: frame(context, page, About { title, description: None, kind }),
        edition: context.edition_link(node.entry),
        title: naming::title(context.site, shown).to_owned(),
        issuer: issuer(context, node.standard),
        facts: facts(context, shown),
        provenances: provenances(words),
        notice: context.site.config.words(context.lang).notice.clone(),
        single: None,
        first: true,
        groups,
        parts: context.parts_of(context.address, 0, 1, 0),
    }
}

/// Items of one edition, by kind.
pub(super) fn groups(context: &RenderContext<'_>, items: impl Iterator<Item = ReadingItem>) -> Vec<ReadingGroup> {
    let mut groups: Vec<ReadingGroup> = Vec::new();
    let mut category = String::new();
    for item in items {
        let kind = context.site.entry(item.entry()).kind().word();
        let Some(view) = provision(context, item, &mut category) else { continue };
        match groups.last_mut().filter(|group| group.kind == kind) {
            Some(group) => group.items.push(view),
            None => groups.push(ReadingGroup { kind, items: vec![view] }),
        }
    }
    groups
}

fn provision(context: &RenderContext<'_>, item: ReadingItem, counted_under: &mut String) -> Option<ReadingItemView> {
    let mut view = self::item(context, item.entry())?;
    match item {
        ReadingItem::Clause(node) => {
            view.depth = node.depth;
            view.pending = view.body.sections.is_empty();
        }
        ReadingItem::Task(_) => {}
        ReadingItem::Safeguard(entry) => {
            let own = category(context, entry);
            if own != *counted_under {
                counted_under.clone_from(&own);
                view.category = Some(own);
            }
        }
    }
    Some(view)
}

/// One item among others. `None` only for one that has no place on the page.
pub(super) fn item(context: &RenderContext<'_>, original: EntryIx) -> Option<ReadingItemView> {
    let anchor = context.inside.as_ref()?.anchor(context.site, original)?;
    let shown = context.site.in_language(original, context.lang);
    let kind = context.site.entry(original).kind();
    let mut writer = Writer::among_others(context, shown, &anchor, DEEPER);
    let (work, body) = if context.site.entry(original).item.work().is_some() {
        let (work, body) = work::parts(context, &mut writer, shown, false)?;
        (Some(work), body)
    } else {
        (None, article::body(context, &mut writer, shown, &[]))
    };
    let edition = context.subject.filter(|_| kind == Kind::Role);
    Some(ReadingItemView {
        anchor,
        link: context.link(original),
        page: context.way(&context.site.entry(shown).address),
        depth: 2,
        pending: false,
        category: None,
        work,
        facts: facts(context, shown),
        duties: edition.and_then(|edition| duties_in(context, original, edition)),
        subjects: subjects(context, shown),
        // The clauses of an edition are from where the edition is.
        sources: if kind == Kind::Clause { Vec::new() } else { sources(context, shown) },
        before_standard: before_standard(context, shown),
        body,
    })
}
