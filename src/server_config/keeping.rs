//! How long browsers may keep files.

use crate::media::ending;

/// How long a browser may keep a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keeping {
    /// For ever: another content would have another address.
    Forever,
    /// Only after asking whether it has changed.
    Revalidated,
}

/// What the addresses that are kept for ever look like, from the top of the site: a file whose name carries the hash of its
/// content, and the folder of a generation of the search index. In the syntax that PCRE, RE2 and browsers share.
pub(super) const FOREVER: &str = r"assets/[^/]+-[0-9a-f]{8}\.[a-z0-9]+|search/[0-9a-f]{16}/.+";

/// Digits of the hash in the name of a file.
const FILE_HASH: usize = 8;

/// Digits of the hash that names a generation of the search index.
const GENERATION_HASH: usize = 16;

/// How long browsers may keep the file at an address: [`FOREVER`] without a regular expression.
pub(super) fn keeping(address: &str) -> Keeping {
    let is_hashed = |name: &str| {
        let (stem, _) = name.split_once('.').unwrap_or_default();
        let (first, hash) = stem.rsplit_once('-').unwrap_or_default();
        let one_ending = ending(name).is_some_and(|last| name.len() == stem.len() + 1 + last.len());
        !first.is_empty() && is_hash(hash, FILE_HASH) && one_ending
    };
    let forever = match address.split_once('/') {
        Some(("assets", name)) => !name.contains('/') && is_hashed(name),
        Some(("search", rest)) => {
            rest.split_once('/').is_some_and(|(folder, name)| is_hash(folder, GENERATION_HASH) && !name.is_empty())
        }
        _ => false,
    };
    if forever { Keeping::Forever } else { Keeping::Revalidated }
}

fn is_hash(text: &str, digits: usize) -> bool {
    text.len() == digits && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_never_changes_is_kept_for_ever() {
        for address in ["assets/site-4bed9a03.css", "assets/a-b-00000000.xlsx", "search/778a0fbca48f4aae/t0.js"] {
            assert_eq!(keeping(address), Keeping::Forever, "{address}");
        }
        for address in [
            "index.html",
            "search/entry.js",
            "search.html",
            // An id that looks like a hash.
            "notes/plan-20221101.html",
            "assets/site.css",
            "assets/-4bed9a03.css",
            "assets/site-4bed9a0.css",
            "assets/site-4BED9A03.css",
            "assets/site-4bed9a03.min.css",
            "assets/x/site-4bed9a03.css",
            "search/778a0fbca48f4aa/t0.js",
            "search/778a0fbca48f4aae/",
            "urban/assets/site-4bed9a03.css",
        ] {
            assert_eq!(keeping(address), Keeping::Revalidated, "{address}");
        }
    }
}
