//! What changed between two texts, for readers: insertions and deletions that people can check word by word.
//!
//! [`pieces`] compares two paragraphs, [`align`] finds the paragraphs of one text in another, [`rows`] puts both into one
//! reading order. Three laws hold for all texts: what is kept and inserted is the new text, what is kept and deleted is the
//! old one; a text against itself has no change; the other way round, insertions and deletions change places.

mod align;
mod pieces;
mod rows;
mod segments;
mod tokens;

pub use align::{Match, align, is_alike, sure};
pub use pieces::{Mark, Piece, pieces};
pub use rows::{Row, rows};

/// Whether a pair is compared in its own order. Both ways compare the same pair, so that the one is the other turned round.
fn is_in_order<T: Ord + ?Sized>(old: &T, new: &T) -> bool {
    old <= new
}
