//! What stands at the start of a line in Chinese documents: marks of lists, 注 and 示例.
//!
//! GB/T 1.1—2020, 7.5 (列项), 9.9 (注) and 9.10 (示例); GB/T 9704—2012, 7.3.3 for `一、` and `（一）`. Marks that one
//! finds in practice are taken as well: half-width brackets, `①`, `1．`, `⑴`, `Ⅰ.`, `■`.

use super::cjk;

/// A mark of a list's item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Its kind; items of one list have the same.
    pub kind: MarkKind,
    /// The place it names in the list; nothing for dashes and dots.
    pub value: Option<u32>,
    /// Its length in bytes, without blanks behind it.
    pub length: usize,
}

/// Kinds of marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkKind {
    /// `——`
    Dash,
    /// `·` or `•`
    Dot,
    /// `a)`
    Letter,
    /// `(a)`
    LetterBracketed,
    /// `A)`
    Capital,
    /// `(A)`
    CapitalBracketed,
    /// `1)`
    Number,
    /// `（1）`
    Bracketed,
    /// `（一）`
    Han,
    /// `一)`
    HanHalf,
    /// `①`
    Circled,
    /// `一、`
    HanComma,
    /// `1、`, `1．`, and `1.` without a blank behind it
    NumberComma,
    /// `a、`, `a．`
    LetterComma,
    /// `A、`, `A．`
    CapitalComma,
    /// `⑴`
    BracketedSign,
    /// `⒈`
    StoppedSign,
    /// `㈠`
    HanSign,
    /// `Ⅰ.`, `Ⅰ、`
    Roman,
    /// `■`, `●` and their like; each is a kind of its own
    Bullet(char),
}

impl MarkKind {
    /// Whether the mark says a place.
    pub fn is_ordered(self) -> bool {
        !matches!(self, Self::Dash | Self::Dot | Self::Bullet(_))
    }

    /// Whether the mark is followed by what could be part of a sentence: `三、四月` begins no item.
    pub fn is_ambiguous(self) -> bool {
        use MarkKind::{Bullet, CapitalComma, Dash, Dot, HanComma, LetterComma, NumberComma, Roman};
        matches!(self, Dash | Dot | HanComma | NumberComma | LetterComma | CapitalComma | Roman | Bullet(_))
    }
}

impl Mark {
    /// The mark that a line begins with.
    pub fn of(line: &str) -> Option<Self> {
        let first = line.chars().next()?;
        match first {
            '—' => dash(line),
            '·' | '•' => Some(Self { kind: MarkKind::Dot, value: None, length: first.len_utf8() }),
            '①'..='⑳' => Some(sign(first, '①', MarkKind::Circled)),
            '⑴'..='⒇' => Some(sign(first, '⑴', MarkKind::BracketedSign)),
            '⒈'..='⒛' => Some(sign(first, '⒈', MarkKind::StoppedSign)),
            '㈠'..='㈩' => Some(sign(first, '㈠', MarkKind::HanSign)),
            'Ⅰ'..='Ⅻ' => roman(line, first),
            '■' | '□' | '●' | '○' | '◆' | '◇' | '▲' | '△' | '★' | '☆' | '▶' | '►' | '➢' | '➤' | '✓' | '✔' => {
                Some(Mark { kind: MarkKind::Bullet(first), value: None, length: first.len_utf8() })
            }
            '（' | '(' => numbered(&line[first.len_utf8()..], true, first.len_utf8()),
            _ if is_digit(first) => numbered(line, false, 0),
            _ => None,
        }
    }
}

fn dash(line: &str) -> Option<Mark> {
    let length = "——".len();
    let rest = line.strip_prefix("——")?;
    (!rest.starts_with('—')).then_some(Mark { kind: MarkKind::Dash, value: None, length })
}

/// A sign that holds a number, counted from the first of its kind.
fn sign(own: char, first: char, kind: MarkKind) -> Mark {
    Mark { kind, value: Some(u32::from(own) - u32::from(first) + 1), length: own.len_utf8() }
}

