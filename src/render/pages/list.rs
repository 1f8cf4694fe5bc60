//! Lists of shared items.

use crate::model::Space;
use crate::render::frame::{About, frame};
use crate::render::scope::{Scope, part_of};
use crate::render::view::{ListRow, ListView};
use crate::site::{Address, Page};

pub(super) fn view(scope: &Scope<'_>, page: Page, space: Space, part: usize) -> ListView {
    let entries = scope.site.shared.get(&space).map(Vec::as_slice).unwrap_or_default();
    let title = scope.phrases.space.get(space.name()).cloned().unwrap_or_default();
    let rows = part_of(entries, part).iter();
    ListView {
        frame: frame(scope, page, About { title, description: None, kind: "list" }),
        space: space.name(),
        rows: rows.map(|&entry| ListRow { link: scope.link(entry), summary: scope.summary(entry, 80) }).collect(),
        parts: scope.parts(&Address::list(space), entries.len(), part),
    }
}
