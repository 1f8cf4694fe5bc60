//! Cases.

use tera::TeraResult;

use super::note::subjects;
use super::parts_of;
use crate::model::keys::{self, Key};
use crate::model::{Case, Facts};
use crate::render::context::RenderContext;
use crate::render::view::{CaseFacts, CaseView};
use crate::site::{EntryIx, Page};

/// `None` only for an entry that is no case.
pub(super) fn view(context: &RenderContext<'_>, page: Page, index: EntryIx) -> TeraResult<Option<CaseView>> {
    let (frame, article, body) = parts_of(context, page, index, &[])?;
    Ok(facts(context, index).map(|facts| CaseView { frame, article, body, facts }))
}

/// What is known of a case. `None` only for an entry that is no case.
pub(super) fn facts(context: &RenderContext<'_>, index: EntryIx) -> Option<CaseFacts> {
    let entry = context.site.entry(index);
    let Facts::Case(case) = &context.site.entry(entry.original).item.facts else { return None };
    let translation = match &entry.item.facts {
        Facts::Translation(translation) => Some(translation),
        _ => None,
    };
    let own = |key: &Key, original: &str| {
        translation.and_then(|translation| translation.text(key)).unwrap_or(original).to_owned()
    };
    Some(CaseFacts {
        place: own(&keys::CASE_PLACE, &case.place),
        unit: own(&keys::CASE_UNIT, &case.unit),
        date: case.date.to_string(),
        outcome: own(&keys::OUTCOME, &case.outcome),
        sources: case.sources.iter().map(RenderContext::source).collect(),
        subjects: subjects(context, index),
        before_standard: before_standard(context, entry.original, case),
    })
}

/// Whether a case is older than the editions of what it illustrates.
fn before_standard(context: &RenderContext<'_>, original: EntryIx, case: &Case) -> bool {
    let subjects = context.site.relations(original).subjects().iter().filter_map(|own| own.link.entry());
    let editions = subjects.filter_map(|subject| context.site.edition_of(subject));
    let issued =
        editions.filter_map(|edition| context.site.edition_facts(edition)).map(|facts| facts.issued.first_day());
    issued.min().is_some_and(|issued| case.date.first_day() < issued)
}
