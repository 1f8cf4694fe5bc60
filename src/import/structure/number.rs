//! Numbers at the beginning of a line: `5.7`, `第二十一条`, `第三章`, `A.1`, `一、`.
//!
//! Full-width digits, wide blanks and marks without width are folded here and nowhere else: a number is structure, a body
//! is not.

use super::super::document::is_blank;

/// A number of a clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Number {
    /// What it counts.
    pub(super) value: Value,
    /// As it is shown, folded: `5.7`, `第二十一条`.
    pub(super) shown: String,
    /// Its length in bytes of the line, blanks around it included.
    pub(super) length: usize,
    /// Whether blanks follow it, or the end of the line.
    pub(super) is_apart: bool,
}

/// What a number counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    /// `5.7`
    Decimal(Vec<u32>),
    /// `A`, `A.1`
    Annex(char, Vec<u32>),
    /// `第二十一条`, `第二十一条之一`
    Article(Unit, u32, Option<u32>),
    /// `一、`
    Han(u32),
    /// `（一）`, below `一、`
    Bracketed(u32),
}

/// Units of laws, from the largest to the smallest (《立法法》 and 立法技术规范: 编、章、节、条).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    /// 编
    Book,
    /// 分编
    Part,
    /// 章
    Chapter,
    /// 节
    Section,
    /// 条
    Article,
}

impl Number {
    /// The number that a line begins with.
    pub(super) fn of(line: &str) -> Option<Self> {
        article(line)
            .or_else(|| han(line))
            .or_else(|| bracketed(line))
            .or_else(|| annex(line))
            .or_else(|| decimal(line))
    }
}

/// A line without the blanks before it, and their length.
fn begun(line: &str) -> (&str, usize) {
    let text = line.trim_start_matches(is_blank);
    (text, line.len() - text.len())
}

/// A number that was read up to `rest`, with the blanks behind it.
fn finished(line: &str, rest: &str, value: Value, shown: String) -> Number {
    let text = rest.trim_start_matches(is_blank);
    let is_apart = text.len() < rest.len() || text.is_empty();
    Number { value, shown, length: line.len() - text.len(), is_apart }
}

/// A digit, half or full width.
fn digit(own: char) -> Option<u32> {
    own.to_digit(10).or_else(|| u32::from(own).checked_sub(u32::from('０')).filter(|value| *value < 10))
}

/// Digits at the beginning of a text, as a value of at most three digits.
fn digits(text: &str) -> Option<(u32, &str)> {
    let rest = text.trim_start_matches(|own| digit(own).is_some());
    let own: Vec<u32> = text[..text.len() - rest.len()].chars().filter_map(digit).collect();
    if own.is_empty() || own.len() > 3 || own[0] == 0 {
        return None;
    }
    Some((own.iter().fold(0, |value, digit| value * 10 + digit), rest))
}

/// Further parts of a number, each behind a dot.
fn parts(mut rest: &str, mut values: Vec<u32>) -> (Vec<u32>, &str) {
    while let Some((value, behind)) = rest.strip_prefix(['.', '．']).and_then(digits) {
        values.push(value);
        rest = behind;
    }
    (values, rest)
}

fn joined(values: &[u32]) -> String {
    values.iter().map(u32::to_string).collect::<Vec<_>>().join(".")
}

/// `5`, `5.7`, `５．７`. Behind a single number a blank must follow, behind several a blank or a word.
fn decimal(line: &str) -> Option<Number> {
    let (text, _) = begun(line);
    let (first, rest) = digits(text)?;
    let (values, rest) = parts(rest, vec![first]);
    // `5.7.` ends in a dot as some people type it.
    let rest = if values.len() > 1 { rest.strip_prefix(['.', '．']).unwrap_or(rest) } else { rest };
    let next = rest.chars().next();
    let fits = match next {
        None => true,
        Some(next) if is_blank(next) => true,
        // `5.7倍`, `3.5%`, `1.5米` are amounts: what follows is looked at by those who know the sequence.
        Some(next) => values.len() > 1 && !next.is_ascii() && !"，。、；：）％℃～—－×≤≥±".contains(next),
    };
    fits.then(|| finished(line, rest, Value::Decimal(values.clone()), joined(&values)))
}

