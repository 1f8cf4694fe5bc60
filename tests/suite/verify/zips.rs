//! Zips made byte by byte, so that every field can lie; and two readers that believe one half of a zip each.

use std::collections::BTreeMap;
use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;

/// One entry, each field as it will be written.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// In the directory.
    pub(super) name: Vec<u8>,
    /// In the local header.
    pub(super) local_name: Vec<u8>,
    pub(super) data: Vec<u8>,
    pub(super) flags: u16,
    pub(super) method: u16,
    pub(super) crc: u32,
    pub(super) compressed: u32,
    pub(super) size: u32,
    /// In the upper half the mode of Unix.
    pub(super) attributes: u32,
    pub(super) extra: Vec<u8>,
    /// Sizes and checksum behind the data, and how.
    pub(super) descriptor: Descriptor,
    /// Written into the directory instead of where the entry lies.
    pub(super) offset: Option<u32>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Descriptor {
    None,
    Bare,
    Signed,
}

impl Entry {
    pub(super) fn deflated(path: &str, bytes: &[u8]) -> Self {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(bytes).unwrap();
        Self::new(path.as_bytes(), bytes, encoder.finish().unwrap(), 8)
    }

    pub(super) fn stored(path: &[u8], bytes: &[u8]) -> Self {
        Self::new(path, bytes, bytes.to_vec(), 0)
    }

    fn new(path: &[u8], bytes: &[u8], data: Vec<u8>, method: u16) -> Self {
        let mut crc = flate2::Crc::new();
        crc.update(bytes);
        Self {
            name: path.to_vec(),
            local_name: path.to_vec(),
            compressed: data.len() as u32,
            data,
            flags: 0,
            method,
            crc: crc.sum(),
            size: bytes.len() as u32,
            attributes: 0o100_644 << 16,
            extra: Vec::new(),
            descriptor: Descriptor::None,
            offset: None,
        }
    }

    pub(super) fn with(mut self, change: impl FnOnce(&mut Self)) -> Self {
        change(&mut self);
        self
    }
}

fn put(bytes: &mut Vec<u8>, fields: &[(usize, u64)]) {
    for (width, value) in fields {
        bytes.extend(&value.to_le_bytes()[..*width]);
    }
}

/// The local header of an entry, its data and what stands behind them.
fn record(bytes: &mut Vec<u8>, entry: &Entry) {
    let sizes = [entry.crc, entry.compressed, entry.size].map(u64::from);
    let own = if entry.descriptor == Descriptor::None { sizes } else { [0; 3] };
    let (flags, method) = (entry.flags.into(), entry.method.into());
    put(bytes, &[(4, 0x0403_4B50), (2, 20), (2, flags), (2, method), (2, 0), (2, 0x21)]);
    put(bytes, &[(4, own[0]), (4, own[1]), (4, own[2])]);
    put(bytes, &[(2, entry.local_name.len() as u64), (2, entry.extra.len() as u64)]);
    bytes.extend(&entry.local_name);
    bytes.extend(&entry.extra);
    bytes.extend(&entry.data);
    if entry.descriptor == Descriptor::Signed {
        put(bytes, &[(4, 0x0807_4B50)]);
    }
    if entry.descriptor != Descriptor::None {
        put(bytes, &[(4, sizes[0]), (4, sizes[1]), (4, sizes[2])]);
    }
}

/// A zip with these entries, in this order.
pub(super) fn zip(entries: &[Entry]) -> Vec<u8> {
    zip_with(entries, false)
}

