//! Terms.

use tera::TeraResult;

use super::parts_of;
use crate::model::Facts;
use crate::render::context::RenderContext;
use crate::render::view::{TermFacts, TermView};
use crate::site::{EntryIx, Page};

pub(super) fn view(context: &RenderContext<'_>, page: Page, entry: EntryIx) -> TeraResult<TermView> {
    let (frame, article, body) = parts_of(context, page, entry, &[])?;
    Ok(TermView { frame, article, body, facts: facts(context, entry) })
}

/// Other names of a term, and where it was defined.
pub(super) fn facts(context: &RenderContext<'_>, entry: EntryIx) -> TermFacts {
    let source = match &context.site.entry(context.site.entry(entry).original).item.facts {
        Facts::Term(term) => term.source.as_ref().map(RenderContext::source),
        _ => None,
    };
    TermFacts { aliases: aliases(context, entry), source }
}

/// Other names of a role or term in the language of its page.
pub(super) fn aliases(context: &RenderContext<'_>, entry: EntryIx) -> Vec<String> {
    context.site.entry(entry).item.aliases().iter().map(|alias| alias.value.clone()).collect()
}
