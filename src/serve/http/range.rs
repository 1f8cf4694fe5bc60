//! Parts of a file: players of sound and film ask for them, and show nothing where they are refused.

use std::ops;

/// One range of bytes, as it is asked for (RFC 9110 §14.1.2). Several at once are answered with the whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Range {
    /// From one byte to another, both included, or to the end.
    From(u64, Option<u64>),
    /// So many at the end.
    Last(u64),
}

impl Range {
    /// Reads the value of the header `Range`. `None` for what may be ignored: other units, several ranges, nonsense.
    pub(super) fn read(value: &str) -> Option<Self> {
        let (unit, range) = value.split_once('=')?;
        let (first, last) = range.trim().split_once('-')?;
        let number = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?;
        if !unit.trim().eq_ignore_ascii_case("bytes") {
            return None;
        }
        match (first, last) {
            ("", last) => Some(Self::Last(number(last)?)),
            (first, "") => Some(Self::From(number(first)?, None)),
            (first, last) => {
                let (first, last) = (number(first)?, number(last)?);
                (first <= last).then_some(Self::From(first, Some(last)))
            }
        }
    }

    /// The bytes meant of a body of that length; `None` if there are none.
    pub(super) fn of(self, length: usize) -> Option<ops::Range<usize>> {
        let size = |number: u64| usize::try_from(number).unwrap_or(usize::MAX).min(length);
        let range = match self {
            Self::From(first, last) => size(first)..last.map_or(length, |last| size(last.saturating_add(1))),
            Self::Last(count) => length - size(count)..length,
        };
        (!range.is_empty()).then_some(range)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_range_is_read_and_nothing_else() {
        assert_eq!(Range::read("bytes=0-99"), Some(Range::From(0, Some(99))));
        assert_eq!(Range::read("Bytes = 5-"), Some(Range::From(5, None)));
        assert_eq!(Range::read("bytes=-7"), Some(Range::Last(7)));
        for ignored in
            ["", "bytes", "bytes=", "bytes=-", "bytes=3-1", "bytes=0-1,3-4", "bytes=+1-2", "lines=0-1", "bytes=a-b"]
        {
            assert_eq!(Range::read(ignored), None, "{ignored}");
        }
    }

    #[test]
    fn a_range_stays_inside_the_body() {
        let of = |range: &str, length| Range::read(range).unwrap().of(length);
        assert_eq!(of("bytes=0-99", 10), Some(0..10));
        assert_eq!(of("bytes=2-3", 10), Some(2..4));
        assert_eq!(of("bytes=9-", 10), Some(9..10));
        assert_eq!(of("bytes=-3", 10), Some(7..10));
        assert_eq!(of("bytes=-30", 10), Some(0..10));
        for nothing in ["bytes=10-", "bytes=-0", "bytes=18446744073709551615-"] {
            assert_eq!(of(nothing, 10), None, "{nothing}");
        }
        assert_eq!(of("bytes=0-18446744073709551615", 10), Some(0..10));
        assert_eq!(of("bytes=0-", 0), None);
    }
}
