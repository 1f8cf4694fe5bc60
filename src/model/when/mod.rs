//! When work is done, as calendars and sorting can read it; the prose of `cadence` stands beside it.

mod months;
mod read;
mod said;

pub use months::Months;

use unicode_normalization::UnicodeNormalization;

use super::vocabulary::vocabulary;
use crate::text::numerals;

vocabulary! {
    /// How often something comes round, the most frequent first.
    pub enum Every {
        /// 每天.
        Day = "day" / "每天" / "每日" / "天",
        /// 每个工作日.
        Workday = "workday" / "每个工作日" / "工作日",
        /// 每周.
        Week = "week" / "每周" / "周",
        /// 每两周.
        TwoWeeks = "two-weeks" / "每两周" / "两周",
        /// 每月.
        Month = "month" / "每月" / "月",
        /// 每两个月.
        TwoMonths = "two-months" / "每两个月" / "两个月",
        /// 每季度.
        Quarter = "quarter" / "每季度" / "季度",
        /// 每半年.
        HalfYear = "half-year" / "每半年" / "半年",
        /// 每年.
        Year = "year" / "每年" / "年",
    }
}

vocabulary! {
    /// A day of the week.
    pub enum Weekday {
        /// 周一.
        Monday = "mon" / "周一" / "星期一",
        /// 周二.
        Tuesday = "tue" / "周二" / "星期二",
        /// 周三.
        Wednesday = "wed" / "周三" / "星期三",
        /// 周四.
        Thursday = "thu" / "周四" / "星期四",
        /// 周五.
        Friday = "fri" / "周五" / "星期五",
        /// 周六.
        Saturday = "sat" / "周六" / "星期六",
        /// 周日.
        Sunday = "sun" / "周日" / "星期日" / "星期天",
    }
}

vocabulary! {
    /// What a term is counted in.
    pub enum LimitUnit {
        /// 小时.
        Hours = "hours",
        /// 日.
        Days = "days",
        /// 工作日.
        Workdays = "workdays",
        /// 周.
        Weeks = "weeks",
        /// 个月.
        Months = "months",
    }
}

vocabulary! {
    /// What is said of an occasion in a single word.
    pub enum Standing {
        /// 随时.
        Always = "always" / "随时",
    }
}

/// One occasion at which work is done, or a part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occasion {
    /// When.
    pub timing: Timing,
    /// Which part of the work, where it is not all of it.
    pub what: Option<String>,
}

/// When.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Timing {
    /// It comes round.
    Recurs(Recurrence),
    /// Something happens, and it is to be done then. It has no date.
    After {
        /// What happens.
        event: String,
        /// How soon it is to be done.
        within: Option<TimeLimit>,
    },
    /// At any time.
    Always,
}

/// What comes round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recurrence {
    /// How often.
    pub every: Every,
    /// In which months alone; without any it is not said, or all of them.
    pub months: Months,
    /// On which day of the week.
    pub on: Option<Weekday>,
}

/// A stretch of time: `5 workdays`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeLimit {
    /// How many.
    pub count: u32,
    /// Of what.
    pub unit: LimitUnit,
}

impl TimeLimit {
    /// Reads `5 workdays`, `1 month`, `3 天`, `5个工作日`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let digits = text.find(|character: char| !character.is_ascii_digit())?;
        let count = text[..digits].parse().ok().filter(|count| (1..=1000).contains(count))?;
        let unit = match text[digits..].trim() {
            "hour" | "hours" | "小时" | "个小时" => LimitUnit::Hours,
            "day" | "days" | "天" | "日" => LimitUnit::Days,
            "workday" | "workdays" | "工作日" | "个工作日" => LimitUnit::Workdays,
            "week" | "weeks" | "周" => LimitUnit::Weeks,
            "month" | "months" | "个月" => LimitUnit::Months,
            _ => return None,
        };
        Some(Self { count, unit })
    }
}

impl TimeLimit {
    /// What a person meant who wrote a term otherwise: `五个工作日内`, `５ 天`.
    pub fn meant(text: &str) -> Option<String> {
        let half: String = text.nfkc().filter(|sign| !sign.is_whitespace()).collect();
        let bare = half.trim_end_matches('内').trim_end_matches("之").trim_end_matches("以");
        let digits: Vec<char> = bare.chars().take_while(|&sign| numerals::is_numeral(sign)).collect();
        let count = match numerals::value(&digits) {
            Some(value) => format!("{value}{}", bare.chars().skip(digits.len()).collect::<String>()),
            None => bare.to_owned(),
        };
        let bare = count.replace("个星期", "周").replace("星期", "周").replace("个月份", "个月");
        Some(if bare.ends_with('月') && !bare.ends_with("个月") { bare.replace('月', "个月") } else { bare })
    }
}

impl Occasion {
    /// The months that it is set to; none where it comes round all the year, waits for an event, or is done at any time.
    pub fn months(&self) -> Months {
        match &self.timing {
            Timing::Recurs(recurrence) => recurrence.months,
            Timing::After { .. } | Timing::Always => Months::NONE,
        }
    }

    /// Where it stands in a list that begins with what presses most: what is due after an event, by its term; then what comes
    /// round, the most frequent first; then what is done at any time.
    pub fn urgency(&self) -> (u8, u32) {
        match &self.timing {
            Timing::After { within, .. } => (0, within.map_or(u32::MAX, TimeLimit::hours)),
            Timing::Recurs(recurrence) => (1, recurrence.every as u32),
            Timing::Always => (2, 0),
        }
    }
}

impl TimeLimit {
    /// About how long it is, to put terms in order.
    fn hours(self) -> u32 {
        let unit = match self.unit {
            LimitUnit::Hours => 1,
            LimitUnit::Days => 24,
            LimitUnit::Workdays => 34,
            LimitUnit::Weeks => 7 * 24,
            LimitUnit::Months => 30 * 24,
        };
        self.count * unit
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_read_in_both_languages() {
        let read = |text| TimeLimit::parse(text).map(|term| (term.count, term.unit));
        assert_eq!(read("5 workdays"), Some((5, LimitUnit::Workdays)));
        assert_eq!(read("5个工作日"), Some((5, LimitUnit::Workdays)));
        assert_eq!(read("1 month"), Some((1, LimitUnit::Months)));
        for wrong in ["", "5", "workdays", "0 days", "five days", "5 years", "99999999999 days"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn what_presses_comes_first() {
        let recurs = |every| Timing::Recurs(Recurrence { every, months: Months::NONE, on: None });
        let after = |within| Timing::After { event: String::new(), within: TimeLimit::parse(within) };
        let order = [
            after("1 hours"),
            after("3 days"),
            after("5 workdays"),
            after(""),
            recurs(Every::Day),
            recurs(Every::Year),
        ];
        let urgency = |timing: &Timing| Occasion { timing: timing.clone(), what: None }.urgency();
        assert!(order.is_sorted_by(|one, other| urgency(one) < urgency(other)));
        assert!(urgency(&Timing::Always) > urgency(&recurs(Every::Year)));
    }
}
