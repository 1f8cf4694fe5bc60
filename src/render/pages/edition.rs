//! Editions: outline, tasks, safeguards.

use tera::TeraResult;

use super::parts_of;
use super::work::{category, leads};
use crate::render::compared;
use crate::render::context::{RenderContext, part_of};
use crate::render::facts::facts;
use crate::render::view::{CategoryGroup, ClauseRow, CountNote, DownloadView, EditionView, LinkView, WorkRow};
use crate::site::{ASIDES_PER_PAGE, Address, EditionNode, EntryIx, Page, Relation};

/// `None` only for an entry that is no edition.
pub(super) fn view(
    context: &RenderContext<'_>,
    page: Page,
    index: EntryIx,
    part: usize,
) -> TeraResult<Option<EditionView>> {
    let (frame, mut article, body) = parts_of(context, page, index, &[])?;
    let entry = context.site.entry(index);
    let Some(node) = context.site.edition_of(entry.original) else { return Ok(None) };
    // An edition is issued by whoever issues its standard, which says so once for all its editions.
    article.facts.splice(..0, facts(context, context.site.in_language(node.standard, context.lang)));
    let tasks = part_of(&node.tasks, part).iter().map(|&task| work_row(context, task));
    Ok(Some(EditionView {
        frame,
        article,
        body,
        clauses: clauses(context, node, part),
        tasks: tasks.collect(),
        categories: categories(context, node, part),
        counts: counts(context, node),
        matrix: (!node.tasks.is_empty()).then(|| context.href(&Address::matrix(&node.key))),
        reading: context.href(&Address::reading(&node.key)),
        single: context.site.has_single(node).then(|| context.href(&Address::single(&node.key))),
        changes: changes(context, node),
        alignments: alignments(context, node),
        downloads: if part == 0 { downloads(context, node) } else { Vec::new() },
        parts: context.parts(&entry.address, node.rows(), part),
    }))
}

/// What changed in an edition, if there was one before it.
fn changes(context: &RenderContext<'_>, node: &EditionNode) -> Option<LinkView> {
    let at = context.site.succession_to(context.site.edition_index(&node.key)?)?;
    let old = &context.site.editions[context.site.successions()[at].old];
    let href = Some(context.href(&Address::changes(&node.key)));
    Some(LinkView { href, ..LinkView::unknown(&compared::against(context, old)) })
}

/// The editions that one is laid beside, each with a link to where it is.
pub(super) fn alignments(context: &RenderContext<'_>, node: &EditionNode) -> Vec<LinkView> {
    let site = context.site;
    let Some(own) = site.edition_index(&node.key) else { return Vec::new() };
    let sides = site.alignments.iter().filter_map(|alignment| match (alignment.left, alignment.right) {
        (left, right) if left == own => Some((alignment, right)),
        (left, right) if right == own => Some((alignment, left)),
        _ => None,
    });
    let links = sides.take(ASIDES_PER_PAGE).map(|(alignment, other)| {
        let [left, right] = [alignment.left, alignment.right].map(|edition| &site.editions[edition].key);
        let href = Some(context.href(&Address::alignment(left, right)));
        LinkView { href, current: false, ..context.edition_link(site.editions[other].entry) }
    });
    links.collect()
}

/// What an edition can be downloaded as, in the order shown.
fn downloads(context: &RenderContext<'_>, node: &EditionNode) -> Vec<DownloadView> {
    let offered = context.site.downloads(node).into_iter();
    offered.map(|(own, address)| DownloadView { href: context.href(&address), word: own.word }).collect()
}

fn clauses(context: &RenderContext<'_>, node: &EditionNode, part: usize) -> Vec<ClauseRow> {
    let rows = part_of(&node.clauses, part).iter().map(|clause| ClauseRow {
        link: context.link(clause.entry),
        depth: clause.depth,
        tasks: context.site.pointing(clause.entry, Relation::RestsOn).count(),
        changes: compared::marks(context, clause.entry),
    });
    rows.collect()
}

fn work_row(context: &RenderContext<'_>, work: EntryIx) -> WorkRow {
    WorkRow {
        link: context.link(work),
        summary: context.summary(work, 60),
        leads: leads(context, work),
        changes: compared::marks(context, work),
    }
}

/// Safeguards under their categories, in the order in which the categories first occur.
fn categories(context: &RenderContext<'_>, node: &EditionNode, part: usize) -> Vec<CategoryGroup> {
    let mut groups: Vec<CategoryGroup> = Vec::new();
    for &safeguard in part_of(&node.safeguards, part) {
        let category = category(context, safeguard);
        let row = work_row(context, safeguard);
        match groups.iter_mut().find(|group| group.category == category) {
            Some(group) => group.rows.push(row),
            None => groups.push(CategoryGroup { category, rows: vec![row] }),
        }
    }
    groups
}

/// Announced numbers that differ from what is there.
fn counts(context: &RenderContext<'_>, node: &EditionNode) -> Vec<CountNote> {
    let unmet = context.site.counts(node).into_iter().filter(|count| !count.is_met());
    let notes =
        unmet.map(|count| CountNote { what: count.what.word(), expected: count.expected.value, found: count.found });
    notes.collect()
}
