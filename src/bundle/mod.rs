//! Package: a whole site and what proves it, in one zip for offline use; or what has changed since an older one.
//!
//! Files come from the threads that render them. Each is hashed and deflated where it comes from and waits, compressed,
//! in a scratch file, so that memory holds names and hashes alone, however large the site. In the end the entries are
//! copied into the zip as they are, in the order of their paths. The same files give the same zip on every machine and
//! any number of threads: fixed dates, modes and level, no folders, no extra fields. Signatures alone differ from run to
//! run.
//!
//! The format is described in `docs/offline.md`. This module writes into what it is given; `emit` makes the files.

mod list;
mod manifest;
mod old;
mod sibling;
mod signing;
mod texts;
mod until_failure;

use std::borrow::Cow;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::sync::{Mutex, MutexGuard, PoisonError};

use anyhow::{Context, bail, ensure};
use sha2::{Digest, Sha256};
use zip::write::{PreparedZipFile, SimpleFileOptions};
use zip::{CompressionMethod, DateTime, System, ZipArchive, ZipWriter};

pub use old::{Old, is_package};
pub use signing::{Keys, Signer, passphrase_in};
pub use texts::Change;

use crate::site::{Address, Site};
use list::{Sums, check_path, hex};
use until_failure::UntilFailure;

/// The folder of the site in a package.
const SITE: &str = "site/";

/// Lists of all files; they are in no list of their own kind. Their signatures are in no list at all.
const SHA256SUMS: &str = "SHA256SUMS";
const SM3SUMS: &str = "SM3SUMS";

/// What the package is, for machines and for people.
const MANIFEST: &str = "manifest.json";
const README: &str = "README.txt";

/// What only a delta holds, and what goes when it is applied.
const DELTA: &str = "DELTA.txt";
const DELETE: &str = "DELETE.txt";
const GZIP: &str = "GZIP.txt";
const DELTA_SUMS: &str = "DELTA.sums";

/// The schema of `manifest.json` (JSON Schema 2020-12), of which every package holds a copy.
pub const MANIFEST_SCHEMA: &str = include_str!("../../docs/schema/manifest.schema.json");

/// A package in the making. `S` is where compressed entries wait.
pub struct Package<S: Write + Seek> {
    /// The package that a delta begins from.
    old: Option<Old>,
    /// The publisher's key, if the package is to be signed.
    signer: Option<Signer>,
    files: Mutex<Files<S>>,
}

/// What has been put so far.
struct Files<S: Write + Seek> {
    /// Entries in the order in which they came.
    scratch: Zip<S>,
    /// Every file of the package by its path, whether a delta holds it or not.
    sums: BTreeMap<String, Sums>,
    /// Every file of the zip by its path, signatures not counted.
    held: BTreeMap<String, Sums>,
    /// Compressed siblings that a delta leaves out, for its entries hold the same bytes.
    siblings: BTreeSet<String>,
}

/// A finished package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// Files in the zip.
    pub files: usize,
    /// Bytes of the zip.
    pub bytes: u64,
    /// SHA-256 of the zip, in hexadecimal: to be made known beside it.
    pub sha256: String,
    /// What a delta brings; `None` for a whole package.
    pub change: Option<Change>,
}

impl<S: Read + Write + Seek> Package<S> {
    /// Begins a package, or with an older one what has changed since; with a key its lists are signed. `scratch` is an
    /// empty file of the caller's.
    pub fn new(scratch: S, old: Option<Old>, signer: Option<Signer>) -> Self {
        let scratch = zip_into(scratch);
        let files = Files { scratch, sums: BTreeMap::new(), held: BTreeMap::new(), siblings: BTreeSet::new() };
        Self { old, signer, files: Mutex::new(files) }
    }

    /// Puts a file of the site. May be called from many threads.
    ///
    /// # Errors
    /// If the address would not survive another system or is taken, or the scratch file cannot be written.
    pub fn put_page(&self, address: &Address, bytes: &[u8]) -> anyhow::Result<()> {
        self.put(&format!("{SITE}{address}"), bytes)
    }

