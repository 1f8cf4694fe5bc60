//! Rules about finished files, one file each.

pub(super) mod external_request;
pub(super) mod page_weight;
