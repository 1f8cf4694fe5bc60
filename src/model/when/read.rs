//! Occasions read back from the words that say them: tables that people fill in have no other form of them.

use super::said::month;
use super::{Every, Months, Occasion, Recurrence, TimeLimit, Timing, Weekday};
use crate::diag::Locale;

impl Occasion {
    /// Reads what [`Occasion::said`] says, in either language; nothing for other words.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        [Locale::Chinese, Locale::English].into_iter().find_map(|locale| Self::read_in(text, locale))
    }

    fn read_in(text: &str, locale: Locale) -> Option<Self> {
        // What is done may hold a colon itself, and in English so does an event: the longest timing that can be read counts.
        let colon = match locale {
            Locale::Chinese => "：",
            Locale::English => ": ",
        };
        let whole = || Some(Self { timing: Timing::read(text, locale)?, what: None });
        let mut cuts: Vec<usize> = text.match_indices(colon).map(|(at, _)| at).collect();
        if locale == Locale::English && text.contains("after: ") {
            // The first colon is the one behind `after`.
            cuts.retain(|&at| !text[..at].ends_with("after"));
        }
        let cut = |at: usize| {
            let what = Some(text[at + colon.len()..].to_owned());
            Some(Self { timing: Timing::read(&text[..at], locale)?, what })
        };
        cuts.into_iter().find_map(cut).or_else(whole)
    }
}

impl Timing {
    fn read(text: &str, locale: Locale) -> Option<Self> {
        if text == Self::Always.said(locale) {
            return Some(Self::Always);
        }
        let recurs = Recurrence::read(text, locale).map(Self::Recurs);
        let read = recurs.or_else(|| after(text, locale));
        read.filter(|timing| timing.said(locale) == text)
    }
}

/// `得知搬入后5个工作日内`, `within 5 working days after: …`.
fn after(text: &str, locale: Locale) -> Option<Timing> {
    let (event, limit) = match locale {
        Locale::Chinese => text.rsplit_once('后')?,
        Locale::English => {
            let (limit, event) = text.split_once("after: ")?;
            (event, limit.trim())
        }
    };
    let limit = limit
        .strip_suffix('内')
        .or_else(|| limit.strip_prefix("within "))
        .unwrap_or(limit)
        .replace("working day", "workday");
    let within = if limit.is_empty() { None } else { Some(TimeLimit::parse(&limit)?) };
    Some(Timing::After { event: event.to_owned(), within })
}

impl Recurrence {
    fn read(text: &str, locale: Locale) -> Option<Self> {
        let days = || std::iter::once(None).chain(Weekday::WORDS.iter().map(|&(_, day)| Some(day)));
        let all =
            Every::WORDS.iter().flat_map(|&(_, every)| days().map(move |on| Self { every, on, months: Months::NONE }));
        let read = |bare: Self| {
            let often = Timing::Recurs(bare).said(locale);
            let rest = text.strip_prefix(&often).or_else(|| text.strip_suffix(&often))?;
            let months = rest.trim_start_matches(['（', ',', ' ']).trim_end_matches('）');
            let own = Self { months: months_read(months, locale)?, ..bare };
            (Timing::Recurs(own).said(locale) == text).then_some(own)
        };
        all.into_iter().find_map(read)
    }
}

fn months_read(text: &str, locale: Locale) -> Option<Months> {
    if text.is_empty() {
        return Some(Months::NONE);
    }
    let (between, to) = match locale {
        Locale::Chinese => ("、", "至"),
        Locale::English => (", ", " to "),
    };
    let number = |name: &str| (1..=12).find(|&number| month(number, locale) == name);
    let stretch = |text: &str| {
        let (first, last) = text.split_once(to).unwrap_or((text, text));
        Months::parse(&format!("{}..{}", number(first)?, number(last)?))
    };
    text.split(between).map(stretch).try_fold(Months::NONE, |all, own| Some(all.and(own?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whatever is said is read back as it was.
    #[test]
    fn what_is_said_is_read_back() {
        let months = ["", "3", "3..8", "11..2"].map(|text| Months::parse(text).unwrap_or_default());
        let mut months = months.to_vec();
        months.push(Months::of(2).and(Months::of(9)).and(Months::of(10)));
        let days = [None, Some(Weekday::Friday), Some(Weekday::Sunday)];
        let mut timings = vec![Timing::Always];
        for &(_, every) in Every::WORDS {
            for &months in &months {
                timings.extend(days.iter().map(|&on| Timing::Recurs(Recurrence { every, months, on })));
            }
        }
        for within in ["", "5 workdays", "1 month", "3 hours"] {
            timings.push(Timing::After { event: "得知搬入".to_owned(), within: TimeLimit::parse(within) });
        }
        for timing in timings {
            for what in [None, Some("更新说明".to_owned()), Some("两件：一、二".to_owned())] {
                let occasion = Occasion { timing: timing.clone(), what };
                for locale in [Locale::Chinese, Locale::English] {
                    let said = occasion.said(locale);
                    assert_eq!(Occasion::read(&said), Some(occasion.clone()), "{said}");
                }
            }
        }
        for other in ["", "有时", "每", "3月", "以后", "每月每周"] {
            let read = Occasion::read(other);
            assert!(read.is_none() || other == "以后", "{other}: {read:?}");
        }
    }
}
