//! Two paragraphs as one run of pieces.

use std::ops::Range;

use super::is_in_order;
use super::segments::{Change, Segments};

/// What became of a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// It is in both texts.
    Kept,
    /// It is in the old text alone.
    Deleted,
    /// It is in the new text alone.
    Inserted,
}

/// A run of characters with one mark; never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What became of it.
    pub mark: Mark,
    /// The characters.
    pub text: String,
}

/// The difference of two paragraphs in reading order, what was deleted before what was inserted in its place. Edges lie at
/// words, numbers and punctuation; no single character is kept between two changes.
pub fn pieces(old: &str, new: &str) -> Vec<Piece> {
    if old == new {
        return Piece::some(Mark::Kept, new).into_iter().collect();
    }
    if is_in_order(old, new) {
        return written(&Segments::of(old, new));
    }
    let Segments { old: new, new: old, changes } = Segments::of(new, old);
    let turned = changes.into_iter().map(|Change { old: new, new: old }| Change { old, new });
    written(&Segments { old, new, changes: turned.collect() })
}

impl Piece {
    fn some(mark: Mark, text: &str) -> Option<Self> {
        (!text.is_empty()).then(|| Self { mark, text: text.to_owned() })
    }
}

fn written(segments: &Segments<'_>) -> Vec<Piece> {
    let Segments { old, new, changes } = segments;
    let mut pieces = Vec::with_capacity(changes.len() * 3 + 1);
    let mut put = |mark: Mark, tokens: &[&str], range: Range<usize>| {
        pieces.extend(Piece::some(mark, &tokens[range].concat()));
    };
    let mut at = 0;
    for change in changes {
        put(Mark::Kept, old, at..change.old.start);
        put(Mark::Deleted, old, change.old.clone());
        put(Mark::Inserted, new, change.new.clone());
        at = change.old.end;
    }
    put(Mark::Kept, old, at..old.len());
    pieces
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::properties;

    fn side(pieces: &[Piece], without: Mark) -> String {
        pieces.iter().filter(|piece| piece.mark != without).map(|piece| piece.text.as_str()).collect()
    }

    fn shown(old: &str, new: &str) -> String {
        let mark = |piece: &Piece| match piece.mark {
            Mark::Kept => piece.text.clone(),
            Mark::Deleted => format!("[-{}-]", piece.text),
            Mark::Inserted => format!("[+{}+]", piece.text),
        };
        pieces(old, new).iter().map(mark).collect()
    }

    #[test]
    fn changes_read_as_people_would_mark_them() {
        let cases = [
            ("应当在三十日内办理。", "应当在六十日内办理。", "应当在[-三十-][+六十+]日内办理。"),
            ("自2022年5月1日起施行。", "自2026年5月1日起施行。", "自[-2022年5月1日-][+2026年5月1日+]起施行。"),
            ("老人、儿童优先。", "老人、儿童、孕妇优先。", "老人、儿童[+、孕妇+]优先。"),
            ("每周开放。", "每周开放。节假日照常开放。", "每周开放。[+节假日照常开放。+]"),
            ("甲乙丙丁戊", "子乙丑丁寅", "[-甲乙丙丁戊-][+子乙丑丁寅+]"),
            ("第二十条规定", "第二十一条规定", "[-第二十条-][+第二十一条+]规定"),
            ("", "新", "[+新+]"),
        ];
        for (old, new, expected) in cases {
            assert_eq!(shown(old, new), expected);
        }
    }

    proptest! {
        #![proptest_config(properties::config(512))]

        #[test]
        fn the_laws_hold_for_every_pair(
            old in "[甲乙丙一二、。，第条年月日0-9a ]{0,40}",
            new in "[甲乙丙一二、。，第条年月日0-9a ]{0,40}",
        ) {
            let forth = pieces(&old, &new);
            prop_assert_eq!(side(&forth, Mark::Inserted), old.as_str());
            prop_assert_eq!(side(&forth, Mark::Deleted), new.as_str());
            prop_assert!(pieces(&old, &old).iter().all(|piece| piece.mark == Mark::Kept));
            // Turned round, each place has what it had, with the other mark.
            let back = pieces(&new, &old);
            let kept = |pieces: &[Piece]| pieces.iter().filter(|piece| piece.mark == Mark::Kept).cloned().collect::<Vec<_>>();
            let of = |pieces: &[Piece], mark: Mark| {
                pieces.iter().filter(|piece| piece.mark == mark).map(|piece| piece.text.clone()).collect::<Vec<_>>()
            };
            prop_assert_eq!(kept(&forth), kept(&back));
            prop_assert_eq!(of(&forth, Mark::Inserted), of(&back, Mark::Deleted));
            prop_assert_eq!(of(&forth, Mark::Deleted), of(&back, Mark::Inserted));
        }

        #[test]
        fn no_character_is_left_alone_between_changes(old in "[甲乙丙丁]{0,30}", new in "[甲乙丙丁]{0,30}") {
            let pieces = pieces(&old, &new);
            for (at, piece) in pieces.iter().enumerate() {
                let is_between = at > 0 && at + 1 < pieces.len();
                prop_assert!(!is_between || piece.mark != Mark::Kept || piece.text.chars().count() > 1);
            }
        }

        #[test]
        fn texts_of_any_characters_are_told_apart(old in ".{0,30}", new in ".{0,30}") {
            let pieces = pieces(&old, &new);
            prop_assert_eq!(side(&pieces, Mark::Inserted), old);
            prop_assert_eq!(side(&pieces, Mark::Deleted), new);
        }
    }
}
