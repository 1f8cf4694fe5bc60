//! Clauses.

use tera::TeraResult;

use super::parts_of;
use crate::model::{Facts, Provenance};
use crate::render::article::pointing;
use crate::render::scope::Scope;
use crate::render::view::{ClauseView, Links};
use crate::site::{ASIDES_PER_PAGE, EntryIx, Page, Relation, Relations};

/// Relations that the page of a clause shows in places of their own.
const SHOWN: [Relation; 4] = [Relation::Interprets, Relation::Illustrates, Relation::RestsOn, Relation::Continues];

pub(super) fn view(scope: &Scope<'_>, page: Page, index: EntryIx) -> TeraResult<ClauseView> {
    let (frame, article, body) = parts_of(scope, page, index, &SHOWN)?;
    let original = scope.site.entry(index).original;
    let entry = scope.site.entry(original);
    let source = match &entry.item.facts {
        Facts::Clause(clause) => clause.source.as_ref().map(Scope::source),
        _ => None,
    };
    let continues = match &entry.relations {
        Relations::Clause(links) => scope.links(links),
        _ => None,
    };
    let official = |from: EntryIx| scope.site.entry(from).item.provenance() == Some(Provenance::Official);
    Ok(ClauseView {
        frame,
        article,
        pending: body.sections.is_empty(),
        body,
        source,
        children: children(scope, original),
        tasks: pointing(scope, original, Relation::RestsOn),
        tasks_by_editor: !scope.site.pointing(original, Relation::RestsOn).all(official),
        continues,
        continued_by: pointing(scope, original, Relation::Continues),
        notes: pointing(scope, original, Relation::Interprets),
        cases: pointing(scope, original, Relation::Illustrates),
    })
}

/// Clauses directly below one: they follow it in reading order, one step deeper.
fn children(scope: &Scope<'_>, original: EntryIx) -> Option<Links> {
    let edition = scope.site.edition_of(original)?;
    let position = scope.site.entry(original).position;
    let own = edition.clauses.get(position).filter(|node| node.entry == original)?;
    let below = edition.clauses[position + 1..].iter().take_while(|node| node.depth > own.depth);
    let direct = below.filter(|node| node.depth == own.depth + 1).take(ASIDES_PER_PAGE);
    scope.list(&direct.map(|node| scope.link(node.entry)).collect::<Vec<_>>())
}
