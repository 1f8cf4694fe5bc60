//! Editions as a person names them.

use anyhow::{Context, ensure};

use crate::site::{EntryIx, Site, StandardNode};

/// The places of editions named as `urban@2022`, or as `urban` for the current one; without a name, those of the current
/// ones of all standards.
pub(super) fn editions(site: &Site, name: Option<&str>) -> Vec<usize> {
    let key = |edition: &usize| &site.editions[*edition].key;
    let current = site.standards.iter().map(|standard: &StandardNode| standard.current);
    match name {
        Some(name) if name.contains('@') => {
            (0..site.editions.len()).filter(|edition| key(edition).to_string() == name).collect()
        }
        Some(name) => current.filter(|edition| key(edition).standard.as_str() == name).collect(),
        None => current.collect(),
    }
}

/// Those of [`editions`], which must be some.
pub(super) fn some_editions(site: &Site, name: Option<&str>) -> anyhow::Result<Vec<usize>> {
    let found = editions(site, name);
    ensure!(!found.is_empty(), "there is no such edition; there are: {}", all(site));
    Ok(found)
}

/// The item named as `urban@2022/5.7`, as `urban/5.7` for that of the current edition, or as `notes/hours`.
pub(super) fn some_item(site: &Site, name: &str) -> anyhow::Result<EntryIx> {
    let is_named = |entry: EntryIx| {
        let key = site.entry(entry).key();
        let current = site.edition_of(entry).filter(|edition| edition.current);
        let short = current.map(|edition| format!("{}/{}", edition.key.standard, key.id()));
        key.to_string() == name || short.as_deref() == Some(name)
    };
    let found = site.originals().map(|(entry, _)| entry).find(|entry| is_named(*entry));
    found.with_context(|| {
        format!("there is no item `{name}`; write it as in `urban@2022/5.7`, `urban/t01` or `notes/hours`")
    })
}

/// The names of all editions, as a person may write them.
pub(super) fn all(site: &Site) -> String {
    let all: Vec<String> = site.editions.iter().map(|edition| edition.key.to_string()).collect();
    all.join(", ")
}
