//! Names in a cell: units with their duties, refs, papers, each apart.

use super::super::document::is_blank;

/// A name in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Named<'t> {
    /// As it is written.
    pub(super) text: &'t str,
    /// What stands in brackets behind it.
    pub(super) remark: Option<&'t str>,
    /// Which of the known names it is.
    pub(super) known: Option<usize>,
}

/// Whether a character stands between names.
fn is_between(own: char) -> bool {
    matches!(own, '、' | '，' | ',' | '；' | ';' | '\n' | '/' | '／' | '。') || is_blank(own)
}

/// The names of a cell. `known` gives the longest known name that a text begins with: its length in bytes and its place.
/// A name that is known may hold what else would end it.
pub(super) fn names<'t>(cell: &'t str, known: &dyn Fn(&str) -> Option<(usize, usize)>) -> Vec<Named<'t>> {
    let mut names = Vec::new();
    let mut rest = cell.trim_start_matches(is_between);
    while !rest.is_empty() {
        let found = known(rest).filter(|(length, _)| ends(&rest[*length..]));
        let (length, known) = match found {
            Some((length, at)) => (length, Some(at)),
            None => (unknown(rest), None),
        };
        let text = rest[..length].trim_end_matches(is_blank);
        rest = &rest[length..];
        let (remark, behind) = bracketed(rest);
        if !text.is_empty() {
            names.push(Named { text, remark, known });
        }
        // A bracket that never ends, or stands alone, is passed over one character at a time.
        let first = behind.chars().next().map_or(0, char::len_utf8);
        let behind = if text.is_empty() && remark.is_none() { &behind[first..] } else { behind };
        rest = behind.trim_start_matches(is_between);
    }
    names
}

/// Whether a name ends before this.
fn ends(rest: &str) -> bool {
    rest.chars().next().is_none_or(|own| is_between(own) || matches!(own, '（' | '('))
}

/// Where a name ends that is not known: brackets of titles keep what is in them together.
fn unknown(rest: &str) -> usize {
    let mut depth = 0_usize;
    for (at, own) in rest.char_indices() {
        match own {
            '《' | '“' | '〔' => depth += 1,
            '》' | '”' | '〕' => depth = depth.saturating_sub(1),
            '（' | '(' if depth == 0 => return at,
            // A blank ends a Chinese name; English ones have blanks of their own.
            ' ' if depth == 0 && at > 0 && !rest[..at].is_ascii() => return at,
            _ if depth == 0 && own != ' ' && is_between(own) => return at,
            _ => {}
        }
    }
    rest.len()
}

/// What stands in brackets at the beginning, and what comes behind.
fn bracketed(text: &str) -> (Option<&str>, &str) {
    let trimmed = text.trim_start_matches(is_blank);
    let Some(inner) = trimmed.strip_prefix(['（', '(']) else { return (None, text) };
    match inner.find(['）', ')']) {
        Some(end) => {
            let after = inner[end..].chars().next().map_or(0, char::len_utf8);
            (Some(inner[..end].trim()), &inner[end + after..])
        }
        None => (None, text),
    }
}

