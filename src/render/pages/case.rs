//! Cases.

use tera::TeraResult;

use super::note::subjects;
use super::parts_of;
use crate::model::{PartialDate, Status};
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

/// Whether an item is a case that is older than every edition of what it illustrates. An edition that came later has not
/// made older what was done while another one held.
pub(super) fn before_standard(context: &RenderContext<'_>, index: EntryIx) -> bool {
    let original = context.site.entry(index).original;
    let Some(case) = context.site.entry(original).item.case() else { return false };
    let subjects = context.site.relations(original).subjects().iter().filter_map(|own| own.link.entry());
    let standards = subjects.filter_map(|subject| Some(context.site.edition_of(subject)?.standard));
    let editions =
        standards.flat_map(|standard| context.site.editions.iter().filter(move |own| own.standard == standard));
    let facts = editions.filter_map(|edition| context.site.edition_facts(edition));
    let issued = facts.filter(|facts| facts.status.value != Status::Draft).filter_map(|facts| facts.issued);
    let issued = issued.map(PartialDate::first_day);
    issued.min().is_some_and(|issued| case.date.first_day() < issued)
}
