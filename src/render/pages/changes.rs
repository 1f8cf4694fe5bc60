//! What changed in an edition: numbers, all items old and new, each change word by word.

use tera::TeraResult;

use crate::comparison::Comparison;
use crate::render::compared;
use crate::render::context::RenderContext;
use crate::render::frame::{About, frame};
use crate::render::html::redline::{Extent, Redline};
use crate::render::view::{
    ChangeCount, ChangeGroup, ChangeRow, ChangesForGroup, ChangesForRow, ChangesForView, ChangesView, Html, LinkView,
    Parts, TableView, WithdrawnPageView,
};
use crate::site::{Address, CHANGES_PER_PAGE, EntryIx, Fate, Page, Succession};

/// `None` only for an edition that has no predecessor.
pub(super) fn view(context: &RenderContext<'_>, page: Page, edition: usize, part: usize) -> Option<ChangesView> {
    let at = context.site.succession_to(edition)?;
    let count = context.site.successions()[at].fates.len();
    let first = (part * CHANGES_PER_PAGE).min(count);
    let rows = first..(first + CHANGES_PER_PAGE).min(count);
    let node = &context.site.editions[edition];
    let parts = context.parts_of(&Address::changes(&node.key), count, count.div_ceil(CHANGES_PER_PAGE), part);
    let roles = if part == 0 { roles(context, at) } else { Vec::new() };
    Some(ChangesView { roles, parts, ..of_rows(context, page, at, rows)? })
}

/// All changes in one file. `None` only for an edition that has no predecessor.
pub(super) fn table(context: &RenderContext<'_>, page: Page, edition: usize) -> TeraResult<Option<TableView>> {
    let Some(at) = context.site.succession_to(edition) else { return Ok(None) };
    let rows = 0..context.site.successions()[at].fates.len();
    let inline = &context.theme.assets.inline;
    let view = of_rows(context, page, at, rows).map(|changes| TableView {
        changes,
        csp: Html::new(&inline.csp),
        style: Html::new(&inline.style),
    });
    Ok(view)
}

fn of_rows(context: &RenderContext<'_>, page: Page, at: usize, rows: std::ops::Range<usize>) -> Option<ChangesView> {
    let site = context.site;
    let succession = site.successions().get(at)?;
    let [old, new] = [succession.old, succession.new].map(|edition| &site.editions[edition]);
    let title = compared::against(context, old);
    let counts = context.comparisons.counts(site, at).into_iter();
    let own = succession.fates[rows.clone()].iter().zip(rows);
    let compared: Vec<(&Fate, &Comparison)> =
        own.filter_map(|(fate, place)| Some((fate, context.comparisons.get(site, at, place)?))).collect();
    let groups = compared.chunk_by(|a, b| a.0.kind == b.0.kind).map(|group| ChangeGroup {
        kind: group[0].0.kind.word(),
        rows: group.iter().map(|(fate, comparison)| row(context, succession, fate, comparison)).collect(),
    });
    Some(ChangesView {
        frame: frame(context, page, About { title, description: None, kind: "changes" }),
        old: context.edition_link(old.entry),
        new: context.edition_link(new.entry),
        planned: !site.is_settled(succession.new),
        counts: counts.map(|(change, total)| ChangeCount { word: change.word(), total }).collect(),
        roles: Vec::new(),
        groups: groups.collect(),
        parts: Parts { total: 0, links: Vec::new() },
    })
}

fn row(context: &RenderContext<'_>, succession: &Succession, fate: &Fate, comparison: &Comparison) -> ChangeRow {
    let detail = comparison.is_shown().then(|| {
        // What stands on one side alone needs no second column.
        let has_sides = !fate.old.is_empty() && !fate.new.is_empty();
        let columns = has_sides.then(|| Redline::new(context.phrases).columns(&comparison.lines, Extent::Changes));
        let columns = columns.unwrap_or_default();
        let own = compared::view(context, succession, fate, comparison, Some(Extent::Changes));
        crate::render::view::Compared { columns_html: Html::new(&columns), ..own }
    });
    let withdrawn = context.site.withdrawal(succession, fate);
    ChangeRow {
        anchor: compared::anchor(context, fate),
        words: compared::words(comparison),
        old: compared::names(context, &fate.old),
        new: compared::names(context, &fate.new),
        detail,
        withdrawn: withdrawn.map(|said| compared::withdrawal(context, succession.new, fate.kind.word(), said)),
    }
}

