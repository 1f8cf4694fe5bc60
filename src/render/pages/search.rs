//! The page of search results.

use crate::render::context::RenderContext;
use crate::render::frame::{About, frame};
use crate::render::shared::Place;
use crate::render::shell;
use crate::render::view::SearchView;
use crate::site::Page;

pub(super) fn view(context: &RenderContext<'_>, page: Page) -> SearchView {
    let title = context.phrases.kind.get("search").cloned().unwrap_or_default();
    let about = About { title, description: None, kind: "search" };
    // The index by sound comes first: without scripts it is what search is with them.
    let mut lists = shell::ways(context, Place::Elsewhere);
    lists.extend(shell::menu(context, Place::Elsewhere));
    SearchView { frame: frame(context, page, about), lists }
}
