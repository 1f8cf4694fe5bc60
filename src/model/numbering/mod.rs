//! How an edition numbers its clauses, and what one of its numbers says.
//!
//! An edition says its scheme once; everything that needs to know how numbers sort, nest and follow each other asks an
//! [`Ordinal`], so that no reader takes a number apart by itself.

mod articles;
mod pattern;

use crate::text::natural::{self, Piece};
pub use articles::Unit;
use pattern::Pattern;

/// A scheme of numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Numbering {
    /// `5`, `5.7`, `5.7.2`; annexes `A.1` (GB/T 1.1—2020, 7.2 and 7.3).
    #[default]
    Decimal,
    /// 第一编, 第二章, 第三节, 第二十一条: articles count through the whole document, what stands over them does not.
    Article,
    /// `A`, `A.1`, `A.1.2`.
    Letters,
    /// As an example has it: `AC-2(1)`.
    Pattern(Pattern),
}

/// What a number says in its scheme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ordinal {
    /// How far down its level is in the scheme, from 1.
    pub level: u32,
    /// Where it stands among the numbers of its edition; `None` for a heading over articles, which says its `order`.
    pub key: Option<Vec<Piece>>,
    /// The id of its clause.
    pub id: String,
    /// The number that it stands below, where its own one says so.
    pub parent: Option<String>,
    /// The number that comes right before it below the same one; `None` for the first, and where nothing is counted.
    pub before: Option<String>,
    /// What counts through the document, or below a heading that the number does not name.
    pub unit: Option<(Unit, u64)>,
}

impl Ordinal {
    /// Whether an id is that of the number. A heading that is counted anew below each heading needs the other's in front
    /// of its own: 第二节 of 第三章 is `ch3-s2`.
    pub fn fits(&self, id: &str) -> bool {
        let below = |id: &str| id.strip_suffix(self.id.as_str()).is_some_and(|before| before.ends_with(['-', '.']));
        id == self.id || self.key.is_none() && below(id)
    }
}

impl Numbering {
    /// What a word says in front matter; `None` for what is neither the word of a scheme nor an example of one.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "decimal" => Some(Self::Decimal),
            "article" => Some(Self::Article),
            "letters" => Some(Self::Letters),
            _ => Pattern::parse(text).map(Self::Pattern),
        }
    }

    /// The scheme as front matter says it.
    pub fn word(&self) -> &str {
        match self {
            Self::Decimal => "decimal",
            Self::Article => "article",
            Self::Letters => "letters",
            Self::Pattern(pattern) => pattern.example(),
        }
    }

    /// What a number says; `None` if the scheme has no such number.
    pub fn ordinal(&self, number: &str) -> Option<Ordinal> {
        match self {
            Self::Decimal => Some(decimal(number)),
            Self::Article => articles::ordinal(number),
            Self::Letters => letters(number),
            Self::Pattern(pattern) => pattern.ordinal(number),
        }
    }

    /// The number that a clause of an id has; `None` where the id does not tell.
    pub fn number_of(&self, id: &str) -> Option<String> {
        let number = match self {
            Self::Decimal => id.to_owned(),
            Self::Article => articles::number_of(id)?,
            Self::Letters => id.to_ascii_uppercase(),
            Self::Pattern(_) => return None,
        };
        self.ordinal(&number).is_some_and(|ordinal| ordinal.fits(id)).then_some(number)
    }

    /// Whether the depth of a clause is how many headings are open where it stands, not how long its number is.
    pub fn nests_by_headings(&self) -> bool {
        match self {
            Self::Decimal | Self::Letters => false,
            Self::Article | Self::Pattern(_) => true,
        }
    }
}

fn decimal(number: &str) -> Ordinal {
    let (parent, last) = number.rsplit_once('.').map_or((None, number), |(parent, last)| (Some(parent), last));
    let before = sibling_before(last);
    Ordinal {
        level: u32::try_from(number.matches('.').count()).unwrap_or(0) + 1,
        key: Some(natural::key(number)),
        // An annex is numbered `A.1` and lies in `a.1.md`: addresses hold no upper case.
        id: number.to_ascii_lowercase(),
        before: before.map(|before| parent.map_or(before.clone(), |parent| format!("{parent}.{before}"))),
        parent: parent.map(str::to_owned),
        unit: None,
    }
}

/// `3` before `4`, `A` before `B`; nothing before `1` and `A`, nor before what is neither a number nor a letter.
fn sibling_before(last: &str) -> Option<String> {
    if let Ok(number) = last.parse::<u32>() {
        return (number > 1).then(|| (number - 1).to_string());
    }
    let letter = last.chars().next().filter(|_| last.len() == 1)?;
    (letter > 'A').then(|| char::from_u32(u32::from(letter) - 1).map(String::from)).flatten()
}

