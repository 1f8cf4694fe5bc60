//! "Did you mean": the nearest of a set of words.

use strsim::damerau_levenshtein;

/// The candidate nearest to `word`, if it is near enough to be meant: at most a third of the longer word apart.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = word.chars().count();
    candidates
        .into_iter()
        .filter_map(|candidate| {
            let allowed = length.max(candidate.chars().count()).div_ceil(3);
            // A cheap bound first: the lengths alone may be too far apart.
            let apart = length.abs_diff(candidate.chars().count());
            let distance = if apart > allowed { apart } else { damerau_levenshtein(word, candidate) };
            (distance <= allowed).then_some((distance, candidate))
        })
        .min()
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn typos_find_their_word() {
        assert_eq!(nearest("titel", ["title", "kind"]), Some("title"));
        assert_eq!(nearest("provenence", ["provenance", "source"]), Some("provenance"));
        assert_eq!(nearest("xyz", ["title", "kind"]), None);
    }
}
