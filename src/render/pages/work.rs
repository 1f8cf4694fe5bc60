//! Tasks and safeguards: what, how, who.

use tera::TeraResult;

use super::entry_frame;
use crate::model::{Duty, Part, Provenance, Translation, keys};
use crate::render::article::{self, article, pointing};
use crate::render::contacts;
use crate::render::context::RenderContext;
use crate::render::html::{Taker, Writer};
use crate::render::links::{self, Duties, DutyRow};
use crate::render::month_bar::month_bar;
use crate::render::view::{
    Article, BodyView, FactView, Html, LinkView, SafeguardView, SectionView, TaskView, WorkView,
};
use crate::site::{EntryIx, Holder, Page, Relation};

/// Relations that a card shows in places of their own.
const SHOWN: [Relation; 3] = [Relation::Interprets, Relation::Illustrates, Relation::SupportedBy];

/// `None` only for an entry that is no task.
pub(super) fn task(context: &RenderContext<'_>, page: Page, entry: EntryIx) -> TeraResult<Option<TaskView>> {
    let Some((mut work, body)) = card(context, entry) else { return Ok(None) };
    let frame = entry_frame(context, page, entry);
    let article = card_article(context, entry, &mut work)?;
    Ok(Some(TaskView { frame, article, work, body }))
}

/// `None` only for an entry that is no safeguard.
pub(super) fn safeguard(context: &RenderContext<'_>, page: Page, entry: EntryIx) -> TeraResult<Option<SafeguardView>> {
    let Some((mut work, body)) = card(context, entry) else { return Ok(None) };
    let frame = entry_frame(context, page, entry);
    let category = category(context, entry);
    let article = card_article(context, entry, &mut work)?;
    Ok(Some(SafeguardView { frame, article, category, work, body }))
}

/// The article of a card. `when` says to programs what `cadence` says in words: the strip of answers has the words, and the months
/// of `when` as a bar below them; the rest of `when` goes to the foot of the card.
fn card_article(context: &RenderContext<'_>, entry: EntryIx, work: &mut WorkView) -> TeraResult<Article> {
    let mut article = article(context, entry, &SHOWN)?;
    let is_said = |fact: &FactView| fact.key == keys::CADENCE.name && fact.html.is_some();
    if article.facts.iter().any(is_said) {
        let at = article.facts.iter().position(|fact| fact.key == keys::WHEN.name);
        work.when = at.map(|at| article.facts.remove(at));
    }
    let original = context.site.entry(entry).original;
    let when = context.site.entry(original).item.work().map(|work| work.when.as_slice()).unwrap_or_default();
    let is_timing = |fact: &&mut FactView| [keys::CADENCE.name, keys::WHEN.name].contains(&fact.key);
    if let Some(bar) = month_bar(context, when)
        && let Some(html) = article.facts.iter_mut().find(is_timing).and_then(|fact| fact.html.as_mut())
    {
        *html = Html::new(&format!("{}{}", html.as_str(), bar.as_str()));
    }
    Ok(article)
}

/// The category of a safeguard in the page's language.
pub(super) fn category(context: &RenderContext<'_>, entry: EntryIx) -> String {
    let original = context.site.entry(entry).original;
    let translated = translation(context, entry).and_then(|translation| translation.text(&keys::CATEGORY));
    let written = || Some(context.site.entry(original).item.safeguard()?.category.as_str());
    translated.or_else(written).unwrap_or_default().to_owned()
}

fn translation<'a>(context: &RenderContext<'a>, entry: EntryIx) -> Option<&'a Translation> {
    context.entry_shown(entry).item.translation()
}

fn card(context: &RenderContext<'_>, index: EntryIx) -> Option<(WorkView, BodyView)> {
    parts(context, &mut Writer::new(context, index), index, true)
}

