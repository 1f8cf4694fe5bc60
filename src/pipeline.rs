//! The order of the verbs: load → parse → resolve → check → render, search, export → emit.
//!
//! The only module that runs things side by side. Results are put back in the order of their inputs, so that nothing
//! depends on the number of threads.

#![expect(clippy::disallowed_methods, reason = "the only parallel loops are here")]

mod fix;

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use crate::cache::{Cache, Key};
use crate::characters;
use crate::check::{self, Purpose, ReleaseChecks};
use crate::config::{self, Config};
use crate::diag::{self, Diagnostic, Rule, Severity};
use crate::export::Catalogue;
use crate::format;
use crate::load;
use crate::model::Item;
use crate::parse::{self, Parsed};
use crate::render::Renderer;
use crate::resolve::{self, Parts, Resolution, TermSets};
use crate::search::{Index, Indexer, Part};
use crate::site::{Address, Page, Site, TermUse};
use crate::source::{Location, Snapshot, Source, SourcePath};
use crate::theme::{self, Theme};
use crate::yaml::{self, State};

pub use fix::{Change, Fixed, fix};

/// What the last run left for the next one.
#[derive(Default)]
pub struct Memory {
    config: Option<ReadConfig>,
    parsed: Cache<Parsed>,
    terms: Option<(Vec<Arc<Item>>, Arc<TermSets>)>,
    term_uses: Cache<Arc<[TermUse]>>,
    resolution: Option<Resolution>,
}

/// The configuration, with the file it was read from and what is wrong with it.
struct ReadConfig {
    source: Option<Arc<Source>>,
    config: Arc<Config>,
    found: Vec<Diagnostic>,
}

/// A site with everything that is wrong with it, sorted.
pub struct Built {
    /// The site.
    pub site: Arc<Site>,
    /// All findings of all stages before rendering.
    pub diagnostics: Vec<Diagnostic>,
    /// Files whose front matter cannot be read: their items say nothing that their authors wrote.
    pub unread: BTreeSet<SourcePath>,
}

/// Every rule of every stage, in the order of the stages.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    let stages = [
        load::RULES,
        characters::RULES,
        yaml::RULES,
        config::RULES,
        format::RULES,
        parse::RULES,
        resolve::RULES,
        check::RULES,
        theme::RULES,
    ];
    stages.into_iter().flatten().copied()
}

/// Parses, resolves and checks a snapshot. What `memory` holds makes it quicker, and nothing else.
pub fn site(snapshot: &Snapshot, memory: &mut Memory, purpose: Purpose) -> Built {
    let mut diagnostics = snapshot.diagnostics.clone();
    let config = config_of(snapshot, memory, &mut diagnostics);
    let (lock_files, sources): (Vec<_>, Vec<_>) =
        snapshot.sources.values().partition(|source| parse::is_lock(&source.path));
    let (ledgers, sources): (Vec<_>, Vec<_>) = sources.into_iter().partition(|source| parse::is_ledger(&source.path));
    let (items, states) = parse_all(sources, &config, memory, &mut diagnostics);
    let items = scan_terms(items, memory);
    let mut locks = Vec::new();
    for source in lock_files {
        let (lock, found) = parse::parse_lock(source);
        locks.extend(lock);
        diagnostics.extend(found);
    }
    let ledger = ledgers.first().map(|source| {
        let (ledger, found) = parse::parse_ledger(source);
        diagnostics.extend(found);
        Arc::new(ledger)
    });
    let contacts = snapshot.contacts.as_ref().and_then(|source| {
        let (contacts, found) = parse::parse_contacts(source);
        diagnostics.extend(found);
        contacts
    });
    let parts = Parts { config: &config, items, locks, ledger, contacts, assets: &snapshot.assets };
    let resolution = resolve::resolve(parts, memory.resolution.as_ref());
    let site = Arc::clone(resolution.site());
    let mut later = resolution.diagnostics().to_vec();
    memory.resolution = Some(resolution);
    later.extend(check::check(&site, &snapshot.assets, purpose));
    later.retain(|found| !follows(found, &states));
    diagnostics.extend(later);
    diagnostics.extend(unknown_levels(&config));
    apply_levels(&config, &mut diagnostics);
    format::keep_newer(&mut diagnostics);
    if !config.is_read {
        // Languages, topics and levels of rules are unknown: what is said because of that would be false.
        diagnostics.retain(config::is_about_site);
    }
    diag::sort(&mut diagnostics);
    let unread = states.into_iter().filter(|(_, state)| *state == State::Unreadable).map(|(path, _)| path).collect();
    Built { site, diagnostics, unread }
}

