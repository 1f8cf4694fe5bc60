//! Terms.

use tera::TeraResult;

use super::parts_of;
use crate::model::Facts;
use crate::render::scope::Scope;
use crate::render::view::{TermFacts, TermView};
use crate::site::{EntryIx, Page};

pub(super) fn view(scope: &Scope<'_>, page: Page, entry: EntryIx) -> TeraResult<TermView> {
    let (frame, article, body) = parts_of(scope, page, entry, &[])?;
    Ok(TermView { frame, article, body, facts: facts(scope, entry) })
}

/// Other names of a term, and where it was defined.
pub(super) fn facts(scope: &Scope<'_>, entry: EntryIx) -> TermFacts {
    let source = match &scope.site.entry(scope.site.entry(entry).original).item.facts {
        Facts::Term(term) => term.source.as_ref().map(Scope::source),
        _ => None,
    };
    TermFacts { aliases: aliases(scope, entry), source }
}

/// Other names of a role or term in the language of its page.
pub(super) fn aliases(scope: &Scope<'_>, entry: EntryIx) -> Vec<String> {
    let aliases = match &scope.site.entry(entry).item.facts {
        Facts::Term(term) => &term.aliases,
        Facts::Role(role) => &role.aliases,
        Facts::Translation(translation) => &translation.aliases,
        _ => return Vec::new(),
    };
    aliases.iter().map(|alias| alias.value.clone()).collect()
}
