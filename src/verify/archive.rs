//! A package in a zip. Entries are streamed, each no further than its promised size, and nothing is unpacked.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use flate2::bufread::DeflateDecoder;
use rayon::prelude::*;

use super::Refusal;
use super::digest::Digests;
use super::directory::{self, DEFLATED, Entry, FLAG_DESCRIPTOR, Numbers, is_harmless_extra};
use super::inventory::{Inventory, State};
use crate::diag::Words;
use crate::words;

const LOCAL: u32 = 0x0403_4B50;
const DESCRIPTOR: u32 = 0x0807_4B50;
const LOCAL_LENGTH: usize = 30;

/// Bytes that are read from the file at a time.
const CHUNK: usize = 64 * 1024;

/// A zip whose directory has been read and found sound.
#[derive(Debug)]
pub(super) struct Archive {
    zip: PathBuf,
    /// Files by path, without folders.
    files: BTreeMap<String, Entry>,
    /// What there is to say of folders: those whose mark is damaged, with a slash behind, and those that lie where a file
    /// might.
    folders: Vec<(String, State)>,
}

impl Archive {
    pub(super) fn open(zip: &Path) -> Result<Self, Refusal> {
        let mut file = File::open(zip).map_err(|error| Refusal::unreadable(zip, &error))?;
        let length = file.metadata().map_err(|error| Refusal::unreadable(zip, &error))?.len();
        let entries = directory::read(&mut file, length)?;
        let mut folders = Vec::new();
        let mut files = BTreeMap::new();
        for entry in entries {
            if !entry.is_folder {
                files.insert(entry.path.clone(), entry);
                continue;
            }
            if let Err(state) = digest(&mut file, &entry) {
                folders.push((entry.shown(), mark(state)));
            }
            folders.push((entry.path, State::Folder));
        }
        Ok(Self { zip: zip.to_owned(), files, folders })
    }

