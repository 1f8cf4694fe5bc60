//! Roles: all duties over all standards.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use tera::TeraResult;

use super::parts_of;
use super::standard::other_edition;
use crate::model::{Duty, keys};
use crate::render::calendar::calendar;
use crate::render::compared;
use crate::render::contacts;
use crate::render::context::{RenderContext, part_of};
use crate::render::links;
use crate::render::view::{DutyGroup, DutySum, EarlierDuties, LinkView, Partner, RoleDutyRow, RoleView};
use crate::site::{ASIDES_PER_PAGE, Address, DutyUse, EditionNode, EntryIx, Page};

pub(super) fn view(context: &RenderContext<'_>, page: Page, index: EntryIx, part: usize) -> TeraResult<RoleView> {
    let (frame, article, body) = parts_of(context, page, index, &[])?;
    let entry = context.site.entry(index);
    let (duties, others) = context.site.duties_of(entry.original);
    let of_edition = |duty: &DutyUse| context.site.edition_of(duty.work).map(|edition| edition.entry);
    let groups = part_of(duties, part).chunk_by(|a, b| of_edition(a) == of_edition(b));
    Ok(RoleView {
        frame,
        article,
        body,
        contacts: if part == 0 { contacts::of_role(context, entry.original) } else { None },
        calendar: if part == 0 { calendar(context, duties) } else { None },
        sums: if part == 0 { sums(context, duties) } else { Vec::new() },
        partners: if part == 0 { partners(context, entry.original, duties) } else { Vec::new() },
        changes: if part == 0 { changes(context, entry.original) } else { Vec::new() },
        groups: groups.filter_map(|group| self::group(context, of_edition(&group[0])?, group)).collect(),
        earlier: if part == 0 { earlier(context, others) } else { Vec::new() },
        parts: context.parts(&entry.address, duties.len(), part),
    })
}

/// How many duties of each sort a role has.
fn sums(context: &RenderContext<'_>, duties: &[DutyUse]) -> Vec<DutySum> {
    let of = |duty: Duty| {
        let own = duties.iter().filter_map(|own| context.site.assignment(*own));
        DutySum { duty: duty.word(), total: own.filter(|assignment| assignment.duty == duty).count() }
    };
    Duty::WORDS.iter().map(|&(_, duty)| of(duty)).filter(|sum| sum.total > 0).collect()
}

/// Partners that a role's page names.
const PARTNERS: usize = 8;

/// With whom a role works most often, the most frequent first.
fn partners(context: &RenderContext<'_>, role: EntryIx, duties: &[DutyUse]) -> Vec<Partner> {
    let works: BTreeSet<EntryIx> = duties.iter().map(|duty| duty.work).collect();
    let mut together: BTreeMap<EntryIx, usize> = BTreeMap::new();
    for links in works.iter().filter_map(|&work| context.site.work_links(work)) {
        let others: BTreeSet<EntryIx> = links.roles().filter(|&other| other != role).collect();
        others.into_iter().for_each(|other| *together.entry(other).or_default() += 1);
    }
    let mut partners: Vec<(EntryIx, usize)> = together.into_iter().collect();
    partners.sort_by_key(|&(other, total)| (Reverse(total), context.site.entry(other).position));
    let named = partners.into_iter().take(PARTNERS);
    named.map(|(other, total)| Partner { role: context.name_link(other), total, of: works.len() }).collect()
}

/// Duties in editions that are not the current ones: named, and not counted.
fn earlier(context: &RenderContext<'_>, duties: &[DutyUse]) -> Vec<EarlierDuties> {
    let of_edition = |duty: &DutyUse| context.site.edition_of(duty.work).map(|edition| edition.entry);
    let groups = duties.chunk_by(|a, b| of_edition(a) == of_edition(b)).take(ASIDES_PER_PAGE);
    let named = groups.filter_map(|group| {
        let edition = context.site.edition_of(group[0].work)?;
        let mut works: Vec<EntryIx> = group.iter().map(|duty| duty.work).collect();
        works.dedup();
        let links = works.into_iter().take(ASIDES_PER_PAGE);
        let links = links.map(|work| LinkView { detail: None, ..context.link(work) });
        Some(EarlierDuties {
            edition: other_edition(context, edition),
            works: context.list(&links.collect::<Vec<_>>()),
        })
    });
    named.collect()
}

/// What changes for a role in the current edition of each standard that had one before.
fn changes(context: &RenderContext<'_>, role: EntryIx) -> Vec<LinkView> {
    let site = context.site;
    let id = site.entry(role).key().id();
    let link = |edition: usize| {
        let at = site.succession_to(edition)?;
        let (node, old) = (&site.editions[edition], &site.editions[site.successions()[at].old]);
        let address = Address::changes_for(&node.key, id);
        let title = format!("{} {}", context.edition_link(node.entry).title, compared::against(context, old));
        let href = site.pages.contains_key(&address).then(|| context.href(&address))?;
        Some(LinkView { href: Some(href), ..LinkView::unknown(&title) })
    };
    site.standards.iter().filter_map(|standard| link(standard.current)).take(ASIDES_PER_PAGE).collect()
}

/// All duties of a role in one edition.
pub(super) fn duties_in(context: &RenderContext<'_>, role: EntryIx, edition: EntryIx) -> Option<DutyGroup> {
    let of_edition = |duty: &&DutyUse| context.site.edition_of(duty.work).is_some_and(|own| own.entry == edition);
    let duties: Vec<DutyUse> = context.site.duties.get(&role)?.iter().filter(of_edition).copied().collect();
    group(context, edition, &duties)
}

fn group(context: &RenderContext<'_>, edition: EntryIx, duties: &[DutyUse]) -> Option<DutyGroup> {
    let own = context.site.assignment(*duties.first()?)?.provenance.word();
    let rows = duties.iter().filter_map(|duty| row(context, *duty, own)).collect();
    let workbook = context.site.edition_of(edition).and_then(EditionNode::workbook);
    let workbook = workbook.map(|address| context.href(&address));
    Some(DutyGroup { edition: context.edition_link(edition), own, rows, workbook })
}

fn row(context: &RenderContext<'_>, duty: DutyUse, own: &'static str) -> Option<RoleDutyRow> {
    let assignment = context.site.assignment(duty)?;
    let work = context.site.entry(duty.work).item.work()?;
    let translation = context.entry_shown(duty.work).item.translation();
    let translated = translation.and_then(|translation| translation.text(&keys::CADENCE));
    Some(RoleDutyRow {
        work: context.link(duty.work),
        kind: context.site.entry(duty.work).kind().word(),
        duty: assignment.duty.word(),
        duty_html: links::duty(context.phrases, assignment, Some(own)),
        summary: context.summary(duty.work, 60),
        cadence: translated.or(work.cadence.as_ref().map(|cadence| cadence.value.as_str())).map(str::to_owned),
    })
}
