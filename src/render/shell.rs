//! What many pages have alike: scripts and styles, the menu, the foot.
//!
//! All addresses in it are relative, so that pages of one folder that lie under the same entry of the menu share every
//! byte. A shell is rendered once, by whichever page comes first; what it holds does not depend on which one that is.

use tera::{Context, Map, TeraResult, Value};

use super::contacts;
use super::context::RenderContext;
use super::shared::{Place, ShellKey};
use super::view::{FilingView, FilingsView, Html, MenuItem, SearchLinks, ShellView};
use crate::config::{Filing, Filings};
use crate::model::ItemKey;
use crate::site::{Address, PAGE_KINDS, Page, Scope, Way};
use crate::theme::CSP;

/// Standards that the menu names. A site with more names the page's own one, and the home page has them all: a page
/// must not grow with the site.
const STANDARDS: usize = 8;

/// The parts of the shell as templates see them: `shell.head`, `shell.menu`, `shell.search`, `shell.foot`, finished HTML; and where
/// scripts of single pages are, `shell.scripts`.
pub(super) fn shell(context: &RenderContext<'_>, page: Page) -> TeraResult<Value> {
    let key = ShellKey { lang: context.lang, folder: context.address.folder().to_owned(), place: place(context, page) };
    context.shells.get_or_render(key.clone(), || render(context, key.place))
}

fn render(context: &RenderContext<'_>, place: Place) -> TeraResult<Value> {
    let values = Context::from_serialize(&view(context, place))?;
    let mut parts = Map::new();
    for part in ["head", "menu", "search", "foot"] {
        let html = context.theme.render(context.lang, &format!("shell-{part}.html"), &values)?;
        parts.insert(part.into(), Value::safe_string(html.trim()));
    }
    let assets = &context.theme.assets;
    for (part, addresses) in [("scripts", &assets.page_scripts), ("sheets", &assets.page_styles)] {
        let named = addresses.iter().map(|(name, address)| (name.clone().into(), Value::from(context.href(address))));
        parts.insert(part.into(), Value::from(named.collect::<Map>()));
    }
    Ok(Value::from(parts))
}

/// The foot of a page that stands alone: without the ways through the site.
pub(super) fn foot(context: &RenderContext<'_>) -> TeraResult<Html> {
    let view = ShellView { foot: Vec::new(), ..view(context, Place::Elsewhere) };
    let html = context.theme.render(context.lang, "shell-foot.html", &Context::from_serialize(&view)?)?;
    Ok(Html::new(html.trim()))
}

fn view(context: &RenderContext<'_>, place: Place) -> ShellView {
    let config = &context.site.config;
    let words = config.words(context.lang);
    ShellView {
        site_title: words.title.clone(),
        publisher: config.publisher.name.clone(),
        publisher_lang: (context.lang != config.languages.first).then(|| config.languages.first.tag()),
        publisher_url: config.publisher.url.clone(),
        publisher_contact: config.publisher.contact.clone(),
        operator: config.publisher.operator.clone(),
        filings: filings(&config.filings),
        site_domain: config.base_url.as_deref().and_then(host),
        feed: context.site.has_feed().then(|| context.href(&Address::feed())),
        notice: words.notice.clone(),
        copy: contacts::said_of_copy(context),
        sample: context.site.sample,
        csp: CSP,
        styles: context.theme.assets.styles.iter().map(|style| context.href(style)).collect(),
        scripts: context.theme.assets.scripts.iter().map(|script| context.href(script)).collect(),
        icon: context.theme.assets.icon.as_ref().map(|icon| context.href(icon)),
        menu: menu(context, place),
        foot: ways(context, place),
        search: search(context),
    }
}

fn filings(filings: &Filings) -> FilingsView {
    let view = |filing: &Filing| FilingView { number: filing.number.clone(), url: filing.url.clone() };
    FilingsView {
        site_id: filings.site_id.clone(),
        icp: filings.icp.as_ref().map(view),
        police: filings.police.as_ref().map(view),
        ipv6: filings.ipv6,
    }
}

