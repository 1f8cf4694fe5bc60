//! Tasks and safeguards: what, how, who.

use tera::TeraResult;

use super::entry_frame;
use crate::model::{Facts, Part, Provenance, Translation};
use crate::render::article::{self, article, pointing};
use crate::render::html::Writer;
use crate::render::links::{self, Duties, DutyRow};
use crate::render::scope::Scope;
use crate::render::view::{BodyView, LinkView, SafeguardView, SectionView, TaskView, WorkView};
use crate::site::{EntryIx, Page, Relation};

/// Relations that a card shows in places of their own.
const SHOWN: [Relation; 3] = [Relation::Interprets, Relation::Illustrates, Relation::SupportedBy];

/// `None` only for an entry that is no task.
pub(super) fn task(scope: &Scope<'_>, page: Page, entry: EntryIx) -> TeraResult<Option<TaskView>> {
    let Some((work, body)) = card(scope, entry) else { return Ok(None) };
    let frame = entry_frame(scope, page, entry);
    Ok(Some(TaskView { frame, article: article(scope, entry, &SHOWN)?, work, body }))
}

/// `None` only for an entry that is no safeguard.
pub(super) fn safeguard(scope: &Scope<'_>, page: Page, entry: EntryIx) -> TeraResult<Option<SafeguardView>> {
    let Some((work, body)) = card(scope, entry) else { return Ok(None) };
    let frame = entry_frame(scope, page, entry);
    let category = category(scope, entry);
    Ok(Some(SafeguardView { frame, article: article(scope, entry, &SHOWN)?, category, work, body }))
}

/// The category of a safeguard in the page's language.
pub(super) fn category(scope: &Scope<'_>, entry: EntryIx) -> String {
    let original = scope.site.entry(entry).original;
    let translated = translation(scope, entry).and_then(|translation| translation.category.clone());
    translated.unwrap_or_else(|| match &scope.site.entry(original).item.facts {
        Facts::Safeguard(safeguard) => safeguard.category.clone(),
        _ => String::new(),
    })
}

fn translation<'a>(scope: &Scope<'a>, entry: EntryIx) -> Option<&'a Translation> {
    match &scope.entry_shown(entry).item.facts {
        Facts::Translation(translation) => Some(translation),
        _ => None,
    }
}

fn card(scope: &Scope<'_>, index: EntryIx) -> Option<(WorkView, BodyView)> {
    parts(scope, &mut Writer::new(scope, index), index, true)
}

/// What, how and who, and everything else that is written; `ticks` makes the steps a list to tick off.
pub(super) fn parts(
    scope: &Scope<'_>,
    writer: &mut Writer<'_>,
    index: EntryIx,
    ticks: bool,
) -> Option<(WorkView, BodyView)> {
    let original = scope.site.entry(index).original;
    let work = scope.site.entry(original).item.work()?;
    let links = scope.site.work_links(index)?;
    let translated = translation(scope, index);
    let records = translated.map(|own| &own.records).filter(|records| !records.is_empty()).unwrap_or(&work.records);
    let mut part = |part: Part| section(scope, writer, index, part, ticks);
    let (what, how, who) = (part(Part::What), part(Part::How), part(Part::Who));
    let duties = Duties::new(scope.phrases, &duties(scope, original));
    let view = WorkView {
        what,
        how,
        who,
        leads: scope.list(&leads(scope, original)),
        duties,
        cadence: translated.and_then(|own| own.cadence.clone()).or_else(|| work.cadence.clone()),
        records: records.join(&scope.phrases.enumeration),
        basis: scope.links(&links.basis),
        basis_by_editor: work.provenance.value != Provenance::Official,
        counterparts: scope.links(&links.counterparts),
        supported_by: scope.links(&links.supported_by),
        supports: pointing(scope, original, Relation::SupportedBy),
        notes: pointing(scope, original, Relation::Interprets),
        cases: pointing(scope, original, Relation::Illustrates),
    };
    let body = article::body(scope, writer, index, &Part::ALL);
    Some((view, body))
}

fn section(scope: &Scope<'_>, writer: &mut Writer<'_>, index: EntryIx, part: Part, ticks: bool) -> Option<SectionView> {
    let body = &scope.site.entry(index).item.body;
    body.part(part).map(|own| article::section(writer, body, own, ticks && part == Part::How))
}

/// The duty table, leads first, otherwise in the order written.
fn duties(scope: &Scope<'_>, original: EntryIx) -> Vec<DutyRow> {
    let Some((work, linked)) = scope.site.entry(original).item.work().zip(scope.site.work_links(original)) else {
        return Vec::new();
    };
    let mut rows: Vec<_> = work.who.iter().zip(&linked.roles).collect();
    rows.sort_by_key(|(assignment, _)| assignment.duty);
    rows.into_iter()
        .map(|(assignment, role)| DutyRow {
            role: match role {
                Some(role) => scope.name_link(*role),
                None => unknown_role(&assignment.role.value),
            },
            level: role.and_then(|role| level(scope, role)),
            duty: links::duty(scope.phrases, assignment, work, Some(work.provenance.value.word())),
        })
        .collect()
}

/// The word of a role's level.
pub(super) fn level(scope: &Scope<'_>, role: EntryIx) -> Option<&'static str> {
    match &scope.site.entry(role).item.facts {
        Facts::Role(role) => Some(role.level.word()),
        _ => None,
    }
}

/// The roles that lead a task or safeguard.
pub(super) fn leads(scope: &Scope<'_>, original: EntryIx) -> Vec<LinkView> {
    let Some((work, links)) = scope.site.entry(original).item.work().zip(scope.site.work_links(original)) else {
        return Vec::new();
    };
    let assigned = work.who.iter().zip(&links.roles);
    let leading = assigned.filter(|(assignment, _)| assignment.duty == crate::model::Duty::Lead);
    leading
        .map(|(assignment, role)| {
            role.map_or_else(|| unknown_role(&assignment.role.value), |role| scope.name_link(role))
        })
        .collect()
}

fn unknown_role(written: &str) -> LinkView {
    LinkView {
        number: None,
        title: written.to_owned(),
        href: None,
        outside: false,
        provenance: None,
        detail: None,
        lang: None,
        current: false,
    }
}