    /// Puts the compressed sibling of a page that was put, whose bytes are these. A delta that holds the page leaves the
    /// sibling out where it is the entry of the page in another wrapping.
    ///
    /// # Errors
    /// As [`Package::put_page`].
    pub fn put_sibling(&self, address: &Address, bytes: &[u8], packed: &[u8]) -> anyhow::Result<()> {
        let (page, path) = (format!("{SITE}{address}"), format!("{SITE}{address}.gz"));
        let sums = Sums::of(packed);
        let is_held = self.lock().held.contains_key(&page);
        let is_new = self.old.as_ref().is_some_and(|old| !old.has(&path, &sums));
        if !is_new || !is_held || !sibling::is_of_entry(packed, entry(&page, bytes, self.level())?)? {
            return self.put(&path, packed);
        }
        check_path(&path)?;
        let mut files = self.lock();
        files.siblings.insert(path.clone());
        files.list(path, sums)
    }

    /// Puts a file beside the site, at its path from the top of the package.
    ///
    /// # Errors
    /// As [`Package::put_page`].
    pub fn put_beside(&self, path: &str, bytes: &[u8]) -> anyhow::Result<()> {
        self.put(path, bytes)
    }

    /// Adds what a package holds beside its site, and writes all of it to `zip`, an empty file.
    ///
    /// # Errors
    /// If a file cannot be read or written, or two paths differ by case alone.
    pub fn finish(self, site: &Site, mut zip: impl Read + Write + Seek) -> anyhow::Result<Made> {
        self.put("index.html", texts::index().as_bytes())?;
        self.put("manifest.schema.json", MANIFEST_SCHEMA.as_bytes())?;
        let pages = list::build(self.lock().sums.iter());
        self.put(README, texts::readme(site, &pages.build).as_bytes())?;
        self.put(MANIFEST, manifest::manifest(site, &pages).as_bytes())?;
        let Self { old, signer, files } = self;
        let mut files = files.into_inner().unwrap_or_else(PoisonError::into_inner);
        list::check_case(files.sums.keys())?;
        let change = old.as_ref().map(|old| old.change(&files.sums));
        if let (Some(old), Some(change)) = (&old, &change) {
            files.write(DELTA, texts::delta(site, old.build(), &pages.build, change).as_bytes())?;
            files.write(DELETE, list::lines(&change.removed).as_bytes())?;
            let siblings = list::lines(&files.siblings);
            files.write(GZIP, siblings.as_bytes())?;
        }
        let seal = signer.map(|signer| Seal { signer, comment: signing::comment(site, &pages.build) });
        files.write_lists(seal.as_ref())?;
        if old.is_some() {
            let list = list::sha256(files.held.iter());
            files.write_list(DELTA_SUMS, list.as_bytes(), seal.as_ref())?;
        }
        let count = copy_sorted(files.scratch, &mut zip)?;
        let (bytes, sha256) = measured(&mut zip)?;
        Ok(Made { files: count, bytes, sha256, change })
    }

    /// Lists a file; holds its bytes unless a delta need not bring them.
    fn put(&self, path: &str, bytes: &[u8]) -> anyhow::Result<()> {
        check_path(path)?;
        let sums = Sums::of(bytes);
        let is_kept = self.old.as_ref().is_some_and(|old| old.has(path, &sums)) && !matches!(path, MANIFEST | README);
        let entry = if is_kept { None } else { Some(entry(path, bytes, self.level())?) };
        let mut files = self.lock();
        files.list(path.to_owned(), sums.clone())?;
        let Some(entry) = entry else { return Ok(()) };
        files.held.insert(path.to_owned(), sums);
        files.scratch.add_prepared_file(entry).context(SCRATCH)
    }

    /// How hard deflate tries: in a delta as hard as for siblings, so that both come to the same bytes.
    fn level(&self) -> i64 {
        if self.old.is_some() { sibling::LEVEL } else { LEVEL }
    }

    fn lock(&self) -> MutexGuard<'_, Files<S>> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<S: Read + Write + Seek> Files<S> {
    /// Names a file in the lists of the package.
    fn list(&mut self, path: String, sums: Sums) -> anyhow::Result<()> {
        match self.sums.entry(path) {
            Entry::Occupied(taken) => bail!("two files of the package have the path `{}`", taken.key()),
            Entry::Vacant(free) => free.insert(sums),
        };
        Ok(())
    }

