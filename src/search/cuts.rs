//! Where rows of things are cut into files, so that a change moves few ends (`docs/search-format.md`, 1.3).

use std::hash::Hasher;
use std::ops::Range;

use super::mixer::Mixer;

/// Something that stays in one piece.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    /// How long it is, about.
    pub(super) length: usize,
    /// A hash of what it is called, whatever else it holds.
    pub(super) hash: u64,
}

/// The hash of something that is called by some numbers.
pub(super) fn hash(numbers: impl IntoIterator<Item = u64>) -> u64 {
    let mut mixer = Mixer::default();
    numbers.into_iter().for_each(|number| mixer.write_u64(number));
    mixer.finish()
}

/// The length of a file that suits an index: `wanted`, rounded down to `least` times a power of √2, so that it stays the same
/// while an index grows a little; at most `most`.
pub(super) fn usual_length(wanted: usize, least: usize, most: usize) -> usize {
    // 2,048 · √2 is 2,896: halves and whole powers in turn, in whole numbers.
    let mut steps = std::iter::successors(Some((least, least * 181 / 128)), |&(own, next)| Some((next, own * 2)));
    let fits = |step: &(usize, usize)| step.1 > wanted.min(most);
    steps.find(fits).map_or(least, |(own, _)| own)
}

/// The pieces of each file. A file ends before the piece of the lowest hash among those that begin between three and five
/// quarters of the usual length.
pub(super) fn files(pieces: &[Piece], usual: usize) -> Vec<Range<usize>> {
    let mut files = Vec::new();
    let mut begin = 0;
    while begin < pieces.len() {
        let end = begin + end(&pieces[begin..], usual);
        files.push(begin..end);
        begin = end;
    }
    files
}

/// How many of the pieces are of the first file; at least one.
fn end(pieces: &[Piece], usual: usize) -> usize {
    let mut best: Option<(u64, usize)> = None;
    let mut length = 0;
    for (place, piece) in pieces.iter().enumerate() {
        if length > usual / 4 * 5 && place > 0 {
            return best.map_or(place, |(_, place)| place);
        }
        if length >= usual / 4 * 3 && best.is_none_or(|(hash, _)| piece.hash < hash) && place > 0 {
            best = Some((piece.hash, place));
        }
        length += piece.length;
    }
    // What is left fits into one file.
    pieces.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::properties;
    use proptest::prelude::*;

    fn row(count: u64) -> Vec<Piece> {
        (0..count).map(|number| Piece { length: 5 + number as usize * 7 % 13, hash: hash([number]) }).collect()
    }

    /// The hashes of the first pieces of all files.
    fn begins(pieces: &[Piece]) -> Vec<u64> {
        files(pieces, 2048).into_iter().map(|file| pieces[file.start].hash).collect()
    }

    #[test]
    fn lengths_rise_by_steps() {
        let of = |wanted| usual_length(wanted, 2048, 8192);
        assert_eq!(
            [0, 2048, 2895, 2896, 4095, 4096, 8192, 100_000].map(of),
            [2048, 2048, 2048, 2896, 2896, 4096, 8192, 8192]
        );
    }

    #[test]
    fn what_is_longer_than_a_file_has_one() {
        let pieces = [10_000, 3, 10_000, 10_000].map(|length| Piece { length, hash: 7 });
        assert_eq!(files(&pieces, 2048), [0..1, 1..3, 3..4]);
        assert!(files(&[], 2048).is_empty());
    }

    /// How many of the files of a row begin elsewhere once it is changed.
    fn moved(pieces: &[Piece], before: &[u64]) -> usize {
        begins(pieces).iter().filter(|hash| !before.contains(hash)).count()
    }

    /// Not a law: behind a change the ends may stay apart for long by chance, so that all places are tried and counted.
    #[test]
    fn a_change_moves_few_ends() {
        let before = begins(&row(4000));
        let mut moves: Vec<usize> = Vec::new();
        for at in (0..4000).step_by(5) {
            let mut longer = row(4000);
            longer[at].length += 4;
            moves.push(moved(&longer, &before));
            let mut more = row(4000);
            more.insert(at, Piece { length: 9, hash: hash([at as u64, 1]) });
            moves.push(moved(&more, &before));
        }
        moves.sort_unstable();
        let (median, most) = (moves[moves.len() / 2], moves[moves.len() * 19 / 20]);
        let all: usize = moves.iter().sum();
        assert!(before.len() > 15 && median <= 1 && most <= 8, "{} files: {median}, {most}, {all}", before.len());
    }

    proptest! {
        #![proptest_config(properties::config(64))]

        #[test]
        fn every_piece_is_in_one_file(lengths in proptest::collection::vec(1_usize..4000, 0..60)) {
            let pieces: Vec<Piece> =
                (0..).zip(lengths).map(|(number, length)| Piece { length, hash: hash([number]) }).collect();
            let files = files(&pieces, 2048);
            let all: Vec<usize> = files.iter().cloned().flatten().collect();
            prop_assert_eq!(all, (0..pieces.len()).collect::<Vec<_>>());
        }
    }
}
