//! Resolve: items → [`Site`].
//!
//! Resolving cannot fail: a ref that leads nowhere becomes [`Link::Broken`](crate::site::Link::Broken) and a
//! diagnostic. It sees the whole corpus, and works in time linear in it. Where a former [`Resolution`] is at hand and
//! only the insides of a few items have changed since, it is revised instead (`revise`): the result is the same.

mod addresses;
mod alignments;
mod backlinks;
mod facets;
mod findings;
mod hierarchy;
mod index;
mod links;
mod machines;
mod map;
mod moved;
mod pages;
mod reading;
mod revise;
mod roles;
mod rules;
mod suggestions;
mod terms;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::config::Config;
use crate::diag::{Diagnostic, Rule};
use crate::model::{EditionKey, Item};
use crate::site::{EntryIx, Ledger, OfficialLock, Site, TermUse};
use crate::source::{Asset, ContentHash, SourcePath};
use findings::Findings;
use roles::Names;

pub use terms::{TermSet, TermSets};

/// The rules of this stage.
pub static RULES: &[&Rule] = rules::RULES;

/// Everything a site is resolved from.
pub struct Parts<'a> {
    /// The configuration.
    pub config: &'a Arc<Config>,
    /// All items, each with the first uses of terms in it, in the order of their paths.
    pub items: Vec<(Arc<Item>, Arc<[TermUse]>)>,
    /// The lock files.
    pub locks: Vec<(EditionKey, OfficialLock)>,
    /// Addresses that were published once.
    pub ledger: Option<Arc<Ledger>>,
    /// All pictures and attachments of the content.
    pub assets: &'a BTreeMap<SourcePath, Arc<Asset>>,
}

/// A resolved site, with what it takes to resolve the next one quickly.
pub struct Resolution {
    site: Arc<Site>,
    diagnostics: Vec<Diagnostic>,
    given: Given,
    files: Arc<HashMap<SourcePath, EntryIx>>,
    names: Arc<Names>,
    findings: Findings,
}

/// What a site was resolved from.
struct Given {
    config: ContentHash,
    items: Vec<(Arc<Item>, Arc<[TermUse]>)>,
    locks: Vec<(EditionKey, OfficialLock)>,
    assets: Arc<BTreeMap<SourcePath, Arc<Asset>>>,
}

impl Resolution {
    /// The site.
    pub fn site(&self) -> &Arc<Site> {
        &self.site
    }

    /// Everything that was found.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }
}

/// Puts the site together. What was resolved before makes it quicker, and nothing else.
pub fn resolve(parts: Parts<'_>, before: Option<&Resolution>) -> Resolution {
    match before.and_then(|before| revise::revision(before, &parts)) {
        Some(revision) => revision.apply(parts),
        None => from_scratch(parts),
    }
}

fn from_scratch(parts: Parts<'_>) -> Resolution {
    let mut findings = Findings::default();
    let indexed = index::index(parts.items.clone(), &parts.config.languages, &mut findings.layout);
    let mut site = hierarchy::build(indexed, parts.config, parts.locks.clone(), &mut findings.layout);
    site.ledger = parts.ledger;
    addresses::assign(&mut site);
    findings.pairs = links::add_pairs(&mut site);
    let names = Names::gather(&site, &mut findings.names);
    let files = links::files(&site);
    let mut resolver = links::Resolver::new(&site, &files, &names, parts.assets);
    let all: Vec<_> = site.indexed().map(|(index, _)| (index, resolver.entry(index))).collect();
    for (index, resolved) in all {
        let wrong = resolved.settle(site.entry_mut(index));
        findings.set(index, wrong);
    }
    site.assets = Arc::new(links::published(&site, parts.assets));
    site.duties = Arc::new(roles::duties(&site));
    backlinks::collect(&mut site);
    reading::cut(&mut site);
    alignments::collect(&mut site);
    list_pages(&mut site, &mut findings);
    let diagnostics = findings.say(&site);
    let assets = Arc::new(parts.assets.clone());
    let given = Given { config: parts.config.hash, items: parts.items, locks: parts.locks, assets };
    let (site, files, names) = (Arc::new(site), Arc::new(files), Arc::new(names));
    Resolution { site, diagnostics, given, files, names, findings }
}

/// Lists every page, those at old addresses and those for machines included.
fn list_pages(site: &mut Site, findings: &mut Findings) {
    findings.moved.clear();
    pages::list(site);
    moved::add(site, &mut findings.moved);
    machines::add(site);
}
