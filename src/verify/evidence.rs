//! Two lists that contradict each other, or the files: which of them is damaged.

use std::collections::BTreeSet;

use super::inventory::{Inventory, State};
use super::manifest::Manifest;
use super::publisher;
use super::sums::{Hash, List, SHA256SUMS, SM3SUMS};
use crate::diag::Words;
use crate::words;

/// Who is to blame, and what is said of it.
pub(super) enum Blame {
    Neither,
    Sha256(Words),
    Sm3(Words),
    Both(Words, Words),
}

/// What speaks against each list.
pub(super) struct Evidence {
    /// Files that fit `SM3SUMS` and not `SHA256SUMS`: how many, and what is said of the first.
    against_sha256: (usize, Option<Words>),
    /// Files that fit `SHA256SUMS` and not `SM3SUMS`, likewise.
    against_sm3: (usize, Option<Words>),
    /// What `SM3SUMS` says of `SHA256SUMS`: is it so? `None` if it says nothing.
    vouched: Option<bool>,
    /// A path that only one of the lists names, and which.
    alone: Option<(String, &'static str)>,
    /// Every path of `SHA256SUMS` is there and fits.
    all_fit: bool,
    /// Every path outside of `site/` is there and fits.
    all_others_fit: bool,
}

impl Evidence {
    pub(super) fn of(sha256: &List, sm3: &List, found: &Inventory) -> Self {
        let own = match found.get(SHA256SUMS) {
            Some(State::Read(digests)) => Some(digests.sm3),
            _ => None,
        };
        let mut evidence = Self {
            against_sha256: (0, None),
            against_sm3: (0, None),
            vouched: sm3.hash(SHA256SUMS).map(|hash| Some(*hash) == own),
            alone: None,
            all_fit: true,
            all_others_fit: true,
        };
        let paths: BTreeSet<&str> = sha256.paths().chain(sm3.paths()).filter(|path| *path != SHA256SUMS).collect();
        for path in paths {
            let (in_sha256, in_sm3) = (sha256.line(path), sm3.line(path));
            if evidence.alone.is_none() && (in_sha256.is_none() || in_sm3.is_none()) {
                evidence.alone = Some((path.to_owned(), if in_sm3.is_none() { SHA256SUMS } else { SM3SUMS }));
            }
            let read = match found.get(path) {
                Some(State::Read(digests)) => Some(digests),
                _ => None,
            };
            let fits_sha256 = read.is_some_and(|digests| sha256.fits(path, &digests.sha256));
            let fits_sm3 = read.is_some_and(|digests| sm3.fits(path, &digests.sm3));
            if fits_sm3 && !fits_sha256 {
                count(&mut evidence.against_sha256, path, in_sha256);
            }
            if fits_sha256 && !fits_sm3 {
                count(&mut evidence.against_sm3, path, in_sm3);
            }
            evidence.all_fit &= fits_sha256;
            evidence.all_others_fit &= fits_sha256 || path.starts_with("site/");
        }
        evidence
    }

    pub(super) fn verdict(self, sha256: &List, manifest: Option<&Manifest>) -> Blame {
        let alone = self.alone.as_ref().map(|(path, list)| {
            words!(
                "两份清单所列的文件不同：“{path}”只在 {list} 里",
                "the lists name different files: `{path}` is in {list} only"
            )
        });
        let (sha256_wrong, sha256_reason) = self.against_sha256;
        let (sm3_wrong, sm3_reason) = self.against_sm3;
        let of_sha256 = sha256_reason.or_else(|| alone.clone()).unwrap_or_else(unlike_sm3sums);
        let of_sm3 = sm3_reason.or(alone).unwrap_or_else(says_otherwise);
        match self.vouched {
            None => Blame::Sm3(Words::fixed("没有 SHA256SUMS 的一行", "it has no line for SHA256SUMS")),
            Some(true) => match (sha256_wrong > 0, sm3_wrong > 0 || self.alone.is_some()) {
                (false, false) => Blame::Neither,
                (false, true) => Blame::Sm3(of_sm3),
                // Both name the same files, and all of them fit SM3SUMS, which vouches for a list that they do not fit.
                (true, false) => Blame::Sha256(of_sha256),
                (true, true) => Blame::Both(of_sha256, of_sm3),
            },
            Some(false) if sha256_wrong > sm3_wrong => Blame::Sha256(of_sha256),
            Some(false) if sha256_wrong < sm3_wrong => Blame::Sm3(of_sm3),
            Some(false) if sha256_wrong > 0 => Blame::Both(of_sha256, of_sm3),
            Some(false) if self.alone.is_some() => Blame::Sha256(of_sha256),
            Some(false) => {
                let build = manifest.and_then(|manifest| manifest.build.as_deref());
                match build.map(|build| build == publisher::site_id(sha256).to_string()) {
                    Some(false) => Blame::Sha256(unlike_sm3sums()),
                    Some(true) if self.all_others_fit => Blame::Sm3(says_otherwise()),
                    _ if self.all_fit => Blame::Sm3(says_otherwise()),
                    _ => Blame::Both(one_of_both(), one_of_both()),
                }
            }
        }
    }
}

fn count(against: &mut (usize, Option<Words>), path: &str, line: Option<(usize, &Hash)>) {
    against.0 += 1;
    against.1.get_or_insert_with(|| match line {
        Some((number, _)) => words!(
            "第 {number} 行与“{path}”不符，而这个文件符合另一份清单",
            "line {number} does not fit `{path}`, which fits the other list"
        ),
        None => words!(
            "没有“{path}”的一行，而这个文件符合另一份清单",
            "it has no line for `{path}`, which fits the other list"
        ),
    });
}

fn unlike_sm3sums() -> Words {
    Words::fixed("与 SM3SUMS 里记录的不符", "it is not what SM3SUMS says it is")
}

fn says_otherwise() -> Words {
    Words::fixed(
        "它记录的 SHA256SUMS 不对，而 SHA256SUMS 有别的证明",
        "its line for SHA256SUMS is wrong: SHA256SUMS is proved otherwise",
    )
}

fn one_of_both() -> Words {
    Words::fixed("两份清单互相矛盾，其中一份坏了", "the two lists contradict each other: one of them is damaged")
}
