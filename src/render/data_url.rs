//! Files as addresses that hold them, for pages that stand alone.

use crate::media;
use crate::site::Address;
use crate::text::base64;

/// A file as an address that holds it (RFC 2397).
pub(super) fn data_url(address: &Address, bytes: &[u8]) -> String {
    let name = media::of(address.as_str()).map_or(media::UNKNOWN, |kind| kind.name());
    format!("data:{name};base64,{}", base64::encode(bytes))
}
