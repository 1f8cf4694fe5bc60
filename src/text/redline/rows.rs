//! Two texts of paragraphs in one reading order.

use super::align;

/// A paragraph of two texts, by its places in them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// It is in both, with or without changes.
    Kept {
        /// In the old text.
        old: usize,
        /// In the new text.
        new: usize,
    },
    /// It is in the old text alone.
    Deleted(usize),
    /// It is in the new text alone.
    Inserted(usize),
    /// It stood here in the old text and stands elsewhere in the new one.
    MovedAway {
        /// Here, in the old text.
        old: usize,
        /// There, in the new text.
        new: usize,
    },
    /// It stands here in the new text and stood elsewhere in the old one.
    MovedHere {
        /// There, in the old text.
        old: usize,
        /// Here, in the new text.
        new: usize,
    },
}

impl Row {
    /// The place in the old text that this row stands at.
    pub fn in_old(self) -> Option<usize> {
        match self {
            Self::Kept { old, .. } | Self::Deleted(old) | Self::MovedAway { old, .. } => Some(old),
            Self::Inserted(_) | Self::MovedHere { .. } => None,
        }
    }

    /// The place in the new text that this row stands at.
    pub fn in_new(self) -> Option<usize> {
        match self {
            Self::Kept { new, .. } | Self::Inserted(new) | Self::MovedHere { new, .. } => Some(new),
            Self::Deleted(_) | Self::MovedAway { .. } => None,
        }
    }
}

/// Both texts, paragraph by paragraph: the rows with a place in the old text are the old text in its order, those with a place
/// in the new text the new one. Between two paragraphs that are in both stands what went, then what came.
pub fn rows(old: &[&str], new: &[&str]) -> Vec<Row> {
    if old == new {
        return (0..new.len()).map(|at| Row::Kept { old: at, new: at }).collect();
    }
    let matches = align(old, new);
    let mut to: Vec<Option<usize>> = vec![None; old.len()];
    let mut from: Vec<Option<usize>> = vec![None; new.len()];
    for own in &matches {
        to[own.old] = Some(own.new);
        from[own.new] = Some(own.old);
    }
    let mut rows = Vec::with_capacity(old.len() + new.len());
    let mut at = (0, 0);
    let ends = matches.iter().filter(|own| !own.moved).map(|own| (own.old, own.new)).chain([(old.len(), new.len())]);
    for (old_end, new_end) in ends {
        rows.extend((at.0..old_end).map(|old| match to[old] {
            Some(new) => Row::MovedAway { old, new },
            None => Row::Deleted(old),
        }));
        rows.extend((at.1..new_end).map(|new| match from[new] {
            Some(old) => Row::MovedHere { old, new },
            None => Row::Inserted(new),
        }));
        if old_end < old.len() {
            rows.push(Row::Kept { old: old_end, new: new_end });
        }
        at = (old_end + 1, new_end + 1);
    }
    rows
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::properties;

    proptest! {
        #![proptest_config(properties::config(256))]

        #[test]
        fn both_texts_stand_in_the_rows_in_their_order(
            old in prop::collection::vec("[甲乙丙丁]{0,9}", 0..12),
            new in prop::collection::vec("[甲乙丙丁]{0,9}", 0..12),
        ) {
            let (old, new): (Vec<&str>, Vec<&str>) =
                (old.iter().map(String::as_str).collect(), new.iter().map(String::as_str).collect());
            let rows = rows(&old, &new);
            prop_assert_eq!(rows.iter().filter_map(|row| row.in_old()).collect::<Vec<_>>(), (0..old.len()).collect::<Vec<_>>());
            prop_assert_eq!(rows.iter().filter_map(|row| row.in_new()).collect::<Vec<_>>(), (0..new.len()).collect::<Vec<_>>());
            let same = super::rows(&old, &old);
            prop_assert!(same.iter().all(|row| row.in_old() == row.in_new()));
        }
    }
}
