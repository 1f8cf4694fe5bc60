//! Occasions in words.

use super::{Every, LimitUnit, Months, Occasion, Recurrence, TimeLimit, Timing, Weekday};
use crate::diag::Locale;

impl Occasion {
    /// When, and which part of the work: `每半年：更新说明`.
    pub fn said(&self, locale: Locale) -> String {
        let timing = self.timing.said(locale);
        match (&self.what, locale) {
            (None, _) => timing,
            (Some(what), Locale::Chinese) => format!("{timing}：{what}"),
            (Some(what), Locale::English) => format!("{timing}: {what}"),
        }
    }
}

impl Occasion {
    /// What is left to be said below a heading that says how often: the day of the week, and which part of the work.
    pub fn said_under_heading(&self, locale: Locale) -> String {
        let day = match &self.timing {
            Timing::Recurs(Recurrence { on: Some(day), .. }) => Some(day.said(locale)),
            Timing::Recurs(_) | Timing::After { .. } | Timing::Always => None,
        };
        let said: Vec<&str> = day.into_iter().chain(self.what.as_deref()).collect();
        said.join(in_language("：", ": ", locale))
    }
}

impl Timing {
    /// When: `每周五`, `每年3月至8月`, `得知搬入后5个工作日内`, `随时`.
    pub fn said(&self, locale: Locale) -> String {
        match (self, locale) {
            (Self::Recurs(recurrence), _) => recurrence.said(locale),
            (Self::After { event, within }, Locale::Chinese) => {
                let event = event.strip_suffix('后').unwrap_or(event);
                within.map_or_else(|| format!("{event}后"), |term| format!("{event}后{}内", term.said(locale)))
            }
            (Self::After { event, within }, Locale::English) => within.map_or_else(
                || format!("after: {event}"),
                |term| format!("within {} after: {event}", term.said(locale)),
            ),
            (Self::Always, Locale::Chinese) => "随时".to_owned(),
            (Self::Always, Locale::English) => "at any time".to_owned(),
        }
    }
}

impl Recurrence {
    fn said(&self, locale: Locale) -> String {
        let often = match (self.every, self.on) {
            (Every::Week, Some(day)) => weekly(day, locale),
            (every, None) => every.said(locale).to_owned(),
            (every, Some(day)) => format!("{}{}", every.said(locale), on(day, locale)),
        };
        if self.months.is_empty() {
            return often;
        }
        let months = self.months.said(locale);
        match (self.every, locale) {
            (Every::Year, Locale::Chinese) => format!("{often}{months}"),
            (Every::Quarter | Every::HalfYear | Every::TwoMonths, Locale::Chinese) => format!("{often}（{months}）"),
            (_, Locale::Chinese) => format!("{months}{often}"),
            (_, Locale::English) => format!("{often}, {months}"),
        }
    }
}

fn weekly(day: Weekday, locale: Locale) -> String {
    match locale {
        Locale::Chinese => format!("每{}", day.said(locale)),
        Locale::English => format!("every {}", day.said(locale)),
    }
}

fn on(day: Weekday, locale: Locale) -> String {
    match locale {
        Locale::Chinese => format!("的{}", day.said(locale)),
        Locale::English => format!(", on a {}", day.said(locale)),
    }
}

impl Every {
    /// How often: `每周`.
    pub fn said(self, locale: Locale) -> &'static str {
        let [zh, en] = match self {
            Self::Day => ["每天", "every day"],
            Self::Workday => ["每个工作日", "every working day"],
            Self::Week => ["每周", "every week"],
            Self::TwoWeeks => ["每两周", "every two weeks"],
            Self::Month => ["每月", "every month"],
            Self::TwoMonths => ["每两个月", "every two months"],
            Self::Quarter => ["每季度", "every quarter"],
            Self::HalfYear => ["每半年", "every half year"],
            Self::Year => ["每年", "every year"],
        };
        in_language(zh, en, locale)
    }
}

