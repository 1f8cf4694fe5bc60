//! Where each item's page is (DESIGN §5).

use super::hierarchy;
use crate::model::{ItemKey, Lang};
use crate::site::{Address, Site};

/// Gives every entry its address.
pub(super) fn assign(site: &mut Site) {
    for entry in &mut site.entries {
        entry.address = address(&entry.item.header.key, entry.item.header.lang);
    }
}

fn address(key: &ItemKey, lang: Option<Lang>) -> Address {
    let ending = lang.map_or_else(|| ".html".to_owned(), |lang| format!(".{}.html", lang.file_tag()));
    let path = match key {
        ItemKey::Standard(standard) => format!("{standard}/index{ending}"),
        ItemKey::Edition(key) => format!("{}/{}/index{ending}", key.standard, key.edition),
        ItemKey::Provision(key, id) => format!("{}/{}/{id}{ending}", key.standard, key.edition),
        shared => match hierarchy::space_of(shared) {
            Some(space) => format!("{}/{}{ending}", space.name(), shared.id()),
            None => format!("{}{ending}", shared.id()),
        },
    };
    Address::new(&path)
}

/// The address of a further part of a page: `index.html`, `index.p2.html`….
pub(super) fn part(first: &Address, part: usize) -> Address {
    if part == 0 {
        return first.clone();
    }
    let stem = first.as_str().strip_suffix(".html").unwrap_or(first.as_str());
    Address::new(&format!("{stem}.p{}.html", part + 1))
}

/// The address of the list of everything that points at a page.
pub(super) fn backlinks(of: &Address) -> Address {
    let stem = of.as_str().strip_suffix(".html").unwrap_or(of.as_str());
    Address::new(&format!("{stem}.backlinks.html"))
}
