//! The page of search results, in every language of the site.

use super::{Kept, Listing, Page, PageKind};
use crate::model::Lang;
use crate::site::Address;

pub(super) static KIND: PageKind = PageKind {
    called: ["搜索", "Search"],
    is_found: false,
    kept: Kept::Never,
    is_mapped: false,
    ..PageKind::new("search", list)
};

fn list(listing: &mut Listing<'_>) {
    let languages = &listing.graph.config.languages;
    for lang in languages.all() {
        listing.add(Address::search(lang, languages.first), Page::Search(lang));
    }
}

impl Address {
    /// The address of the page of search results in a language.
    pub fn search(lang: Lang, first: Lang) -> Self {
        if lang == first { Self::new("search.html") } else { Self::new(&format!("search.{}.html", lang.file_tag())) }
    }

    /// The address of the first file of the search index, the only one with a fixed name: it names the others.
    pub fn search_entry() -> Self {
        Self::new("search/entry.js")
    }
}
