//! Old addresses of items: a page at each of them leads to where the item is now.

use std::collections::{BTreeMap, HashMap};

use super::rules;
use crate::diag::Diagnostic;
use crate::model::{Id, ItemKey};
use crate::site::{Address, Corpus, EntryIx, Page};
use crate::source::{Location, Spanned};

/// Adds a page for every address that an item had before. What is no address, or is taken, is reported.
pub(super) fn add(corpus: &Corpus, pages: &mut BTreeMap<Address, Page>, found: &mut Vec<Diagnostic>) {
    if corpus.entries.iter().all(|entry| entry.item.header.moved_from.is_empty()) {
        return;
    }
    // File systems that do not tell case apart must not either.
    let mut taken: HashMap<String, Address> =
        pages.keys().map(|address| (address.as_str().to_ascii_lowercase(), address.clone())).collect();
    let mut moved = Vec::new();
    for (index, entry) in corpus.indexed() {
        let header = &entry.item.header;
        for written in &header.moved_from {
            let location = Location::new(&header.path, written.span);
            let Some(old) = old_address(&header.key, written) else {
                found.push(rules::old_address::report(location, &written.value));
                continue;
            };
            if let Some(page) = taken.get(&old.as_str().to_ascii_lowercase()) {
                found.push(rules::taken_address::report(location, old.as_str(), page.as_str()));
                continue;
            }
            taken.insert(old.as_str().to_ascii_lowercase(), old.clone());
            moved.push((old, index));
        }
    }
    moved.extend(short_addresses(corpus, &taken));
    pages.extend(moved.into_iter().map(|(address, entry)| (address, Page::Moved(entry))));
}

/// An old id also had an address without its edition. It may since be that of another item: then nothing is lost,
/// since that address always meant whatever bears the id.
fn short_addresses(corpus: &Corpus, taken: &HashMap<String, Address>) -> BTreeMap<Address, EntryIx> {
    let mut short: BTreeMap<Address, EntryIx> = BTreeMap::new();
    for (index, entry) in corpus.indexed() {
        let Some(edition) = entry.key().edition().filter(|_| entry.kind().is_provision()) else { continue };
        let ids = entry.item.header.moved_from.iter().filter_map(|written| Id::new(&written.value).ok());
        for address in ids.map(|id| Address::latest(&edition.standard, &id)) {
            if !taken.contains_key(address.as_str()) {
                short.entry(address).or_insert(index);
            }
        }
    }
    short
}

/// The address that an author means: `/old/path.html`, or an id that the item had in its place.
fn old_address(key: &ItemKey, written: &Spanned<String>) -> Option<Address> {
    let text = written.value.strip_prefix('/').unwrap_or(&written.value);
    if text.ends_with(".html") {
        return Address::of_page(text);
    }
    let id = Id::new(&written.value).ok()?;
    let path = match key {
        ItemKey::Provision(edition, _) => format!("{}/{}/{id}.html", edition.standard, edition.edition),
        ItemKey::Standard(_) => format!("{id}/index.html"),
        ItemKey::Edition(edition) => format!("{}/{id}/index.html", edition.standard),
        ItemKey::Shared(space, _) => format!("{}/{id}.html", space.word()),
    };
    Some(Address::new(&path))
}
