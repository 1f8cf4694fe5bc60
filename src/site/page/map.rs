//! Every page for people. It is listed after all pages that it names.

use std::collections::BTreeMap;

use super::{Listing, Page, PageKind, Scope, Way};
use crate::site::{Address, EntryIx};

pub(super) static KIND: PageKind = PageKind {
    called: ["站点地图", "Site map"],
    is_mapped: false,
    way: Some(Way { rank: 2, address: Address::map }),
    ..PageKind::new("map", list)
};

fn list(listing: &mut Listing<'_>) {
    let rows = listing.mapped().len();
    listing.add_rows(&Address::map(), rows, Page::Map);
}

impl Address {
    /// The address of the list of all pages.
    pub fn map() -> Self {
        Self::new("sitemap.html")
    }
}

impl Listing<'_> {
    /// The pages that the site map names, in its order: the site's own, each standard from its editions down, then the
    /// shared items.
    pub(crate) fn mapped(&self) -> Vec<(Address, Page)> {
        let mut views = self.views();
        let mut map = Vec::with_capacity(self.graph.entries.len() + self.graph.editions.len() * 3);
        map.extend(views.remove(&Scope::Site).unwrap_or_default());
        for standard in self.graph.standards.iter() {
            self.map_item(standard.entry, &mut map);
            for &position in &standard.editions {
                let edition = &self.graph.editions[position];
                self.map_item(edition.entry, &mut map);
                map.extend(views.remove(&Scope::Edition(position)).unwrap_or_default());
                let items = (0..edition.reading_length()).filter_map(|at| edition.reading_item(at));
                items.for_each(|item| self.map_item(item.entry(), &mut map));
            }
        }
        for (space, entries) in self.graph.shared.iter() {
            map.extend(views.remove(&Scope::Space(*space)).unwrap_or_default());
            entries.iter().for_each(|&entry| self.map_item(entry, &mut map));
        }
        map
    }

    /// The pages of no single item, by what the site map lists them under.
    fn views(&self) -> BTreeMap<Scope, Vec<(Address, Page)>> {
        let mut views: BTreeMap<Scope, Vec<(Address, Page)>> = BTreeMap::new();
        for (address, page) in self.pages.iter().filter(|(_, page)| page.is_mapped()) {
            let under = match page.scope() {
                Scope::Item(_) => continue,
                Scope::Site | Scope::Language(_) => Scope::Site,
                Scope::Alignment(alignment) => Scope::Edition(self.graph.alignments[alignment].left),
                own @ (Scope::Edition(_) | Scope::Space(_)) => own,
            };
            views.entry(under).or_default().push((address.clone(), *page));
        }
        views
    }

    /// An original, followed by its translations.
    fn map_item(&self, original: EntryIx, map: &mut Vec<(Address, Page)>) {
        let translations = self.graph.entry(original).translations.iter().copied();
        let family = std::iter::once(original).chain(translations);
        map.extend(family.map(|entry| (self.graph.entry(entry).address.clone(), Page::Entry(entry, 0))));
    }
}