impl Weekday {
    fn said(self, locale: Locale) -> &'static str {
        let [zh, en] = match self {
            Self::Monday => ["周一", "Monday"],
            Self::Tuesday => ["周二", "Tuesday"],
            Self::Wednesday => ["周三", "Wednesday"],
            Self::Thursday => ["周四", "Thursday"],
            Self::Friday => ["周五", "Friday"],
            Self::Saturday => ["周六", "Saturday"],
            Self::Sunday => ["周日", "Sunday"],
        };
        in_language(zh, en, locale)
    }
}

impl TimeLimit {
    /// How long: `5个工作日`.
    pub fn said(self, locale: Locale) -> String {
        let Self { count, unit } = self;
        match locale {
            Locale::Chinese => {
                let unit = match unit {
                    LimitUnit::Hours => "小时",
                    LimitUnit::Days => "日",
                    LimitUnit::Workdays => "个工作日",
                    LimitUnit::Weeks => "周",
                    LimitUnit::Months => "个月",
                };
                format!("{count}{unit}")
            }
            Locale::English => {
                let unit = match unit {
                    LimitUnit::Hours => "hour",
                    LimitUnit::Days => "day",
                    LimitUnit::Workdays => "working day",
                    LimitUnit::Weeks => "week",
                    LimitUnit::Months => "month",
                };
                format!("{count} {unit}{}", if count == 1 { "" } else { "s" })
            }
        }
    }
}

const ENGLISH_MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The name of a month, counted from 1: `3月`.
pub(super) fn month(month: u32, locale: Locale) -> String {
    let name = ENGLISH_MONTHS.get((month as usize).wrapping_sub(1)).copied().unwrap_or_default();
    match locale {
        Locale::Chinese => format!("{month}月"),
        Locale::English => name.to_owned(),
    }
}

impl Months {
    /// Which: `3月至8月、11月`.
    pub fn said(self, locale: Locale) -> String {
        let stretch = |(first, last): (u32, u32)| match locale {
            _ if first == last => month(first, locale),
            Locale::Chinese => format!("{}至{}", month(first, locale), month(last, locale)),
            Locale::English => format!("{} to {}", month(first, locale), month(last, locale)),
        };
        let stretches: Vec<String> = self.stretches().into_iter().map(stretch).collect();
        stretches.join(in_language("、", ", ", locale))
    }
}

fn in_language(zh: &'static str, en: &'static str, locale: Locale) -> &'static str {
    match locale {
        Locale::Chinese => zh,
        Locale::English => en,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Occasion, Recurrence, TimeLimit, Timing};
    use super::*;

    fn both(timing: Timing, what: Option<&str>) -> [String; 2] {
        let occasion = Occasion { timing, what: what.map(str::to_owned) };
        [Locale::Chinese, Locale::English].map(|locale| occasion.said(locale))
    }

    #[test]
    fn occasions_are_said_as_people_say_them() {
        let recurs = |every, months: &str, on| {
            Timing::Recurs(Recurrence { every, months: Months::parse(months).unwrap_or_default(), on })
        };
        let after = |within| Timing::After { event: "得知搬入".to_owned(), within: TimeLimit::parse(within) };
        let cases = [
            (both(recurs(Every::Week, "", Some(Weekday::Friday)), None), ["每周五", "every Friday"]),
            (both(recurs(Every::Year, "3..8", None), None), ["每年3月至8月", "every year, March to August"]),
            (both(recurs(Every::Month, "3..8", None), None), ["3月至8月每月", "every month, March to August"]),
            (
                both(recurs(Every::HalfYear, "5", None), Some("自查")),
                ["每半年（5月）：自查", "every half year, May: 自查"],
            ),
            (both(after("5 workdays"), None), ["得知搬入后5个工作日内", "within 5 working days after: 得知搬入"]),
            (both(after(""), None), ["得知搬入后", "after: 得知搬入"]),
            (both(Timing::Always, None), ["随时", "at any time"]),
        ];
        for (said, expected) in cases {
            assert_eq!(said, expected);
        }
    }
}
