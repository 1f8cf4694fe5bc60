//! Terms.

use tera::TeraResult;

use super::parts_of;
use crate::render::context::RenderContext;
use crate::render::facts::sources;
use crate::render::view::TermView;
use crate::site::{EntryIx, Page};

pub(super) fn view(context: &RenderContext<'_>, page: Page, entry: EntryIx) -> TeraResult<TermView> {
    let (frame, article, body) = parts_of(context, page, entry, &[])?;
    Ok(TermView { frame, article, body, sources: sources(context, entry) })
}
