//! Verify: is a package what its publisher made? Every missing, changed and added file is named, and no other.
//!
//! A package is a folder or a zip made by `bundle`, with the lists `SHA256SUMS` and `SM3SUMS`. What lies there is
//! taken stock of (`folder`, `archive`, `mirror`), and `judge` compares the stock with the lists; it also tells the
//! damage of a list from that of a file. Nothing that a package says is trusted: paths that lead out are refused, links
//! are not followed, sizes are limits and not promises.
//!
//! This module reads folders that are no project, and asks a web server when it is told to. It writes nothing.

#![expect(clippy::disallowed_methods, reason = "verify reads packages; their files are independent of each other")]

mod archive;
mod delta;
mod digest;
mod directory;
mod evidence;
mod folder;
mod inventory;
mod judge;
mod manifest;
mod mirror;
mod offer;
mod publisher;
mod report;
mod signature;
mod sums;
mod unpacked;

use std::collections::BTreeSet;
use std::path::Path;

use archive::Archive;
use delta::Delta;
use folder::Folder;
use inventory::{Inventory, State};
use judge::{Lists, Source};
use signature::Signatures;
use sums::{SHA256SUMS, SM3SUMS};

use crate::diag::{Locale, Words};
use crate::words;

pub use mirror::Patience;
pub use offer::{LARGEST, Offer};
pub use report::{json, text};
pub use signature::{Expected, Key, SiteId};
pub use unpacked::Unpacked;

/// The longest list and the longest manifest, in bytes: some 500,000 files.
const LONGEST_LIST: u64 = 64 << 20;

/// What is wrong with one path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The path inside the package, as it was found: fit to be printed only after escaping.
    pub path: String,
    /// In one word.
    pub what: What,
    /// In a sentence.
    pub reason: Words,
}

/// What is wrong with a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// A list names it and it is not there.
    Missing,
    /// It is not what the publisher made.
    Changed,
    /// No list names it.
    Added,
    /// It lies there under a name in other letter case.
    Renamed,
    /// It could not be read.
    Unreadable,
}

/// What was found out about a package.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// Sorted by path.
    pub findings: Vec<Finding>,
    /// What an administrator should know and what makes no file differ.
    pub notes: Vec<Words>,
    /// Files that are as the lists say, the lists themselves not counted.
    pub fitting: usize,
    /// The package holds only what is new since an older one.
    pub is_delta: bool,
    /// The files of a web server were compared, not those of the package.
    pub is_mirror: bool,
    /// The title in the manifest, if the manifest is as the lists say.
    pub title: Option<String>,
    /// What the site is known by, computed from `SHA256SUMS` and never taken from the manifest. `None` when that list
    /// cannot be believed.
    pub site_id: Option<SiteId>,
    /// The publisher, as far as it was asked for and proved.
    pub publisher: Publisher,
}

/// What a verdict says of who made a package.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Publisher {
    /// No key and no id was given: the lists prove that the package is whole, not whose it is.
    NotAsked,
    /// What was given fits: the package is that of the publisher who made key or id known.
    Proved,
    /// What was given does not fit; the findings say where.
    Refuted,
}

impl Verdict {
    /// Whether nothing differs.
    pub fn is_whole(&self) -> bool {
        self.findings.is_empty()
    }
}

/// Why nothing could be verified, in a sentence that says what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal(Words);

impl Refusal {
    /// The sentence.
    pub fn say(&self, locale: Locale) -> &str {
        self.0.say(locale)
    }

    fn unreadable(path: &Path, error: &std::io::Error) -> Self {
        let path = path.display();
        Self(words!("读不了 `{path}`：{error}", "cannot read `{path}`: {error}"))
    }
}

/// Verifies the package in the folder or zip `path`, and that it is what its publisher made known elsewhere.
///
/// # Errors
///
/// If there is no package at `path`, or a zip is built so that nothing in it can be trusted.
pub fn verify(path: &Path, expected: &Expected) -> Result<Verdict, Refusal> {
    Ok(examine(path, expected)?.0)
}

/// Verifies the package at `path`, then asks the web server at `url` for every file of `site/` and compares these.
/// When the package itself differs, its own verdict is returned and the server is not asked.
///
/// # Errors
///
/// As [`verify`]; if `url` is no address of a site, or no server answers there.
pub fn verify_mirror(path: &Path, expected: &Expected, url: &str, patience: &Patience) -> Result<Verdict, Refusal> {
    let base = mirror::Base::parse(url)?;
    let (verdict, lists, found) = examine(path, expected)?;
    if !verdict.is_whole() {
        let note = Words::fixed(
            "包本身已有出入，没有再去查问网站服务器",
            "the package itself differs, so the web server was not asked",
        );
        return Ok(Verdict { notes: vec![note], ..verdict });
    }
    mirror::compare(&base, &lists, &found, patience, verdict)
}

fn examine(path: &Path, expected: &Expected) -> Result<(Verdict, Lists, Inventory), Refusal> {
    let package = Package::open(path)?;
    let mut small = |path: &str| package.small(path, LONGEST_LIST);
    let (sha256, sm3) = (small(SHA256SUMS), small(SM3SUMS));
    let signatures = Signatures::read(&mut small, expected, [(SHA256SUMS, &sha256), (SM3SUMS, &sm3)]);
    let lists = Lists { sha256: Source::read(sha256), sm3: Source::read(sm3) };
    if lists.are_absent() {
        return Err(package.without_lists());
    }
    let delta = package.is_zip().then(|| Delta::read(&mut small, expected)).flatten();
    let mut listed: BTreeSet<&str> = lists.paths().chain(delta.iter().flat_map(Delta::paths)).collect();
    listed.extend([SHA256SUMS, SM3SUMS]);
    let listed: Vec<&str> = listed.into_iter().collect();
    let found = package.survey(&listed);
    let stock = judge::Stock {
        lists: &lists,
        found: &found,
        manifest: small("manifest.json").ok(),
        delta: delta.as_ref(),
        signatures: &signatures,
    };
    let verdict = judge::judge(&stock, expected);
    Ok((verdict, lists, found))
}

/// Where a package lies.
enum Package {
    Folder(Folder),
    Archive(Archive),
}

impl Package {
    fn open(path: &Path) -> Result<Self, Refusal> {
        let metadata = std::fs::metadata(path).map_err(|error| Refusal::unreadable(path, &error))?;
        if metadata.is_dir() {
            return Folder::open(path).map(Self::Folder);
        }
        // To open a pipe is to wait for somebody at its other end.
        if !metadata.is_file() {
            let path = path.display();
            return Err(Refusal(words!("`{path}` 既不是文件夹也不是 zip", "`{path}` is neither a folder nor a zip")));
        }
        Archive::open(path).map(Self::Archive)
    }

    fn is_zip(&self) -> bool {
        matches!(self, Self::Archive(_))
    }

    fn small(&self, path: &str, limit: u64) -> Result<Vec<u8>, State> {
        match self {
            Self::Folder(folder) => folder.small(path, limit),
            Self::Archive(archive) => archive.small(path, limit),
        }
    }

    fn survey(&self, listed: &[&str]) -> Inventory {
        match self {
            Self::Folder(folder) => folder.survey(listed),
            Self::Archive(archive) => archive.survey(listed),
        }
    }

    fn without_lists(&self) -> Refusal {
        match self {
            Self::Folder(folder) => folder.without_lists(),
            Self::Archive(archive) => archive.without_lists(),
        }
    }
}
