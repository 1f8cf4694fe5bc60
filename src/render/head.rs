//! What a page says of itself to other programs: the fields of government sites, and, where the site's address is known,
//! its canonical address, Open Graph and JSON-LD (`structured`). Finished HTML, since every page has a dozen of them.
//!
//! The fields are those that portals of districts carry (DOMAIN §4). Nothing in them is made up: a date stands only where
//! the content gives a day, without an hour, for no content gives one.

use super::context::RenderContext;
use super::markup::{Html, escape};
use super::structured;
use super::subject::{Subject, day, source};
use crate::naming;
use crate::site::{EntryIx, Scope};

/// The lines of the head that are a page's own, besides its title and description.
pub(super) fn head(context: &RenderContext<'_>, subject: &Subject<'_>) -> Html {
    let mut html = String::with_capacity(if subject.canonical.is_some() { 2048 } else { 256 });
    let entry = subject.page.item();
    // A site with samples says it on every page.
    if !context.site.sample && !context.site.is_indexed(subject.page) && subject.page.is_indexed() {
        meta(&mut html, "name", "robots", "noindex");
    }
    match entry {
        Some(entry) => article(context, entry, &mut html),
        None if !matches!(subject.page.scope(), Scope::Language(_)) => column(context, subject, &mut html),
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

fn meta(html: &mut String, attribute: &str, name: &str, content: &str) {
    html.push_str("<meta ");
    html.push_str(attribute);
    html.push_str("=\"");
    html.push_str(name);
    html.push_str("\" content=\"");
    escape(html, content);
    html.push_str("\">\n");
}
