//! Pages of the site's own.

use tera::TeraResult;

use super::parts_of;
use crate::render::context::RenderContext;
use crate::render::view::PageView;
use crate::site::{EntryIx, Page};

pub(super) fn view(context: &RenderContext<'_>, page: Page, entry: EntryIx) -> TeraResult<PageView> {
    let (frame, article, body) = parts_of(context, page, entry, &[])?;
    Ok(PageView { frame, article, body })
}
