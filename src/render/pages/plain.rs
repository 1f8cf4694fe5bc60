//! Pages of the site's own.

use super::parts_of;
use crate::render::scope::Scope;
use crate::render::view::PageView;
use crate::site::{EntryIx, Page};

pub(super) fn view(scope: &Scope<'_>, page: Page, entry: EntryIx) -> PageView {
    let (frame, article, body) = parts_of(scope, page, entry, &[]);
    PageView { frame, article, body }
}
