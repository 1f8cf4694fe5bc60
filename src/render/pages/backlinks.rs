//! Everything that points at an item, when it is more than its own page shows.

use crate::render::article::backlink_group;
use crate::render::frame::{About, frame};
use crate::render::scope::{Scope, part_of};
use crate::render::view::BacklinksView;
use crate::site::{EntryIx, Page};

pub(super) fn view(scope: &Scope<'_>, page: Page, index: EntryIx, part: usize) -> BacklinksView {
    let entry = scope.site.entry(index);
    let all = &scope.site.entry(entry.original).backlinks;
    let title = scope.phrases.kind.get("backlinks").cloned().unwrap_or_default();
    let groups = part_of(all, part).chunk_by(|a, b| a.relation == b.relation);
    BacklinksView {
        frame: frame(scope, page, About { title, description: None, kind: "backlinks" }),
        target: scope.link(index),
        groups: groups.map(|group| backlink_group(scope, group, usize::MAX, None)).collect(),
        parts: scope.parts(&entry.address.backlinks(), all.len(), part),
    }
}
