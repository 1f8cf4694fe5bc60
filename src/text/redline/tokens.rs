//! What is never cut: numbers, dates, words of letters. Han characters and punctuation stand alone.

use crate::text::cjk::{is_han, is_punctuation};

/// The pieces of a text that are kept, inserted or deleted as a whole. Together they are the text.
pub(super) fn tokens(text: &str) -> Vec<&str> {
    let mut tokens = Vec::with_capacity(text.len() / 3);
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let end = with_marks(rest, end_of_first(rest, first));
        let (token, behind) = rest.split_at(end);
        tokens.push(token);
        rest = behind;
    }
    tokens
}

fn end_of_first(text: &str, first: char) -> usize {
    if let Some(end) = ordinal(text).or_else(|| date(text)).or_else(|| number(text)) {
        return end;
    }
    match first {
        '—' | '…' => end_where(text, |c| c != first),
        _ if first.is_whitespace() => end_where(text, |c| !c.is_whitespace()),
        _ if is_of_word(first) => end_where(text, |c| !is_of_word(c)),
        _ => first.len_utf8(),
    }
}

/// Marks that change the character before them belong to it: accents, variation selectors, joiners.
fn with_marks(text: &str, end: usize) -> usize {
    let is_mark =
        |c: char| matches!(c, '\u{300}'..='\u{36F}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}');
    end + end_where(&text[end..], |c| !is_mark(c))
}

fn end_where(text: &str, stop: impl Fn(char) -> bool) -> usize {
    text.find(stop).unwrap_or(text.len())
}

/// Letters and digits that are no Han; the signs of Tibetan syllables belong to their letters.
fn is_of_word(c: char) -> bool {
    let is_tibetan = matches!(c, '\u{F40}'..='\u{FBC}');
    !is_han(c) && (c.is_alphanumeric() || is_tibetan) && !is_punctuation(c)
}

/// A number in digits with its separators and sign of share (`1,000.5%`), or in Chinese numerals.
fn number(text: &str) -> Option<usize> {
    let digits = end_where(text, |c| !is_digit(c));
    if digits == 0 {
        let end = end_where(text, |c| !is_numeral(c));
        return (end > 0).then_some(end);
    }
    let mut end = digits;
    while let Some(sign) = text[end..].chars().next().filter(|c| matches!(c, '.' | ',' | ':' | '/' | '-' | '．')) {
        let after = end + sign.len_utf8();
        let more = end_where(&text[after..], |c| !is_digit(c));
        if more == 0 {
            break;
        }
        end = after + more;
    }
    let share = text[end..].chars().next().filter(|c| matches!(c, '%' | '‰' | '％' | '℃'));
    Some(end + share.map_or(0, char::len_utf8))
}

/// 第二十一条, 第3款: the number of a part of a document.
fn ordinal(text: &str) -> Option<usize> {
    let rest = text.strip_prefix('第')?;
    let end = '第'.len_utf8() + number(rest)?;
    let part = text[end..].chars().next().filter(|c| "编章节条款项目号部卷页次届".contains(*c));
    Some(end + part.map_or(0, char::len_utf8))
}

/// 2022年5月1日, 二〇二二年五月, 5月1日: a date in digits or numerals.
fn date(text: &str) -> Option<usize> {
    let unit = |at: usize, name: char| {
        let end = at + number(&text[at..])?;
        text[end..].starts_with(name).then(|| end + name.len_utf8())
    };
    let year = unit(0, '年').filter(|end| text[..*end].chars().count() == 5);
    let month = unit(year.unwrap_or(0), '月');
    let day = month.and_then(|end| unit(end, '日'));
    match (year, month, day) {
        (_, _, Some(end)) | (Some(_), Some(end), None) | (Some(end), None, None) => Some(end),
        (None, Some(_) | None, None) => None,
    }
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '０'..='９')
}

fn is_numeral(c: char) -> bool {
    "〇零一二三四五六七八九十百千万亿".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_dates_and_words_stay_whole() {
        let cut = |text: &str| tokens(text).join("|");
        assert_eq!(cut("自2022年5月1日起施行"), "自|2022年5月1日|起|施|行");
        assert_eq!(cut("二〇二二年五月，5月1日"), "二〇二二年五月|，|5月1日");
        assert_eq!(cut("三十日内，3年，1,000.5%"), "三十|日|内|，|3|年|，|1,000.5%");
        assert_eq!(cut("第二十一条第二款"), "第二十一条|第二款");
        assert_eq!(cut("GB/T 1.1——2020 e\u{301}té"), "GB|/|T| |1.1|——|2020| |e\u{301}|té");
        assert_eq!(cut("རྩ་བ"), "རྩ|་|བ");
    }
}
