//! Notes.

use tera::TeraResult;

use super::parts_of;
use crate::model::{Facts, keys};
use crate::render::context::RenderContext;
use crate::render::view::{Links, NoteFacts, NoteView};
use crate::site::{EntryIx, Page};

pub(super) fn view(context: &RenderContext<'_>, page: Page, index: EntryIx) -> TeraResult<NoteView> {
    let (frame, article, body) = parts_of(context, page, index, &[])?;
    Ok(NoteView { frame, article, body, facts: facts(context, index) })
}

/// Who signs a note, when, and what it explains.
pub(super) fn facts(context: &RenderContext<'_>, index: EntryIx) -> NoteFacts {
    let entry = context.site.entry(index);
    let original = context.site.entry(entry.original);
    let (mut unit, date) = match &original.item.facts {
        Facts::Note(note) => (note.unit.clone(), note.date.to_string()),
        _ => Default::default(),
    };
    if let Facts::Translation(translation) = &entry.item.facts {
        unit = translation.text(&keys::NOTE_UNIT).map_or(unit, str::to_owned);
    }
    NoteFacts { unit, date, subjects: subjects(context, index) }
}

/// What a note explains or a case shows.
pub(super) fn subjects(context: &RenderContext<'_>, index: EntryIx) -> Option<Links> {
    context.links(context.site.relations(index).subjects())
}
