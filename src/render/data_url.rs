//! Files as addresses that hold them, for pages that stand alone.

use crate::site::Address;
use crate::text::base64;

/// A file as an address that holds it (RFC 2397).
pub(super) fn data_url(address: &Address, bytes: &[u8]) -> String {
    let ending = address.as_str().rsplit_once('.').map_or("", |(_, ending)| ending);
    let kind = match ending {
        "svg" => "svg+xml",
        "jpg" | "jpeg" => "jpeg",
        "ico" => "x-icon",
        other => other,
    };
    format!("data:image/{kind};base64,{}", base64::encode(bytes))
}
