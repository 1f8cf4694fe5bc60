//! Compressed siblings that a delta need not hold: the entry of a file and its sibling are the same deflated bytes, each in
//! a wrapping of its own (RFC 1952; APPNOTE 6.3.10, 4.3.7).

use std::io::{Cursor, Read};

use anyhow::Context;
use zip::write::PreparedZipFile;
use zip::{ZipArchive, ZipWriter};

/// How hard siblings are deflated: `server_config` asks for the best.
pub(super) const LEVEL: i64 = 9;

/// What stands before the deflated bytes of a sibling: gzip, deflated, no name, no time, as well as possible, on an unknown
/// system.
const HEAD: [u8; 10] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 2, 255];

/// Whether a sibling can be made of the entry of its file.
///
/// # Errors
/// If the entry cannot be read back.
pub(super) fn is_of_entry(packed: &[u8], entry: PreparedZipFile) -> anyhow::Result<bool> {
    let (crc, length) = (entry.crc32(), entry.uncompressed_size());
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.add_prepared_file(entry)?;
    let mut archive = ZipArchive::new(writer.finish()?)?;
    let mut deflated = Vec::new();
    archive.by_index_raw(0)?.read_to_end(&mut deflated).context("cannot read an entry back")?;
    Ok(wrapped(&deflated, crc, length) == packed)
}

/// The deflated bytes of a file as gzip holds them.
fn wrapped(deflated: &[u8], crc: u32, length: u64) -> Vec<u8> {
    [&HEAD[..], deflated, &crc.to_le_bytes(), &(length as u32).to_le_bytes()].concat()
}
