//! A whole edition in one file. Longer ones are made on request: they would double the site.

use super::{Holds, Kept, Listing, Page, PageKind, Reader};
use crate::model::EditionKey;
use crate::site::{Address, Download, Site};

pub(super) static KIND: PageKind = PageKind {
    called: ["单文件版", "Single file"],
    reader: Reader::Passenger,
    is_found: false,
    kept: Kept::Never,
    is_mapped: false,
    holds: Holds::Edition,
    ..PageKind::new("single", list)
};

/// How an edition offers it.
pub(in crate::site) static DOWNLOAD: Download = Download {
    word: "single",
    rank: 0,
    called: ["单文件版（HTML）", "Single file (HTML)"],
    note: [
        "全版在一个文件里，可以发送、离线打开、打印",
        "the whole edition in one file, to send on, open offline and print",
    ],
    address: |site, edition| site.has_single(edition).then(|| Address::single(&edition.key)),
};

fn list(listing: &mut Listing<'_>) {
    for (position, (edition, reading)) in listing.graph.editions.iter().zip(listing.readings).enumerate() {
        if Site::holds_single(reading) {
            listing.add(Address::single(&edition.key), Page::Single(position));
        }
    }
}

impl Address {
    /// The address of an edition in one file, under a name that tells what it is when the file is sent on. `_` is in no
    /// id, so that no item can have it.
    pub fn single(edition: &EditionKey) -> Self {
        let EditionKey { standard, edition } = edition;
        Self::new(&format!("{standard}/{edition}/{standard}_{edition}.html"))
    }
}