/// Whether a finding follows from front matter that is not as it should be: it speaks of what the file does not say.
fn follows(found: &Diagnostic, states: &States) -> bool {
    let mut places = std::iter::once(&found.location).chain(found.related.iter().map(|related| &related.location));
    !states.is_empty() && places.any(|place| states.contains_key(&place.path))
}

fn config_of(snapshot: &Snapshot, memory: &mut Memory, diagnostics: &mut Vec<Diagnostic>) -> Arc<Config> {
    let text = |source: &Option<Arc<Source>>| source.as_ref().map(|source| Arc::clone(&source.text));
    let kept = memory.config.take().filter(|kept| text(&kept.source) == text(&snapshot.config));
    let read = kept.unwrap_or_else(|| {
        let (config, found) = config::read(snapshot.config.as_deref());
        ReadConfig { source: snapshot.config.clone(), config: Arc::new(config), found }
    });
    diagnostics.extend_from_slice(&read.found);
    let is_read = |found: &Diagnostic| found.location.path.as_str() != config::PATH;
    if snapshot.config.is_none() && snapshot.diagnostics.iter().all(is_read) {
        diagnostics.push(config::missing(snapshot.assets.keys()));
    }
    Arc::clone(&memory.config.insert(read).config)
}

/// A site with its theme, ready to be published.
pub struct Prepared {
    /// The site.
    pub site: Arc<Site>,
    /// The theme; none when it cannot render.
    pub theme: Option<Theme>,
    /// All findings before rendering, sorted.
    pub diagnostics: Vec<Diagnostic>,
}

/// Makes the site of a snapshot and reads its theme, side by side: neither needs the other.
pub fn prepare(snapshot: &Snapshot, purpose: Purpose) -> Prepared {
    let mut memory = Memory::default();
    let config = config_of(snapshot, &mut memory, &mut Vec::new());
    let (built, (theme, wrong)) =
        rayon::join(|| site(snapshot, &mut memory, purpose), || self::theme(snapshot, &config));
    let mut diagnostics = built.diagnostics;
    diagnostics.extend(wrong);
    diag::sort(&mut diagnostics);
    Prepared { site: built.site, theme, diagnostics }
}

/// Reads the theme that a project names.
pub fn theme(snapshot: &Snapshot, config: &Config) -> (Option<Theme>, Vec<Diagnostic>) {
    let none = BTreeMap::new();
    let overrides = snapshot.themes.get(&config.theme).unwrap_or(&none);
    let (theme, mut found) = Theme::read(&config.theme, overrides, &config.languages, &config.tokens);
    apply_levels(config, &mut found);
    (theme, found)
}

/// Where a build puts its files: called from several threads at once.
pub type Sink<'a> = &'a (dyn Fn(&Address, &[u8]) -> anyhow::Result<()> + Sync);

/// Renders every page and hands each to `sink` as soon as it is made; the output is never whole in memory.
///
/// # Errors
/// The first failure of the sink ends the run.
pub fn render(site: &Site, theme: &Theme, sink: Sink<'_>) -> anyhow::Result<Vec<Diagnostic>> {
    let renderer = Renderer::new(site, theme);
    let found = Mutex::new(Vec::new());
    let pages: Vec<(&Address, Page)> = site.pages.iter().map(|(address, page)| (address, *page)).collect();
    pages.par_iter().try_for_each(|(address, page)| {
        let (bytes, diagnostic) = renderer.render(address, *page);
        if let Some(diagnostic) = diagnostic {
            found.lock().unwrap_or_else(PoisonError::into_inner).push(diagnostic);
        }
        sink(address, &bytes)
    })?;
    // A file that takes the address of a page is an error; whoever goes on all the same shows the page.
    for (address, asset) in site.assets.iter().filter(|(address, _)| !site.pages.contains_key(address)) {
        sink(address, &asset.bytes)?;
    }
    for (address, bytes) in &theme.assets.files {
        sink(address, bytes)?;
    }
    let mut found = found.into_inner().unwrap_or_else(PoisonError::into_inner);
    apply_levels(&site.config, &mut found);
    diag::sort(&mut found);
    Ok(found)
}

