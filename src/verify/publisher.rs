//! Whether a package is that of its publisher: what keys, ids and the manifest say against it.

use sha2::{Digest, Sha256};

use super::manifest::MANIFEST;
use super::signature::{Expected, Seal, Signatures, SiteId};
use super::sums::{List, SHA256SUMS};
use super::{Finding, What};
use crate::diag::Words;
use crate::words;

/// What the site of a list is known by: SHA-256 over the lines of `SHA256SUMS` whose paths begin with `site/`.
pub(super) fn site_id(sha256: &List) -> SiteId {
    let mut hasher = Sha256::new();
    for path in sha256.paths().filter(|path| path.starts_with("site/")) {
        if let Some(hash) = sha256.hash(path) {
            hasher.update(format!("{}  {path}\n", SiteId(*hash)));
        }
    }
    SiteId(hasher.finalize().into())
}

/// The id in the manifest is for reading only. Where it is not that of the files, somebody wants it to be believed.
pub(super) fn misnamed(id: SiteId, said: &str) -> Option<Finding> {
    (said != id.to_string()).then(|| Finding {
        path: MANIFEST.to_owned(),
        what: What::Changed,
        reason: words!(
            "写的网站标识不是这些文件算出来的：实际是 {id}",
            "it says another site id than these files have: theirs is {id}"
        ),
    })
}

/// What keys that were given say against the lists.
pub(super) fn unsigned(signatures: &Signatures) -> Vec<Finding> {
    signatures.0.iter().filter_map(|(path, seal)| seal.finding(path)).collect()
}

/// The id that was made known elsewhere, and the one that was signed, beside that of the files.
pub(super) fn other_id(expected: &Expected, own: Option<SiteId>, signatures: &Signatures) -> Option<Finding> {
    let list = |reason: Words| Finding { path: SHA256SUMS.to_owned(), what: What::Changed, reason };
    let signed = signatures.0.iter().find_map(|(_, seal)| match seal {
        Seal::Valid(id) => id.as_deref(),
        Seal::NotAsked { .. } | Seal::Absent(_) | Seal::Invalid(_) => None,
    });
    match (expected.id, own, signed) {
        (Some(_), None, _) => Some(list(Words::fixed(
            "网站标识无从算起：这份清单用不了",
            "the site id cannot be computed, for this list cannot be used",
        ))),
        (Some(wanted), Some(own), _) if wanted != own => Some(list(words!(
            "网站标识不是给出的那个：这些文件的是 {own}",
            "the site id is not the one that was given: that of these files is {own}"
        ))),
        (_, Some(own), Some(signed)) if signed != own.to_string() => Some(list(words!(
            "签名里的网站标识是另一个网站的：这些文件的是 {own}",
            "the signature names the id of another site: that of these files is {own}"
        ))),
        _ => None,
    }
}
