//! What the edition of a page is, where it is not the one that holds: said as its author wrote it. Dates are stated, and
//! nothing is concluded from the day of the build.

use super::context::RenderContext;
use super::status;
use super::view::{LinkView, StandingView};
use crate::model::{Edition, Lang, PartialDate, Status};
use crate::naming;
use crate::site::{EditionNode, EntryIx};
use crate::theme::fill;

/// What is to be said of the edition of an item; nothing of what belongs to none, and of one that is in force.
pub(super) fn of(context: &RenderContext<'_>, subject: EntryIx) -> Option<StandingView> {
    let edition = context.site.edition_of(subject)?;
    let facts = context.site.edition_facts(edition)?;
    let name = status::name(context.site, context.phrases, subject)?;
    Some(StandingView {
        word: facts.status.value.word(),
        name,
        about: about(context, edition, facts),
        current: current(context, edition),
    })
}

/// The dates of an edition in words, as far as it says them.
pub(super) fn dates(context: &RenderContext<'_>, edition: &EditionNode) -> String {
    let Some(facts) = context.site.edition_facts(edition) else { return String::new() };
    let Edition { issued, effective, comments_until, ended, .. } = facts;
    let named = [("issued", issued), ("from", effective), ("until", comments_until), ("ended", ended)];
    let said = named.into_iter().filter_map(|(word, date)| Some(on(context, word, (*date)?)));
    said.collect::<Vec<_>>().join(&context.phrases.separator)
}

fn about(context: &RenderContext<'_>, edition: &EditionNode, facts: &Edition) -> Option<String> {
    let title = naming::title(context.site, context.site.in_language(edition.entry, context.lang));
    let word = match facts.status.value {
        Status::Current => return None,
        Status::Draft if facts.comments_until.is_some() => "about-for-comment",
        Status::Draft => "about-draft",
        Status::Approved => "about-approved",
        // The banner that leads to its successor says it.
        Status::Superseded => "",
        Status::Repealed => "about-repealed",
    };
    let first = (!word.is_empty()).then(|| say(context, word, &[("edition", title)]));
    let dates = match facts.status.value {
        Status::Draft => ("until", facts.comments_until),
        Status::Current | Status::Approved => ("from", facts.effective),
        Status::Superseded | Status::Repealed => ("ended", facts.ended),
    };
    let dated = dates.1.map(|date| say(context, "sentence", &[("words", &on(context, dates.0, date))]));
    let all: Vec<String> = first.into_iter().chain(dated).collect();
    // Chinese sentences bring their own room.
    let between = if context.lang == Lang::ZhCn { "" } else { " " };
    (!all.is_empty()).then(|| all.join(between))
}

/// The edition that holds in place of another one.
fn current(context: &RenderContext<'_>, edition: &EditionNode) -> Option<LinkView> {
    let site = context.site;
    let node = site.standards.iter().find(|node| node.entry == edition.standard)?;
    let current = &site.editions[node.current];
    let holds = site.status_of(current.entry) == Some(Status::Current);
    let title = naming::edition_name(site, current.entry, context.lang).unwrap_or_default();
    (holds && current.entry != edition.entry).then(|| LinkView { title, ..context.link(current.entry) })
}

fn on(context: &RenderContext<'_>, word: &str, date: PartialDate) -> String {
    say(context, word, &[("date", &date.to_string())])
}

fn say(context: &RenderContext<'_>, word: &str, values: &[(&str, &str)]) -> String {
    context.phrases.standing.get(word).map(|text| fill(text, values)).unwrap_or_default()
}
