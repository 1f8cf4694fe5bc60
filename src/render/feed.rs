//! The feed of changes (Atom, RFC 4287): the newest items that tell the day they were changed or dated on.
//!
//! Nothing is made up: an item without a date, or of which only the month is known, is not in it. Atom wants a time for each
//! day; it is the first moment of the day in UTC, which is the same day in China.

use std::cmp::Reverse;
use std::fmt::Write;

use jiff::civil::Date;

use super::compared;
use super::context::RenderContext;
use super::markup::escape;
use super::subject::author;
use crate::naming;
use crate::prose;
use crate::site::{Address, EntryIx};

/// Entries of a feed: readers come back before as many have changed.
const ENTRIES: usize = 50;

/// Characters of a summary.
const SUMMARY: usize = 200;

/// The feed; nothing where no address of the site is known.
pub(super) fn feed(context: &RenderContext<'_>) -> Option<String> {
    let site = context.site;
    let base = site.config.base_url.as_deref()?;
    let told = site.indexed().filter(|(index, _)| !site.is_draft(*index));
    let dated = told.filter_map(|(index, _)| Some((Reverse(site.changed(index)?), index)));
    let mut entries: Vec<(Reverse<Date>, EntryIx)> = dated.collect();
    entries.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| site.entry(a.1).address.cmp(&site.entry(b.1).address)));
    entries.truncate(ENTRIES);
    let (Reverse(newest), _) = entries.first()?;
    let words = &site.config.words;
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let _ = writeln!(xml, "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">", context.lang.tag());
    element(&mut xml, "id", &format!("{base}{}", Address::feed()));
    element(&mut xml, "title", &words.title);
    if let Some(description) = &words.description {
        element(&mut xml, "subtitle", description);
    }
    element(&mut xml, "updated", &moment(*newest));
    link(&mut xml, "self", &format!("{base}{}", Address::feed()));
    let home = Address::home(site.config.languages.first, site.config.languages.first);
    link(&mut xml, "alternate", &format!("{base}{home}"));
    written_by(&mut xml, &site.config.publisher.name);
    for (Reverse(day), index) in entries {
        entry(context, base, index, day, &mut xml);
        changes(context, base, index, day, &mut xml);
    }
    xml.push_str("</feed>\n");
    Some(xml)
}

fn entry(context: &RenderContext<'_>, base: &str, index: EntryIx, day: Date, xml: &mut String) {
    let site = context.site;
    let entry = site.entry(index);
    let lang = site.lang(index);
    let original = site.entry(entry.original);
    let url = format!("{base}{}", entry.address);
    if lang == context.lang {
        xml.push_str("<entry>\n");
    } else {
        let _ = writeln!(xml, "<entry xml:lang=\"{}\">", lang.tag());
    }
    element(xml, "id", &url);
    // Feed readers show titles alone, so that the title says whose words they are.
    let title = naming::full_name(site, index);
    let provenance = original.item.provenance();
    let phrases = context.theme.phrases(lang).unwrap_or(context.phrases);
    match provenance.and_then(|own| phrases.provenance.get(own.word())) {
        Some(words) => element(xml, "title", &format!("{title} [{words}]")),
        None => element(xml, "title", &title),
    }
    link(xml, "alternate", &url);
    element(xml, "updated", &moment(day));
    // An entry without one is the feed's own author's, the publisher's.
    if let Some(name) = author(context, index) {
        written_by(xml, &name);
    }
    if let Some(provenance) = provenance {
        let _ = writeln!(xml, "<category term=\"{}\"/>", provenance.word());
    }
    let summary = prose::summary(site, index, SUMMARY);
    if !summary.is_empty() {
        element(xml, "summary", &summary);
    }
    xml.push_str("</entry>\n");
}

/// What changed in an edition, behind the edition itself: the page of all changes, with their numbers.
fn changes(context: &RenderContext<'_>, base: &str, index: EntryIx, day: Date, xml: &mut String) -> Option<()> {
    let site = context.site;
    let edition = site.edition_of(index).filter(|edition| edition.entry == index)?;
    let at = site.succession_to(site.edition_index(&edition.key)?)?;
    let old = &site.editions[site.successions()[at].old];
    let url = format!("{base}{}", Address::changes(&edition.key));
    xml.push_str("<entry>\n");
    element(xml, "id", &url);
    element(xml, "title", &format!("{} {}", naming::title(site, index), compared::against(context, old)));
    link(xml, "alternate", &url);
    element(xml, "updated", &moment(day));
    let counts = context.comparisons.counts(site, at);
    let word = |word: &str| context.phrases.redline.get(word).cloned().unwrap_or_default();
    let counts: Vec<String> = counts.iter().map(|(change, total)| format!("{} {total}", word(change.word()))).collect();
    element(xml, "summary", &counts.join(&context.phrases.enumeration));
    xml.push_str("</entry>\n");
    Some(())
}

/// A day as RFC 3339 has it.
fn moment(day: Date) -> String {
    format!("{day}T00:00:00Z")
}

fn written_by(xml: &mut String, name: &str) {
    xml.push_str("<author>");
    xml.push_str("<name>");
    text(xml, name);
    xml.push_str("</name></author>\n");
}

fn link(xml: &mut String, relation: &str, url: &str) {
    let _ = write!(xml, "<link rel=\"{relation}\" href=\"");
    text(xml, url);
    xml.push_str("\"/>\n");
}

fn element(xml: &mut String, name: &str, content: &str) {
    let _ = write!(xml, "<{name}>");
    text(xml, content);
    let _ = writeln!(xml, "</{name}>");
}

/// Escapes, and leaves out what XML 1.0 cannot hold at all: control characters.
fn text(xml: &mut String, content: &str) {
    let is_held = |c: &char| matches!(c, '\t' | '\n' | '\r') || (*c >= ' ' && !matches!(c, '\u{FFFE}' | '\u{FFFF}'));
    if content.chars().all(|c| is_held(&c)) {
        escape(xml, content);
    } else {
        escape(xml, &content.chars().filter(is_held).collect::<String>());
    }
}