/// A letter, then decimal numbers below it. `AA` follows `Z`.
fn letters(number: &str) -> Option<Ordinal> {
    let (first, rest) = number.split_once('.').map_or((number, None), |(first, rest)| (first, Some(rest)));
    let value = pattern::letters_value(first).filter(|_| first.bytes().all(|own| own.is_ascii_uppercase()))?;
    let is_count = |own: &str| !own.is_empty() && own.bytes().all(|byte| byte.is_ascii_digit());
    if rest.is_some_and(|rest| !rest.split('.').all(is_count)) {
        return None;
    }
    let mut key = vec![Piece::Number(value)];
    key.extend(rest.into_iter().flat_map(natural::key));
    let own = decimal(number);
    let before = match rest {
        Some(_) => own.before,
        None => (value > 1).then(|| pattern::letters(value - 1)),
    };
    Some(Ordinal { key: Some(key), before, ..own })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ordinal(scheme: &str, number: &str) -> Ordinal {
        Numbering::parse(scheme).and_then(|own| own.ordinal(number)).unwrap_or_else(|| panic!("{scheme}: {number}"))
    }

    /// Level, id, parent and sibling before.
    fn shown(scheme: &str, number: &str) -> String {
        let Ordinal { level, id, parent, before, .. } = ordinal(scheme, number);
        format!("{level} {id} {} {}", parent.unwrap_or("-".into()), before.unwrap_or("-".into()))
    }

    #[test]
    fn numbers_say_where_they_stand() {
        for (scheme, number, said) in [
            ("decimal", "5", "1 5 - 4"),
            ("decimal", "5.7.2", "3 5.7.2 5.7 5.7.1"),
            ("decimal", "B.1", "2 b.1 B -"),
            ("article", "第一编", "1 part1 - -"),
            ("article", "第二分编", "2 subpart2 - 第一分编"),
            ("article", "第三章", "3 ch3 - 第二章"),
            ("article", "第二节", "4 s2 - 第一节"),
            ("article", "第二十一条", "5 21 - 第二十条"),
            ("article", "第21条", "5 21 - 第20条"),
            ("article", "第二十一条之一", "5 21-1 - 第二十一条"),
            ("article", "第二十一条之三", "5 21-3 - 第二十一条之二"),
            ("letters", "AA", "1 aa - Z"),
            ("letters", "C.10", "2 c.10 C C.9"),
            ("AC-2(1)", "SI", "1 si - -"),
            ("AC-2(1)", "SI-4", "2 si-4 SI SI-3"),
            ("AC-2(1)", "SI-4(12)", "3 si-4-12 SI-4 SI-4(11)"),
            ("一、（一）1.", "三、（二）", "2 3-2 三、 三、（一）"),
            ("1(a)(i)", "3(c)(iv)", "3 3-c-iv 3(c) 3(c)(iii)"),
            ("Part 1, 1", "Part 2, 3", "2 part-2-3 Part 2 Part 2, 2"),
        ] {
            assert_eq!(shown(scheme, number), said, "{scheme}: {number}");
        }
    }

    #[test]
    fn ids_tell_numbers() {
        for (scheme, id, number) in [
            ("decimal", "5.7", Some("5.7")),
            ("article", "21", Some("第二十一条")),
            ("article", "21-2", Some("第二十一条之二")),
            ("article", "part2-ch3", Some("第三章")),
            ("article", "ch3-s2", Some("第二节")),
            ("article", "foreword", None),
            ("letters", "a.1", Some("A.1")),
            ("letters", "5", None),
            ("AC-2(1)", "ac-2", None),
        ] {
            assert_eq!(Numbering::parse(scheme).unwrap().number_of(id).as_deref(), number, "{scheme}: {id}");
        }
    }

    #[test]
    fn other_numbers_are_none() {
        for (scheme, number) in [
            ("article", "5.7"),
            ("article", "第条"),
            ("article", "第三款"),
            ("letters", "5"),
            ("letters", "A.b"),
            ("AC-2(1)", "AC2"),
            ("AC-2(1)", "AC-2(1)(2)"),
            ("AC-2(1)", "AC-2("),
            ("一、（一）1.", "1、"),
        ] {
            assert_eq!(Numbering::parse(scheme).unwrap().ordinal(number), None, "{scheme}: {number}");
        }
        for scheme in ["", "()", "decimals", "按条", "-"] {
            assert_eq!(Numbering::parse(scheme), None, "{scheme}");
        }
    }

    #[test]
    fn numbers_sort_as_they_count() {
        for (scheme, numbers) in [
            ("decimal", &["5", "5.9", "5.10", "10", "A", "A.1"][..]),
            ("letters", &["A", "A.2", "A.10", "B", "Z", "AA"]),
            ("AC-2(1)", &["AC", "AC-2", "AC-2(2)", "AC-2(10)", "AC-10", "AU"]),
            ("一、（一）1.", &["九、", "十、", "十、（二）", "十、（十）1.", "十一、"]),
            ("1(a)(i)", &["1(a)", "1(a)(iv)", "1(a)(ix)", "1(b)", "1(z)", "1(aa)"]),
            ("article", &["第九条", "第九条之一", "第九条之十", "第十条", "第一百零二条"]),
        ] {
            let keys: Vec<_> = numbers.iter().map(|number| ordinal(scheme, number).key.unwrap()).collect();
            assert!(keys.is_sorted_by(|a, b| a < b), "{scheme}: {keys:?}");
        }
    }
}
