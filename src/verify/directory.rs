//! The directory of a zip (APPNOTE 6.3.10), read so strictly that no two programs can see two packages in one file.
//!
//! By hand and not by a crate: readers are made to open whatever can be opened. They forgive bytes before and after,
//! forget one of two entries of the same name, and believe the directory where a local header says otherwise; each of
//! these shows one package to this command and another to the program that unpacks it. What an ordinary archiver
//! writes is let through, be it folders, time stamps or sizes after the data; everything else is refused.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Read, Seek, SeekFrom};

use super::Refusal;
use super::sums::{check_path, shown};
use crate::diag::Words;
use crate::words;

/// The most that all files of a package may weigh unpacked, in bytes.
const HEAVIEST: u64 = 16 << 30;

/// The longest directory, in bytes: a million files.
const LONGEST_DIRECTORY: u64 = 300 << 20;

/// Deflate cannot do better than this (zlib, “Maximum Compression Factor”).
const BEST_RATIO: u64 = 1032;

/// Flags that change nothing: how hard deflate tried, sizes after the data, names in UTF-8.
const HARMLESS_FLAGS: u16 = 0b1000_0000_1110;
/// Sizes and checksum stand after the data.
pub(super) const FLAG_DESCRIPTOR: u16 = 1 << 3;

pub(super) const STORED: u16 = 0;
pub(super) const DEFLATED: u16 = 8;

/// Extra fields that no unpacker takes a name or a size from: times and owners.
const HARMLESS_EXTRAS: &[u16] = &[0x000A, 0x5455, 0x5855, 0x7855, 0x7875];

const END: u32 = 0x0605_4B50;
const END_64: u32 = 0x0606_4B50;
const LOCATOR_64: u32 = 0x0706_4B50;
const CENTRAL: u32 = 0x0201_4B50;

const END_LENGTH: u64 = 22;
const LOCATOR_LENGTH: u64 = 20;
const END_64_LENGTH: u64 = 56;
const CENTRAL_LENGTH: usize = 46;

/// One file, as the directory has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) path: String,
    pub(super) flags: u16,
    pub(super) method: u16,
    pub(super) crc: u32,
    pub(super) compressed: u64,
    pub(super) size: u64,
    /// Where its local header begins.
    pub(super) start: u64,
    /// Where whatever comes next begins: all bytes between belong to this file.
    pub(super) end: u64,
    /// Folders have a name that ends in `/` and no content.
    pub(super) is_folder: bool,
}

impl Entry {
    /// The name as it stands in the zip.
    pub(super) fn shown(&self) -> String {
        if self.is_folder { format!("{}/", self.path) } else { self.path.clone() }
    }
}

/// Little-endian numbers of a slice that was checked to be long enough; beyond its end everything is zero.
pub(super) struct Numbers<'a>(pub(super) &'a [u8]);

impl Numbers<'_> {
    pub(super) fn u16(&self, at: usize) -> u16 {
        self.bytes(at).map_or(0, u16::from_le_bytes)
    }

    pub(super) fn u32(&self, at: usize) -> u32 {
        self.bytes(at).map_or(0, u32::from_le_bytes)
    }

    fn u64(&self, at: usize) -> u64 {
        self.bytes(at).map_or(0, u64::from_le_bytes)
    }

    fn bytes<const N: usize>(&self, at: usize) -> Option<[u8; N]> {
        self.0.get(at..at + N)?.try_into().ok()
    }
}

/// Where the directory lies.
struct Place {
    start: u64,
    length: u64,
    entries: u64,
}

/// Reads the directory of a zip of `length` bytes. Entries come in the order in which they lie in the file, folders
/// among them.
pub(super) fn read(zip: &mut (impl Read + Seek), length: u64) -> Result<Vec<Entry>, Refusal> {
    let place = find(zip, length)?;
    let bytes = bytes_at(zip, place.start, place.length)?;
    let mut entries = Vec::new();
    let mut rest = bytes.as_slice();
    while !rest.is_empty() {
        let (entry, next) = read_entry(rest).map_err(Refusal)?;
        entries.push(entry);
        rest = next;
    }
    if entries.len() as u64 != place.entries {
        return Err(broken());
    }
    entries.sort_by(|a, b| (a.start, &a.path).cmp(&(b.start, &b.path)));
    tile(&mut entries, place.start)?;
    tell_apart(&entries)?;
    Ok(entries)
}

fn broken() -> Refusal {
    Refusal(Words::fixed(
        "不是完整的 zip：可能没有下载完，或者前后被加了东西；请重新复制这个文件",
        "this is no whole zip: it was cut off, or something was put before or behind it; copy the file again",
    ))
}

