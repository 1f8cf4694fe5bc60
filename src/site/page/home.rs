//! The home page, in every language of the site.

use super::{Kept, Listing, Page, PageKind};
use crate::model::Lang;
use crate::site::Address;

pub(super) static KIND: PageKind =
    PageKind { called: ["首页", "Home"], kept: Kept::Always, ..PageKind::new("home", list) };

fn list(listing: &mut Listing<'_>) {
    let languages = &listing.graph.config.languages;
    for lang in languages.all() {
        listing.add(Address::home(lang, languages.first), Page::Home(lang));
    }
}

impl Address {
    /// The address of the home page in a language.
    pub fn home(lang: Lang, first: Lang) -> Self {
        if lang == first { Self::new("index.html") } else { Self::new(&format!("index.{}.html", lang.file_tag())) }
    }
}