/// `A.1`, `附录A`.
fn annex(line: &str) -> Option<Number> {
    let (text, _) = begun(line);
    if let Some(rest) = text.strip_prefix("附录").or_else(|| text.strip_prefix("附 录")) {
        let rest = rest.trim_start_matches(is_blank);
        let letter = rest.chars().next().map(narrow).filter(char::is_ascii_uppercase)?;
        let rest = &rest[rest.chars().next().map_or(0, char::len_utf8)..];
        let ends = rest.chars().next().is_none_or(|next| is_blank(next) || matches!(next, '（' | '('));
        return ends.then(|| finished(line, rest, Value::Annex(letter, Vec::new()), letter.to_string()));
    }
    let first = text.chars().next()?;
    let letter = Some(narrow(first)).filter(char::is_ascii_uppercase)?;
    let rest = &text[first.len_utf8()..];
    let (values, behind) = parts(rest, Vec::new());
    let next = behind.chars().next();
    let fits = next.is_none_or(|next| is_blank(next) || !next.is_ascii());
    (!values.is_empty() && fits)
        .then(|| finished(line, behind, Value::Annex(letter, values.clone()), format!("{letter}.{}", joined(&values))))
}

/// A letter without its width.
fn narrow(own: char) -> char {
    match own {
        'Ａ'..='Ｚ' => char::from_u32(u32::from(own) - u32::from('Ａ') + u32::from('A')).unwrap_or(own),
        other => other,
    }
}

/// `第二十一条`, `第3章`, `第十五条之一`.
fn article(line: &str) -> Option<Number> {
    let (text, _) = begun(line);
    let rest = text.strip_prefix('第')?;
    let (value, rest) = han_or_digits(rest)?;
    let units =
        [("分编", Unit::Part), ("编", Unit::Book), ("章", Unit::Chapter), ("节", Unit::Section), ("条", Unit::Article)];
    let (unit, mut rest) = units.iter().find_map(|(word, unit)| Some((*unit, rest.strip_prefix(word)?)))?;
    let mut inserted = None;
    let number = |text: &'_ str| han_number(text).or_else(|| digits(text)).map(|(value, rest)| (value, rest.len()));
    if let Some((value, left)) = rest.strip_prefix('之').and_then(number) {
        let behind = &rest[rest.len() - left..];
        inserted = Some(value);
        rest = behind;
    }
    let next = rest.chars().next();
    let ends = next.is_none_or(|next| is_blank(next) || matches!(next, '：' | '【' | '（'));
    // A chapter may run into its title; `第三条规定` is a sentence.
    if !ends && unit == Unit::Article {
        return None;
    }
    let shown: String = text[..text.len() - rest.len()].chars().filter(|own| !is_blank(*own)).collect();
    Some(finished(line, rest, Value::Article(unit, value, inserted), shown))
}

/// `一、`.
fn han(line: &str) -> Option<Number> {
    let (text, _) = begun(line);
    let (value, rest) = han_number(text)?;
    let rest = rest.strip_prefix('、')?;
    // `三、四月间` counts months.
    if han_number(rest).is_some() && rest.ends_with(['。', '；', '，']) {
        return None;
    }
    let shown = text[..text.len() - rest.len()].to_owned();
    Some(finished(line, rest, Value::Han(value), shown))
}

/// `（一）`.
fn bracketed(line: &str) -> Option<Number> {
    let (text, _) = begun(line);
    let inner = text.strip_prefix(['（', '('])?;
    let (value, rest) = han_number(inner)?;
    let written = &inner[..inner.len() - rest.len()];
    let rest = rest.strip_prefix(['）', ')'])?;
    Some(finished(line, rest, Value::Bracketed(value), format!("（{written}）")))
}