/// Pages whose parts of the index are in memory together.
const PAGES_AT_ONCE: usize = 64;

/// Makes the index of a site without its texts, for those who ask for single files of it.
pub fn search(site: &Site) -> Index {
    match index(site, |_| Ok::<(), Infallible>(())) {
        Ok(index) => index,
        Err(never) => match never {},
    }
}

/// Hands every file of the index of a site to `sink`, the texts as soon as they are full.
///
/// # Errors
/// The first failure of the sink ends the run.
pub fn write_search(site: &Site, sink: Sink<'_>) -> anyhow::Result<()> {
    let write = |texts: Vec<(Address, Vec<u8>)>| texts.par_iter().try_for_each(|(address, bytes)| sink(address, bytes));
    let index = index(site, write)?;
    let (address, bytes) = index.entry();
    sink(&address, &bytes)?;
    index.files().try_for_each(|(address, bytes)| sink(&address, &bytes))
}

/// Makes the index of a site. Pages are read side by side and taken in their order; `write` takes the texts.
fn index<E>(site: &Site, write: impl Fn(Vec<(Address, Vec<u8>)>) -> Result<(), E>) -> Result<Index, E> {
    let mut indexer = Indexer::new(site);
    let pages = indexer.pages().to_vec();
    for pages in pages.chunks(PAGES_AT_ONCE) {
        let parts: Vec<Part> = pages.par_iter().map(|&page| indexer.part(site, page)).collect();
        parts.into_iter().for_each(|part| indexer.add(site, part));
        write(indexer.texts())?;
    }
    let (index, texts) = indexer.finish(site);
    write(texts)?;
    Ok(index)
}

/// Hands every file of open data to `sink`, each as soon as it is made.
///
/// # Errors
/// The first failure of the sink ends the run; so does a workbook that cannot hold what is in the site.
pub fn write_data(site: &Site, sink: Sink<'_>) -> anyhow::Result<()> {
    let catalogue = Catalogue::new(site);
    catalogue.files().par_iter().try_for_each(|file| sink(&file.address, &catalogue.bytes(file)?))
}

/// Hands every file of a site to `sink`: pages, the index of search, open data. Each has stretches that one core does
/// alone, which the others fill.
///
/// # Errors
/// The first failure of the sink ends the run.
pub fn publish(site: &Site, theme: &Theme, sink: Sink<'_>) -> anyhow::Result<Vec<Diagnostic>> {
    let others = || rayon::join(|| write_search(site, sink), || write_data(site, sink));
    let (found, (indexed, exchanged)) = rayon::join(|| render(site, theme, sink), others);
    indexed?;
    exchanged?;
    found
}

/// [`publish`] for a release: the finished files are judged, too. Whoever finds errors must not let the site be published.
///
/// # Errors
/// The first failure of the sink ends the run.
pub fn release(site: &Site, theme: &Theme, sink: Sink<'_>) -> anyhow::Result<Vec<Diagnostic>> {
    judged(site, theme, publish, sink)
}

/// What [`release`] would say: every page is made, judged and thrown away.
///
/// # Errors
/// None: nothing is written.
pub fn judge(site: &Site, theme: &Theme) -> anyhow::Result<Vec<Diagnostic>> {
    judged(site, theme, render, &|_, _| Ok(()))
}

fn judged(
    site: &Site,
    theme: &Theme,
    make: fn(&Site, &Theme, Sink<'_>) -> anyhow::Result<Vec<Diagnostic>>,
    sink: Sink<'_>,
) -> anyhow::Result<Vec<Diagnostic>> {
    let checks = ReleaseChecks::new(site, theme);
    let mut found = make(site, theme, &|address, bytes| {
        checks.see(address, bytes);
        sink(address, bytes)
    })?;
    let mut judged = checks.findings();
    apply_levels(&site.config, &mut judged);
    found.extend(judged);
    diag::sort(&mut found);
    Ok(found)
}

/// Renders one page, as [`render()`] renders them all.
pub fn render_one(site: &Site, theme: &Theme, address: &Address, page: Page) -> (Vec<u8>, Option<Diagnostic>) {
    let (bytes, failure) = Renderer::new(site, theme).render(address, page);
    let mut found: Vec<Diagnostic> = failure.into_iter().collect();
    apply_levels(&site.config, &mut found);
    (bytes, found.pop())
}

/// Whether anything keeps a site from being published.
pub fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
}

