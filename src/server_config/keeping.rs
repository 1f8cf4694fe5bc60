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
/// content, and so all files of the search index but its entry. In the syntax that PCRE, RE2 and browsers share.
pub(super) const FOREVER: &str = r"assets/[^/]+-[0-9a-f]{8}\.[a-z0-9]+|search/files/[a-z]+-[0-9a-z]{8}\.js";

/// Digits of the hash in the name of a file.
const FILE_HASH: usize = 8;

/// Characters of the hash in the name of a file of the search index.
const SEARCH_HASH: usize = 8;

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
        Some(("search", rest)) => rest.strip_prefix("files/").is_some_and(is_of_search),
        _ => false,
    };
    if forever { Keeping::Forever } else { Keeping::Revalidated }
}

/// Whether a file of the search index is named by its content.
fn is_of_search(name: &str) -> bool {
    let (kind, hash) = name.strip_suffix(".js").and_then(|stem| stem.split_once('-')).unwrap_or_default();
    let is_hash = hash.len() == SEARCH_HASH && hash.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'z'));
    !kind.is_empty() && kind.bytes().all(|byte| byte.is_ascii_lowercase()) && is_hash
}

fn is_hash(text: &str, digits: usize) -> bool {
    text.len() == digits && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_never_changes_is_kept_for_ever() {
        for address in ["assets/site-4bed9a03.css", "assets/a-b-00000000.xlsx", "search/files/t-0fbca48z.js"] {
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
            "search/files/t-0fbca48.js",
            "search/files/t-0fbca48z.json",
            "search/files/-0fbca48z.js",
            "search/files/x/t-0fbca48z.js",
            "search/t-0fbca48z.js",
            "urban/assets/site-4bed9a03.css",
        ] {
            assert_eq!(keeping(address), Keeping::Revalidated, "{address}");
        }
    }
}