fn roman(line: &str, first: char) -> Option<Mark> {
    let close = line[first.len_utf8()..].chars().next().filter(|close| matches!(close, '.' | '．' | '、'))?;
    let length = first.len_utf8() + close.len_utf8();
    Some(Mark { length, ..sign(first, 'Ⅰ', MarkKind::Roman) })
}

/// A number and what closes it.
fn numbered(rest: &str, bracketed: bool, before: usize) -> Option<Mark> {
    let length = rest.find(|character| !is_digit(character)).unwrap_or(rest.len());
    let (number, rest) = rest.split_at(length);
    let first = number.chars().next()?;
    let letters = number.contains(|character: char| character.is_ascii_alphabetic());
    if number.chars().count() > 3 || letters && number.len() > 1 {
        return None;
    }
    let wide = ('０'..='９').contains(&first);
    let mut rest = rest.chars();
    let close = rest.next()?;
    let closes = matches!(close, '）' | ')');
    // `（一）至（三）项所列人员` names items and is none.
    if bracketed && is_enumeration(rest.as_str()) {
        return None;
    }
    let commas = !bracketed
        && (matches!(close, '、' | '．')
            // `5.7` is a number of another kind, and `1. ` is Markdown's own.
            // `１. ` with a wide digit is not Markdown's.
            || close == '.' && wide
            || close == '.' && rest.next().is_some_and(|next| !next.is_ascii()));
    if !closes && !commas {
        return None;
    }
    let (kind, value) = match first {
        'a'..='z' => {
            let value = Some(u32::from(first) - u32::from('a') + 1);
            let kind = match (closes, bracketed) {
                (true, true) => MarkKind::LetterBracketed,
                (true, false) => MarkKind::Letter,
                (false, _) => MarkKind::LetterComma,
            };
            (kind, value)
        }
        'A'..='Z' => {
            let value = Some(u32::from(first) - u32::from('A') + 1);
            let kind = match (closes, bracketed) {
                (true, true) => MarkKind::CapitalBracketed,
                (true, false) => MarkKind::Capital,
                (false, _) => MarkKind::CapitalComma,
            };
            (kind, value)
        }
        '0'..='9' | '０'..='９' => {
            let kind = match (closes, bracketed) {
                (true, true) => MarkKind::Bracketed,
                (true, false) => MarkKind::Number,
                (false, _) => MarkKind::NumberComma,
            };
            (kind, folded(number).parse().ok())
        }
        _ => {
            let kind = match (closes, bracketed) {
                (true, true) => MarkKind::Han,
                (true, false) => MarkKind::HanHalf,
                (false, _) => MarkKind::HanComma,
            };
            (kind, han_number(number))
        }
    };
    Some(Mark { kind, value, length: before + length + close.len_utf8() })
}

/// Whether what stands behind a bracketed number goes on with another: `、（五）项`.
fn is_enumeration(rest: &str) -> bool {
    let behind = rest.strip_prefix(['至', '到', '、', '和', '或', '与', '及', '-', '—', '～', '~']);
    behind.is_some_and(|behind| behind.starts_with(['（', '(']))
}

/// A number with half-width digits.
fn folded(number: &str) -> String {
    let digit = |own: char| u32::from(own).checked_sub(u32::from('０')).and_then(|value| char::from_digit(value, 10));
    number.chars().map(|own| digit(own).unwrap_or(own)).collect()
}

fn is_digit(character: char) -> bool {
    character.is_ascii_digit()
        || ('０'..='９').contains(&character)
        || character.is_ascii_alphabetic()
        || "一二三四五六七八九十百零〇".contains(character)
}

/// The value of a number up to ninety-nine in Chinese characters.
fn han_number(number: &str) -> Option<u32> {
    let digit = |character: char| {
        "一二三四五六七八九".chars().zip(1..).find(|&(own, _)| own == character).map(|(_, value)| value)
    };
    let mut characters = number.chars();
    let mut tens = 0;
    let mut units = 0;
    let mut seen_ten = false;
    for character in characters.by_ref() {
        if character == '十' && !seen_ten {
            seen_ten = true;
            tens = if units == 0 { 1 } else { units };
            units = 0;
        } else if units == 0 {
            units = digit(character)?;
        } else {
            return None;
        }
    }
    Some(tens * 10 + units)
}

