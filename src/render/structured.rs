//! JSON-LD (schema.org) for search engines: what a page is, and the way to it.
//!
//! It is a data block, which no policy for scripts forbids and no browser runs. The types claim little: nothing is
//! legislation; a page that tells of a document without its text is a page about it; and whatever carries a provenance says
//! so (`creativeWorkStatus`), so that a sample is a sample to machines too.

use serde_json::{Map, Value, json};

use super::context::RenderContext;
use super::status;
use super::subject::{Crumb, Subject, author, day, source};
use crate::model::{Home, Item, Provenance, Writing};
use crate::naming;
use crate::site::{EntryIx, Page};

/// The block of a page at the absolute address `canonical`.
pub(super) fn block(
    context: &RenderContext<'_>,
    subject: &Subject<'_>,
    entry: Option<EntryIx>,
    canonical: &str,
) -> String {
    let mut graph = vec![page(context, subject, entry, canonical)];
    let base = context.site.config.base_url.as_deref().unwrap_or_default();
    if subject.crumbs.len() > 1 {
        graph.push(breadcrumb(subject.crumbs, base, canonical));
    }
    let data = json!({"@context": "https://schema.org", "@graph": graph});
    format!("<script type=\"application/ld+json\">{}</script>\n", escaped(&data.to_string()))
}

fn page(context: &RenderContext<'_>, subject: &Subject<'_>, entry: Option<EntryIx>, canonical: &str) -> Value {
    let config = &context.site.config;
    let mut data = Map::new();
    data.insert("@type".into(), type_of(context, subject.page, entry).into());
    data.insert("@id".into(), canonical.into());
    data.insert("url".into(), canonical.into());
    let name = match entry.map(|entry| context.site.entry(entry).kind().spec().writing) {
        Some(Writing::Article | Writing::Directions) => "headline",
        Some(Writing::Page | Writing::Document) | None => "name",
    };
    data.insert(name.into(), subject.about.title.as_str().into());
    if let Some(description) = subject.description {
        data.insert("description".into(), description.into());
    }
    data.insert("inLanguage".into(), context.lang.tag().into());
    data.insert("publisher".into(), organisation(&config.publisher.name, config.publisher.url.as_deref()));
    if let Some(entry) = entry {
        add_item(context, entry, &mut data);
    }
    Value::Object(data)
}

/// What only items have: whose words they are, their days, the document they belong to.
fn add_item(context: &RenderContext<'_>, entry: EntryIx, data: &mut Map<String, Value>) {
    let original = context.site.entry(entry).original;
    let item = &context.site.entry(original).item;
    let provenance = item.provenance();
    let words = provenance.and_then(|own| context.phrases.provenance.get(own.word())).cloned();
    let said: Vec<String> = words.into_iter().chain(status::name(context.site, context.phrases, entry)).collect();
    if !said.is_empty() {
        data.insert("creativeWorkStatus".into(), said.join(&context.phrases.enumeration).into());
    }
    let published = day(context.site.published(entry));
    if is_about(item) {
        let mut work = json!({"@type": "CreativeWork", "name": naming::title(context.site, entry)});
        work["author"] = organisation(&source(context, entry), None);
        if let Some(day) = published {
            work["datePublished"] = day.into();
        }
        data.insert("about".into(), work);
    } else {
        data.extend(author(context, entry).map(|author| ("author".into(), organisation(&author, None))));
        data.extend(published.map(|day| ("datePublished".into(), day.into())));
    }
    if let Some(day) = day(context.site.entry(entry).item.header.updated) {
        data.insert("dateModified".into(), day.into());
    }
    if item.header.kind.is_provision()
        && let Some(edition) = context.site.edition_of(original)
        && let Some(base) = &context.site.config.base_url
    {
        let shown = context.site.in_language(edition.entry, context.lang);
        let address = &context.site.entry(shown).address;
        let url = format!("{base}{address}");
        data.insert(
            "isPartOf".into(),
            json!({"@type": "CreativeWork", "@id": url, "name": naming::title(context.site, shown)}),
        );
    }
}

/// Whether a page tells of a document without holding its text.
fn is_about(item: &Item) -> bool {
    match item.header.kind.spec().home {
        Home::Standard | Home::Edition => true,
        Home::Provisions(_) | Home::Shared(_) => {
            item.clause().is_some_and(|clause| clause.provenance == Provenance::Outline)
        }
    }
}

fn type_of(context: &RenderContext<'_>, page: Page, entry: Option<EntryIx>) -> &'static str {
    let original = entry.map(|entry| context.site.entry(context.site.entry(entry).original));
    let Some(original) = original else { return if page.is_home() { "WebSite" } else { "CollectionPage" } };
    match original.kind().spec().writing {
        Writing::Document if is_about(&original.item) => "WebPage",
        Writing::Document => "CreativeWork",
        Writing::Directions => "TechArticle",
        Writing::Article => "Article",
        Writing::Page => "WebPage",
    }
}

fn organisation(name: &str, url: Option<&str>) -> Value {
    match url {
        Some(url) => json!({"@type": "Organization", "name": name, "url": url}),
        None => json!({"@type": "Organization", "name": name}),
    }
}

fn breadcrumb(crumbs: &[Crumb], base: &str, canonical: &str) -> Value {
    let steps = crumbs.iter().enumerate().map(|(index, crumb)| {
        let url = crumb.address.as_ref().map_or_else(|| canonical.to_owned(), |address| format!("{base}{address}"));
        json!({"@type": "ListItem", "position": index + 1, "name": crumb.title, "item": url})
    });
    json!({"@type": "BreadcrumbList", "itemListElement": steps.collect::<Vec<_>>()})
}

/// JSON that can stand in a `<script>`: no `</script>` and no `<!--` can end or hide it, for it holds no `<` at all. The
/// same escapes mean the same text to whoever reads it as JSON. `&` and `>` go too, which spares thought.
fn escaped(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for character in json.chars() {
        match character {
            '<' => text.push_str("\\u003c"),
            '>' => text.push_str("\\u003e"),
            '&' => text.push_str("\\u0026"),
            '\u{2028}' => text.push_str("\\u2028"),
            '\u{2029}' => text.push_str("\\u2029"),
            other => text.push(other),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_block_can_end_it() {
        let nasty = "a</script><script>alert(1)</script><!-- --> ]]> & \u{2028} \" \\";
        let written = escaped(&json!({"name": nasty}).to_string());
        assert!(!written.contains(['<', '>', '&', '\u{2028}']), "{written}");
        let read: Value = serde_json::from_str(&written).unwrap();
        assert_eq!(read["name"], nasty);
    }
}
