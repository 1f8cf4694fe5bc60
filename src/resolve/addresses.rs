//! Where each item's page is: `docs/content-format.md` tells the addresses.

use crate::model::{ItemKey, Lang};
use crate::site::Address;

/// The address of an item's page, or of a translation's.
pub(super) fn address(key: &ItemKey, lang: Option<Lang>) -> Address {
    let ending = lang.map_or_else(|| ".html".to_owned(), |lang| format!(".{}.html", lang.file_tag()));
    let path = match key {
        ItemKey::Standard(standard) => format!("{standard}/index{ending}"),
        ItemKey::Edition(key) => format!("{}/{}/index{ending}", key.standard, key.edition),
        ItemKey::Provision(key, id) => format!("{}/{}/{id}{ending}", key.standard, key.edition),
        ItemKey::Shared(space, id) => format!("{}/{id}{ending}", space.word()),
    };
    Address::new(&path)
}