    /// Paths of its files, in order.
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// Whether it holds a file of this path.
    pub(super) fn holds(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// Reads a small file whole; what is longer than `limit` bytes is cut after one byte more.
    pub(super) fn small(&self, path: &str, limit: u64) -> Result<Vec<u8>, State> {
        let Some(entry) = self.files.get(path) else { return Err(State::Missing) };
        let mut file = File::open(&self.zip).map_err(|error| State::Unreadable(error.to_string()))?;
        let mut bytes = Vec::new();
        within(&mut file, entry, |content| content.take(limit + 1).read_to_end(&mut bytes).map(drop))?;
        Ok(bytes)
    }

    /// The bytes of a file as they lie in the zip, with checksum and size; nothing where it is not deflated. What they unpack
    /// to is not looked at.
    pub(super) fn deflated(&self, path: &str) -> Result<Option<(Vec<u8>, u32, u32)>, State> {
        let Some(entry) = self.files.get(path) else { return Err(State::Missing) };
        if entry.method != DEFLATED {
            return Ok(None);
        }
        let mut file = File::open(&self.zip).map_err(|error| State::Unreadable(error.to_string()))?;
        let mut deflated = Vec::new();
        file.seek(SeekFrom::Start(entry.start)).map_err(|error| unlike(&error))?;
        let mut record = file.take(entry.end - entry.start);
        read_local(&mut record, entry).map_err(|error| unlike(&error))?;
        record.take(entry.compressed).read_to_end(&mut deflated).map_err(|error| unlike(&error))?;
        Ok(Some((deflated, entry.crc, entry.size as u32)))
    }

    /// Reads every file of `listed`; of the others it only looks whether they lie as the directory says.
    pub(super) fn survey(&self, listed: &[&str]) -> Inventory {
        let mut inventory: Inventory = listed.iter().map(|path| ((*path).to_owned(), State::Missing)).collect();
        let entries: Vec<&Entry> = self.files.values().collect();
        let opened = || File::open(&self.zip);
        let states = entries.par_iter().map_init(opened, |file, entry| {
            let file = match file {
                Ok(file) => file,
                Err(error) => return State::Unreadable(error.to_string()),
            };
            let is_listed = listed.binary_search(&entry.path.as_str()).is_ok();
            let read =
                if is_listed { digest(file, entry) } else { within(file, entry, |_| Ok(())).map(|()| State::Unlisted) };
            read.unwrap_or_else(|state| state)
        });
        let states: Vec<State> = states.collect();
        inventory.extend(entries.iter().zip(states).map(|(entry, state)| (entry.path.clone(), state)));
        inventory.extend(self.folders.iter().cloned());
        inventory
    }

    /// What to say of a zip without any list.
    pub(super) fn without_lists(&self) -> Refusal {
        let zip = self.zip.display();
        let inner = self.files.keys().find_map(|path| path.strip_suffix("/SHA256SUMS"));
        if let Some(inner) = inner {
            return Refusal(words!(
                "`{zip}` 的清单在里面的文件夹“{inner}”里：它是重新打的包；请先解开，再核对那个文件夹",
                "the lists of `{zip}` lie in its folder `{inner}`: it was packed anew; unpack it and verify that folder"
            ));
        }
        Refusal(words!(
            "`{zip}` 里没有 SHA256SUMS 和 SM3SUMS，不是 `normbook bundle` 制作的包",
            "`{zip}` holds neither SHA256SUMS nor SM3SUMS: it is no package made by `normbook bundle`"
        ))
    }
}

/// Reads an entry to its end.
fn digest(zip: &mut (impl Read + Seek), entry: &Entry) -> Result<State, State> {
    let mut digests = None;
    within(zip, entry, |content| {
        digests = Some(Digests::read(content)?);
        Ok(())
    })?;
    digests.map(State::Read).ok_or_else(|| State::Broken(Words::fixed("没有读到", "it was not read")))
}

/// Reads an entry, with its local header before and its descriptor behind, and hands its content to `read`. If `read`
/// goes to the end of the content, size and checksum are compared, too.
fn within(
    zip: &mut (impl Read + Seek),
    entry: &Entry,
    mut read: impl FnMut(&mut dyn Read) -> io::Result<()>,
) -> Result<(), State> {
    let length = entry.end - entry.start;
    zip.seek(SeekFrom::Start(entry.start)).map_err(|error| unlike(&error))?;
    let mut record = BufReader::with_capacity(CHUNK.min(length as usize), zip.take(length));
    let head = read_local(&mut record, entry).map_err(|error| unlike(&error))?;
    if !head.agrees || head.length + entry.compressed + descriptor_length(length, entry, head.length) != length {
        return Err(State::Broken(Words::fixed(
            "zip 里这个文件自己的头与目录说的不同",
            "in the zip, the file's own header does not say what the directory says",
        )));
    }
    let mut data = record.take(entry.compressed);
    let mut content = Content {
        crc: flate2::Crc::new(),
        bytes: 0,
        is_at_end: false,
        limit: entry.size,
        inner: Inner::new(&mut data, entry),
    };
    read(&mut content).map_err(|_| damaged())?;
    if !content.is_at_end {
        return Ok(());
    }
    let is_whole = content.bytes == entry.size && content.crc.sum() == entry.crc;
    if !is_whole
        || data.limit() != 0
        || !descriptor_agrees(&mut data.into_inner(), entry).map_err(|error| unlike(&error))?
    {
        return Err(damaged());
    }
    Ok(())
}

/// What is wrong with the mark of a folder, which is no file that could be unpacked.
fn mark(state: State) -> State {
    match state {
        State::Broken(_) => State::Broken(Words::fixed(
            "是文件夹；它在 zip 里的标记已损坏",
            "a folder, whose mark in the zip is damaged",
        )),
        state => state,
    }
}

fn unlike(error: &io::Error) -> State {
    State::Unreadable(error.to_string())
}

fn damaged() -> State {
    State::Broken(Words::fixed("在 zip 里已损坏，解不开", "it is damaged in the zip and cannot be unpacked"))
}

/// What stands before the data of an entry.
struct Head {
    length: u64,
    agrees: bool,
}

fn read_local(record: &mut impl Read, entry: &Entry) -> io::Result<Head> {
    let mut fixed = [0; LOCAL_LENGTH];
    record.read_exact(&mut fixed)?;
    let header = Numbers(&fixed);
    let (name_length, extra_length) = (usize::from(header.u16(26)), usize::from(header.u16(28)));
    let mut name = vec![0; name_length];
    record.read_exact(&mut name)?;
    let mut extra = vec![0; extra_length];
    record.read_exact(&mut extra)?;
    let own = entry.shown();
    let sizes = [header.u32(14), header.u32(18), header.u32(22)].map(u64::from);
    let promised = [entry.crc.into(), entry.compressed, entry.size];
    let sizes_agree = sizes == promised || (entry.flags & FLAG_DESCRIPTOR != 0 && sizes == [0; 3]);
    let agrees = header.u32(0) == LOCAL
        && header.u16(6) == entry.flags
        && header.u16(8) == entry.method
        && name == own.as_bytes()
        && sizes_agree
        && is_harmless_extra(&extra);
    Ok(Head { length: (LOCAL_LENGTH + name_length + extra_length) as u64, agrees })
}

/// How much of a record is left for a descriptor, if it is a length that a descriptor may have.
fn descriptor_length(record: u64, entry: &Entry, head: u64) -> u64 {
    let left = record.saturating_sub(head + entry.compressed);
    if entry.flags & FLAG_DESCRIPTOR != 0 && matches!(left, 12 | 16) { left } else { 0 }
}

/// Checksum and sizes again, behind the data, with a signature or without.
fn descriptor_agrees(rest: &mut impl Read, entry: &Entry) -> io::Result<bool> {
    let mut bytes = Vec::new();
    rest.take(17).read_to_end(&mut bytes)?;
    let fields = match bytes.len() {
        // Its length says that there is none only where the flag says so, too.
        0 => return Ok(entry.flags & FLAG_DESCRIPTOR == 0),
        16 if Numbers(&bytes).u32(0) == DESCRIPTOR => &bytes[4..],
        12 => &bytes[..],
        _ => return Ok(false),
    };
    let fields = Numbers(fields);
    Ok([fields.u32(0), fields.u32(4), fields.u32(8)].map(u64::from) == [entry.crc.into(), entry.compressed, entry.size])
}

/// The unpacked content of an entry, never more of it than was promised.
struct Content<'a, R: BufRead> {
    inner: Inner<'a, R>,
    crc: flate2::Crc,
    bytes: u64,
    limit: u64,
    is_at_end: bool,
}

enum Inner<'a, R: BufRead> {
    Stored(&'a mut R),
    Deflated(DeflateDecoder<&'a mut R>),
}

impl<'a, R: BufRead> Inner<'a, R> {
    fn new(data: &'a mut R, entry: &Entry) -> Self {
        // The mark of a folder may say that it is deflated and hold nothing at all.
        if entry.method == DEFLATED && entry.compressed > 0 {
            Self::Deflated(DeflateDecoder::new(data))
        } else {
            Self::Stored(data)
        }
    }
}

impl<R: BufRead> Read for Content<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = match &mut self.inner {
            Inner::Stored(data) => data.read(buffer)?,
            Inner::Deflated(decoder) => decoder.read(buffer)?,
        };
        self.bytes += read as u64;
        if self.bytes > self.limit {
            return Err(io::Error::other("longer than promised"));
        }
        self.crc.update(&buffer[..read]);
        self.is_at_end |= read == 0 && !buffer.is_empty();
        Ok(read)
    }
}
