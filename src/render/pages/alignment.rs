//! Two editions side by side: a map of what is the same work in both, and of what only one of them has.

use super::work;
use crate::model::{Duty, keys};
use crate::render::context::{RenderContext, part_of};
use crate::render::facts::facts;
use crate::render::frame::{About, frame, superseded};
use crate::render::html::Writer;
use crate::render::standing;
use crate::render::topic;
use crate::render::view::{AlignedField, AlignedPair, AlignmentGroup, AlignmentView, Html, LonelyWork, TopicChip};
use crate::site::{ASIDES_PER_PAGE, Address, AlignmentRow, EntryIx, Page};

/// `None` only for an alignment that is not there.
pub(super) fn view(context: &RenderContext<'_>, page: Page, index: usize, part: usize) -> Option<AlignmentView> {
    let alignment = context.site.alignments.get(index)?;
    let [left, right] = [alignment.left, alignment.right].map(|edition| &context.site.editions[edition]);
    let kind = context.phrases.kind.get("alignment").cloned().unwrap_or_default();
    let title = format!("{kind} {} · {}", context.short_title(left.standard), context.short_title(right.standard));
    let mut frame = frame(context, page, About { title, description: None, kind: "alignment" });
    // The page is of two editions: it is out of date when one of them is.
    frame.superseded = frame.superseded.or_else(|| superseded(context, right.entry));
    frame.standing = frame.standing.or_else(|| standing::of(context, right.entry));
    let rows = part_of(&alignment.rows, part);
    let groups: Vec<AlignmentGroup> = rows.chunk_by(|a, b| a.kind == b.kind).map(|rows| group(context, rows)).collect();
    let entries = rows.iter().flat_map(|row| row.left.iter().chain(&row.right));
    Some(AlignmentView {
        provenances: super::provenances(entries.map(|entry| context.name_link(*entry).provenance)),
        topics: topics(context, rows),
        frame,
        left: context.edition_link(left.entry),
        right: context.edition_link(right.entry),
        groups,
        parts: context.parts(&Address::alignment(&left.key, &right.key), alignment.rows.len(), part),
    })
}

/// The topics of these rows, in the order of `site.yaml`.
fn topics(context: &RenderContext<'_>, rows: &[AlignmentRow]) -> Vec<TopicChip> {
    let named: Vec<&str> = rows
        .iter()
        .flat_map(|row| row.left.iter().chain(&row.right))
        .flat_map(|entry| topics_of(context, *entry))
        .collect();
    let known = context.site.config.topics.iter().filter(|topic| named.contains(&topic.id.as_str()));
    known.map(|own| TopicChip { id: own.id.to_string(), link: topic::link(context, own) }).collect()
}

/// The ids of an item's topics.
fn topics_of<'a>(context: &'a RenderContext<'_>, entry: EntryIx) -> impl Iterator<Item = &'a str> {
    let written = context.site.entry(entry).item.topics().iter();
    written.filter_map(|own| Some(context.site.config.topic(&own.value)?.id.as_str()))
}

fn group(context: &RenderContext<'_>, rows: &[AlignmentRow]) -> AlignmentGroup {
    let lonely = |entry: EntryIx| LonelyWork { link: context.name_link(entry), topics: topic_words(context, &[entry]) };
    let pairs = rows.iter().flat_map(|row| {
        let left = row.left;
        row.right.iter().take(ASIDES_PER_PAGE).filter_map(move |right| Some(pair(context, left?, *right)))
    });
    AlignmentGroup {
        kind: rows[0].kind.word(),
        pairs: pairs.collect(),
        left_only: rows.iter().filter(|row| row.right.is_empty()).filter_map(|row| row.left).map(lonely).collect(),
        right_only: rows
            .iter()
            .filter(|row| row.left.is_none())
            .flat_map(|row| &row.right)
            .map(|&right| lonely(right))
            .collect(),
    }
}

/// The topics of some items, with blanks between them.
fn topic_words(context: &RenderContext<'_>, entries: &[EntryIx]) -> String {
    let mut words: Vec<&str> = entries.iter().flat_map(|entry| topics_of(context, *entry)).collect();
    words.dedup();
    words.join(" ")
}

fn pair(context: &RenderContext<'_>, left: EntryIx, right: EntryIx) -> AlignedPair {
    let (ours, theirs) = (fields(context, left), fields(context, right));
    let both = ours.into_iter().zip(theirs);
    let said = both.filter(|((_, left), (_, right))| left.is_some() || right.is_some());
    let (same, fields): (Vec<_>, Vec<_>) =
        said.partition(|((_, left), (_, right))| left.as_ref().map(Html::as_str) == right.as_ref().map(Html::as_str));
    AlignedPair {
        id: format!("{}-{}", context.site.entry(left).key().id(), context.site.entry(right).key().id()),
        topics: topic_words(context, &[left, right]),
        left: context.name_link(left),
        right: context.name_link(right),
        same: same.into_iter().map(|((label, _), _)| label).collect(),
        fields: fields.into_iter().map(|((label, left), (_, right))| AlignedField { label, left, right }).collect(),
    }
}

/// What is compared of a task or safeguard, always the same fields in the same order: its purpose, who leads, who else takes
/// part, how often, what is kept, how many steps, on what it rests.
fn fields(context: &RenderContext<'_>, entry: EntryIx) -> Vec<(String, Option<Html>)> {
    let kind = context.site.entry(entry).kind();
    let label = |key| context.phrases.labels.of(kind, key).to_owned();
    let text = |word: &str| context.phrases.alignment.get(word).cloned().unwrap_or_default();
    let facts = facts(context, entry);
    let fact = |name: &str| facts.iter().find(|fact| fact.key == name).and_then(|fact| fact.html.clone());
    let purpose = context.summary(entry, LONGEST_PURPOSE);
    let steps = Writer::new(context, context.site.in_language(entry, context.lang)).count_steps();
    let links = context.site.work_links(entry);
    vec![
        (text("purpose"), (!purpose.is_empty()).then(|| Html::text(&purpose))),
        (text("leads"), context.list(&work::leads(context, entry)).map(|leads| leads.inline)),
        (text("others"), context.list(&work::holders(context, entry, |duty| duty != Duty::Lead)).map(|own| own.inline)),
        (label(&keys::CADENCE), fact(keys::CADENCE.name)),
        (label(&keys::RECORDS), fact(keys::RECORDS.name)),
        (text("steps"), (steps > 0).then(|| Html::text(&steps.to_string()))),
        (label(&keys::BASIS), links.and_then(|links| context.links(&links.basis)).map(|basis| basis.inline)),
    ]
}

/// How many characters of what is done a pair shows.
const LONGEST_PURPOSE: usize = 90;