fn han_or_digits(text: &str) -> Option<(u32, &str)> {
    let text = text.trim_start_matches(is_blank);
    let (value, rest) = han_number(text).or_else(|| digits(text))?;
    Some((value, rest.trim_start_matches(is_blank)))
}

/// A number in Chinese, up to thousands: `二十一`, `一百零五`, `一千二百六十`, `一〇五`.
pub(super) fn han_number(text: &str) -> Option<(u32, &str)> {
    const DIGITS: &str = "零一二三四五六七八九";
    let value = |own: char| match own {
        '〇' | '○' => Some(0),
        '两' => Some(2),
        other => DIGITS.chars().zip(0..).find(|(known, _)| *known == other).map(|(_, value)| value),
    };
    let place = |own: char| match own {
        '十' => Some(10),
        '百' => Some(100),
        '千' => Some(1000),
        _ => None,
    };
    let end = text.find(|own| value(own).is_none() && place(own).is_none()).unwrap_or(text.len());
    let (own, rest) = text.split_at(end);
    let count = own.chars().count();
    if count == 0 || count > 8 {
        return None;
    }
    if count > 1 && own.chars().all(|own| place(own).is_none()) {
        let number = own.chars().filter_map(value).fold(0_u32, |all, digit| all * 10 + digit);
        return (number < 10_000).then_some((number, rest));
    }
    let (mut total, mut last) = (0, None);
    for own in own.chars() {
        match (value(own), place(own)) {
            (Some(0), _) => {}
            (Some(digit), _) if last.is_none() => last = Some(digit),
            (_, Some(place)) => total += last.take().unwrap_or(1) * place,
            _ => return None,
        }
    }
    Some((total + last.unwrap_or(0), rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(line: &str) -> Option<(String, &str)> {
        Number::of(line).map(|number| (number.shown.clone(), &line[number.length..]))
    }

    #[test]
    fn numbers_of_all_schemes_are_read() {
        for (line, number, rest) in [
            ("5.7 就业服务", "5.7", "就业服务"),
            ("5．7　就业服务", "5.7", "就业服务"),
            ("５.７就业服务", "5.7", "就业服务"),
            ("\u{3000}\u{3000}5.7.1\u{200B} 甲", "5.7.1", "甲"),
            ("1  范围", "1", "范围"),
            ("1", "1", ""),
            ("第二十一条　甲", "第二十一条", "甲"),
            ("第 三 章  总则", "第三章", "总则"),
            ("第三章总则", "第三章", "总则"),
            ("第十五条之一 甲", "第十五条之一", "甲"),
            ("第一千二百六十条 甲", "第一千二百六十条", "甲"),
            ("第3条 甲", "第3条", "甲"),
            ("A.1 甲", "A.1", "甲"),
            ("附录A（规范性）", "A", "（规范性）"),
            ("附录 Ｂ", "B", ""),
            ("一、总体要求", "一、", "总体要求"),
            ("（十二）甲", "（十二）", "甲"),
        ] {
            assert_eq!(shown(line), Some((number.to_owned(), rest)), "{line}");
        }
        for line in [
            "第三条规定，甲",
            "2022年",
            "3.5%",
            "1.范围",
            "1、范围",
            "1范围",
            "第三次",
            "ABC",
            "A类",
            "附录的使用",
            "0.5 甲",
            "甲",
            "",
        ] {
            assert_eq!(shown(line), None, "{line}");
        }
    }

    #[test]
    fn chinese_numbers_have_values() {
        for (text, value) in [
            ("十", 10),
            ("十一", 11),
            ("二十", 20),
            ("一百零五", 105),
            ("一百一十", 110),
            ("一千二百六十", 1260),
            ("一〇五", 105),
        ] {
            assert_eq!(han_number(text), Some((value, "")), "{text}");
        }
    }
}
