//! The order of the site map: the site's own pages, each standard from its editions down, then the shared items.

use crate::site::{Address, EditionNode, EntryIx, Graph, Page};

/// Every page for people.
pub(super) fn list(site: &Graph) -> Vec<(Address, Page)> {
    let mut map = Vec::with_capacity(site.entries.len() + site.editions.len() * 3);
    let first = site.config.languages.first;
    map.extend(site.config.languages.all().map(|lang| (Address::home(lang, first), Page::Home(lang))));
    map.push((Address::index(), Page::AzIndex(0)));
    map.push((Address::coverage(), Page::Coverage(0)));
    for standard in site.standards.iter() {
        add(site, standard.entry, &mut map);
        for &edition in &standard.editions {
            add_edition(site, edition, &site.editions[edition], &mut map);
        }
    }
    for (space, entries) in site.shared.iter() {
        map.push((Address::list(*space), Page::List(*space, 0)));
        for &entry in entries {
            add(site, entry, &mut map);
        }
    }
    map
}

fn add_edition(site: &Graph, position: usize, edition: &EditionNode, map: &mut Vec<(Address, Page)>) {
    add(site, edition.entry, map);
    map.push((Address::reading(&edition.key), Page::Reading(position, 0)));
    map.push((Address::matrix(&edition.key), Page::Matrix(position, 0)));
    for (index, alignment) in site.alignments.iter().enumerate().filter(|(_, own)| own.left == position) {
        let right = &site.editions[alignment.right].key;
        map.push((Address::alignment(&edition.key, right), Page::Alignment(index, 0)));
    }
    for item in (0..edition.reading_length()).filter_map(|at| edition.reading_item(at)) {
        add(site, item.entry(), map);
    }
}

/// An original, followed by its translations.
fn add(site: &Graph, original: EntryIx, map: &mut Vec<(Address, Page)>) {
    let translations = site.entry(original).translations.iter().copied();
    let family = std::iter::once(original).chain(translations);
    map.extend(family.map(|entry| (site.entry(entry).address.clone(), Page::Entry(entry, 0))));
}