/// What, how and who, and everything else that is written; `ticks` makes the steps a list to tick off.
pub(super) fn parts(
    context: &RenderContext<'_>,
    writer: &mut Writer<'_>,
    index: EntryIx,
    ticks: bool,
) -> Option<(WorkView, BodyView)> {
    let original = context.site.entry(index).original;
    let work = context.site.entry(original).item.work()?;
    let links = context.site.work_links(index)?;
    let mut part = |part: Part| section(context, writer, index, part, ticks);
    let (what, how, who) = (part(Part::What), part(Part::How), part(Part::Who));
    let duties = Duties::new(context.phrases, &duties(context, writer.takers(), original));
    let view = WorkView {
        what,
        how,
        who,
        has_actors: !context.site.entry(index).item.body.actors.is_empty(),
        leads: context.list(&leads(context, original)),
        phones: lead_phones(context, original),
        phones_signed: contacts::signed(context),
        duties,
        when: None,
        basis: context.links(&links.basis),
        basis_by_editor: work.provenance.value != Provenance::Official,
        counterparts: context.links(&links.counterparts),
        supported_by: context.links(&links.supported_by),
        supports: pointing(context, original, Relation::SupportedBy),
        notes: pointing(context, original, Relation::Interprets),
        cases: pointing(context, original, Relation::Illustrates),
    };
    let body = article::body(context, writer, index, &Part::ALL);
    Some((view, body))
}

fn section(
    context: &RenderContext<'_>,
    writer: &mut Writer<'_>,
    index: EntryIx,
    part: Part,
    ticks: bool,
) -> Option<SectionView> {
    let body = &context.site.entry(index).item.body;
    body.part(part).map(|own| article::section(writer, body, own, ticks && part == Part::How))
}

/// The telephones of those who lead.
fn lead_phones(context: &RenderContext<'_>, original: EntryIx) -> Vec<Html> {
    let who = context.site.work_links(original).map(|links| links.who.as_slice()).unwrap_or_default();
    let leading = who.iter().filter(|assignment| assignment.duty == Duty::Lead);
    leading.filter_map(|assignment| contacts::cell(context, assignment.role()?)).collect()
}

/// The duty table, leads first, otherwise in the order written.
fn duties(context: &RenderContext<'_>, takers: &[Taker], original: EntryIx) -> Vec<DutyRow> {
    let Some(links) = context.site.work_links(original) else { return Vec::new() };
    let own = context.site.entry(original).item.provenance().map(Provenance::word);
    let mut rows: Vec<_> = links.who.iter().collect();
    rows.sort_by_key(|assignment| assignment.duty);
    rows.into_iter()
        .map(|assignment| DutyRow {
            role: holder(context, &assignment.holder),
            duty: links::duty(context.phrases, assignment, own),
            steps: takers
                .iter()
                .filter(|taker| Some(taker.role) == assignment.role())
                .map(|taker| (taker.number.clone(), taker.anchor.clone()))
                .collect(),
            phones: assignment.role().and_then(|role| contacts::cell(context, role)),
        })
        .collect()
}

/// The word of a role's level.
pub(super) fn level(context: &RenderContext<'_>, role: EntryIx) -> Option<&'static str> {
    context.site.entry(role).item.role().map(|role| role.level.word())
}

/// The roles that lead a task or safeguard.
pub(super) fn leads(context: &RenderContext<'_>, original: EntryIx) -> Vec<LinkView> {
    holders(context, original, |duty| duty == Duty::Lead)
}

/// The roles with some duties in a task or safeguard.
pub(super) fn holders(context: &RenderContext<'_>, original: EntryIx, has: impl Fn(Duty) -> bool) -> Vec<LinkView> {
    let who = context.site.work_links(original).map(|links| links.who.as_slice()).unwrap_or_default();
    let having = who.iter().filter(|assignment| has(assignment.duty));
    having.map(|assignment| holder(context, &assignment.holder)).collect()
}

fn holder(context: &RenderContext<'_>, holder: &Holder) -> LinkView {
    match holder {
        Holder::Role(role) => context.name_link(*role),
        Holder::Unknown(written) => LinkView::unknown(written),
    }
}
