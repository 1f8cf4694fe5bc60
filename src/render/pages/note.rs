//! Notes.

use tera::TeraResult;

use super::parts_of;
use crate::render::context::RenderContext;
use crate::render::view::{Links, NoteView};
use crate::site::{EntryIx, Page};

pub(super) fn view(context: &RenderContext<'_>, page: Page, index: EntryIx) -> TeraResult<NoteView> {
    let (frame, article, body) = parts_of(context, page, index, &[])?;
    Ok(NoteView { frame, article, body, subjects: subjects(context, index) })
}

/// What a note explains or a case shows.
pub(super) fn subjects(context: &RenderContext<'_>, index: EntryIx) -> Option<Links> {
    context.links(context.site.relations(index).subjects())
}
