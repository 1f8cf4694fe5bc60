//! What readers say → what the content says (`docs/search-format.md`, 9.3).

use std::collections::BTreeMap;

use super::blocks;
use crate::site::{EntryIx, Site};
use crate::text::folding::{Folding, normal};

/// Other names of roles and terms, and the synonyms of `site.yaml`, longest first.
pub(super) fn aliases(site: &Site, pages: &[EntryIx]) -> Vec<(String, Vec<String>)> {
    let of = |text: &str| normal(text.trim(), Folding::simplified()).into_iter().collect::<String>();
    let mut all: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut add = |from: &str, to: &str| {
        let (from, to) = (of(from), of(to));
        let targets = all.entry(from.clone()).or_default();
        if from != to && !from.is_empty() && !to.is_empty() && !targets.contains(&to) {
            targets.push(to);
        }
    };
    for synonym in &site.config.synonyms {
        synonym.means.iter().for_each(|target| add(&synonym.said.value, &target.value));
    }
    for &page in pages {
        let names = blocks::names(site, page);
        names.aliases.iter().for_each(|alias| add(alias, &names.title));
    }
    let mut all: Vec<(String, Vec<String>)> = all.into_iter().filter(|(_, targets)| !targets.is_empty()).collect();
    all.sort_by_cached_key(|(from, _)| std::cmp::Reverse(from.chars().count()));
    all
}
