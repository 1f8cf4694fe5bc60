//! A whole edition in one file that needs no other.

use std::collections::BTreeSet;

use tera::TeraResult;

use super::{matrix, reading};
use crate::model::{Kind, PartialDate, Space};
use crate::render::context::RenderContext;
use crate::render::data_url::data_url;
use crate::render::shell;
use crate::render::view::{Html, LinkView, ReadingGroup, ReadingView, SingleView};
use crate::site::{Address, EditionNode, EntryIx, Page, ROWS_PER_PAGE};
use crate::text::folding::Folding;

/// Folders of the shared items that a single file holds, in their order.
fn spaces() -> impl Iterator<Item = Space> {
    let mut ranked: Vec<_> = Kind::shared().filter_map(|(kind, space)| Some((kind.spec().booklet?, space))).collect();
    ranked.sort_unstable();
    ranked.into_iter().map(|(_, space)| space)
}

/// `None` only for an edition that is not there.
pub(super) fn view(context: &RenderContext<'_>, page: Page, edition: usize) -> TeraResult<Option<SingleView>> {
    let site = context.site;
    let Some(node) = site.editions.get(edition) else { return Ok(None) };
    let items = (0..node.reading_length()).filter_map(|at| node.reading_item(at));
    let mut groups = reading::groups(context, items);
    groups.extend(spaces().filter_map(|space| shared(context, space)));
    let booklet = reading::booklet(context, page, node, groups);
    let assets = &context.theme.assets;
    let is_short = (1..=ROWS_PER_PAGE).contains(&node.tasks.len());
    Ok(Some(SingleView {
        folds: folds(&serde_json::to_string(&booklet).unwrap_or_default()),
        matrix: is_short.then(|| matrix::table(context, &node.tasks)),
        online: context.way(&Address::reading(&node.key)),
        as_of: as_of(context, node).map(|date| date.to_string()),
        csp: Html::new(&assets.inline.csp),
        style: Html::new(&assets.inline.style),
        script: Html::new(&assets.inline.script),
        icon: assets.icon.as_ref().and_then(|icon| Some(data_url(icon, assets.files.get(icon)?))),
        foot: shell::foot(context)?,
        reading: ReadingView { edition: LinkView { href: None, outside: true, ..booklet.edition }, ..booklet },
    }))
}

fn shared(context: &RenderContext<'_>, space: Space) -> Option<ReadingGroup> {
    let all: Vec<EntryIx> = context.inside.as_ref()?.of_space(context.site, space).collect();
    let kind = context.site.entry(*all.first()?).kind().word();
    Some(ReadingGroup { kind, items: all.into_iter().filter_map(|entry| reading::item(context, entry)).collect() })
}

/// The latest date of what an edition's file holds: copies travel, and nobody can see from a copy that it is old.
fn as_of(context: &RenderContext<'_>, node: &EditionNode) -> Option<PartialDate> {
    let provisions = (0..node.reading_length()).filter_map(|at| node.reading_item(at)).map(|item| item.entry());
    let shared = context.inside.iter().flat_map(|inside| spaces().map(|space| inside.of_space(context.site, space)));
    let updated = provisions.chain(shared.flatten()).filter_map(|entry| context.entry_shown(entry).item.header.updated);
    updated.max_by_key(|date| date.last_day())
}

/// Traditional characters that are searched as one of a text, each before the one it is searched as. What the text itself
/// holds of them is folded as well, or its fold would not be found in it.
fn folds(text: &str) -> String {
    let own: BTreeSet<char> = text.chars().filter(|character| !character.is_ascii()).collect();
    let pairs = Folding::simplified().pairs().into_iter();
    pairs.filter(|(from, to)| own.contains(to) || own.contains(from)).flat_map(|(from, to)| [from, to]).collect()
}
