//! The stock of a package beside its lists: what differs, and whether a list is to blame for it.
//!
//! `SM3SUMS` lists `SHA256SUMS`; nothing lists `SM3SUMS`. So a list is judged by the files: one that a file contradicts
//! which fits the other is damaged. Where no file speaks against either, the one that is not what the other says it is.

use std::collections::{BTreeMap, BTreeSet};

use super::delta::{ALWAYS, DELTA, Delta};
use super::digest::Digests;
use super::evidence::{Blame, Evidence};
use super::inventory::{Inventory, State, finding_of};
use super::manifest::{MANIFEST, Manifest};
use super::publisher;
use super::signature::{Expected, Signatures, is_signature};
use super::sums::{List, SHA256SUMS, SM3SUMS, shown};
use super::{Finding, LONGEST_LIST, Publisher, Verdict, What};
use crate::diag::Words;
use crate::words;

/// Both lists.
pub(super) struct Lists {
    pub(super) sha256: Source,
    pub(super) sm3: Source,
}

/// One list, or why there is none to read.
pub(super) enum Source {
    /// Well formed.
    List(List),
    /// There, and damaged.
    Damaged(Words),
    /// Not there as a file.
    Absent(State),
}

impl Source {
    /// Reads a list that was asked for with the limit [`LONGEST_LIST`].
    pub(super) fn read(bytes: Result<Vec<u8>, State>) -> Self {
        match bytes {
            Err(state) => Self::Absent(state),
            Ok(bytes) if bytes.len() as u64 > LONGEST_LIST => {
                Self::Damaged(Words::fixed("太大，不会是清单", "too large to be a list"))
            }
            Ok(bytes) => List::parse(&bytes).map_or_else(Self::Damaged, Self::List),
        }
    }

    fn list(&self) -> Option<&List> {
        match self {
            Self::List(list) => Some(list),
            _ => None,
        }
    }

    fn finding(&self, path: &str) -> Option<Finding> {
        match self {
            Self::List(_) => None,
            Self::Damaged(words) => Some(Finding { path: path.to_owned(), what: What::Changed, reason: words.clone() }),
            Self::Absent(state) => finding_of(path, state),
        }
    }
}

impl Lists {
    /// Whether neither list is there: then this is no package.
    pub(super) fn are_absent(&self) -> bool {
        let absent = |source: &Source| matches!(source, Source::Absent(State::Missing | State::Folder));
        absent(&self.sha256) && absent(&self.sm3)
    }

    /// Every path that either list names.
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        [&self.sha256, &self.sm3].into_iter().filter_map(Source::list).flat_map(List::paths)
    }
}

/// The lists that a file may be judged by. A file that fits either is as it was made.
#[derive(Default)]
struct Trust<'a> {
    sha256: Option<&'a List>,
    sm3: Option<&'a List>,
    accused: Vec<Finding>,
}

impl Trust<'_> {
    fn fits(&self, path: &str, digests: &Digests) -> bool {
        self.sha256.is_some_and(|list| list.fits(path, &digests.sha256))
            || self.sm3.is_some_and(|list| list.fits(path, &digests.sm3))
    }

    fn lists(&self) -> Vec<&List> {
        self.sha256.into_iter().chain(self.sm3).collect()
    }
}

/// All that a package is judged by.
pub(super) struct Stock<'a> {
    pub(super) lists: &'a Lists,
    pub(super) found: &'a Inventory,
    /// The bytes of `manifest.json`, if it could be read.
    pub(super) manifest: Option<Vec<u8>>,
    /// There if the package is a delta.
    pub(super) delta: Option<&'a Delta>,
    pub(super) signatures: &'a Signatures,
}