/// Whether a line is the number of an article and its text, as laws have them: `第三条　甲。`, `第二章 总则`. A sentence
/// goes on at once: `第三条规定`.
pub fn begins_article(line: &str) -> bool {
    let Some(rest) = line.strip_prefix('第') else { return false };
    let is_number = |own: char| is_digit(own) && !own.is_ascii_alphabetic() || matches!(own, '千' | '两');
    let behind = rest.trim_start_matches(is_number);
    let numbered = behind.len() < rest.len() && behind.starts_with(['条', '章', '节', '编']);
    let mut behind = behind.chars();
    behind.next();
    let mut text = behind.as_str();
    if let Some(inserted) = text.strip_prefix('之') {
        text = inserted.trim_start_matches(is_number);
    }
    numbered && (text.is_empty() || text.starts_with([' ', '\u{3000}', '：', '【', '（', '\t']))
}

/// Whether a line is a date alone, as below a signature: `2022年8月1日`, `二〇二二年八月一日`.
pub fn is_date(line: &str) -> bool {
    let mut rest = line.trim();
    ['年', '月', '日'].into_iter().all(|unit| {
        let number = rest.trim_start_matches(|own: char| is_digit(own) || own == ' ' || own == '○' || own == 'Ｏ');
        let has_number = number.len() < rest.len();
        rest = number.strip_prefix(unit).unwrap_or("\0");
        has_number
    }) && rest.is_empty()
}

/// Whether a line begins with a short label and a colon, with words behind it: `联系人：张某`, `电话: 12345`.
pub fn begins_with_label(line: &str) -> bool {
    const LONGEST: usize = 8;
    let Some((label, rest)) = line.split_once(['：', ':']) else { return false };
    let is_short = (2..=LONGEST).contains(&label.chars().count());
    is_short && label.chars().all(cjk::is_han) && !rest.trim().is_empty()
}

/// What 注 and 示例 begin with: `注：`, `注1：`, `示例：`, `示例 2：`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AsideMark {
    /// Whether it is a 示例.
    pub example: bool,
    /// Its number, if it has one.
    pub number: Option<u32>,
    /// Its length in bytes with the colon, without blanks behind it.
    pub length: usize,
}

impl AsideMark {
    /// The mark that a line begins with.
    pub fn of(line: &str) -> Option<Self> {
        let (example, rest) = match line.strip_prefix('注') {
            Some(rest) => (false, rest),
            None => (true, line.strip_prefix("示例")?),
        };
        let rest = rest.trim_start_matches(' ');
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let (number, rest) = rest.split_at(digits);
        let rest = rest.strip_prefix(['：', ':'])?;
        if digits > 3 {
            return None;
        }
        Some(Self { example, number: number.parse().ok(), length: line.len() - rest.len() })
    }
}

#[cfg(test)]
mod tests {
    use super::{AsideMark, Mark, MarkKind, begins_article, begins_with_label, is_date};

