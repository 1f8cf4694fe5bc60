//! Cases.

use tera::TeraResult;

use super::note::subjects;
use super::parts_of;
use crate::render::context::RenderContext;
use crate::render::facts::sources;
use crate::render::view::CaseView;
use crate::site::{EntryIx, Page};

pub(super) fn view(context: &RenderContext<'_>, page: Page, index: EntryIx) -> TeraResult<CaseView> {
    let (frame, article, body) = parts_of(context, page, index, &[])?;
    Ok(CaseView {
        frame,
        article,
        body,
        sources: sources(context, index),
        subjects: subjects(context, index),
        before_standard: before_standard(context, index),
    })
}

/// Whether an item is a case that is older than the editions of what it illustrates.
pub(super) fn before_standard(context: &RenderContext<'_>, index: EntryIx) -> bool {
    let original = context.site.entry(index).original;
    let Some(case) = context.site.entry(original).item.case() else { return false };
    let subjects = context.site.relations(original).subjects().iter().filter_map(|own| own.link.entry());
    let editions = subjects.filter_map(|subject| context.site.edition_of(subject));
    let issued =
        editions.filter_map(|edition| context.site.edition_facts(edition)).map(|facts| facts.issued.first_day());
    issued.min().is_some_and(|issued| case.date.first_day() < issued)
}
