//! Standards.

use tera::TeraResult;

use super::parts_of;
use crate::model::{Facts, Status};
use crate::render::scope::Scope;
use crate::render::view::{EditionRow, StandardView};
use crate::site::{EntryIx, Page};

pub(super) fn view(scope: &Scope<'_>, page: Page, index: EntryIx) -> TeraResult<StandardView> {
    let (frame, article, body) = parts_of(scope, page, index, &[])?;
    let original = scope.site.entry(index).original;
    let node = scope.site.standards.iter().find(|node| node.entry == original);
    let editions = node.map(|node| {
        let rows = node.editions.iter().map(|&edition| edition_row(scope, edition, edition == node.current));
        rows.collect()
    });
    Ok(StandardView { frame, article, body, issuer: issuer(scope, original), editions: editions.unwrap_or_default() })
}

/// The body that issues a standard.
pub(super) fn issuer(scope: &Scope<'_>, standard: EntryIx) -> String {
    match &scope.site.entry(standard).item.facts {
        Facts::Standard(standard) => standard.issuer.clone(),
        _ => String::new(),
    }
}

/// An edition, by its index in the site, in a list.
pub(super) fn edition_row(scope: &Scope<'_>, edition: usize, current: bool) -> EditionRow {
    let node = &scope.site.editions[edition];
    let facts = scope.site.edition_facts(node);
    EditionRow {
        link: scope.link(node.entry),
        issued: facts.map(|facts| facts.issued.to_string()).unwrap_or_default(),
        status: facts.map_or(Status::Draft, |facts| facts.status).word(),
        current,
        clauses: node.clauses.len(),
        tasks: node.tasks.len(),
        safeguards: node.safeguards.len(),
    }
}
