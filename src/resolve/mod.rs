//! Resolve: items → [`Site`].
//!
//! Resolving cannot fail: a ref that leads nowhere becomes [`Link::Broken`](crate::site::Link::Broken) and a
//! diagnostic. It sees the whole corpus, and works in time linear in it.

mod addresses;
mod alignments;
mod backlinks;
mod facets;
mod hierarchy;
mod index;
mod links;
mod machines;
mod map;
mod moved;
mod pages;
mod reading;
mod roles;
mod rules;
mod suggestions;
mod terms;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::config::Config;
use crate::diag::{Diagnostic, Rule};
use crate::model::{EditionKey, Item};
use crate::site::{OfficialLock, Site, TermUse};
use crate::source::{Asset, SourcePath};

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
    /// All pictures and attachments of the content.
    pub assets: &'a BTreeMap<SourcePath, Arc<Asset>>,
}

/// Puts the site together.
pub fn resolve(parts: Parts<'_>) -> (Site, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let indexed = index::index(parts.items, &parts.config.languages, &mut found);
    let mut site = hierarchy::build(indexed, parts.config, parts.locks, &mut found);
    addresses::assign(&mut site);
    roles::resolve(&mut site, &mut found);
    links::resolve(&mut site, parts.assets, &mut found);
    backlinks::collect(&mut site);
    reading::cut(&mut site);
    alignments::collect(&mut site);
    pages::list(&mut site);
    moved::add(&mut site, &mut found);
    machines::add(&mut site);
    (site, found)
}
