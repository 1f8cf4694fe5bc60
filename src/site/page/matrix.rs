//! The responsibility matrix of an edition.

use super::{Listing, Page, PageKind};
use crate::model::EditionKey;
use crate::site::Address;

pub(super) static KIND: PageKind =
    PageKind { called: ["责任矩阵", "Responsibility matrix"], ..PageKind::new("matrix", list) };

fn list(listing: &mut Listing<'_>) {
    for (position, edition) in listing.graph.editions.iter().enumerate() {
        listing.add_rows(&Address::matrix(&edition.key), edition.tasks.len(), |part| Page::Matrix(position, part));
    }
}

impl Address {
    /// The address of an edition's responsibility matrix.
    pub fn matrix(edition: &EditionKey) -> Self {
        Self::new(&format!("{}/{}/matrix.html", edition.standard, edition.edition))
    }
}
