//! Numbers of laws and rules: 编, 分编, 章, 节 and 条 (《立法技术规范（试行）（一）》, 3 to 5: articles are numbered through the
//! whole document; chapters, sections and parts are numbered below what they stand in).

use super::Ordinal;
use crate::text::natural::Piece;
use crate::text::numerals;

/// What a number of laws counts, outermost first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// 编.
    Part,
    /// 分编.
    Subpart,
    /// 章.
    Chapter,
    /// 节.
    Section,
    /// 条.
    Article,
}

impl Unit {
    /// Every unit with its word and what the ids of its clauses begin with. A word that ends with another comes first.
    const ALL: [(Self, &'static str, &'static str); 5] = [
        (Self::Subpart, "分编", "subpart"),
        (Self::Part, "编", "part"),
        (Self::Chapter, "章", "ch"),
        (Self::Section, "节", "s"),
        (Self::Article, "条", ""),
    ];
}

/// What `第二十一条`, `第二十一条之一` or `第三章` says.
pub(super) fn ordinal(number: &str) -> Option<Ordinal> {
    let rest = number.strip_prefix('第')?;
    let (unit, word, named) = Unit::ALL.into_iter().find(|(_, word, _)| rest.contains(word))?;
    let (count, inserted) = rest.split_once(word)?;
    let style = Style::of(count)?;
    let value = style.value(count)?;
    let inserted = match inserted.strip_prefix('之') {
        Some(inserted) if unit == Unit::Article => Some(Style::of(inserted)?.value(inserted)?),
        None if inserted.is_empty() => None,
        Some(_) | None => return None,
    };
    let before = match inserted {
        None => (value > 1).then(|| format!("第{}{word}", style.write(value - 1))),
        Some(1) => Some(format!("第{count}{word}")),
        Some(inserted) => Some(format!("第{count}{word}之{}", style.write(inserted - 1))),
    };
    let key =
        (unit == Unit::Article).then(|| [Some(value), inserted].into_iter().flatten().map(Piece::Number).collect());
    let id = inserted.map_or_else(|| format!("{named}{value}"), |inserted| format!("{named}{value}-{inserted}"));
    Some(Ordinal { level: unit as u32 + 1, key, id, parent: None, before, unit: Some((unit, value)) })
}

/// The number of a clause of an id: 第二十一条 of `21`, 第三章 of `part2-ch3`.
pub(super) fn number_of(id: &str) -> Option<String> {
    let (before, last) = id.rsplit_once(['-', '.']).map_or((None, id), |(before, last)| (Some(before), last));
    let (_, word, named) = Unit::ALL
        .into_iter()
        .find(|(.., named)| last.strip_prefix(named).is_some_and(|count| count.parse::<u64>().is_ok()))?;
    let count = numerals::write(last.strip_prefix(named)?.parse().ok()?);
    match before.map(str::parse::<u64>) {
        Some(Ok(article)) if named.is_empty() => Some(format!("第{}{word}之{count}", numerals::write(article))),
        Some(_) | None => Some(format!("第{count}{word}")),
    }
}

/// How the digits are written.
#[derive(Clone, Copy)]
enum Style {
    Chinese,
    Arabic,
}

impl Style {
    fn of(count: &str) -> Option<Self> {
        match count.chars().next()? {
            first if first.is_ascii_digit() => Some(Self::Arabic),
            first if numerals::is_numeral(first) => Some(Self::Chinese),
            _ => None,
        }
    }

    fn value(self, count: &str) -> Option<u64> {
        let value = match self {
            Self::Chinese => numerals::value(&count.chars().collect::<Vec<_>>()),
            Self::Arabic => count.parse().ok(),
        };
        value.filter(|&value| value > 0)
    }

    fn write(self, value: u64) -> String {
        match self {
            Self::Chinese => numerals::write(value),
            Self::Arabic => value.to_string(),
        }
    }
}
