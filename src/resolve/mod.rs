//! Resolve: items → [`Site`].
//!
//! Resolving cannot fail: a ref that leads nowhere becomes [`Link::Broken`](crate::site::Link::Broken) and a
//! diagnostic. It sees the whole corpus, and works in time linear in it.
//!
//! Each layer of a [`Site`] is made by one function of the layer below:
//!
//! | from | by | comes |
//! |---|---|---|
//! | items | `index`, `hierarchy::build` | `Corpus`: what exists |
//! | `Corpus` | `linked::build` | `LinkedCorpus`: what it points at |
//! | `LinkedCorpus` | `graph::build` | `Graph`: what points back |
//! | `Graph` | `lineage::build` | `Lineage`: what became of each item from one edition to the next |
//! | `Lineage` | `pages::build` | `Site`: what pages there are |
//!
//! Where a former [`Resolution`] is at hand and only the insides of a few items have changed since, the function `revise`
//! beside each `build` makes the layer from the former one and from what is stale in it: the result is the same.

mod addresses;
mod alignments;
mod backlinks;
mod directory;
mod findings;
mod graph;
mod hierarchy;
mod index;
mod lineage;
mod linked;
mod links;
mod meant_file;
mod moved;
mod order;
mod pages;
mod reading;
mod revise;
mod roles;
mod rules;
mod suggestions;
mod terms;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::config::Config;
use crate::diag::{Diagnostic, Rule};
use crate::model::{Contacts, EditionKey, Item};
use crate::site::{Ledger, OfficialLock, Site, TermUse};
use crate::source::{Asset, ContentHash, SourcePath};
use findings::{Findings, Suggested};
use hierarchy::Misplacements;
use roles::Names;

pub use terms::{TermSet, TermSets, same_names};

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
    /// Whom an office says to call.
    pub contacts: Option<Contacts>,
    /// All pictures and attachments of the content.
    pub assets: &'a BTreeMap<SourcePath, Arc<Asset>>,
}

/// A resolved site, with what it takes to resolve the next one quickly.
pub struct Resolution {
    site: Arc<Site>,
    diagnostics: Vec<Diagnostic>,
    given: Given,
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
    let mut misplacements = Misplacements::default();
    let families = index::index(parts.items.clone(), &parts.config.languages, &mut misplacements.layout);
    let corpus = hierarchy::build(families, parts.config, parts.locks.clone(), &mut misplacements);
    let (names, shared_names) = Names::gather(&corpus);
    let directory = parts.contacts.map(|contacts| directory::build(contacts, &names));
    let (directory, unknown_contacts) = directory.unzip();
    let (linked, wrongs) = linked::build(corpus, &names, parts.assets, directory.map(Arc::new));
    let mut moved = Vec::new();
    let site = pages::build(lineage::build(graph::build(linked)), parts.ledger, &mut moved);
    let mut findings = Findings {
        misplacements,
        names: shared_names,
        wrongs,
        moved,
        unknown_contacts: unknown_contacts.unwrap_or_default(),
        suggested: Suggested::default(),
    };
    let diagnostics = findings.say(&site);
    let assets = Arc::new(parts.assets.clone());
    let given = Given { config: parts.config.hash, items: parts.items, locks: parts.locks, assets };
    Resolution { site: Arc::new(site), diagnostics, given, names: Arc::new(names), findings }
}
