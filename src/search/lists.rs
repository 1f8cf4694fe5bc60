//! Lists: which units hold a term, highest levels first (`docs/search-format.md`, 4.2).

use std::collections::BTreeMap;

use super::digits::{Digits, put, put_digit};
use super::weights::LEVELS;

/// Units of a term with their levels, in the order of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct List {
    /// Unit and level.
    pub(super) units: Vec<(u32, u8)>,
}

/// The postings of a term while an index is made, units rising. All of them are in memory until the last page has come, so
/// they are kept small: what a unit is above the one before and its level make one number in base 128 (LEB128).
#[derive(Debug, Default)]
pub(super) struct Postings {
    bytes: Vec<u8>,
    count: u32,
    next: u32,
}

impl Postings {
    /// Adds a unit, which is greater than all before.
    pub(super) fn push(&mut self, unit: u32, level: u8) {
        let mut rest = u64::from(unit - self.next) << 3 | u64::from(level);
        while rest >= 0x80 {
            self.bytes.push(rest as u8 | 0x80);
            rest >>= 7;
        }
        self.bytes.push(rest as u8);
        self.count += 1;
        self.next = unit + 1;
    }

    /// Those of a map.
    pub(super) fn of(levels: &BTreeMap<u32, u8>) -> Self {
        let mut postings = Self::default();
        levels.iter().for_each(|(&unit, &level)| postings.push(unit, level));
        postings
    }

    /// How many they are.
    pub(super) fn len(&self) -> usize {
        self.count as usize
    }

    /// The units with their levels in the order of a list.
    pub(super) fn ordered(&self) -> Vec<(u32, u8)> {
        let mut units = Vec::with_capacity(self.len());
        let (mut next, mut number, mut shift) = (0, 0_u64, 0);
        for byte in &self.bytes {
            number |= u64::from(byte & 0x7F) << shift;
            shift += 7;
            if byte & 0x80 == 0 {
                let unit = next + (number >> 3) as u32;
                units.push((unit, (number & 7) as u8));
                (next, number, shift) = (unit + 1, 0, 0);
            }
        }
        // Stable: units go on rising within a level.
        units.sort_by_key(|(_, level)| std::cmp::Reverse(*level));
        units
    }
}

/// Appends the groups of a list that is not empty.
pub(super) fn put_list(out: &mut String, units: &[(u32, u8)]) {
    let mut groups = units.chunk_by(|a, b| a.1 == b.1).peekable();
    while let Some(group) = groups.next() {
        let last = u32::from(groups.peek().is_none());
        let short = (group.len() - 1).min(6) as u32;
        put_digit(out, u32::from(group[0].1) + 6 * last + 12 * short);
        if short == 6 {
            put(out, (group.len() - 7) as u32);
        }
        let mut next = 0;
        for &(unit, _) in group {
            put(out, unit - next);
            next = unit + 1;
        }
    }
}

/// Reads the groups of a list; `None` if the text is damaged or names a unit that is not there.
pub(super) fn read_list(digits: &mut Digits<'_>, units: u32) -> Option<List> {
    let mut list = List::default();
    loop {
        let head = digits.digit()?;
        let (level, last, short) = (head % LEVELS, head / 6 % 2, head / 12);
        let count = match short {
            0..=5 => short + 1,
            6 => digits.number()?.checked_add(7)?,
            _ => return None,
        };
        if count as usize > digits.left() {
            return None;
        }
        let mut next = 0_u32;
        for _ in 0..count {
            let unit = next.checked_add(digits.number()?)?;
            if unit >= units {
                return None;
            }
            list.units.push((unit, level as u8));
            next = unit + 1;
        }
        if last == 1 {
            return Some(list);
        }
    }
}

/// A number of things on a scale of 0 to 90 that rises with its logarithm.
pub(super) fn scaled(count: u32) -> u32 {
    let count = count.max(1);
    let power = count.ilog2();
    (4 * power + ((4 * (u64::from(count) - (1 << power))) >> power) as u32).min(90)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::properties;
    use proptest::prelude::*;

    #[test]
    fn the_scale_rises() {
        assert_eq!([1, 2, 3, 4, 5, 6, 8].map(scaled), [0, 4, 6, 8, 9, 10, 12]);
    }

    proptest! {
        #![proptest_config(properties::config(256))]

        #[test]
        fn lists_come_back(levels in proptest::collection::btree_map(0_u32..100_000, 0_u8..6, 1..80)) {
            let mut postings = Postings::default();
            levels.iter().for_each(|(&unit, &level)| postings.push(unit, level));
            let units = postings.ordered();
            prop_assert_eq!(units.len(), postings.len());
            prop_assert!(units.iter().all(|(unit, level)| levels.get(unit) == Some(level)));
            let mut out = String::new();
            put_list(&mut out, &units);
            let mut digits = Digits::new(&out);
            let read = read_list(&mut digits, 100_000).unwrap();
            prop_assert!(digits.is_at_end());
            prop_assert_eq!(read.units, units);
        }

        #[test]
        fn damage_is_noticed_or_harmless(text in "[ -~]{0,60}") {
            // Whatever comes out lies within bounds; nothing panics.
            if let Some(list) = read_list(&mut Digits::new(&text), 500) {
                prop_assert!(list.units.iter().all(|(unit, _)| *unit < 500));
            }
        }
    }
}
