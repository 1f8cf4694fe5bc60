//! The order of the verbs: load → parse → resolve → check → render → emit.
//!
//! The only module that runs things side by side. Results are put back in the order of their inputs, so that nothing
//! depends on the number of threads.

#![expect(clippy::disallowed_methods, reason = "the only parallel loops are here")]

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use crate::cache::{Cache, Key};
use crate::check::{self, Purpose};
use crate::config::{self, Config};
use crate::diag::{self, Diagnostic, Rule, Severity};
use crate::load;
use crate::model::Item;
use crate::parse::{self, Parsed};
use crate::render::{self, Renderer, Theme};
use crate::resolve::{self, Parts, TermSets};
use crate::search::{Index, Indexer, Part};
use crate::site::{Address, Page, Site, TermUse};
use crate::source::{Location, Snapshot, Source, SourcePath};
use crate::yaml;

/// What the last run left for the next one.
#[derive(Default)]
pub struct Memory {
    parsed: Cache<Parsed>,
    term_uses: Cache<Arc<[TermUse]>>,
}

/// A site with everything that is wrong with it, sorted.
pub struct Built {
    /// The site.
    pub site: Site,
    /// All findings of all stages before rendering.
    pub diagnostics: Vec<Diagnostic>,
}

/// Every rule of every stage, in the order of the stages.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    let stages = [load::RULES, yaml::RULES, parse::RULES, resolve::RULES, check::RULES, render::RULES];
    stages.into_iter().flatten().copied()
}

/// Parses, resolves and checks a snapshot.
pub fn site(snapshot: &Snapshot, memory: &mut Memory, purpose: Purpose) -> Built {
    let mut diagnostics = snapshot.diagnostics.clone();
    let (config, found) = config::read(snapshot.config.as_deref());
    diagnostics.extend(found);
    let config = Arc::new(config);
    let items = parse_all(snapshot, &config, memory, &mut diagnostics);
    let scanned = scan_terms(items, memory);
    let mut locks = Vec::new();
    for source in snapshot.sources.values().filter(|source| parse::is_lock(&source.path)) {
        let (lock, found) = parse::parse_lock(source);
        locks.extend(lock);
        diagnostics.extend(found);
    }
    let parts = Parts { config: &config, items: scanned, locks, assets: &snapshot.assets };
    let (site, found) = resolve::resolve(parts);
    diagnostics.extend(found);
    diagnostics.extend(check::check(&site, purpose));
    diagnostics.extend(unknown_levels(&config));
    apply_levels(&config, &mut diagnostics);
    diag::sort(&mut diagnostics);
    Built { site, diagnostics }
}

/// Reads the theme that a project names.
pub fn theme(snapshot: &Snapshot, config: &Config) -> (Option<Theme>, Vec<Diagnostic>) {
    let none = BTreeMap::new();
    let overrides = snapshot.themes.get(&config.theme).unwrap_or(&none);
    let (theme, mut found) = Theme::read(&config.theme, overrides, &config.languages);
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
    for (address, asset) in &site.assets {
        sink(address, &asset.bytes)?;
    }
    for (address, bytes) in &theme.files {
        sink(address, bytes)?;
    }
    let mut found = found.into_inner().unwrap_or_else(PoisonError::into_inner);
    apply_levels(&site.config, &mut found);
    diag::sort(&mut found);
    Ok(found)
}

/// Pages whose parts of the index are in memory together.
const PAGES_AT_ONCE: usize = 256;

/// Makes the index of a site. Pages are read side by side and taken in their order.
pub fn search(site: &Site) -> Index {
    let mut indexer = Indexer::new(site);
    let pages = indexer.pages().to_vec();
    for pages in pages.chunks(PAGES_AT_ONCE) {
        let parts: Vec<Part> = pages.par_iter().map(|&page| indexer.part(site, page)).collect();
        parts.into_iter().for_each(|part| indexer.add(part));
    }
    indexer.finish(site)
}

/// Hands every file of an index to `sink`; the texts are made as they are written.
///
/// # Errors
/// The first failure of the sink ends the run.
pub fn write_search(site: &Site, index: &Index, sink: Sink<'_>) -> anyhow::Result<()> {
    let (address, bytes) = index.entry();
    sink(&address, &bytes)?;
    for (address, bytes) in index.files() {
        sink(&address, &bytes)?;
    }
    let shelves: Vec<_> = index.shelves().collect();
    shelves.into_par_iter().try_for_each(|shelf| {
        let texts = index.texts(site, shelf);
        texts.iter().try_for_each(|(address, bytes)| sink(address, bytes))
    })
}

/// Whether anything keeps a site from being published.
pub fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
}

fn parse_all(
    snapshot: &Snapshot,
    config: &Config,
    memory: &mut Memory,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<(Key, Arc<Item>)> {
    let sources: Vec<&Arc<Source>> = snapshot.sources.values().filter(|source| !parse::is_lock(&source.path)).collect();
    let cache = &memory.parsed;
    let parsed: Vec<(Key, Parsed)> = sources
        .par_iter()
        .map(|source| {
            let key = Key { path: source.path.clone(), content: source.hash, options: config.hash };
            let parsed = cache.get(&key).unwrap_or_else(|| parse::parse(source, config));
            (key, parsed)
        })
        .collect();
    let mut items = Vec::with_capacity(parsed.len());
    for (key, parsed) in &parsed {
        diagnostics.extend(parsed.diagnostics.iter().cloned());
        items.extend(parsed.item.clone().map(|item| (key.clone(), item)));
    }
    memory.parsed.replace(parsed);
    items
}

/// Finds the first uses of terms in every item: they depend on its body and on the names of terms alone.
fn scan_terms(items: Vec<(Key, Arc<Item>)>, memory: &mut Memory) -> Vec<(Arc<Item>, Arc<[TermUse]>)> {
    let sets = TermSets::new(items.iter().map(|(_, item)| item.as_ref()));
    let cache = &memory.term_uses;
    let scanned: Vec<(Key, Arc<Item>, Arc<[TermUse]>)> = items
        .into_par_iter()
        .map(|(key, item)| {
            let set = sets.of(&item);
            let key = Key { options: set.hash(), ..key };
            let uses = cache.get(&key).unwrap_or_else(|| set.uses(&item));
            (key, item, uses)
        })
        .collect();
    memory.term_uses.replace(scanned.iter().map(|(key, _, uses)| (key.clone(), Arc::clone(uses))));
    scanned.into_iter().map(|(_, item, uses)| (item, uses)).collect()
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
