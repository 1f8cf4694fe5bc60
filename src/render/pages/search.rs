//! The page of search results.

use crate::render::frame::{About, frame};
use crate::render::scope::Scope;
use crate::render::shell::{self, Place};
use crate::render::view::SearchView;
use crate::site::Page;

pub(super) fn view(scope: &Scope<'_>, page: Page) -> SearchView {
    let title = scope.phrases.kind.get("search").cloned().unwrap_or_default();
    let about = About { title, description: None, kind: "search" };
    // The index by sound comes first: without scripts it is what search is with them.
    let mut lists = shell::ways(scope, Place::Elsewhere);
    lists.extend(shell::menu(scope, Place::Elsewhere));
    SearchView { frame: frame(scope, page, about), lists }
}
