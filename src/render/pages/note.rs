//! Notes.

use tera::TeraResult;

use super::parts_of;
use crate::model::Facts;
use crate::render::scope::Scope;
use crate::render::view::{Links, NoteFacts, NoteView};
use crate::site::{EntryIx, Page, Relations};

pub(super) fn view(scope: &Scope<'_>, page: Page, index: EntryIx) -> TeraResult<NoteView> {
    let (frame, article, body) = parts_of(scope, page, index, &[])?;
    Ok(NoteView { frame, article, body, facts: facts(scope, index) })
}

/// Who signs a note, when, and what it explains.
pub(super) fn facts(scope: &Scope<'_>, index: EntryIx) -> NoteFacts {
    let entry = scope.site.entry(index);
    let original = scope.site.entry(entry.original);
    let (mut unit, date) = match &original.item.facts {
        Facts::Note(note) => (note.unit.clone(), note.date.to_string()),
        _ => Default::default(),
    };
    if let Facts::Translation(translation) = &entry.item.facts {
        unit = translation.unit.clone().unwrap_or(unit);
    }
    NoteFacts { unit, date, subjects: subjects(scope, index) }
}

/// What a note explains or a case shows.
pub(super) fn subjects(scope: &Scope<'_>, index: EntryIx) -> Option<Links> {
    let original = scope.site.entry(index).original;
    match &scope.site.entry(original).relations {
        Relations::Subjects(links) => scope.links(links),
        _ => None,
    }
}