fn find(zip: &mut (impl Read + Seek), length: u64) -> Result<Place, Refusal> {
    let at = length.checked_sub(END_LENGTH).ok_or_else(broken)?;
    let end = bytes_at(zip, at, END_LENGTH)?;
    let end = Numbers(&end);
    // A comment would stand behind the end; whatever does is covered by no list.
    if end.u32(0) != END || end.u16(20) != 0 {
        return Err(broken());
    }
    let mut place =
        Place { start: u64::from(end.u32(16)), length: u64::from(end.u32(12)), entries: u64::from(end.u16(10)) };
    let mut directory_end = at;
    let needs_64 = end.u16(10) == u16::MAX || end.u32(12) == u32::MAX || end.u32(16) == u32::MAX;
    if needs_64 && let Some(found) = find_64(zip, at)? {
        (place, directory_end) = found;
    } else if end.u16(4) != 0 || end.u16(6) != 0 || end.u16(8) != end.u16(10) {
        return Err(Refusal(Words::fixed("zip 分成了几卷，不能核对", "the zip is split over several files")));
    }
    if place.length > LONGEST_DIRECTORY || place.start.checked_add(place.length) != Some(directory_end) {
        return Err(broken());
    }
    Ok(place)
}

/// The end record of a zip with many entries, and where it begins.
fn find_64(zip: &mut (impl Read + Seek), end: u64) -> Result<Option<(Place, u64)>, Refusal> {
    let Some(at) = end.checked_sub(LOCATOR_LENGTH + END_64_LENGTH) else { return Ok(None) };
    let both = bytes_at(zip, at, END_64_LENGTH + LOCATOR_LENGTH)?;
    let (record, locator) = both.split_at(END_64_LENGTH as usize);
    let (record, locator) = (Numbers(record), Numbers(locator));
    if locator.u32(0) != LOCATOR_64 {
        return Ok(None);
    }
    let is_one_file = locator.u32(4) == 0 && locator.u32(16) == 1 && record.u32(16) == 0 && record.u32(20) == 0;
    let is_plain = record.u32(0) == END_64 && record.u64(4) == END_64_LENGTH - 12 && locator.u64(8) == at;
    if !is_one_file || !is_plain || record.u64(24) != record.u64(32) {
        return Err(broken());
    }
    Ok(Some((Place { start: record.u64(48), length: record.u64(40), entries: record.u64(32) }, at)))
}

fn bytes_at(zip: &mut (impl Read + Seek), at: u64, length: u64) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::new();
    let read = zip.seek(SeekFrom::Start(at)).and_then(|_| zip.take(length).read_to_end(&mut bytes));
    match read {
        Ok(read) if read as u64 == length => Ok(bytes),
        Ok(_) => Err(broken()),
        Err(error) => Err(unreadable(&error)),
    }
}

fn unreadable(error: &io::Error) -> Refusal {
    Refusal(words!("读不了 zip：{error}", "the zip cannot be read: {error}"))
}

/// One entry of the directory, and what follows it.
fn read_entry(bytes: &[u8]) -> Result<(Entry, &[u8]), Words> {
    let header = Numbers(bytes);
    let (name, extra, comment) = (header.u16(28).into(), usize::from(header.u16(30)), header.u16(32));
    let rest = bytes.get(CENTRAL_LENGTH..).filter(|_| header.u32(0) == CENTRAL);
    let parts = rest.and_then(|rest| rest.split_at_checked(name));
    let Some((name, (extra, next))) = parts.and_then(|(name, rest)| Some((name, rest.split_at_checked(extra)?))) else {
        return Err(Words::fixed(
            "zip 的目录坏了；请重新复制这个文件",
            "the directory of the zip is damaged; copy the file again",
        ));
    };
    let (path, is_folder) = match name.strip_suffix(b"/") {
        Some(folder) => (check_path(folder)?, true),
        None => (check_path(name)?, false),
    };
    let entry = Entry {
        path: path.to_owned(),
        flags: header.u16(8),
        method: header.u16(10),
        crc: header.u32(16),
        compressed: header.u32(20).into(),
        size: header.u32(24).into(),
        start: header.u32(42).into(),
        end: 0,
        is_folder,
    };
    let refuse = |why: &Words| {
        use crate::diag::Locale::{Chinese, English};
        let (zh, en, path) = (why.say(Chinese), why.say(English), shown(&entry.shown()));
        words!("zip 里的“{path}”{zh}，不予核对", "`{path}` in the zip {en}; refused")
    };
    if let Some(why) = strange(&entry, &header, extra, comment) {
        return Err(refuse(&why));
    }
    Ok((entry, next))
}

