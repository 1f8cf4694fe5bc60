//! Sets of months.

use unicode_normalization::UnicodeNormalization;

use crate::text::numerals;

/// Months of a year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Months(u16);

impl Months {
    /// None.
    pub const NONE: Self = Self(0);
    /// All twelve.
    pub const ALL: Self = Self(0xFFF);

    /// Reads a month or a stretch of them: `3`, `3..8`, `11..2` over the end of the year.
    pub fn parse(text: &str) -> Option<Self> {
        let month = |text: &str| text.trim().parse().ok().filter(|month| (1..=12).contains(month));
        let Some((first, last)) = text.split_once("..") else { return Some(Self::of(month(text)?)) };
        let (mut at, last): (u32, u32) = (month(first)?, month(last)?);
        let mut months = Self::of(at);
        while at != last {
            at = at % 12 + 1;
            months = months.and(Self::of(at));
        }
        Some(months)
    }

    /// What a person meant who wrote months otherwise: `3月`, `三月`, `3-8月`, `3月至8月`.
    pub fn meant(text: &str) -> Option<String> {
        let month = |text: &str| {
            let text: String = text.nfkc().filter(|sign| !sign.is_whitespace() && *sign != '月').collect();
            let numerals: Vec<char> = text.chars().collect();
            text.parse().ok().or_else(|| numerals::value(&numerals)).map(|month: u64| month.to_string())
        };
        match text.split_once("..").or_else(|| text.split_once(['-', '—', '–', '~', '～', '至', '到', '－'])) {
            Some((first, last)) => Some(format!("{}..{}", month(first)?, month(last)?)),
            None => month(text),
        }
    }

    /// A single month, counted from 1; none for any other number.
    pub fn of(month: u32) -> Self {
        if (1..=12).contains(&month) { Self(1 << (month - 1)) } else { Self::NONE }
    }

    /// These and others.
    #[must_use]
    pub fn and(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether a month, counted from 1, is among them.
    pub fn holds(self, month: u32) -> bool {
        (1..=12).contains(&month) && self.0 & (1 << (month - 1)) != 0
    }

    /// Each of them, counted from 1.
    pub fn iter(self) -> impl Iterator<Item = u32> {
        (1..=12).filter(move |&month| self.holds(month))
    }

    /// The stretches without a gap, each with its first and its last month. One that goes over the end of the year comes last.
    pub fn stretches(self) -> Vec<(u32, u32)> {
        let mut stretches: Vec<(u32, u32)> = Vec::new();
        for month in self.iter() {
            match stretches.last_mut() {
                Some((_, last)) if *last + 1 == month => *last = month,
                _ => stretches.push((month, month)),
            }
        }
        if let [(1, end), .., (start, 12)] = stretches[..] {
            stretches.remove(0);
            if let Some(last) = stretches.last_mut() {
                *last = (start, end);
            }
        }
        stretches
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_read_and_told_in_stretches() {
        let read = |text| Months::parse(text).map(Months::stretches);
        assert_eq!(read("3..8"), Some(vec![(3, 8)]));
        assert_eq!(read("11..2"), Some(vec![(11, 2)]));
        assert_eq!(read("5"), Some(vec![(5, 5)]));
        assert_eq!(read("1..12"), Some(vec![(1, 12)]));
        for wrong in ["0", "13", "3..", "..8", "3..13", "三", ""] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
        let both = Months::parse("2").unwrap().and(Months::parse("9..10").unwrap());
        assert_eq!(both.stretches(), [(2, 2), (9, 10)]);
        assert_eq!(Months::ALL.stretches(), [(1, 12)]);
        assert_eq!(Months::NONE.stretches(), []);
    }
}