    #[test]
    fn marks_of_chinese_lists_are_known() {
        for (line, kind, value, mark) in [
            ("（一）甲", MarkKind::Han, Some(1), "（一）"),
            ("（十二）甲", MarkKind::Han, Some(12), "（十二）"),
            ("（二十）甲", MarkKind::Han, Some(20), "（二十）"),
            ("(1) 甲", MarkKind::Bracketed, Some(1), "(1)"),
            ("（12）甲", MarkKind::Bracketed, Some(12), "（12）"),
            ("a) 甲", MarkKind::Letter, Some(1), "a)"),
            ("z）甲", MarkKind::Letter, Some(26), "z）"),
            ("1）甲", MarkKind::Number, Some(1), "1）"),
            ("①甲", MarkKind::Circled, Some(1), "①"),
            ("⑳甲", MarkKind::Circled, Some(20), "⑳"),
            ("一、甲", MarkKind::HanComma, Some(1), "一、"),
            ("九十九、甲", MarkKind::HanComma, Some(99), "九十九、"),
            ("1．甲", MarkKind::NumberComma, Some(1), "1．"),
            ("2、甲", MarkKind::NumberComma, Some(2), "2、"),
            ("1.甲", MarkKind::NumberComma, Some(1), "1."),
            ("——甲", MarkKind::Dash, None, "——"),
            ("·甲", MarkKind::Dot, None, "·"),
            ("⑴甲", MarkKind::BracketedSign, Some(1), "⑴"),
            ("⒉甲", MarkKind::StoppedSign, Some(2), "⒉"),
            ("㈢甲", MarkKind::HanSign, Some(3), "㈢"),
            ("Ⅳ. 甲", MarkKind::Roman, Some(4), "Ⅳ."),
            ("■ 甲", MarkKind::Bullet('■'), None, "■"),
            ("１．甲", MarkKind::NumberComma, Some(1), "１．"),
            ("１２. 甲", MarkKind::NumberComma, Some(12), "１２."),
            ("A) 甲", MarkKind::Capital, Some(1), "A)"),
            ("（C）甲", MarkKind::CapitalBracketed, Some(3), "（C）"),
            ("(b) 甲", MarkKind::LetterBracketed, Some(2), "(b)"),
            ("B．甲", MarkKind::CapitalComma, Some(2), "B．"),
            ("（３）甲", MarkKind::Bracketed, Some(3), "（３）"),
        ] {
            let found = Mark::of(line).unwrap_or_else(|| panic!("{line}"));
            assert_eq!((found.kind, found.value, &line[..found.length]), (kind, value, mark), "{line}");
        }
        for line in [
            "甲",
            "（甲）",
            "5.7",
            "5.7条",
            "abc) x",
            "AB）甲",
            "A4纸",
            "A. x",
            "(see) x",
            "2022）",
            "（一",
            "1.5倍",
            "3.",
            "",
            "（）",
            "—甲",
            "———",
            "1. 甲",
            "Ⅰ型",
            "（一）至（三）项所列人员",
            "（四）、（五）项所列人员",
            "２０２２）",
        ] {
            assert_eq!(Mark::of(line), None, "{line}");
        }
    }

    #[test]
    fn articles_and_dates_are_known() {
        for line in ["第三条　甲。", "第二章 总则", "第十五条之一 甲", "第3条", "第一百二十条【责任】甲"]
        {
            assert!(begins_article(line), "{line}");
        }
        for line in ["第三条规定，甲。", "第条 甲", "第二款 甲", "第三", "第三次会议"] {
            assert!(!begins_article(line), "{line}");
        }
        for line in ["2022年8月1日", "二〇二二年八月一日", "２０２２年８月１日", " 2022 年 8 月 1 日 "]
        {
            assert!(is_date(line), "{line}");
        }
        for line in ["2022年8月", "2022年8月1日起施行", "年月日", "8月1日", ""] {
            assert!(!is_date(line), "{line}");
        }
    }

    #[test]
    fn labels_are_known() {
        for line in ["联系人：张某", "电话: 12345", "办理地点：甲路1号"] {
            assert!(begins_with_label(line), "{line}");
        }
        for line in ["电话：", "甲：乙", "张某，电话：1", "由街道办事处负责的事项：甲", "URL: a", "甲乙"]
        {
            assert!(!begins_with_label(line), "{line}");
        }
    }

    #[test]
    fn asides_are_known() {
        for (line, example, number, mark) in [
            ("注：甲", false, None, "注："),
            ("注1：甲", false, Some(1), "注1："),
            ("注 2: 甲", false, Some(2), "注 2:"),
            ("示例：", true, None, "示例："),
            ("示例3：甲", true, Some(3), "示例3："),
        ] {
            let found = AsideMark::of(line).unwrap_or_else(|| panic!("{line}"));
            assert_eq!((found.example, found.number, &line[..found.length]), (example, number, mark), "{line}");
        }
        for line in ["注", "注意：甲", "注1 甲", "例：甲", "注2022：", ""] {
            assert_eq!(AsideMark::of(line), None, "{line}");
        }
    }
}
