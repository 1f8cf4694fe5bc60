//! Topics: what every standard in force does about each, side by side, and what explains it.

use std::collections::BTreeMap;

use super::work::leads;
use crate::model::{Id, Space, keys};
use crate::render::context::RenderContext;
use crate::render::frame::{About, frame};
use crate::render::view::{LinkView, TopicCell, TopicEdition, TopicView, TopicsView};
use crate::site::{ASIDES_PER_PAGE, EntryIx, Page};

pub(super) fn view(context: &RenderContext<'_>, page: Page) -> TopicsView {
    let title = context.phrases.kind.get("topics").cloned().unwrap_or_default();
    let about = gather(context);
    let none = Vec::new();
    let topics = context.site.config.topics.iter().map(|topic| {
        let entries = about.get(&topic.id).unwrap_or(&none);
        let shared = entries.iter().filter(|&&entry| context.site.edition_of(entry).is_none());
        let shared: Vec<LinkView> = shared.take(ASIDES_PER_PAGE).map(|&entry| context.link(entry)).collect();
        TopicView {
            id: topic.id.to_string(),
            name: topic.names.say(context.lang).to_owned(),
            editions: editions(context, entries),
            explained: context.list(&shared),
        }
    });
    TopicsView {
        topics: topics.collect(),
        frame: frame(context, page, About { title, description: None, kind: "topics" }),
    }
}

/// What is about each topic: tasks and safeguards of current editions in reading order, then notes and cases.
fn gather(context: &RenderContext<'_>) -> BTreeMap<Id, Vec<EntryIx>> {
    let site = context.site;
    let current = site.standards.iter().map(|standard| &site.editions[standard.current]);
    let works = current.flat_map(|edition| edition.tasks.iter().chain(&edition.safeguards));
    let shared = [Space::Notes, Space::Cases].into_iter().filter_map(|space| site.shared.get(&space)).flatten();
    let mut about: BTreeMap<Id, Vec<EntryIx>> = BTreeMap::new();
    for &entry in works.chain(shared) {
        for topic in site.entry(entry).item.topics().iter().filter_map(|written| site.config.topic(&written.value)) {
            about.entry(topic.id.clone()).or_default().push(entry);
        }
    }
    about
}

fn editions(context: &RenderContext<'_>, entries: &[EntryIx]) -> Vec<TopicEdition> {
    let site = context.site;
    let of_edition = |entry: &EntryIx| site.edition_of(*entry).map(|edition| edition.entry);
    let groups = entries.chunk_by(|a, b| of_edition(a) == of_edition(b));
    let views = groups.filter_map(|group| {
        let cells = group.iter().take(ASIDES_PER_PAGE).map(|&entry| cell(context, entry));
        Some(TopicEdition { edition: context.edition_link(of_edition(&group[0])?), cells: cells.collect() })
    });
    views.collect()
}

fn cell(context: &RenderContext<'_>, entry: EntryIx) -> TopicCell {
    let translation = context.entry_shown(entry).item.translation();
    let own = || Some(context.site.entry(entry).item.work()?.cadence.as_ref()?.value.as_str());
    let cadence = translation.and_then(|translation| translation.text(&keys::CADENCE)).or_else(own);
    TopicCell {
        link: context.name_link(entry),
        summary: context.summary(entry, 40),
        leads: leads(context, entry),
        cadence: cadence.map(str::to_owned),
    }
}
