//! Where each item's page is (DESIGN §5).

use std::sync::Arc;

use crate::model::{ItemKey, Lang};
use crate::site::{Address, Site};

/// Gives every entry its address.
pub(super) fn assign(site: &mut Site) {
    for entry in site.entries.iter_mut().map(Arc::make_mut) {
        entry.address = address(&entry.item.header.key, entry.item.header.lang);
    }
}

fn address(key: &ItemKey, lang: Option<Lang>) -> Address {
    let ending = lang.map_or_else(|| ".html".to_owned(), |lang| format!(".{}.html", lang.file_tag()));
    let path = match key {
        ItemKey::Standard(standard) => format!("{standard}/index{ending}"),
        ItemKey::Edition(key) => format!("{}/{}/index{ending}", key.standard, key.edition),
        ItemKey::Provision(key, id) => format!("{}/{}/{id}{ending}", key.standard, key.edition),
        shared => match shared.space() {
            Some(space) => format!("{}/{}{ending}", space.name(), shared.id()),
            None => format!("{}{ending}", shared.id()),
        },
    };
    Address::new(&path)
}
