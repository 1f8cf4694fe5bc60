//! The facts that pages list: those whose rows of the table of keys say so, in its order, each with its name and its finished
//! value. What has a place of its own on a page (`Output::Place`) stands there.

use super::context::RenderContext;
use super::link::link_html;
use super::markup::{Html, escape, escape_text};
use super::topic;
use super::view::FactView;
use super::words::write_words;
use crate::model::keys::{self, Key, Need, Output};
use crate::model::{Kind, SourceNote};
use crate::site::{EntryIx, FactValue, FactWord};
use crate::theme::{Phrases, fill};

/// The facts of an item. What is missed when it is not stated has a place in the list, without a value.
pub(super) fn facts(context: &RenderContext<'_>, index: EntryIx) -> Vec<FactView> {
    let kind = context.site.entry(index).kind();
    let said = context.site.facts_in(index, Output::Page);
    let listed = keys::of(kind).filter(|key| key.shows(Output::Page));
    let rows = listed.filter_map(|key| match said.iter().find(|fact| fact.key.is(key)) {
        Some(fact) => Some(row(context, kind, key, Some((value(context, &fact.value)?, is_wide(&fact.value))))),
        None => (key.need == Need::Missed).then(|| row(context, kind, key, None)),
    });
    rows.collect()
}

/// Where an item was published, where its page has a place for that.
pub(super) fn sources(context: &RenderContext<'_>, index: EntryIx) -> Vec<Html> {
    let facts = context.site.facts_in(index, Output::Place);
    let sources = facts.iter().filter_map(|fact| match fact.value {
        FactValue::Sources(sources) => Some(sources),
        _ => None,
    });
    sources.flatten().map(|note| Html::new(&source(context.phrases, note))).collect()
}

fn row(context: &RenderContext<'_>, kind: Kind, key: &'static Key, said: Option<(Html, bool)>) -> FactView {
    let is_wide = said.as_ref().is_some_and(|(_, is_wide)| *is_wide);
    let label = context.phrases.labels.of(kind, key).to_owned();
    FactView { key: key.name, label, html: said.map(|(html, _)| html), wide: is_wide }
}

/// The finished value. None when there is nothing to show: refs that lead nowhere are errors.
fn value(context: &RenderContext<'_>, value: &FactValue<'_>) -> Option<Html> {
    let phrases = context.phrases;
    let mut html = String::new();
    match value {
        FactValue::Text(text) => write_words(&mut html, text, Some(context.lang)),
        FactValue::Texts(texts) => {
            for (place, text) in texts.iter().enumerate() {
                escape_text(&mut html, if place > 0 { &phrases.enumeration } else { "" });
                write_words(&mut html, text, Some(context.lang));
            }
        }
        FactValue::Date(date) => html.push_str(&date.to_string()),
        FactValue::Word(word) => escape_text(&mut html, self::word(phrases, *word)),
        FactValue::Links(refs) => return context.links(refs).map(|links| links.inline),
        FactValue::Entries(entries) => {
            let links: Vec<_> = entries.iter().map(|&entry| context.link(entry)).collect();
            return context.list(&links).map(|links| links.inline);
        }
        FactValue::Sources(sources) => {
            let sources: Vec<String> = sources.iter().map(|note| source(phrases, note)).collect();
            html = sources.join("<br>");
        }
        FactValue::Topics(topics) => {
            let names = topics.iter().map(|topic| link_html(&topic::link(context, topic)));
            html.push_str(&names.collect::<Vec<_>>().join(&phrases.enumeration));
        }
        FactValue::Occasions(occasions) => {
            let locale = context.lang.locale(context.site.config.languages.first);
            html.push_str("<ul class=\"nb-list nb-when\">");
            for occasion in *occasions {
                html.push_str("<li>");
                write_words(&mut html, &occasion.said(locale), Some(context.lang));
                html.push_str("</li>");
            }
            html.push_str("</ul>");
        }
        // Duties are a table, which has a place of its own.
        FactValue::Duties(_) => return None,
    }
    Some(Html::new(&html))
}

/// Whether a value has a line to itself: a sentence, and where something was published.
fn is_wide(value: &FactValue<'_>) -> bool {
    match value {
        FactValue::Text(text) => text.ends_with(['。', '！', '？', '.', '!', '?']),
        FactValue::Sources(_) => true,
        _ => false,
    }
}

/// What a word of a closed list is called.
fn word(phrases: &Phrases, word: FactWord) -> &str {
    let words = match word {
        FactWord::Provenance(_) => Some(&phrases.provenance),
        FactWord::Status(_) => Some(&phrases.status),
        FactWord::Profile(_) => Some(&phrases.profile),
        FactWord::Level(_) => Some(&phrases.level),
        // It is shown by where the clause stands.
        FactWord::Edge(_) => None,
    };
    words.and_then(|words| words.get(word.word())).map_or(word.word(), String::as_str)
}

/// Where a text was published: its title there, which leads to it, by whom, and when.
fn source(phrases: &Phrases, note: &SourceNote) -> String {
    let mut html = String::new();
    if let Some(url) = &note.url {
        html.push_str("<a class=\"nb-external\" href=\"");
        escape(&mut html, url);
        html.push_str("\" rel=\"noopener\">");
    }
    escape_text(&mut html, &note.title);
    html.push_str(if note.url.is_some() { "</a>" } else { "" });
    let date = note.date.map(|date| fill(&phrases.source_date, &[("date", &date.to_string())]));
    for said in note.outlet.iter().chain(&date) {
        escape_text(&mut html, &phrases.separator);
        escape_text(&mut html, said);
    }
    html
}
