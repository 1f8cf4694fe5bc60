//! Clauses.

use tera::TeraResult;

use super::parts_of;
use crate::model::Provenance;
use crate::render::article::pointing;
use crate::render::context::RenderContext;
use crate::render::facts::sources;
use crate::render::view::{ClauseView, Links};
use crate::site::{ASIDES_PER_PAGE, EntryIx, Page, Relation};

/// Relations that the page of a clause shows in places of their own.
const SHOWN: [Relation; 4] = [Relation::Interprets, Relation::Illustrates, Relation::RestsOn, Relation::Continues];

pub(super) fn view(context: &RenderContext<'_>, page: Page, index: EntryIx) -> TeraResult<ClauseView> {
    let (frame, article, body) = parts_of(context, page, index, &SHOWN)?;
    let original = context.site.entry(index).original;
    let links =
        |entries: &[EntryIx]| context.list(&entries.iter().map(|entry| context.link(*entry)).collect::<Vec<_>>());
    let continues = context.site.past(original).and_then(|(_, fate)| links(&fate.old));
    let continued_by = context.site.future(original).and_then(|(_, fate)| links(&fate.new));
    let official = |from: EntryIx| context.site.entry(from).item.provenance() == Some(Provenance::Official);
    Ok(ClauseView {
        frame,
        article,
        pending: body.sections.is_empty(),
        body,
        sources: sources(context, index),
        children: children(context, original),
        tasks: pointing(context, original, Relation::RestsOn),
        tasks_by_editor: !context.site.pointing(original, Relation::RestsOn).all(official),
        continues,
        continued_by,
        notes: pointing(context, original, Relation::Interprets),
        cases: pointing(context, original, Relation::Illustrates),
    })
}

/// Clauses directly below one: they follow it in reading order, one step deeper.
fn children(context: &RenderContext<'_>, original: EntryIx) -> Option<Links> {
    let edition = context.site.edition_of(original)?;
    let position = context.site.entry(original).position;
    let own = edition.clauses.get(position).filter(|node| node.entry == original)?;
    let below = edition.clauses[position + 1..].iter().take_while(|node| node.depth > own.depth);
    let direct = below.filter(|node| node.depth == own.depth + 1).take(ASIDES_PER_PAGE);
    context.list(&direct.map(|node| context.link(node.entry)).collect::<Vec<_>>())
}
