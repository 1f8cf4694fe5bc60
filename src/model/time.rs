//! Dates as sources give them.

use std::fmt;

use jiff::civil::Date;

/// A day, or a month or a year where only that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartialDate {
    /// A year: `2022`.
    Year(i16),
    /// A month: `2022-08`.
    Month(Date),
    /// A day: `2022-08-12`.
    Day(Date),
}

impl PartialDate {
    /// Reads `2022`, `2022-08` or `2022-08-12`; a day that is in no calendar is refused.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let year: i16 = digits(parts.next()?, 4)?;
        let Some(month) = parts.next() else { return Some(Self::Year(year)) };
        let month: i8 = digits(month, 2)?;
        let Some(day) = parts.next() else { return Date::new(year, month, 1).ok().map(Self::Month) };
        let date = Date::new(year, month, digits(day, 2)?).ok()?;
        parts.next().is_none().then_some(Self::Day(date))
    }

    /// The earliest day it can mean, for sorting and comparing.
    pub fn first_day(self) -> Date {
        match self {
            Self::Year(year) => Date::new(year, 1, 1).unwrap_or(Date::ZERO),
            Self::Month(date) | Self::Day(date) => date,
        }
    }

    /// The latest day it can mean.
    pub fn last_day(self) -> Date {
        match self {
            Self::Year(year) => Date::new(year, 12, 31).unwrap_or(Date::MAX),
            Self::Month(date) => date.last_of_month(),
            Self::Day(date) => date,
        }
    }
}

fn digits<T: std::str::FromStr>(text: &str, length: usize) -> Option<T> {
    let plain = text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Month(date) => write!(f, "{:04}-{:02}", date.year(), date.month()),
            Self::Day(date) => write!(f, "{date}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::PartialDate;

    #[test]
    fn dates_are_strict() {
        let written = |text: &str| PartialDate::parse(text).map(|date| date.to_string());
        assert_eq!(written("2022-08-12").as_deref(), Some("2022-08-12"));
        assert_eq!(written("2022-08").as_deref(), Some("2022-08"));
        assert_eq!(written("2022").as_deref(), Some("2022"));
        assert_eq!(written("2022-02-30"), None);
        assert_eq!(written("2022-8-1"), None);
        assert_eq!(written("20220812"), None);
    }
}