/// With the end record of large zips or without.
pub(super) fn zip_with(entries: &[Entry], is_64: bool) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut directory = Vec::new();
    for entry in entries {
        let offset = entry.offset.unwrap_or(bytes.len() as u32);
        record(&mut bytes, entry);
        let (flags, method) = (entry.flags.into(), entry.method.into());
        put(&mut directory, &[(4, 0x0201_4B50), (2, 0x0314), (2, 20), (2, flags), (2, method), (2, 0), (2, 0x21)]);
        put(&mut directory, &[(4, entry.crc.into()), (4, entry.compressed.into()), (4, entry.size.into())]);
        put(&mut directory, &[(2, entry.name.len() as u64), (2, entry.extra.len() as u64), (2, 0), (2, 0), (2, 0)]);
        put(&mut directory, &[(4, entry.attributes.into()), (4, offset.into())]);
        directory.extend(&entry.name);
        directory.extend(&entry.extra);
    }
    let (count, length, start) = (entries.len() as u64, directory.len() as u64, bytes.len() as u64);
    bytes.extend(directory);
    if is_64 {
        let at = bytes.len() as u64;
        put(&mut bytes, &[(4, 0x0606_4B50), (8, 44), (2, 45), (2, 45), (4, 0), (4, 0)]);
        put(&mut bytes, &[(8, count), (8, count), (8, length), (8, start)]);
        put(&mut bytes, &[(4, 0x0706_4B50), (4, 0), (8, at), (4, 1)]);
        put(&mut bytes, &[(4, 0x0605_4B50), (2, 0), (2, 0), (2, 0xFFFF), (2, 0xFFFF)]);
        put(&mut bytes, &[(4, 0xFFFF_FFFF), (4, 0xFFFF_FFFF), (2, 0)]);
    } else {
        put(&mut bytes, &[(4, 0x0605_4B50), (2, 0), (2, 0), (2, count), (2, count), (4, length), (4, start), (2, 0)]);
    }
    bytes
}

fn number(bytes: &[u8], at: usize, width: usize) -> Option<usize> {
    let field = bytes.get(at..at + width)?;
    Some(field.iter().rev().fold(0, |number, byte| number << 8 | usize::from(*byte)))
}

fn unpacked(data: &[u8], method: usize) -> Option<Vec<u8>> {
    if method == 0 {
        return Some(data.to_vec());
    }
    let mut bytes = Vec::new();
    DeflateDecoder::new(data).take(1 << 20).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

/// What a program sees that reads a zip from its front, without the directory.
pub(super) fn from_the_front(zip: &[u8]) -> Option<BTreeMap<Vec<u8>, Vec<u8>>> {
    let mut files = BTreeMap::new();
    let mut at = 0;
    while number(zip, at, 4)? == 0x0403_4B50 {
        let (name, extra, data) = (number(zip, at + 26, 2)?, number(zip, at + 28, 2)?, number(zip, at + 18, 4)?);
        let start = at + 30 + name + extra;
        let bytes = unpacked(zip.get(start..start + data)?, number(zip, at + 8, 2)?)?;
        files.insert(zip[at + 30..at + 30 + name].to_vec(), bytes);
        at = start + data;
    }
    Some(files)
}

/// What a program sees that believes the directory, and of local headers their lengths alone.
pub(super) fn from_the_directory(zip: &[u8]) -> Option<BTreeMap<Vec<u8>, Vec<u8>>> {
    let end = zip.windows(4).rposition(|window| window == [0x50, 0x4B, 5, 6])?;
    let (count, mut at) = (number(zip, end + 10, 2)?, number(zip, end + 16, 4)?);
    let mut files = BTreeMap::new();
    for _ in 0..count {
        let (method, data) = (number(zip, at + 10, 2)?, number(zip, at + 20, 4)?);
        let (name, extra, comment) = (number(zip, at + 28, 2)?, number(zip, at + 30, 2)?, number(zip, at + 32, 2)?);
        let local = number(zip, at + 42, 4)?;
        let start = local + 30 + number(zip, local + 26, 2)? + number(zip, local + 28, 2)?;
        let bytes = unpacked(zip.get(start..start + data)?, method)?;
        files.insert(zip.get(at + 46..at + 46 + name)?.to_vec(), bytes);
        at += 46 + name + extra + comment;
    }
    Some(files)
}
