//! A whole edition on one page, or on a few when it is long.

use super::edition::facts;
use super::provenances;
use super::work::{self, category};
use crate::model::Kind;
use crate::render::article::{self, edition_link};
use crate::render::frame::{About, frame};
use crate::render::html::Writer;
use crate::render::scope::Scope;
use crate::render::view::{ReadingGroup, ReadingItemView, ReadingView};
use crate::site::{Address, Page, ReadingItem};

/// Headings of a text stand two levels lower than on a page of their own: below its kind and its title.
const DEEPER: u8 = 2;

/// `None` only for an edition that is not there.
pub(super) fn view(scope: &Scope<'_>, page: Page, edition: usize, part: usize) -> Option<ReadingView> {
    let node = scope.site.editions.get(edition)?;
    let title = scope.phrases.kind.get("reading").cloned().unwrap_or_default();
    let range = node.reading.get(part).cloned().unwrap_or_default();
    let groups = groups(scope, range.filter_map(|at| node.reading_item(at)));
    let words = groups.iter().flat_map(|group| &group.items).map(|item| item.link.provenance);
    Some(ReadingView {
        frame: frame(scope, page, About { title, description: None, kind: "reading" }),
        edition: edition_link(scope, node.entry),
        title: scope.title(scope.site.in_language(node.entry, scope.lang)),
        facts: facts(scope, node)?,
        provenances: provenances(words),
        first: part == 0,
        groups,
        parts: scope.parts_of(&Address::reading(&node.key), node.reading_length(), node.reading.len(), part),
    })
}

fn groups(scope: &Scope<'_>, items: impl Iterator<Item = ReadingItem>) -> Vec<ReadingGroup> {
    let mut groups: Vec<ReadingGroup> = Vec::new();
    let mut category = String::new();
    for item in items {
        let kind = scope.site.entry(item.entry()).kind().word();
        let Some(view) = self::item(scope, item, &mut category) else { continue };
        match groups.last_mut().filter(|group| group.kind == kind) {
            Some(group) => group.items.push(view),
            None => groups.push(ReadingGroup { kind, items: vec![view] }),
        }
    }
    groups
}

fn item(scope: &Scope<'_>, item: ReadingItem, counted_under: &mut String) -> Option<ReadingItemView> {
    let shown = scope.site.in_language(item.entry(), scope.lang);
    let mut writer = Writer::among_others(scope, shown, DEEPER);
    let (work, body) = match item {
        ReadingItem::Clause(_) => (None, article::body(scope, &mut writer, shown, &[])),
        ReadingItem::Task(_) | ReadingItem::Safeguard(_) => {
            let (work, body) = work::parts(scope, &mut writer, shown, false)?;
            (Some(work), body)
        }
    };
    let own = match item {
        ReadingItem::Safeguard(entry) => Some(category(scope, entry)),
        _ => None,
    };
    let heading = own.filter(|own| own != counted_under);
    if let Some(heading) = &heading {
        counted_under.clone_from(heading);
    }
    let entry = scope.site.entry(item.entry());
    Some(ReadingItemView {
        anchor: entry.key().id().to_string(),
        link: scope.link(item.entry()),
        page: scope.href(&scope.site.entry(shown).address),
        depth: match item {
            ReadingItem::Clause(node) => node.depth,
            _ => 2,
        },
        pending: entry.kind() == Kind::Clause && body.sections.is_empty(),
        category: heading,
        work,
        body,
    })
}