/// The name of the host in an address of the web, without a port.
fn host(base: &str) -> Option<String> {
    let rest = base.split_once("://")?.1;
    let authority = rest.split('/').next()?;
    authority.split(':').next().filter(|host| !host.is_empty()).map(str::to_owned)
}

/// Where the search box leads and what it loads; nothing where the theme has no search.
fn search(context: &RenderContext<'_>) -> Option<SearchLinks> {
    let files = context.theme.search(context.lang)?;
    Some(SearchLinks {
        page: context.href(&Address::search(context.lang, context.site.config.languages.first)),
        entry: context.href(&Address::search_entry()),
        parts: files.parts.iter().map(|(name, address)| (name.clone(), context.href(address))).collect(),
        arrival: context.theme.assets.arrival.as_ref().map(|arrival| context.href(arrival)),
        style: files.style.as_ref().map(|style| context.href(style)),
    })
}

fn place(context: &RenderContext<'_>, page: Page) -> Place {
    let key = context.subject.map(|subject| context.site.entry(subject).key());
    if let Some(space) = key.and_then(ItemKey::space) {
        return Place::Space(space);
    }
    let own = match key {
        Some(ItemKey::Standard(id)) => Some(id),
        Some(key) => key.edition().map(|edition| &edition.standard),
        None => None,
    };
    let standards = &context.site.standards;
    let standard =
        own.and_then(|own| standards.iter().position(|node| context.site.entry(node.entry).key().id() == own));
    if let Some(standard) = standard {
        return Place::Standard(standard);
    }
    let kind = page.kind();
    match page.scope() {
        Scope::Space(space) => Place::Space(space),
        Scope::Site | Scope::Language(_) | Scope::Item(_) | Scope::Edition(_) | Scope::Alignment(_) => {
            if kind.way.is_some() { Place::Way(kind.word) } else { Place::Elsewhere }
        }
    }
}

/// Current editions of the standards, then the lists of shared items.
pub(super) fn menu(context: &RenderContext<'_>, place: Place) -> Vec<MenuItem> {
    let site = context.site;
    let few = site.standards.len() <= STANDARDS;
    let standards = site.standards.iter().enumerate();
    let shown = standards.filter(|(index, _)| few || place == Place::Standard(*index));
    let mut menu: Vec<MenuItem> = shown
        .map(|(index, standard)| {
            let edition = &site.editions[standard.current];
            let shown = site.entry(site.in_language(edition.entry, context.lang));
            MenuItem {
                title: context.short_title(standard.entry).to_owned(),
                href: context.href(&shown.address),
                current: place == Place::Standard(index),
            }
        })
        .collect();
    if !few {
        let home = Address::home(context.lang, site.config.languages.first);
        let href = format!("{}#standards", context.href(&home));
        menu.push(MenuItem { title: context.phrases.all_standards.clone(), href, current: false });
    }
    for &space in site.shared.keys() {
        menu.push(MenuItem {
            title: context.phrases.space.get(space.word()).cloned().unwrap_or_default(),
            href: context.href(&Address::list(space)),
            current: place == Place::Space(space),
        });
    }
    menu
}

/// Every name, every page, and what is missing.
pub(super) fn ways(context: &RenderContext<'_>, place: Place) -> Vec<MenuItem> {
    let mut ways: Vec<_> = PAGE_KINDS.iter().filter_map(|kind| Some((kind.way.as_ref()?, kind.word))).collect();
    ways.sort_by_key(|(way, _)| way.rank);
    let is_there = |way: &Way| context.site.pages.contains_key(&(way.address)());
    let items = ways.into_iter().filter(|(way, _)| is_there(way)).map(|(way, word)| MenuItem {
        title: context.phrases.kind.get(word).cloned().unwrap_or_default(),
        href: context.href(&(way.address)()),
        current: place == Place::Way(word),
    });
    items.collect()
}
