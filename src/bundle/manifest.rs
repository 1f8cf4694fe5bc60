//! `manifest.json`: what a package is, for machines. `docs/schema/manifest.schema.json` says what stands in it.

use serde_json::{Value, json};

use super::list::Build;
use crate::naming;
use crate::prose;
use crate::site::{Address, ClauseNode, EditionNode, Site};

/// The number of the format; it changes when a reader of the old one would misread the new one.
const FORMAT: u32 = 1;

/// The program that made a package.
const GENERATOR: &str = concat!("normbook ", env!("CARGO_PKG_VERSION"));

/// The manifest of a package with this site. It says no date of its own making, for the clock is not read.
pub(super) fn manifest(site: &Site, pages: &Build) -> String {
    let config = &site.config;
    let manifest = json!({
        "format": FORMAT,
        "generator": GENERATOR,
        "title": config.words.title,
        "publisher": config.publisher.name,
        "base_url": config.base_url,
        "sample": site.sample,
        "active_files": active_files(site),
        "build": pages.build,
        "editions": site.editions.iter().map(|edition| of_edition(site, edition)).collect::<Vec<_>>(),
        "files": {"count": pages.files, "bytes": pages.bytes},
    });
    format!("{manifest:#}\n")
}

/// Files that the book publishes as they are although they may run scripts, by address.
fn active_files(site: &Site) -> Vec<&str> {
    let named = site.config.active_files.iter().map(|path| path.value.as_str());
    named.filter(|path| site.assets.contains_key(&Address::new(path))).collect()
}

fn of_edition(site: &Site, edition: &EditionNode) -> Value {
    let facts = site.edition_facts(edition);
    json!({
        "standard": edition.key.standard.as_str(),
        "edition": edition.key.edition.as_str(),
        "title": naming::title(site, edition.entry),
        "status": facts.map(|facts| facts.status.value.word()),
        "issued": facts.and_then(|facts| facts.issued).map(|issued| issued.to_string()),
        "effective": facts.and_then(|facts| facts.effective).map(|date| date.to_string()),
        "clauses": edition.clauses.iter().filter_map(|node| of_clause(site, node)).collect::<Vec<_>>(),
    })
}

fn of_clause(site: &Site, node: &ClauseNode) -> Option<Value> {
    let item = &site.entry(node.entry).item;
    let clause = item.clause()?;
    Some(json!({
        "id": item.header.key.id().as_str(),
        "number": item.number(),
        "provenance": clause.provenance.word(),
        "sha256": (!item.body.is_empty()).then(|| prose::committed(site, node.entry).hex()),
    }))
}
