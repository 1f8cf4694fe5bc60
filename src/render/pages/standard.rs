//! Standards.

use tera::TeraResult;

use super::parts_of;
use crate::model::Status;
use crate::render::context::RenderContext;
use crate::render::standing;
use crate::render::view::{EditionRow, OtherEdition, StandardView};
use crate::site::{ASIDES_PER_PAGE, EditionNode, EntryIx, Page};

pub(super) fn view(context: &RenderContext<'_>, page: Page, index: EntryIx) -> TeraResult<StandardView> {
    let (frame, article, body) = parts_of(context, page, index, &[])?;
    let original = context.site.entry(index).original;
    let node = context.site.standards.iter().find(|node| node.entry == original);
    let editions = node.map(|node| {
        let rows = node.editions.iter().map(|&edition| edition_row(context, edition, edition == node.current));
        rows.collect::<Vec<_>>()
    });
    let editions = editions.unwrap_or_default();
    let past = editions.iter().any(|row| row.past);
    Ok(StandardView { frame, article, body, editions, past })
}

/// The body that issues a standard.
pub(super) fn issuer(context: &RenderContext<'_>, standard: EntryIx) -> String {
    context.site.entry(standard).item.standard().map(|standard| standard.issuer.clone()).unwrap_or_default()
}

/// Editions of all standards that are not the current ones, at most as many as a page shows beside its text.
pub(super) fn earlier(context: &RenderContext<'_>) -> Vec<OtherEdition> {
    let others = context.site.other_editions().take(ASIDES_PER_PAGE);
    others.map(|edition| other_edition(context, edition)).collect()
}

/// An edition that is not the current one, in a list of such.
pub(super) fn other_edition(context: &RenderContext<'_>, edition: &EditionNode) -> OtherEdition {
    let facts = context.site.edition_facts(edition);
    OtherEdition {
        link: context.edition_link(edition.entry),
        status: facts.map_or(Status::Draft, |facts| facts.status.value).word(),
        about: standing::dates(context, edition),
    }
}

/// An edition, by its index in the site, in a list.
pub(super) fn edition_row(context: &RenderContext<'_>, edition: usize, current: bool) -> EditionRow {
    let node = &context.site.editions[edition];
    let facts = context.site.edition_facts(node);
    EditionRow {
        link: context.link(node.entry),
        issued: facts.and_then(|facts| facts.issued).map(|issued| issued.to_string()).unwrap_or_default(),
        about: standing::dates(context, node),
        status: facts.map_or(Status::Draft, |facts| facts.status.value).word(),
        current,
        past: context.site.is_past(node.entry),
        clauses: node.clauses.len(),
        tasks: node.tasks.len(),
        safeguards: node.safeguards.len(),
    }
}
