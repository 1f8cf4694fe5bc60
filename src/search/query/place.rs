//! Where on a page a hit is (`docs/search-format.md`, 5).

use super::store::Record;
use crate::search::tokens::{Piece, items};
use crate::text::folding::{Folding, normal};

/// The heading before the line of a unit's text that has most of what was looked for, with its anchor; `None` where the unit's own
/// holds.
pub(super) fn heading(record: &Record, sought: &[char], folding: &Folding) -> Option<(String, String)> {
    if record.lines.is_empty() {
        return None;
    }
    let parts = parts(sought);
    let has = |line: &[char], part: &[char]| line.windows(part.len()).any(|window| window == part);
    let lines: Vec<&str> = record.text.split('\n').collect();
    let (mut best, mut most) = (0, 0);
    for (place, line) in lines.iter().enumerate() {
        let line = normal(line, folding);
        let count = parts.iter().filter(|part| has(&line, part)).count();
        if count > most {
            (best, most) = (place, count);
        }
    }
    let (line, anchor) = record.lines.iter().rev().find(|(line, _)| most > 0 && *line <= best)?;
    Some(((*lines.get(*line)?).to_owned(), anchor.clone()))
}

/// Pairs, characters, words and numbers of a text.
fn parts(sought: &[char]) -> Vec<Vec<char>> {
    let mut parts: Vec<Vec<char>> = Vec::new();
    for (_, piece) in items(sought) {
        match piece {
            Piece::Han(run) if run.len() > 1 => parts.extend(sought[run].windows(2).map(<[char]>::to_vec)),
            Piece::Han(run) => parts.push(sought[run].to_vec()),
            Piece::Word(text) | Piece::Provision(text) => parts.push(text.chars().collect()),
        }
    }
    parts
}
