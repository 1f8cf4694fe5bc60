//! Dates as sources give them.

use std::fmt;

use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization;

use crate::text::numerals;

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

    /// The date that a person meant who wrote it otherwise: `2026年5月1日`, `2026/5/1`, `2024-5-1`, `二〇二六年五月`.
    pub fn meant(text: &str) -> Option<Self> {
        let half = in_digits(&text.nfkc().collect::<String>());
        // A time of day behind the date says nothing here.
        let half = half.split(['T', 't']).next().unwrap_or_default().trim();
        let half = half.rsplit_once(' ').filter(|(_, time)| time.contains(':')).map_or(half, |(date, _)| date);
        let mut numbers: Vec<&str> =
            half.split(|sign: char| !sign.is_ascii_digit()).filter(|own| !own.is_empty()).collect();
        let is_sign = |sign: char| sign.is_ascii_digit() || sign.is_whitespace() || SIGNS.contains(sign);
        if !half.chars().all(is_sign) || numbers.len() > 3 {
            return None;
        }
        let run;
        if let [one] = numbers.as_slice()
            && matches!(one.len(), 6 | 8)
        {
            run = (one[..4].to_owned(), one[4..6].to_owned(), one[6..].to_owned());
            numbers = [&run.0, &run.1, &run.2].into_iter().map(String::as_str).filter(|own| !own.is_empty()).collect();
        }
        let (year, rest) = numbers.split_first()?;
        let rest = rest.iter().map(|own| format!("-{own:0>2}")).collect::<String>();
        Self::parse(&format!("{year}{rest}"))
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

/// What may stand between and around the numbers of a date.
const SIGNS: &str = "年月日号-/.,:;。·、—–−~“”\"'";

/// A text with its Chinese numerals as digits.
fn in_digits(text: &str) -> String {
    let (mut digits, mut run) = (String::with_capacity(text.len()), Vec::new());
    for character in text.chars().chain(['\n']) {
        let character = if character == '○' { '〇' } else { character };
        if numerals::is_numeral(character) {
            run.push(character);
            continue;
        }
        if let Some(value) = numerals::value(&std::mem::take(&mut run)) {
            digits.push_str(&value.to_string());
        }
        digits.push(character);
    }
    digits
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
    fn dates_of_people_are_understood() {
        let meant = |text: &str| PartialDate::meant(text).map(|date| date.to_string());
        for written in [
            "2026年5月1日",
            "2026/5/1",
            "2026-5-1",
            "2026.05.01",
            "２０２６年５月１日",
            "20260501",
            "2026 年 5 月 1 日",
            "“2026-05-01”",
            "2026-05-01 00:00:00",
            "2026-05-01，",
            "二〇二六年五月一日",
        ] {
            assert_eq!(meant(written).as_deref(), Some("2026-05-01"), "{written}");
        }
        assert_eq!(meant("2026年5月").as_deref(), Some("2026-05"));
        assert_eq!(meant("二〇二六年十一月").as_deref(), Some("2026-11"));
        assert_eq!(meant("2026年").as_deref(), Some("2026"));
        for wrong in ["5月1日", "2026年2月30日", "去年", "", "26/5/1", "2026-05-01至2026-06-01"] {
            assert_eq!(meant(wrong), None, "{wrong}");
        }
    }

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