/// The parts of a list, such as papers. Nothing is parted inside brackets; commas part English words alone.
pub(super) fn parts(cell: &str) -> Vec<&str> {
    let is_english = cell.is_ascii();
    let mut parts = Vec::new();
    let (mut start, mut depth) = (0, 0_usize);
    for (at, own) in cell.char_indices() {
        match own {
            '（' | '(' | '《' | '“' => depth += 1,
            '）' | ')' | '》' | '”' => depth = depth.saturating_sub(1),
            '、' | '；' | ';' | '\n' | ',' if depth == 0 && (own != ',' || is_english) => {
                parts.push(&cell[start..at]);
                start = at + own.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(&cell[start..]);
    parts.into_iter().map(|part| part.trim_matches(is_blank)).filter(|part| !part.is_empty()).collect()
}

/// A line without the number of a step, and the number as it is written.
pub(super) fn without_number(line: &str) -> (&str, &str) {
    let line = line.trim_matches(is_blank);
    let is_digit = |own: char| own.is_ascii_digit() || ('０'..='９').contains(&own);
    let is_han = |own: char| "一二三四五六七八九十".contains(own);
    let circled = line.chars().next().filter(|own| ('①'..='⑳').contains(own)).map(char::len_utf8);
    let bracketed = || {
        let inner = line.strip_prefix(['（', '('])?;
        let end = inner.find(['）', ')'])?;
        let number = &inner[..end];
        let is_number = !number.is_empty() && (number.chars().all(is_digit) || number.chars().all(is_han));
        is_number.then(|| line.len() - inner.len() + end + inner[end..].chars().next().map_or(0, char::len_utf8))
    };
    let dotted = || {
        let digits: usize = line.chars().take_while(|own| is_digit(*own)).map(char::len_utf8).sum();
        let rest = &line[digits..];
        let mark = rest.chars().next().filter(|own| matches!(own, '.' | '．' | '、' | ')' | '）'))?;
        // `1.5倍` is an amount.
        let is_amount = rest[mark.len_utf8()..].starts_with(is_digit);
        (digits > 0 && !is_amount).then_some(digits + mark.len_utf8())
    };
    let step = || {
        let inner = line.strip_prefix('第')?;
        let end = inner.find('步')?;
        let is_number = end > 0 && inner[..end].chars().all(|own| is_digit(own) || is_han(own));
        let rest = &inner[end + '步'.len_utf8()..];
        let mark = rest.chars().next().filter(|own| matches!(own, '：' | ':' | '，' | '、'))?;
        is_number.then_some('第'.len_utf8() + end + '步'.len_utf8() + mark.len_utf8())
    };
    let length = circled.or_else(bracketed).or_else(dotted).or_else(step).unwrap_or(0);
    (line[..length].trim_end(), line[length..].trim_start_matches(is_blank))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(cell: &str) -> Vec<(&str, Option<&str>, Option<usize>)> {
        let known = |text: &str| {
            let all = ["民族宗教事务局", "民宗局", "卫生健康、医疗保障局", "Street Office"];
            let found = all.iter().enumerate().filter(|(_, name)| text.starts_with(**name));
            found.max_by_key(|(_, name)| name.len()).map(|(at, name)| (name.len(), at))
        };
        names(cell, &known).into_iter().map(|own| (own.text, own.remark, own.known)).collect()
    }

    #[test]
    fn names_stand_apart() {
        assert_eq!(of("民宗局、各街道"), [("民宗局", None, Some(1)), ("各街道", None, None)]);
        assert_eq!(
            of("民族宗教事务局（牵头）\n教体局"),
            [("民族宗教事务局", Some("牵头"), Some(0)), ("教体局", None, None)]
        );
        assert_eq!(
            of("卫生健康、医疗保障局，民宗局。"),
            [("卫生健康、医疗保障局", None, Some(2)), ("民宗局", None, Some(1))]
        );
        assert_eq!(of("Street Office (lead), Post"), [("Street Office", Some("lead"), Some(3)), ("Post", None, None)]);
        assert_eq!(of("民宗局甲"), [("民宗局甲", None, None)]);
        assert_eq!(of("（（"), []);
        assert_eq!(of("（一）甲"), [("甲", None, None)]);
    }

    #[test]
    fn lists_are_parted_outside_brackets() {
        assert_eq!(parts("登记单、《甲、乙》；回执（存、退）"), ["登记单", "《甲、乙》", "回执（存、退）"]);
        assert_eq!(parts("List, register"), ["List", "register"]);
        assert_eq!(parts("甲,乙"), ["甲,乙"]);
        assert_eq!(parts(" "), [""; 0]);
    }

    #[test]
    fn numbers_of_steps_are_no_words() {
        let cases = [
            ("1. 甲", ("1.", "甲")),
            ("（2）甲", ("（2）", "甲")),
            ("③甲", ("③", "甲")),
            ("第一步：甲", ("第一步：", "甲")),
            ("1.5倍", ("", "1.5倍")),
            ("一是甲", ("", "一是甲")),
            ("（甲）乙", ("", "（甲）乙")),
            ("１、甲", ("１、", "甲")),
        ];
        for (line, expected) in cases {
            assert_eq!(without_number(line), expected);
        }
    }
}
