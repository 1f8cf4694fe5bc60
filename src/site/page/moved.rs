//! An address that an item had before. Authors write them, so that resolving adds these pages, with what is wrong with
//! them.

use super::{Kept, PageKind, Reader};

pub(super) static KIND: PageKind = PageKind {
    reader: Reader::Passenger,
    is_found: false,
    kept: Kept::Always,
    is_mapped: false,
    ..PageKind::new("latest", |_| {})
};
