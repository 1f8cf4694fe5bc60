//! Readers' words → the content's (`docs/search-format.md`, 9.2).

use std::ops::Range;

use super::Variant;
use crate::search::tokens::is_of_word;

/// Readers' words that are replaced in one query, and texts that this gives.
const MATCHES: usize = 3;
const VARIANTS: usize = 4;

const FACTOR: f64 = 0.8;

/// The texts that a query means.
pub(super) fn variants(aliases: &[(String, Vec<String>)], text: &[char]) -> Vec<Variant> {
    let mut matches: Vec<(Range<usize>, &[String])> = Vec::new();
    for (said, means) in aliases {
        if matches.len() == MATCHES {
            break;
        }
        let said: Vec<char> = said.chars().collect();
        let is_free =
            |place: &Range<usize>| matches.iter().all(|(own, _)| own.end <= place.start || place.end <= own.start);
        let places = (0..(text.len() + 1).saturating_sub(said.len())).map(|start| start..start + said.len());
        let found = places.filter(|place| text[place.clone()] == said[..] && is_whole(text, place));
        // Only the leftmost place counts, and only if no longer word covers it.
        if let Some(place) = found.into_iter().find(is_free) {
            matches.push((place, means));
        }
    }
    matches.sort_by_key(|(place, _)| place.start);
    let count = matches.iter().map(|(_, means)| means.len()).max().unwrap_or(0).min(VARIANTS);
    let mut variants: Vec<Variant> = Vec::new();
    for number in 0..count {
        let (mut meant, mut from) = (Vec::new(), 0);
        for (place, means) in &matches {
            let Some(target) = means.get(number.min(means.len().saturating_sub(1))) else { continue };
            meant.extend(&text[from..place.start]);
            meant.extend(target.chars());
            from = place.end;
        }
        meant.extend(&text[from..]);
        if meant != text {
            variants.push(Variant::meant(meant, FACTOR));
        }
    }
    variants
}

/// Whether no word goes on beside a stretch that begins or ends with a letter or digit.
fn is_whole(text: &[char], place: &Range<usize>) -> bool {
    let touches = |edge: Option<&char>, beside: Option<&char>| {
        edge.is_some_and(|one| is_of_word(*one)) && beside.is_some_and(|one| is_of_word(*one))
    };
    let before = place.start.checked_sub(1).and_then(|at| text.get(at));
    let within = &text[place.clone()];
    !within.is_empty() && !touches(within.first(), before) && !touches(within.last(), text.get(place.end))
}