/// What an ordinary archiver does not write of an ordinary file.
fn strange(entry: &Entry, header: &Numbers<'_>, extra: &[u8], comment: u16) -> Option<Words> {
    let is_64 = [entry.compressed, entry.size, entry.start].contains(&u64::from(u32::MAX));
    if entry.flags & 0b0010_0000_0100_0001 != 0 {
        return Some(Words::fixed("是加密的", "is encrypted"));
    }
    if entry.flags & !HARMLESS_FLAGS != 0 {
        return Some(Words::fixed("用了不认识的标志", "has unknown flags"));
    }
    if !matches!(entry.method, STORED | DEFLATED) {
        return Some(Words::fixed("用了不支持的压缩方法", "is compressed by an unsupported method"));
    }
    if is_64 {
        return Some(Words::fixed("超过 4 GiB", "is larger than 4 GiB"));
    }
    if !is_harmless_extra(extra) || comment != 0 || header.u16(34) != 0 {
        return Some(Words::fixed("带有不认识的附加信息", "carries unknown additional data"));
    }
    if !is_plain(header.u32(38), entry.is_folder) {
        return Some(Words::fixed(
            "不是普通文件，而是链接、设备之类",
            "is no plain file but a link, a device or the like",
        ));
    }
    if entry.is_folder && (entry.size > 0 || entry.crc != 0) {
        return Some(Words::fixed("是文件夹，却带有内容", "is a folder and yet has content"));
    }
    let (compressed, size) = (entry.compressed, entry.size);
    let is_possible = match entry.method {
        STORED => compressed == size,
        // Some archivers say of everything that it is deflated, of folders that hold nothing as well.
        _ => size <= compressed.saturating_mul(BEST_RATIO) && (compressed > 0 || entry.is_folder),
    };
    if !is_possible {
        return Some(Words::fixed("声称的大小不可能", "claims an impossible size"));
    }
    None
}

/// Whether all extra fields are known to be harmless.
pub(super) fn is_harmless_extra(mut extra: &[u8]) -> bool {
    while !extra.is_empty() {
        let field = Numbers(extra);
        let length = 4 + usize::from(field.u16(2));
        let Some(rest) = extra.get(length..).filter(|_| HARMLESS_EXTRAS.contains(&field.u16(0))) else { return false };
        extra = rest;
    }
    true
}

/// Judges the attributes: the mode of Unix in the upper half, those of DOS in the lower.
fn is_plain(attributes: u32, is_folder: bool) -> bool {
    let (kind, dos) = (attributes >> 16 & 0o170_000, attributes & 0xFFFF);
    let kind_fits = if is_folder { matches!(kind, 0 | 0o040_000) } else { matches!(kind, 0 | 0o100_000) };
    // Volume label, folder, device and reparse point.
    let dos_fits = dos & 0x448 == 0 && (is_folder || dos & 0x10 == 0);
    kind_fits && dos_fits
}

/// Gives each entry its end. Together they fill the file up to the directory: nothing lies before, between or twice.
/// That an entry fills its own room is seen when it is read.
fn tile(entries: &mut [Entry], directory: u64) -> Result<(), Refusal> {
    if entries.first().map_or(directory, |entry| entry.start) != 0 {
        return Err(broken());
    }
    let starts: Vec<u64> = entries.iter().skip(1).map(|entry| entry.start).chain([directory]).collect();
    for (entry, next) in entries.iter_mut().zip(starts) {
        entry.end = next;
        if entry.start.saturating_add(entry.compressed) >= next {
            let path = shown(&entry.shown());
            return Err(Refusal(words!(
                "zip 里的“{path}”与别的内容重叠，不予核对",
                "`{path}` in the zip overlaps something else; refused"
            )));
        }
    }
    if entries.iter().map(|entry| entry.size).sum::<u64>() > HEAVIEST {
        return Err(Refusal(Words::fixed(
            "zip 声称解开后超过 16 GiB，不予核对",
            "the zip claims to hold more than 16 GiB; refused",
        )));
    }
    Ok(())
}

/// No two entries may become one file, on any system, and none may lie in another.
fn tell_apart(entries: &[Entry]) -> Result<(), Refusal> {
    let mut names: BTreeMap<String, bool> = BTreeMap::new();
    let mut holders = BTreeSet::new();
    for entry in entries {
        let name = entry.path.to_ascii_lowercase();
        holders.extend(name.match_indices('/').map(|(at, _)| name[..at].to_owned()));
        if names.insert(name, entry.is_folder).is_some() {
            let path = shown(&entry.path);
            return Err(Refusal(words!(
                "zip 里有两个“{path}”（大小写不计），不予核对",
                "the zip holds `{path}` twice (letter case aside); refused"
            )));
        }
    }
    match holders.iter().find(|holder| names.get(*holder) == Some(&false)) {
        None => Ok(()),
        Some(path) => Err(Refusal(words!(
            "zip 里的“{path}”既是文件又是文件夹，不予核对",
            "`{path}` in the zip is both a file and a folder; refused"
        ))),
    }
}
