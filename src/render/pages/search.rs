//! The page of search results.

use crate::render::frame::{About, frame};
use crate::render::scope::Scope;
use crate::render::shell;
use crate::render::view::SearchView;
use crate::site::Page;

pub(super) fn view(scope: &Scope<'_>, page: Page) -> SearchView {
    let title = scope.phrases.kind.get("search").cloned().unwrap_or_default();
    let about = About { title, description: None, kind: "search" };
    SearchView { frame: frame(scope, page, about), lists: shell::menu(scope, shell::Place::Elsewhere) }
}
