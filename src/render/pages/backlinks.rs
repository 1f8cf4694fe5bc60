//! Everything that points at an item, when it is more than its own page shows.

use crate::render::article::backlink_group;
use crate::render::context::{RenderContext, part_of};
use crate::render::frame::{About, frame};
use crate::render::view::BacklinksView;
use crate::site::{EntryIx, Page};

pub(super) fn view(context: &RenderContext<'_>, page: Page, index: EntryIx, part: usize) -> BacklinksView {
    let entry = context.site.entry(index);
    let all = context.site.backlinks(index);
    let title = context.phrases.kind.get("backlinks").cloned().unwrap_or_default();
    let groups = part_of(all, part).chunk_by(|a, b| a.relation == b.relation);
    BacklinksView {
        frame: frame(context, page, About { title, description: None, kind: "backlinks" }),
        target: context.link(index),
        groups: groups.map(|group| backlink_group(context, group, usize::MAX, None)).collect(),
        parts: context.parts(&entry.address.backlinks(), all.len(), part),
    }
}
