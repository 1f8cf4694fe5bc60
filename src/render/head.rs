//! What a page says of itself to other programs: the fields of government sites, and, where the site's address is known,
//! its canonical address, Open Graph and JSON-LD (`structured`). Finished HTML, since every page has a dozen of them.
//!
//! The fields are those that portals of districts carry (DOMAIN §4). Nothing in them is made up: a date stands only where
//! the content gives a day, without an hour, for no content gives one.

use super::context::RenderContext;
use super::frame::About;
use super::html::escape;
use super::links::Crumb;
use super::markup::Html;
use super::structured;
use crate::model::{Facts, ItemKey, Kind, PartialDate, Provenance, keys};
use crate::naming;
use crate::site::{EntryIx, Page};

/// What the head of a page is made from.
pub(super) struct Subject<'a> {
    pub(super) page: Page,
    pub(super) about: &'a About,
    pub(super) description: Option<&'a str>,
    pub(super) crumbs: &'a [Crumb],
    /// Its absolute address, when the site's is known.
    pub(super) canonical: Option<&'a str>,
}

/// The lines of the head that are a page's own, besides its title and description.
pub(super) fn head(context: &RenderContext<'_>, subject: &Subject<'_>) -> Html {
    let mut html = String::with_capacity(if subject.canonical.is_some() { 2048 } else { 256 });
    let entry = match subject.page {
        Page::Entry(entry, _) => Some(entry),
        _ => None,
    };
    match entry {
        Some(entry) => article(context, entry, &mut html),
        None if !matches!(subject.page, Page::Home(_) | Page::Search(_)) => column(context, subject, &mut html),
        None => meta(&mut html, "name", "ContentSource", &context.site.config.publisher.name),
    }
    if let Some(canonical) = subject.canonical {
        html.push_str("<link rel=\"canonical\" href=\"");
        escape(&mut html, canonical);
        html.push_str("\">\n");
        open_graph(context, subject, entry, canonical, &mut html);
        html.push_str(&structured::block(context, subject, entry, canonical));
    }
    html.truncate(html.trim_end().len());
    Html::new(&html)
}

/// A page of an item.
fn article(context: &RenderContext<'_>, entry: EntryIx, html: &mut String) {
    meta(html, "name", "ArticleTitle", naming::title(context.site, entry));
    if let Some(day) = day(context.site.published(entry)) {
        meta(html, "name", "PubDate", &day);
    }
    meta(html, "name", "ContentSource", &source(context, entry));
    let aliases = context.site.entry(entry).item.aliases();
    let names: Vec<&str> = aliases.iter().map(|alias| alias.value.as_str()).collect();
    if !names.is_empty() {
        meta(html, "name", "Keywords", &names.join(","));
    }
}

/// A page that lists others.
fn column(context: &RenderContext<'_>, subject: &Subject<'_>, html: &mut String) {
    let title = &subject.about.title;
    meta(html, "name", "ColumnName", title);
    if let Some(description) = subject.description {
        meta(html, "name", "ColumnDescription", description);
    }
    let site = &context.site.config.words(context.lang).title;
    meta(html, "name", "ColumnKeywords", &format!("{title},{site}"));
    // A list is of the sort that its own name says.
    let kind = context.phrases.kind.get(subject.about.kind).filter(|_| subject.about.kind != "list").unwrap_or(title);
    meta(html, "name", "ColumnType", kind);
    meta(html, "name", "ContentSource", &context.site.config.publisher.name);
}

fn open_graph(
    context: &RenderContext<'_>,
    subject: &Subject<'_>,
    entry: Option<EntryIx>,
    canonical: &str,
    html: &mut String,
) {
    meta(html, "property", "og:title", &subject.about.title);
    if let Some(description) = subject.description {
        meta(html, "property", "og:description", description);
    }
    meta(html, "property", "og:type", if entry.is_some() { "article" } else { "website" });
    meta(html, "property", "og:url", canonical);
    meta(html, "property", "og:site_name", &context.site.config.words(context.lang).title);
    meta(html, "property", "og:locale", &context.lang.tag().replace('-', "_"));
    if let Some(entry) = entry {
        if let Some(day) = day(context.site.published(entry)) {
            meta(html, "property", "article:published_time", &day);
        }
        if let Some(day) = day(context.site.entry(entry).item.header.updated) {
            meta(html, "property", "article:modified_time", &day);
        }
    }
}

/// A date that is a day. What fields for days would take a month for is anybody's guess.
pub(super) fn day(date: Option<PartialDate>) -> Option<String> {
    date.filter(|date| matches!(date, PartialDate::Day(_))).map(|day| day.to_string())
}

/// Who wrote the text of a page, as far as it is known: the unit that signs a note, the issuer of a clause. Neither who is
/// reported about, nor who keeps an item or publishes it, is made an author, and a sample has none.
pub(super) fn author(context: &RenderContext<'_>, index: EntryIx) -> Option<String> {
    let item = &context.site.entry(context.site.entry(index).original).item;
    let is_signed = match &item.facts {
        Facts::Note(note) => note.provenance.value != Provenance::Sample,
        Facts::Clause(clause) => clause.provenance == Provenance::Official,
        _ => false,
    };
    is_signed.then(|| source(context, index))
}

/// Where a page has its words from: the issuer for its own document, the outlet for what it reported, the unit for what it
/// signs, else whoever keeps the item, or the publisher.
pub(super) fn source(context: &RenderContext<'_>, index: EntryIx) -> String {
    let site = context.site;
    let entry = site.entry(index);
    let original = &site.entry(entry.original).item;
    let translated = match &entry.item.facts {
        Facts::Translation(translation) => {
            let unit = translation.text(&keys::NOTE_UNIT).or_else(|| translation.text(&keys::CASE_UNIT));
            unit.map(str::to_owned)
        }
        _ => None,
    };
    let own = match &original.facts {
        Facts::Standard(standard) => Some(standard.issuer.clone()),
        Facts::Edition(_) => issuer(context, entry.original),
        Facts::Note(note) => translated.or_else(|| Some(note.unit.clone())),
        Facts::Case(case) => {
            let reported = case.provenance.value == Provenance::Reported;
            let outlet = case.sources.first().filter(|_| reported).and_then(|source| source.outlet.clone());
            outlet.or(translated).or_else(|| Some(case.unit.clone()))
        }
        _ => match original.provenance() {
            Some(Provenance::Official | Provenance::Outline) => issuer(context, entry.original),
            _ => None,
        },
    };
    let own = own.filter(|own| !own.is_empty()).or_else(|| original.header.owner.clone());
    own.unwrap_or_else(|| site.config.publisher.name.clone())
}

/// The body that issued the standard of an item.
fn issuer(context: &RenderContext<'_>, original: EntryIx) -> Option<String> {
    let standard = match context.site.entry(original).key() {
        key @ ItemKey::Standard(_) => context.site.find(key),
        _ => context.site.edition_of(original).map(|edition| edition.standard),
    }?;
    match &context.site.entry(standard).item.facts {
        Facts::Standard(standard) => Some(standard.issuer.clone()),
        _ => None,
    }
}

fn meta(html: &mut String, attribute: &str, name: &str, content: &str) {
    html.push_str("<meta ");
    html.push_str(attribute);
    html.push_str("=\"");
    html.push_str(name);
    html.push_str("\" content=\"");
    escape(html, content);
    html.push_str("\">\n");
}

/// Whether a kind is shown under headings of a document.
pub(super) fn is_provision(kind: Kind) -> bool {
    matches!(kind, Kind::Clause | Kind::Task | Kind::Safeguard)
}
