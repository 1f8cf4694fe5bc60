//! Standards.

use tera::TeraResult;

use super::parts_of;
use crate::model::Status;
use crate::render::context::RenderContext;
use crate::render::view::{EditionRow, StandardView};
use crate::site::{EntryIx, Page};

pub(super) fn view(context: &RenderContext<'_>, page: Page, index: EntryIx) -> TeraResult<StandardView> {
    let (frame, article, body) = parts_of(context, page, index, &[])?;
    let original = context.site.entry(index).original;
    let node = context.site.standards.iter().find(|node| node.entry == original);
    let editions = node.map(|node| {
        let rows = node.editions.iter().map(|&edition| edition_row(context, edition, edition == node.current));
        rows.collect()
    });
    Ok(StandardView { frame, article, body, editions: editions.unwrap_or_default() })
}

/// The body that issues a standard.
pub(super) fn issuer(context: &RenderContext<'_>, standard: EntryIx) -> String {
    context.site.entry(standard).item.standard().map(|standard| standard.issuer.clone()).unwrap_or_default()
}

/// An edition, by its index in the site, in a list.
pub(super) fn edition_row(context: &RenderContext<'_>, edition: usize, current: bool) -> EditionRow {
    let node = &context.site.editions[edition];
    let facts = context.site.edition_facts(node);
    EditionRow {
        link: context.link(node.entry),
        issued: facts.map(|facts| facts.issued.to_string()).unwrap_or_default(),
        status: facts.map_or(Status::Draft, |facts| facts.status).word(),
        current,
        clauses: node.clauses.len(),
        tasks: node.tasks.len(),
        safeguards: node.safeguards.len(),
    }
}