/// Roles in the order of their list, each with a link to what changes for it.
fn roles(context: &RenderContext<'_>, at: usize) -> Vec<LinkView> {
    let site = context.site;
    let succession = &site.successions()[at];
    let [old, new] = [succession.old, succession.new].map(|edition| &site.editions[edition]);
    let mut roles: Vec<EntryIx> = site.roles_of(old).union(&site.roles_of(new)).copied().collect();
    roles.sort_by_key(|role| site.entry(*role).position);
    let link = |role: &EntryIx| {
        let address = Address::changes_for(&new.key, site.entry(*role).key().id());
        LinkView { href: context.way(&address), ..context.name_link(*role) }
    };
    roles.iter().map(link).collect()
}

/// What changes for a role. `None` only for an edition that has no predecessor.
pub(super) fn for_role(
    context: &RenderContext<'_>,
    page: Page,
    edition: usize,
    role: EntryIx,
) -> Option<ChangesForView> {
    let site = context.site;
    let at = site.succession_to(edition)?;
    let succession = &site.successions()[at];
    let [old, new] = [succession.old, succession.new].map(|edition| &site.editions[edition]);
    let rows: Vec<(&'static str, ChangesForRow)> =
        (0..succession.fates.len()).filter_map(|place| for_role_row(context, at, place, role)).collect();
    let groups = ["gained", "lost", "shifted", "reworded", "same"].into_iter().map(|word| ChangesForGroup {
        word,
        rows: rows.iter().filter(|(own, _)| *own == word).map(|(_, row)| row.clone()).collect(),
    });
    let groups = groups.filter(|group| !group.rows.is_empty()).collect();
    let title = format!("{} {}", context.full_name(role), compared::against(context, old));
    Some(ChangesForView {
        frame: frame(context, page, About { title, description: None, kind: "changes-for" }),
        role: context.name_link(role),
        old: context.edition_link(old.entry),
        new: context.edition_link(new.entry),
        all: context.href(&Address::changes(&new.key)),
        groups,
    })
}

/// A piece of work that a role has or had, under the word of what changes in it.
fn for_role_row(
    context: &RenderContext<'_>,
    at: usize,
    place: usize,
    role: EntryIx,
) -> Option<(&'static str, ChangesForRow)> {
    let site = context.site;
    let succession = &site.successions()[at];
    let fate = &succession.fates[place];
    let held = |entries: &[EntryIx]| {
        let who = entries.iter().filter_map(|entry| site.work_links(*entry)).flat_map(|links| &links.who);
        let own = who.filter(|own| own.role() == Some(role)).map(|own| (own.duty, own.word.clone()));
        own.collect::<Vec<_>>()
    };
    let (old, new) = (held(&fate.old), held(&fate.new));
    if old.is_empty() && new.is_empty() {
        return None;
    }
    let comparison = context.comparisons.get(site, at, place)?;
    let word = match (old.is_empty(), new.is_empty()) {
        (true, _) => "gained",
        (_, true) => "lost",
        _ if old != new => "shifted",
        _ if comparison.is_changed() => "reworded",
        _ => "same",
    };
    let page = Address::changes(&site.editions[succession.new].key).part(place / CHANGES_PER_PAGE);
    let row = ChangesForRow {
        work: context.name_link(*fate.new.first().or(fate.old.first())?),
        old_html: compared::chips(context, &old),
        new_html: compared::chips(context, &new),
        words: compared::words(comparison),
        href: format!("{}#{}", context.href(&page), compared::anchor(context, fate)),
    };
    Some((word, row))
}

/// Where an item was that an edition withdrew. `None` only for what is not there.
pub(super) fn withdrawn(
    context: &RenderContext<'_>,
    page: Page,
    edition: usize,
    at: usize,
) -> Option<WithdrawnPageView> {
    let site = context.site;
    let node = site.editions.get(edition)?;
    let said = site.edition_facts(node)?.withdrawn.get(at)?;
    let succession = site.succession_to(edition).map(|at| &site.successions()[at]);
    let fate = succession.and_then(|own| own.fates.iter().find(|fate| fate.withdrawal == Some(at)));
    let former = fate.and_then(|fate| fate.old.first()).map(|entry| context.link(*entry));
    let title = former.as_ref().map_or_else(|| said.id.value.clone(), |former| former.title.clone());
    let kind = fate.map_or("task", |fate| fate.kind.word());
    Some(WithdrawnPageView {
        frame: frame(context, page, About { title: title.clone(), description: None, kind: "withdrawn" }),
        title,
        former,
        withdrawn: compared::withdrawal(context, edition, kind, said),
    })
}
