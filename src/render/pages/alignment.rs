//! Two editions side by side: the same work in both, and what has no counterpart.

use super::provenances;
use super::work::leads;
use crate::render::context::{RenderContext, part_of};
use crate::render::frame::{About, frame, superseded};
use crate::render::standing;
use crate::render::view::{AlignmentCell, AlignmentGroup, AlignmentRowView, AlignmentView};
use crate::site::{ASIDES_PER_PAGE, Address, AlignmentRow, EntryIx, Page};

/// `None` only for an alignment that is not there.
pub(super) fn view(context: &RenderContext<'_>, page: Page, index: usize, part: usize) -> Option<AlignmentView> {
    let alignment = context.site.alignments.get(index)?;
    let [left, right] = [alignment.left, alignment.right].map(|edition| &context.site.editions[edition]);
    let kind = context.phrases.kind.get("alignment").cloned().unwrap_or_default();
    let title = format!("{kind} {} · {}", context.short_title(left.standard), context.short_title(right.standard));
    let mut frame = frame(context, page, About { title, description: None, kind: "alignment" });
    // The page is of two editions: it is out of date when one of them is.
    frame.superseded = frame.superseded.or_else(|| superseded(context, right.entry));
    frame.standing = frame.standing.or_else(|| standing::of(context, right.entry));
    let rows = part_of(&alignment.rows, part).chunk_by(|a, b| a.kind == b.kind);
    let groups: Vec<AlignmentGroup> = rows.map(|rows| group(context, rows)).collect();
    let cells = groups.iter().flat_map(|group| &group.rows).flat_map(|row| row.left.iter().chain(&row.right));
    Some(AlignmentView {
        provenances: provenances(cells.map(|cell| cell.link.provenance)),
        frame,
        left: context.edition_link(left.entry),
        right: context.edition_link(right.entry),
        groups,
        parts: context.parts(&Address::alignment(&left.key, &right.key), alignment.rows.len(), part),
    })
}

fn group(context: &RenderContext<'_>, rows: &[AlignmentRow]) -> AlignmentGroup {
    let views = rows.iter().map(|row| AlignmentRowView {
        left: row.left.iter().map(|entry| cell(context, *entry)).collect(),
        right: row.right.iter().take(ASIDES_PER_PAGE).map(|entry| cell(context, *entry)).collect(),
    });
    AlignmentGroup { kind: rows[0].kind.word(), rows: views.collect() }
}

/// The columns say which edition an item is of.
fn cell(context: &RenderContext<'_>, entry: EntryIx) -> AlignmentCell {
    AlignmentCell { link: context.name_link(entry), summary: context.summary(entry, 40), leads: leads(context, entry) }
}
