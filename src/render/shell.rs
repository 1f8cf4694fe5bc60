//! What many pages have alike: scripts and styles, the menu, the foot.
//!
//! All addresses in it are relative, so that pages of one folder that lie under the same entry of the menu share every
//! byte. A shell is rendered once, by whichever page comes first; what it holds does not depend on which one that is.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use tera::{Context, Map, TeraResult, Value};

use super::scope::Scope;
use super::view::{FilingView, FilingsView, Html, MenuItem, SearchLinks, ShellView};
use crate::config::{Filing, Filings};
use crate::model::{ItemKey, Lang, Space};
use crate::site::{Address, Page};

/// No page loads anything from elsewhere, and none runs or styles anything inline (DESIGN §5). `form-action` is left
/// out: it blocks forms on `file:` in Firefox.
pub const CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; base-uri 'none'";

/// Standards that the menu names. A site with more names the page's own one, and the home page has them all: a page
/// must not grow with the site.
const STANDARDS: usize = 8;

/// Shells that were rendered.
#[derive(Default)]
pub(super) struct Shells {
    rendered: Mutex<HashMap<Key, Value>>,
}

/// What a shell depends on, within one site and one theme.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Key {
    lang: Lang,
    folder: String,
    place: Place,
}

/// The entry of the menu that a page lies under.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Place {
    /// The standard at an index.
    Standard(usize),
    /// A folder of shared items.
    Space(Space),
    Index,
    Map,
    Coverage,
    /// None of them.
    Elsewhere,
}

/// The parts of the shell as templates see them: `shell.head`, `shell.menu`, `shell.search`, `shell.foot`, finished HTML.
pub(super) fn shell(scope: &Scope<'_>, page: Page) -> TeraResult<Value> {
    let key = Key { lang: scope.lang, folder: scope.address.folder().to_owned(), place: place(scope, page) };
    if let Some(shell) = scope.shells.rendered.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
        return Ok(shell.clone());
    }
    let shell = render(scope, key.place)?;
    scope.shells.rendered.lock().unwrap_or_else(PoisonError::into_inner).insert(key, shell.clone());
    Ok(shell)
}

fn render(scope: &Scope<'_>, place: Place) -> TeraResult<Value> {
    let context = Context::from_serialize(&view(scope, place))?;
    let mut parts = Map::new();
    for part in ["head", "menu", "search", "foot"] {
        let html = scope.theme.render(scope.lang, &format!("shell-{part}.html"), &context)?;
        parts.insert(part.into(), Value::safe_string(html.trim()));
    }
    Ok(Value::from(parts))
}

/// The foot of a page that stands alone: without the ways through the site.
pub(super) fn foot(scope: &Scope<'_>) -> TeraResult<Html> {
    let view = ShellView { foot: Vec::new(), ..view(scope, Place::Elsewhere) };
    let html = scope.theme.render(scope.lang, "shell-foot.html", &Context::from_serialize(&view)?)?;
    Ok(Html::new(html.trim()))
}

fn view(scope: &Scope<'_>, place: Place) -> ShellView {
    let config = &scope.site.config;
    let words = config.words(scope.lang);
    ShellView {
        site_title: words.title.clone(),
        publisher: config.publisher.name.clone(),
        publisher_lang: (scope.lang != config.languages.first).then(|| config.languages.first.tag()),
        publisher_url: config.publisher.url.clone(),
        publisher_contact: config.publisher.contact.clone(),
        operator: config.publisher.operator.clone(),
        filings: filings(&config.filings),
        site_domain: config.base_url.as_deref().and_then(host),
        feed: scope.site.has_feed().then(|| scope.href(&Address::feed())),
        notice: words.notice.clone(),
        sample: scope.site.sample,
        csp: CSP,
        styles: scope.theme.styles.iter().map(|style| scope.href(style)).collect(),
        scripts: scope.theme.scripts.iter().map(|script| scope.href(script)).collect(),
        icon: scope.theme.icon.as_ref().map(|icon| scope.href(icon)),
        menu: menu(scope, place),
        foot: ways(scope, place),
        search: search(scope),
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
fn search(scope: &Scope<'_>) -> Option<SearchLinks> {
    let files = scope.theme.search(scope.lang)?;
    Some(SearchLinks {
        page: scope.href(&Address::search(scope.lang, scope.site.config.languages.first)),
        entry: scope.href(&Address::search_entry()),
        parts: files.parts.iter().map(|(name, address)| (name.clone(), scope.href(address))).collect(),
        arrival: scope.theme.arrival.as_ref().map(|arrival| scope.href(arrival)),
        style: files.style.as_ref().map(|style| scope.href(style)),
    })
}

fn place(scope: &Scope<'_>, page: Page) -> Place {
    let key = scope.subject.map(|subject| scope.site.entry(subject).key());
    if let Some(space) = key.and_then(ItemKey::space) {
        return Place::Space(space);
    }
    let own = match key {
        Some(ItemKey::Standard(id)) => Some(id),
        Some(key) => key.edition().map(|edition| &edition.standard),
        None => None,
    };
    let standards = &scope.site.standards;
    let standard = own.and_then(|own| standards.iter().position(|node| scope.site.entry(node.entry).key().id() == own));
    match (standard, page) {
        (Some(standard), _) => Place::Standard(standard),
        (None, Page::List(space, _)) => Place::Space(space),
        (None, Page::Index(_)) => Place::Index,
        (None, Page::Map(_)) => Place::Map,
        (None, Page::Coverage(_)) => Place::Coverage,
        (None, _) => Place::Elsewhere,
    }
}

/// Current editions of the standards, then the lists of shared items.
pub(super) fn menu(scope: &Scope<'_>, place: Place) -> Vec<MenuItem> {
    let site = scope.site;
    let few = site.standards.len() <= STANDARDS;
    let standards = site.standards.iter().enumerate();
    let shown = standards.filter(|(index, _)| few || place == Place::Standard(*index));
    let mut menu: Vec<MenuItem> = shown
        .map(|(index, standard)| {
            let edition = &site.editions[standard.current];
            let shown = site.entry(site.in_language(edition.entry, scope.lang));
            MenuItem {
                title: scope.short_title(standard.entry),
                href: scope.href(&shown.address),
                current: place == Place::Standard(index),
            }
        })
        .collect();
    if !few {
        let home = Address::home(scope.lang, site.config.languages.first);
        let href = format!("{}#standards", scope.href(&home));
        menu.push(MenuItem { title: scope.phrases.all_standards.clone(), href, current: false });
    }
    for &space in site.shared.keys() {
        menu.push(MenuItem {
            title: scope.phrases.space.get(space.name()).cloned().unwrap_or_default(),
            href: scope.href(&Address::list(space)),
            current: place == Place::Space(space),
        });
    }
    menu
}

/// Every name, every page, and what is missing.
pub(super) fn ways(scope: &Scope<'_>, place: Place) -> Vec<MenuItem> {
    let item = |kind: &str, address: Address, own: Place| MenuItem {
        title: scope.phrases.kind.get(kind).cloned().unwrap_or_default(),
        href: scope.href(&address),
        current: place == own,
    };
    vec![
        item("index", Address::index(), Place::Index),
        item("map", Address::map(), Place::Map),
        item("coverage", Address::coverage(), Place::Coverage),
    ]
}
