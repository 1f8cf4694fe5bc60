//! What every page has, and has to itself: the frame. What pages share is in `shell`.

use super::context::RenderContext;
use super::head::head;
use super::markup::escape;
use super::subject::{Crumb, Subject};
use super::view::{Frame, Html, LanguageLink, LinkView, Superseded};
use super::{standing, status};
use crate::model::ItemKey;
use crate::naming;
use crate::site::{Address, EditionNode, EntryIx, Page, Scope, Site};

pub(super) use super::subject::About;

/// Makes the frame of a page.
pub(super) fn frame(context: &RenderContext<'_>, page: Page, about: About) -> Frame {
    let config = &context.site.config;
    let words = config.words(context.lang);
    let home = Address::home(context.lang, config.languages.first);
    let crumbs = breadcrumb(context, page, &about.title);
    let description = about.description.clone().or_else(|| words.description.clone());
    let canonical = config.base_url.as_ref().map(|base| format!("{base}{}", context.address));
    let subject = Subject {
        page,
        about: &about,
        description: description.as_deref(),
        crumbs: &crumbs,
        canonical: canonical.as_deref(),
    };
    let head_html = head(context, &subject);
    Frame {
        lang: context.lang.tag(),
        dir: context.lang.direction(),
        title: full_title(context, page, &about.title),
        description,
        head_html,
        kind: about.kind,
        site_title: words.title.clone(),
        publisher: config.publisher.name.clone(),
        sample: context.site.sample,
        home: context.href(&home),
        languages: languages(context, page),
        breadcrumb_html: breadcrumb_html(context, &crumbs),
        superseded: context.subject.and_then(|subject| superseded(context, subject)),
        standing: context.subject.and_then(|subject| standing::of(context, subject)),
    }
}

fn full_title(context: &RenderContext<'_>, page: Page, title: &str) -> String {
    let site = &context.site.config.words(context.lang).title;
    if page.is_home() {
        return site.clone();
    }
    let edition = context.subject.and_then(|subject| context.site.edition_of(subject));
    match edition.zip(context.subject) {
        Some((edition, subject)) if edition.entry != subject => {
            let edition = naming::edition_name(context.site, edition.entry, context.lang).unwrap_or_default();
            let edition = status::marked(context.site, context.phrases, subject, edition);
            format!("{title} - {edition} - {site}")
        }
        _ => format!("{title} - {site}"),
    }
}

/// The home page and search speak every language of the site, an item those it is translated into.
fn languages(context: &RenderContext<'_>, page: Page) -> Vec<LanguageLink> {
    let site = context.site;
    let first = site.config.languages.first;
    let addresses: Vec<(crate::model::Lang, Address)> = match page.scope() {
        Scope::Language(_) => {
            let address = if page.is_home() { Address::home } else { Address::search };
            site.config.languages.all().map(|lang| (lang, address(lang, first))).collect()
        }
        Scope::Item(_) => {
            let original = page.item().map(|entry| site.entry(entry).original);
            let translations = original.into_iter().flat_map(|original| site.entry(original).translations.iter());
            let family = original.into_iter().chain(translations.copied());
            family.map(|entry| (site.lang(entry), site.entry(entry).address.clone())).collect()
        }
        Scope::Site | Scope::Space(_) | Scope::Edition(_) | Scope::Alignment(_) => Vec::new(),
    };
    if addresses.len() < 2 {
        return Vec::new();
    }
    let links = addresses.into_iter().map(|(lang, address)| LanguageLink {
        lang: lang.tag(),
        name: lang.own_name(),
        href: context.href(&address),
        current: lang == context.lang,
    });
    links.collect()
}

/// The way from the home page to this one, one `<li>` a step. Empty on the home page.
fn breadcrumb_html(context: &RenderContext<'_>, crumbs: &[Crumb]) -> Html {
    let mut html = String::new();
    if crumbs.len() > 1 {
        for crumb in crumbs {
            match &crumb.address {
                Some(address) => {
                    html.push_str("<li><a href=\"");
                    escape(&mut html, &context.href(address));
                    html.push_str("\">");
                    escape(&mut html, &crumb.title);
                    html.push_str("</a></li>");
                }
                None => {
                    html.push_str("<li><span aria-current=\"page\">");
                    escape(&mut html, &crumb.title);
                    html.push_str("</span></li>");
                }
            }
        }
    }
    Html::new(&html)
}

