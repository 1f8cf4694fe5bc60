//! Lists of shared items.

use crate::model::Space;
use crate::render::context::{RenderContext, part_of};
use crate::render::frame::{About, frame};
use crate::render::view::{ListRow, ListView};
use crate::site::{Address, Page};

pub(super) fn view(context: &RenderContext<'_>, page: Page, space: Space, part: usize) -> ListView {
    let entries = context.site.shared.get(&space).map(Vec::as_slice).unwrap_or_default();
    let title = context.phrases.space.get(space.word()).cloned().unwrap_or_default();
    let rows = part_of(entries, part).iter();
    ListView {
        frame: frame(context, page, About { title, description: None, kind: "list" }),
        space: space.word(),
        rows: rows.map(|&entry| ListRow { link: context.link(entry), summary: context.summary(entry, 80) }).collect(),
        parts: context.parts(&Address::list(space), entries.len(), part),
    }
}