/// Judges a package, and whether it is that of the publisher.
pub(super) fn judge(stock: &Stock<'_>, expected: &Expected) -> Verdict {
    let Stock { lists, found, delta, signatures, .. } = *stock;
    let manifest = stock.manifest.as_deref().filter(|_| is_proven(lists, found, MANIFEST));
    let manifest: Option<Manifest> = manifest.and_then(|bytes| serde_json::from_slice(bytes).ok());
    let trust = weigh(lists, found, manifest.as_ref(), signatures);
    let mut findings = trust.accused.clone();
    let mut fitting = 0;
    let trusted = trust.lists();
    if !trusted.is_empty() {
        let listed: BTreeSet<&str> = trusted.iter().flat_map(|list| list.paths()).collect();
        findings.extend(compare(&listed, &trust, found, &mut fitting, delta.is_some()));
        findings.extend(added(&listed, found, delta));
        rename(&mut findings);
    }
    if let Some(delta) = delta {
        findings.extend(delta.findings(&trusted, found));
    }
    let site_id = trust.sha256.map(publisher::site_id);
    let said = manifest.as_ref().and_then(|manifest| manifest.build.as_deref());
    findings.extend(site_id.zip(said).and_then(|(id, said)| publisher::misnamed(id, said)));
    let mut refuted: Vec<Finding> = publisher::unsigned(signatures);
    refuted.extend(delta.and_then(Delta::unsigned));
    refuted.extend(publisher::other_id(expected, site_id, signatures));
    let proof = match (expected.is_nothing(), refuted.is_empty() && trust.accused.is_empty()) {
        (true, _) => Publisher::NotAsked,
        (false, true) => Publisher::Proved,
        (false, false) => Publisher::Refuted,
    };
    findings.extend(refuted);
    findings.sort_by(|a, b| (&a.path, a.what).cmp(&(&b.path, b.what)));
    findings.dedup_by(|later, earlier| later.path == earlier.path && later.what == earlier.what);
    Verdict {
        findings,
        notes: notes(stock, trusted.is_empty()),
        fitting,
        is_delta: delta.is_some(),
        is_mirror: false,
        title: manifest.and_then(|manifest| manifest.title),
        site_id,
        publisher: proof,
    }
}

/// What makes no file differ, and what an administrator should know all the same.
fn notes(stock: &Stock<'_>, nothing_is_trusted: bool) -> Vec<Words> {
    let mut notes = Vec::new();
    if nothing_is_trusted {
        notes.push(Words::fixed(
            "两份清单都用不了，其他文件无从核对",
            "neither list can be used, so the other files could not be judged",
        ));
    } else if stock.delta.is_none() && stock.found.contains_key(DELTA) {
        notes.push(Words::fixed(
            "这里有增量包的 DELTA.txt：如果增量包是单独解开的，请用 normbook apply 把它用到旧包的文件夹上；如果已经更新，请删去 DELTA.txt、DELETE.txt、GZIP.txt 和 DELTA.sums",
            "DELTA.txt of a delta lies here: if the delta was unpacked into a folder of its own, apply it to the old package with `normbook apply`; if the package has been updated, delete DELTA.txt, DELETE.txt, GZIP.txt and DELTA.sums",
        ));
    }
    if stock.signatures.are_unasked() {
        notes.push(Words::fixed(
            "包有签名，但没有核对：用 --key 给出发布单位的公钥（公钥要从别处得到，不能用包里带的）",
            "the package is signed, and the signature was not checked: give the publisher's public key with --key (have it from elsewhere than the package)",
        ));
    }
    notes
}

/// Whether the file at `path` fits the line of either list.
fn is_proven(lists: &Lists, found: &Inventory, path: &str) -> bool {
    let Some(State::Read(digests)) = found.get(path) else { return false };
    lists.sha256.list().is_some_and(|list| list.fits(path, &digests.sha256))
        || lists.sm3.list().is_some_and(|list| list.fits(path, &digests.sm3))
}

/// Decides which of the lists to believe.
fn weigh<'a>(lists: &'a Lists, found: &Inventory, manifest: Option<&Manifest>, signatures: &Signatures) -> Trust<'a> {
    let (Some(sha256), Some(sm3)) = (lists.sha256.list(), lists.sm3.list()) else {
        let accused = lists.sha256.finding(SHA256SUMS).into_iter().chain(lists.sm3.finding(SM3SUMS)).collect();
        return Trust { sha256: lists.sha256.list(), sm3: lists.sm3.list(), accused };
    };
    // A list that the publisher signed needs no other witness; one that a key disowns is none.
    match (signatures.vouch_for(SHA256SUMS), signatures.vouch_for(SM3SUMS)) {
        (true, true) => return Trust { sha256: Some(sha256), sm3: Some(sm3), accused: Vec::new() },
        (true, false) => return Trust { sha256: Some(sha256), sm3: None, accused: Vec::new() },
        (false, true) => return Trust { sha256: None, sm3: Some(sm3), accused: Vec::new() },
        (false, false) => {}
    }
    let evidence = Evidence::of(sha256, sm3, found);
    match evidence.verdict(sha256, manifest) {
        Blame::Neither => Trust { sha256: Some(sha256), sm3: Some(sm3), accused: Vec::new() },
        Blame::Sha256(reason) => {
            Trust { sha256: None, sm3: Some(sm3), accused: vec![list_changed(SHA256SUMS, reason)] }
        }
        Blame::Sm3(reason) => Trust { sha256: Some(sha256), sm3: None, accused: vec![list_changed(SM3SUMS, reason)] },
        Blame::Both(of_sha256, of_sm3) => {
            let accused = vec![list_changed(SHA256SUMS, of_sha256), list_changed(SM3SUMS, of_sm3)];
            Trust { sha256: Some(sha256), sm3: Some(sm3), accused }
        }
    }
}