fn breadcrumb(context: &RenderContext<'_>, page: Page, title: &str) -> Vec<Crumb> {
    let site = context.site;
    if page.is_home() {
        return Vec::new();
    }
    let home = Address::home(context.lang, site.config.languages.first);
    let mut crumbs =
        vec![Crumb { title: context.phrases.kind.get("home").cloned().unwrap_or_default(), address: Some(home) }];
    if let Some(subject) = context.subject {
        let original = site.entry(subject).original;
        let mut above = ancestors(site, original);
        if page.item().is_none() {
            above.push(original);
        }
        if let Some(space) = site.entry(original).key().space() {
            crumbs.push(Crumb {
                title: context.phrases.space.get(space.word()).cloned().unwrap_or_default(),
                address: Some(Address::list(space)),
            });
        }
        crumbs.extend(above.into_iter().map(|entry| {
            let address = context.entry_shown(entry).address.clone();
            Crumb { title: crumb_title(context, entry), address: Some(address) }
        }));
    }
    crumbs.push(Crumb { title: title.to_owned(), address: None });
    crumbs
}

fn crumb_title(context: &RenderContext<'_>, entry: EntryIx) -> String {
    match context.site.entry(entry).key() {
        ItemKey::Standard(_) | ItemKey::Edition(_) => context.short_title(entry).to_owned(),
        ItemKey::Provision(..) | ItemKey::Shared(..) => context.full_name(entry).into_owned(),
    }
}

/// The standard, the edition and the clauses that an item stands below, from the top.
fn ancestors(site: &Site, original: EntryIx) -> Vec<EntryIx> {
    let Some(edition) = site.edition_of(original) else { return Vec::new() };
    let mut above = vec![edition.standard];
    if edition.entry != original {
        above.push(edition.entry);
    }
    above.extend(clauses_above(site, edition, original));
    above
}

/// The clauses that a clause stands below, from the top: those whose numbers begin its own, or the headings that are open
/// where it stands.
pub(super) fn clauses_above(site: &Site, edition: &EditionNode, original: EntryIx) -> Vec<EntryIx> {
    let entry = site.entry(original);
    if entry.kind() != crate::model::Kind::Clause {
        return Vec::new();
    }
    if site.numbering(edition).nests_by_headings() {
        return headings_above(edition, entry.position);
    }
    let number = entry.key().id().as_str();
    let ends = number.match_indices('.').map(|(end, _)| &number[..end]);
    let ids = ends.filter_map(|id| crate::model::Id::new(id).ok());
    ids.filter_map(|id| site.find(&ItemKey::Provision(edition.key.clone(), id))).collect()
}

/// The headings over the clause at a position, each the nearest before it that is less deep.
fn headings_above(edition: &EditionNode, position: usize) -> Vec<EntryIx> {
    let Some((own, before)) = edition.clauses.get(..=position).and_then(<[_]>::split_last) else { return Vec::new() };
    let (mut depth, mut above) = (own.depth, Vec::new());
    for node in before.iter().rev() {
        if depth == 1 {
            break;
        }
        if node.depth < depth {
            depth = node.depth;
            above.push(node.entry);
        }
    }
    above.reverse();
    above
}

/// Says that the edition of a subject has a successor, and leads to the same item there where it lives on.
pub(super) fn superseded(context: &RenderContext<'_>, subject: EntryIx) -> Option<Superseded> {
    let site = context.site;
    let subject = site.entry(subject).original;
    let edition = site.edition_of(subject)?;
    let successor = edition.successor?;
    let target = heir(site, subject, successor).unwrap_or(successor);
    let mut link = context.link(target);
    if target == successor {
        link = LinkView { title: naming::title(site, site.in_language(successor, context.lang)).to_owned(), ..link };
    }
    let title = naming::title(site, site.in_language(edition.entry, context.lang)).to_owned();
    Some(Superseded { edition: title, successor: link })
}

/// What an item is in a later edition, over all editions between; nothing where it ended.
fn heir(site: &Site, entry: EntryIx, edition: EntryIx) -> Option<EntryIx> {
    let mut entry = entry;
    while site.edition_of(entry)?.entry != edition {
        entry = *site.future(entry)?.1.new.first()?;
    }
    Some(entry)
}
