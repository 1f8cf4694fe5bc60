//! Roles: all duties over all standards.

use tera::TeraResult;

use super::parts_of;
use super::term::aliases;
use super::work::level;
use crate::model::{Assignment, Facts, Work};
use crate::render::article::edition_link;
use crate::render::links;
use crate::render::scope::{Scope, part_of};
use crate::render::view::{DutyGroup, RoleDutyRow, RoleFacts, RoleView};
use crate::site::{Address, DutyUse, EntryIx, Page};

pub(super) fn view(scope: &Scope<'_>, page: Page, index: EntryIx, part: usize) -> TeraResult<RoleView> {
    let (frame, article, body) = parts_of(scope, page, index, &[])?;
    let entry = scope.site.entry(index);
    let duties = scope.site.duties.get(&entry.original).map(Vec::as_slice).unwrap_or_default();
    let of_edition = |duty: &DutyUse| scope.site.edition_of(duty.work).map(|edition| edition.entry);
    let groups = part_of(duties, part).chunk_by(|a, b| of_edition(a) == of_edition(b));
    Ok(RoleView {
        frame,
        article,
        body,
        facts: facts(scope, index),
        groups: groups.filter_map(|group| self::group(scope, of_edition(&group[0])?, group)).collect(),
        parts: scope.parts(&entry.address, duties.len(), part),
    })
}

/// The level of a role, and its other names.
pub(super) fn facts(scope: &Scope<'_>, index: EntryIx) -> RoleFacts {
    let original = scope.site.entry(index).original;
    RoleFacts { level: level(scope, original).unwrap_or_default(), aliases: aliases(scope, index) }
}

/// All duties of a role in one edition.
pub(super) fn duties_in(scope: &Scope<'_>, role: EntryIx, edition: EntryIx) -> Option<DutyGroup> {
    let of_edition = |duty: &&DutyUse| scope.site.edition_of(duty.work).is_some_and(|own| own.entry == edition);
    let duties: Vec<DutyUse> = scope.site.duties.get(&role)?.iter().filter(of_edition).copied().collect();
    group(scope, edition, &duties)
}

fn group(scope: &Scope<'_>, edition: EntryIx, duties: &[DutyUse]) -> Option<DutyGroup> {
    let (assignment, work) = assigned(scope, *duties.first()?)?;
    let own = assignment.provenance.unwrap_or(work.provenance.value).word();
    let rows = duties.iter().filter_map(|duty| row(scope, *duty, own)).collect();
    let node = scope.site.edition_of(edition).filter(|node| node.has_workbook());
    let workbook = node.map(|node| scope.href(&Address::data_of(&node.key, "xlsx")));
    Some(DutyGroup { edition: edition_link(scope, edition), own, rows, workbook })
}

fn assigned<'a>(scope: &Scope<'a>, duty: DutyUse) -> Option<(&'a Assignment, &'a Work)> {
    Some((scope.site.assignment(duty)?, scope.site.entry(duty.work).item.work()?))
}

fn row(scope: &Scope<'_>, duty: DutyUse, own: &'static str) -> Option<RoleDutyRow> {
    let (assignment, work) = assigned(scope, duty)?;
    let translated = match &scope.entry_shown(duty.work).item.facts {
        Facts::Translation(translation) => translation.cadence.clone(),
        _ => None,
    };
    Some(RoleDutyRow {
        work: scope.link(duty.work),
        kind: scope.site.entry(duty.work).kind().word(),
        duty_html: links::duty(scope.phrases, assignment, work, Some(own)),
        summary: scope.summary(duty.work, 60),
        cadence: translated.or_else(|| work.cadence.clone()),
    })
}