fn list_changed(path: &str, reason: Words) -> Finding {
    Finding { path: path.to_owned(), what: What::Changed, reason }
}

/// Compares what a server answered with the lists of a whole package: the findings, and how many files fit.
pub(super) fn compare_mirror(lists: &Lists, answers: &Inventory) -> (Vec<Finding>, usize) {
    let trust = Trust { sha256: lists.sha256.list(), sm3: lists.sm3.list(), accused: Vec::new() };
    let asked = answers.keys().map(String::as_str).collect();
    let mut fitting = 0;
    let findings = compare(&asked, &trust, answers, &mut fitting, false);
    (findings, fitting)
}

/// Every listed path that is not what a trusted list says.
fn compare(
    listed: &BTreeSet<&str>,
    trust: &Trust<'_>,
    found: &Inventory,
    fitting: &mut usize,
    is_delta: bool,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    for path in listed.iter().copied().filter(|path| *path != SHA256SUMS) {
        let state = found.get(path).unwrap_or(&State::Missing);
        match state {
            State::Read(digests) if trust.fits(path, digests) => *fitting += 1,
            State::Missing if is_delta && !ALWAYS.contains(&path) => {}
            _ => findings.extend(finding_of(path, state)),
        }
    }
    findings
}

/// Everything that no trusted list names.
fn added(listed: &BTreeSet<&str>, found: &Inventory, delta: Option<&Delta>) -> Vec<Finding> {
    let is_own = |path: &str| {
        matches!(path, SHA256SUMS | SM3SUMS) || is_signature(path) || delta.is_some_and(|delta| delta.owns(path))
    };
    let extra = found.iter().filter(|(path, _)| !listed.contains(path.as_str()) && !is_own(path));
    let findings = extra.filter_map(|(path, state)| {
        let (what, reason) = match state {
            State::Missing | State::Folder => return None,
            State::Link => (
                What::Added,
                Words::fixed("清单里没有；是符号链接（不跟随）", "no list names it; a symbolic link (not followed)"),
            ),
            State::Special => {
                (What::Added, Words::fixed("清单里没有；不是普通文件", "no list names it; no plain file"))
            }
            State::Unreadable(error) => (What::Unreadable, words!("读不了：{error}", "it cannot be read: {error}")),
            // A folder is no file that could be too many.
            State::Broken(words) if path.ends_with('/') => (What::Changed, words.clone()),
            State::Broken(words) => (What::Added, words.clone()),
            _ => (What::Added, Words::fixed("清单里没有", "no list names it")),
        };
        Some(Finding { path: path.clone(), what, reason })
    });
    findings.collect()
}

/// A missing file and an added one whose names differ in letter case only are one file with another name.
fn rename(findings: &mut Vec<Finding>) {
    let lower = |path: &str| path.to_ascii_lowercase();
    let mut added: BTreeMap<String, String> = BTreeMap::new();
    for finding in findings.iter().filter(|finding| finding.what == What::Added) {
        added.insert(lower(&finding.path), finding.path.clone());
    }
    let mut gone = BTreeSet::new();
    for finding in findings.iter_mut().filter(|finding| finding.what == What::Missing) {
        let Some(name) = added.remove(&lower(&finding.path)) else { continue };
        finding.what = What::Renamed;
        let now = shown(&name);
        finding.reason = words!("这里叫“{now}”，大小写不同", "it lies here as `{now}`: the letter case differs");
        gone.insert(name);
    }
    findings.retain(|finding| finding.what != What::Added || !gone.contains(&finding.path));
}