    /// Holds a file that the lists of the package do not name.
    fn write(&mut self, path: &str, bytes: &[u8]) -> anyhow::Result<()> {
        self.held.insert(path.to_owned(), Sums::of(bytes));
        self.scratch.add_prepared_file(entry(path, bytes, LEVEL)?).context(SCRATCH)
    }

    /// Holds a list and its signature, which no list can name.
    fn write_list(&mut self, path: &str, bytes: &[u8], seal: Option<&Seal>) -> anyhow::Result<()> {
        self.write(path, bytes)?;
        let Some(seal) = seal else { return Ok(()) };
        let signature = seal.signer.sign(bytes, &seal.comment)?;
        let path = format!("{path}{}", signing::ENDING);
        self.scratch.add_prepared_file(entry(&path, signature.as_bytes(), LEVEL)?).context(SCRATCH)
    }

    /// Damage of either list is told from damage of a file, for each is proved by the other.
    fn write_lists(&mut self, seal: Option<&Seal>) -> anyhow::Result<()> {
        let sha256 = list::sha256(self.sums.iter());
        self.sums.insert(SHA256SUMS.to_owned(), Sums::of(sha256.as_bytes()));
        self.write_list(SHA256SUMS, sha256.as_bytes(), seal)?;
        let sm3 = list::sm3(self.sums.iter());
        self.write_list(SM3SUMS, sm3.as_bytes(), seal)
    }
}

/// What signatures of one package are made with.
struct Seal {
    signer: Signer,
    /// What they say beside the file.
    comment: String,
}

const SCRATCH: &str = "cannot write the scratch file of the package";

/// A file, deflated.
fn entry(path: &str, bytes: &[u8], level: i64) -> anyhow::Result<PreparedZipFile> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(level))
        .last_modified_time(DateTime::default())
        .system(System::Unix)
        .unix_permissions(0o644);
    PreparedZipFile::from_data(path, options, bytes).with_context(|| format!("cannot compress `{path}`"))
}

/// zlib's own choice between time and size, written out so that no library's default can change it.
const LEVEL: i64 = 6;

/// A zip that is being written.
type Zip<W> = ZipWriter<UntilFailure<BufWriter<W>>>;

fn zip_into<W: Write + Seek>(writer: W) -> Zip<W> {
    ZipWriter::new(UntilFailure::new(BufWriter::new(writer)))
}

/// Copies entries into their final order, compressed as they are. Tells how many.
fn copy_sorted<S: Read + Write + Seek>(scratch: Zip<S>, zip: impl Write + Seek) -> anyhow::Result<usize> {
    let written = scratch.finish().context(SCRATCH)?.into_inner().into_inner().map_err(|error| error.into_error());
    let mut entries = ZipArchive::new(BufReader::new(written.context(SCRATCH)?))?;
    let paths: Result<BTreeSet<String>, _> = entries.file_names().map(|path| path.map(Cow::into_owned)).collect();
    let paths = paths?;
    let mut writer = zip_into(zip);
    for path in &paths {
        let place = entries.index_for_name(path).with_context(|| format!("the scratch file has lost `{path}`"))?;
        writer.raw_copy_file(entries.by_index_raw(place)?).with_context(|| format!("cannot write `{path}`"))?;
    }
    writer.finish()?.flush()?;
    Ok(paths.len())
}

/// How long a file is, and its SHA-256 in hexadecimal.
fn measured(file: &mut (impl Read + Seek)) -> anyhow::Result<(u64, String)> {
    file.seek(SeekFrom::Start(0))?;
    let mut hash = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    let mut bytes = 0_u64;
    loop {
        let length = file.read(&mut buffer).context("cannot read the package back")?;
        if length == 0 {
            break;
        }
        hash.update(&buffer[..length]);
        bytes += length as u64;
    }
    ensure!(bytes > 0, "the package is empty");
    Ok((bytes, hex(&hash.finalize())))
}
