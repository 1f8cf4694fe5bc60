//! Compressed siblings of texts, for servers that send them instead of compressing at every request.
//!
//! Gzip alone. Browsers ask for Brotli over HTTPS only, and the networks that packages are made for are mostly plain HTTP.

use std::io::Write;

use anyhow::Context;
use flate2::{Compression, GzBuilder};

use crate::media;

/// Files of at most this many bytes travel in one packet anyhow.
const SMALLEST: usize = 1200;

/// The sign of a system nobody knows (RFC 1952, 2.3.1): the same bytes everywhere.
const UNKNOWN_SYSTEM: u8 = 255;

/// The sibling of a file, whose address is the file's with `.gz` behind it. `None` where it would be of no use: for files
/// that are no text, are short, or hardly shrink.
///
/// # Errors
/// If the compressor fails, which it has no reason to.
pub fn gzip(address: &str, bytes: &[u8]) -> anyhow::Result<Option<Vec<u8>>> {
    if bytes.len() <= SMALLEST
        || !media::of(address).is_some_and(|kind| kind.compressible)
        || super::selftest::stays_plain(address)
    {
        return Ok(None);
    }
    let failed = || format!("cannot compress `{address}`");
    let room = Vec::with_capacity(bytes.len() / 2);
    let mut encoder = GzBuilder::new().mtime(0).operating_system(UNKNOWN_SYSTEM).write(room, Compression::best());
    encoder.write_all(bytes).with_context(failed)?;
    let packed = encoder.finish().with_context(failed)?;
    // Less than a tenth is not worth a second file.
    Ok((packed.len() < bytes.len() / 10 * 9).then_some(packed))
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    fn unpacked(packed: &[u8]) -> Vec<u8> {
        let mut bytes = Vec::new();
        flate2::read::GzDecoder::new(packed).read_to_end(&mut bytes).unwrap();
        bytes
    }

    #[test]
    fn what_is_unpacked_is_what_was_packed() {
        let text = "社区民族工作".repeat(500);
        let packed = gzip("a/b.html", text.as_bytes()).unwrap().unwrap();
        assert!(packed.len() < text.len() / 10);
        assert_eq!(unpacked(&packed), text.as_bytes());
        // Neither the clock nor the system is told: flags, time, level, system (RFC 1952, 2.3).
        assert_eq!(packed[..10], [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 255]);
    }

    #[test]
    fn what_would_gain_nothing_is_left() {
        let text = "社区民族工作".repeat(500);
        // A generator of George Marsaglia's (xorshift, 2003): no run of its bytes comes back.
        let next = |state: &u32| {
            let state = state ^ (state << 13);
            let state = state ^ (state >> 17);
            Some(state ^ (state << 5))
        };
        let noise: Vec<u8> = std::iter::successors(Some(1), next).take(6000).map(|state| (state >> 9) as u8).collect();
        assert_eq!(gzip("a.html", &text.as_bytes()[..SMALLEST]).unwrap(), None);
        assert_eq!(gzip("a.png", text.as_bytes()).unwrap(), None);
        assert_eq!(gzip("a.js", &noise).unwrap(), None);
        assert_eq!(gzip("selftest.html", text.as_bytes()).unwrap(), None);
    }
}