/// Items with the files they were read from.
type Sourced = Vec<(Arc<Source>, Arc<Item>)>;

/// Files whose front matter is not as it should be.
type States = BTreeMap<SourcePath, State>;

fn parse_all(
    sources: Vec<&Arc<Source>>,
    config: &Config,
    memory: &mut Memory,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Sourced, States) {
    let keys: Vec<Key> =
        sources.into_iter().map(|source| Key { source: Arc::clone(source), options: config.hash }).collect();
    let kept = memory.parsed.take(&keys);
    let parsed = fill(keys, kept, |key, _| parse::parse(&key.source, config));
    let (mut items, mut states) = (Vec::with_capacity(parsed.len()), States::new());
    for (key, parsed) in &parsed {
        diagnostics.extend_from_slice(&parsed.diagnostics);
        if parsed.state != State::Sound {
            states.insert(key.source.path.clone(), parsed.state);
        }
        items.extend(parsed.item.as_ref().map(|item| (Arc::clone(&key.source), Arc::clone(item))));
    }
    memory.parsed.keep(parsed);
    (items, states)
}

/// Finds the first uses of terms in every item: they depend on its body and on the names of all items alone.
fn scan_terms(items: Vec<(Arc<Source>, Arc<Item>)>, memory: &mut Memory) -> Vec<(Arc<Item>, Arc<[TermUse]>)> {
    let sets = term_sets(&items, memory);
    let (sources, items): (Vec<_>, Vec<_>) = items.into_iter().unzip();
    let keys = sources.into_iter().zip(&items).map(|(source, item)| Key { source, options: sets.of(item).hash() });
    let keys: Vec<Key> = keys.collect();
    let kept = memory.term_uses.take(&keys);
    let scanned = fill(keys, kept, |_, place| sets.of(&items[place]).uses(&items[place]));
    let uses: Vec<_> = scanned.iter().map(|(_, uses)| Arc::clone(uses)).collect();
    memory.term_uses.keep(scanned);
    items.into_iter().zip(uses).collect()
}

/// The names that compete in running text. Telling that they are the same costs less than gathering them.
fn term_sets(items: &[(Arc<Source>, Arc<Item>)], memory: &mut Memory) -> Arc<TermSets> {
    let items: Vec<Arc<Item>> = items.iter().map(|(_, item)| Arc::clone(item)).collect();
    let same = |kept: &[Arc<Item>]| {
        let mut both = kept.iter().zip(&items);
        kept.len() == items.len() && both.all(|(old, new)| Arc::ptr_eq(old, new) || resolve::same_names(old, new))
    };
    let kept = memory.terms.take().filter(|(kept, _)| same(kept)).map(|(_, sets)| sets);
    let sets = kept.unwrap_or_else(|| Arc::new(TermSets::new(items.iter().map(Arc::as_ref))));
    memory.terms = Some((items, Arc::clone(&sets)));
    sets
}

/// Makes the values that were not kept, side by side. `make` is told the key and its place among all.
fn fill<V: Send>(keys: Vec<Key>, kept: Vec<Option<V>>, make: impl Fn(&Key, usize) -> V + Sync) -> Vec<(Key, V)> {
    let missing: Vec<usize> = (0..keys.len()).filter(|&place| kept[place].is_none()).collect();
    let mut made = missing.into_par_iter().map(|place| make(&keys[place], place)).collect::<Vec<V>>().into_iter();
    keys.into_iter().zip(kept).filter_map(|(key, value)| Some((key, value.or_else(|| made.next())?))).collect()
}

/// Levels of `site.yaml` for rules that do not exist.
fn unknown_levels(config: &Config) -> Vec<Diagnostic> {
    let known: Vec<&str> = rules().map(|rule| rule.id).collect();
    let path = SourcePath::new(config::PATH);
    let unknown = config.levels.iter().filter(|(name, _)| !known.contains(&name.as_str()));
    unknown.map(|(name, level)| check::unknown_rule(Location::new(&path, level.span), name, &known)).collect()
}

/// Applies the levels of `site.yaml`.
fn apply_levels(config: &Config, diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.retain_mut(|diagnostic| match config.levels.get(diagnostic.rule.id) {
        None => true,
        Some(level) => {
            diagnostic.severity = level.value.unwrap_or(diagnostic.severity);
            level.value.is_some()
        }
    });
}
