//! Calendars of roles: what is set to months, what comes round, what waits for an event.
//!
//! No page knows the day it is read on. The browser's script opens the month that it is; without it all months are there.

use super::context::RenderContext;
use super::links;
use super::view::{CalendarView, DatedRow, LinkView, MonthOfSite, MonthView, OccasionGroup, OccasionRow, SiteOccasion};
use crate::diag::Locale;
use crate::model::{Every, Months, Occasion, Timing};
use crate::site::{ASIDES_PER_PAGE, DutyUse, EntryIx, ResolvedAssignment, WorkLinks};

/// One occasion of one duty.
struct Due<'a> {
    occasion: &'a Occasion,
    work: LinkView,
    assignment: &'a ResolvedAssignment,
}

/// The calendar of some duties; nothing where none of them says when.
pub(super) fn calendar(context: &RenderContext<'_>, duties: &[DutyUse]) -> Option<CalendarView> {
    let all: Vec<Due<'_>> = duties.iter().flat_map(|duty| of_duty(context, *duty)).collect();
    if all.is_empty() {
        return None;
    }
    let locale = context.lang.locale(context.site.config.languages.first);
    let dated = || all.iter().filter(|due| !due.occasion.months().is_empty()).take(ASIDES_PER_PAGE);
    let months = (1..=12).map(|number| MonthView {
        number,
        name: month_name(number, locale),
        rows: dated()
            .filter(|due| due.occasion.months().holds(number))
            .map(|due| due.row(context, locale, true))
            .collect(),
    });
    let recurring = Every::WORDS.iter().filter_map(|&(_, every)| {
        let comes_round = |due: &&Due<'_>| matches!(due.occasion.timing, Timing::Recurs(own) if own.every == every && own.months.is_empty());
        group(context, locale, every.said(locale), all.iter().filter(comes_round).collect(), false)
    });
    let mut after: Vec<&Due<'_>> =
        all.iter().filter(|due| matches!(due.occasion.timing, Timing::After { .. })).collect();
    after.sort_by_key(|due| due.occasion.urgency());
    let always = all.iter().filter(|due| matches!(due.occasion.timing, Timing::Always)).collect();
    Some(CalendarView {
        months: months.collect(),
        dated: dated()
            .map(|due| DatedRow {
                row: due.row(context, locale, true),
                due: (1..=12).map(|month| due.occasion.months().holds(month)).collect(),
            })
            .collect(),
        recurring: recurring.collect(),
        after: group(context, locale, "", after, true),
        always: group(context, locale, "", always, false),
    })
}

/// The twelve months with what all current editions set to them, at most 50 each; nothing where they set nothing.
pub(super) fn months(context: &RenderContext<'_>) -> Vec<MonthOfSite> {
    let site = context.site;
    let locale = context.lang.locale(site.config.languages.first);
    let current = site.standards.iter().map(|standard| &site.editions[standard.current]);
    let works = current.flat_map(|edition| edition.tasks.iter().chain(&edition.safeguards)).copied();
    let dated = works.flat_map(|work| {
        let when = site.entry(work).item.work().into_iter().flat_map(|own| &own.when);
        when.filter(|occasion| !occasion.months().is_empty()).map(move |occasion| (work, occasion))
    });
    let dated: Vec<(EntryIx, &Occasion)> = dated.collect();
    if dated.is_empty() {
        return Vec::new();
    }
    let row = |&(work, occasion): &(EntryIx, &Occasion)| SiteOccasion {
        work: context.link(work),
        said: occasion.what.clone().unwrap_or_default(),
        roles: roles(context, work),
    };
    let month = |number: u32| {
        let due = dated.iter().filter(|(_, occasion)| occasion.months().holds(number));
        MonthOfSite { number, name: month_name(number, locale), rows: due.take(ASIDES_PER_PAGE).map(row).collect() }
    };
    (1..=12).map(month).collect()
}

/// The ids of the roles that take part in some work, with blanks between them.
fn roles(context: &RenderContext<'_>, work: EntryIx) -> String {
    let roles = context.site.work_links(work).into_iter().flat_map(WorkLinks::roles);
    let ids: Vec<&str> = roles.map(|role| context.site.entry(role).key().id().as_str()).collect();
    ids.join(" ")
}

fn of_duty<'a>(context: &'a RenderContext<'_>, duty: DutyUse) -> impl Iterator<Item = Due<'a>> {
    let work = context.site.entry(duty.work).item.work();
    let link = context.link(duty.work);
    let when = work
        .zip(context.site.assignment(duty))
        .into_iter()
        .flat_map(|(work, assignment)| work.when.iter().map(move |occasion| (occasion, assignment)));
    when.map(move |(occasion, assignment)| Due { occasion, work: link.clone(), assignment })
}

fn month_name(month: u32, locale: Locale) -> String {
    Months::of(month).said(locale)
}

fn group(
    context: &RenderContext<'_>,
    locale: Locale,
    name: &str,
    due: Vec<&Due<'_>>,
    whole: bool,
) -> Option<OccasionGroup> {
    let more = due.len().saturating_sub(ASIDES_PER_PAGE);
    let rows: Vec<OccasionRow> =
        due.into_iter().take(ASIDES_PER_PAGE).map(|due| due.row(context, locale, whole)).collect();
    (!rows.is_empty()).then(|| OccasionGroup { name: name.to_owned(), rows, more })
}

impl Due<'_> {
    /// With all of the timing, or without what the heading above says.
    fn row(&self, context: &RenderContext<'_>, locale: Locale, whole: bool) -> OccasionRow {
        let own = self.assignment.provenance.word();
        OccasionRow {
            work: self.work.clone(),
            duty_html: links::duty(context.phrases, self.assignment, Some(own)),
            said: if whole { self.occasion.said(locale) } else { self.occasion.said_under_heading(locale) },
        }
    }
}
