//! Pages of the site's own.

use tera::TeraResult;

use super::parts_of;
use crate::render::scope::Scope;
use crate::render::view::PageView;
use crate::site::{EntryIx, Page};

pub(super) fn view(scope: &Scope<'_>, page: Page, entry: EntryIx) -> TeraResult<PageView> {
    let (frame, article, body) = parts_of(scope, page, entry, &[])?;
    Ok(PageView { frame, article, body })
}
