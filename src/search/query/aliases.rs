//! Readers' words → the content's (`docs/search-format.md`, 9.3).

use std::ops::Range;

use super::Variant;
use super::core::Core;
use crate::search::tokens::is_of_word;
use crate::text::cjk::is_han;

/// Readers' words that are replaced in one query, and texts that this gives.
const MATCHES: usize = 3;
const VARIANTS: usize = 4;

/// The longest gap in readers' words.
const FILLING: usize = 2;

const FACTOR: f64 = 0.8;

/// The texts that a query means.
pub(super) fn variants(core: &Core, text: &[char]) -> Vec<Variant> {
    let mut matches: Vec<(Range<usize>, &[String])> = Vec::new();
    for (said, means) in &core.aliases {
        if matches.len() == MATCHES {
            break;
        }
        let said: Vec<char> = said.chars().collect();
        let is_free =
            |place: &Range<usize>| matches.iter().all(|(own, _)| own.end <= place.start || place.end <= own.start);
        // What is meant may begin with what is said, and be typed already.
        let is_there = |place: &Range<usize>| {
            means.iter().any(|target| {
                let target: Vec<char> = target.chars().collect();
                target.starts_with(&said) && text[place.start..].starts_with(&target)
            })
        };
        let mut places = said_in(core, text, &said).into_iter();
        let place = places.find(|place| is_free(place) && !is_there(place) && is_whole(text, place));
        if let Some(place) = place {
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

/// Where readers' words stand: as they are, or else with one or two small words within (`找一份工作`).
fn said_in(core: &Core, text: &[char], said: &[char]) -> Vec<Range<usize>> {
    let starts = |part: &[char]| {
        let places = (0..(text.len() + 1).saturating_sub(part.len())).filter(|&start| text[start..].starts_with(part));
        places.collect::<Vec<_>>()
    };
    let Some(&first) = said.first() else { return Vec::new() };
    let mut places: Vec<Range<usize>> = starts(said).into_iter().map(|start| start..start + said.len()).collect();
    if !places.is_empty() || !is_han(first) || said.len() < 2 {
        return places;
    }
    let is_filling = |gap: &[char]| gap.iter().all(|one| core.asking.filling.contains(*one));
    for start in starts(&said[..1]) {
        for head in (1..said.len()).take_while(|&head| text[start..].starts_with(&said[..head])) {
            for gap in 1..=FILLING {
                let (from, to) = (start + head, start + head + gap);
                let is_here = text.get(from..to).is_some_and(is_filling) && text[to..].starts_with(&said[head..]);
                if is_here {
                    places.push(start..start + said.len() + gap);
                }
            }
        }
    }
    places
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
