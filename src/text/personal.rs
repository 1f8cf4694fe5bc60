//! Numbers that belong to persons: mobile numbers, identity numbers, bank cards, licence plates; and e-mail
//! addresses, which may.

use std::ops::Range;

/// What a number is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Personal {
    /// A mobile number of eleven digits.
    Mobile,
    /// A citizen's identity number with a right check character (GB 11643—1999).
    Identity,
    /// The number of a bank card with a right check digit (ISO/IEC 7812-1, Luhn).
    Card,
    /// A licence plate (GA 36—2018).
    Plate,
}

/// Everything of the kind in a text, in order. What stands in an address of the web is passed over.
pub fn find(text: &str) -> Vec<(Personal, Range<usize>)> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    // Each of them has four digits or capitals in a row, so that looking at every fourth byte misses none.
    while at < bytes.len() {
        if !is_sign(bytes[at]) {
            at += 4;
            continue;
        }
        let run = run(bytes, at);
        if let Some(kind) = kind(text, &run).filter(|_| !in_address(text, run.start)) {
            let before = if kind == Personal::Plate { last_char(text, run.start).map_or(0, char::len_utf8) } else { 0 };
            found.push((kind, run.start - before..run.end));
        }
        at = run.end + 1;
    }
    found
}

fn is_sign(byte: u8) -> bool {
    byte.is_ascii_digit() || byte.is_ascii_uppercase()
}

/// The letters and digits around a byte; digits go on over one blank or hyphen between them.
fn run(bytes: &[u8], at: usize) -> Range<usize> {
    let sign = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphanumeric);
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let joins = |at: usize| matches!(bytes.get(at), Some(b' ' | b'-'));
    let (mut start, mut end) = (at, at + 1);
    while start > 0 && (sign(start - 1) || start > 1 && joins(start - 1) && digit(start - 2) && digit(start)) {
        start -= 1;
    }
    while sign(end) || joins(end) && digit(end + 1) && digit(end - 1) {
        end += 1;
    }
    start..end
}

fn kind(text: &str, run: &Range<usize>) -> Option<Personal> {
    let written = &text[run.clone()];
    if written.len() < 6 {
        return None;
    }
    if last_char(text, run.start).is_some_and(|before| PROVINCES.contains(before)) && is_plate(written) {
        return Some(Personal::Plate);
    }
    let digits: Vec<u8> = written.bytes().filter(|byte| !matches!(byte, b' ' | b'-')).collect();
    let joined =
        |before: Option<char>| before.is_some_and(|before| matches!(before, '.' | '_' | '/' | '#' | '*' | '='));
    if joined(last_char(text, run.start)) || joined(text[run.end..].chars().next()) {
        return None;
    }
    match digits.len() {
        11 if is_mobile(&digits) => Some(Personal::Mobile),
        18 if is_identity(&digits) => Some(Personal::Identity),
        16..=19 if is_card(&digits) => Some(Personal::Card),
        _ => None,
    }
}

fn last_char(text: &str, end: usize) -> Option<char> {
    text[..end].chars().next_back()
}

fn is_mobile(digits: &[u8]) -> bool {
    digits.iter().all(u8::is_ascii_digit) && digits[0] == b'1' && (b'3'..=b'9').contains(&digits[1])
}

/// GB 11643—1999: six digits of a place, eight of a day, three of an order, and a check by ISO 7064 MOD 11-2.
fn is_identity(digits: &[u8]) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECKS: &[u8; 11] = b"10X98765432";
    let (body, check) = digits.split_at(17);
    if !body.iter().all(u8::is_ascii_digit) {
        return false;
    }
    let sum: u32 = body.iter().zip(WEIGHTS).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    let two = |at: usize| u32::from(body[at] - b'0') * 10 + u32::from(body[at + 1] - b'0');
    let is_day = (18..=20).contains(&two(6)) && (1..=12).contains(&two(10)) && (1..=31).contains(&two(12));
    is_day && check[0].to_ascii_uppercase() == CHECKS[(sum % 11) as usize]
}

fn is_card(digits: &[u8]) -> bool {
    let issued = digits.starts_with(b"62") || digits.len() == 16 && matches!(digits[0], b'4' | b'5');
    if !issued || !digits.iter().all(u8::is_ascii_digit) {
        return false;
    }
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(place, digit)| match (place % 2, u32::from(digit - b'0')) {
            (0, digit) => digit,
            (_, digit) if digit > 4 => digit * 2 - 9,
            (_, digit) => digit * 2,
        })
        .sum();
    sum.is_multiple_of(10)
}

const PROVINCES: &str = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";

/// What stands behind the short name of a province: a letter of the city, then five or six letters and digits, most of
/// them digits.
fn is_plate(written: &str) -> bool {
    let letter = |byte: &u8| byte.is_ascii_uppercase() && !matches!(byte, b'I' | b'O');
    let (first, rest) = written.as_bytes().split_at(1);
    letter(&first[0])
        && matches!(rest.len(), 5 | 6)
        && rest.iter().all(|byte| byte.is_ascii_digit() || letter(byte))
        && rest.iter().filter(|byte| byte.is_ascii_digit()).count() >= 3
}

/// Whether a place in a text lies in an address of the web.
fn in_address(text: &str, at: usize) -> bool {
    let word =
        text[..at].rfind(|character: char| character.is_whitespace() || !character.is_ascii()).map_or(0, |end| end);
    text[word..at].contains("://")
}

/// The e-mail addresses in a text.
pub fn emails(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    text.match_indices('@').filter_map(|(at, _)| {
        let local = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'%' | b'+' | b'-');
        let host = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-');
        let start = at - text.as_bytes()[..at].iter().rev().take_while(|byte| local(byte)).count();
        let length = text.as_bytes()[at + 1..].iter().take_while(|byte| host(byte)).count();
        let host = text[at + 1..at + 1 + length].trim_end_matches(['.', '-']);
        let (name, top) = host.rsplit_once('.')?;
        let is_host = !name.is_empty() && top.len() >= 2 && top.bytes().all(|byte| byte.is_ascii_alphabetic());
        (start < at && is_host).then(|| start..at + 1 + host.len())
    })
}

#[cfg(test)]
mod tests {
    use super::{Personal, emails, find};

    fn kinds(text: &str) -> Vec<(Personal, &str)> {
        find(text).into_iter().map(|(kind, range)| (kind, &text[range])).collect()
    }

    #[test]
    fn personal_numbers_are_found() {
        // Numbers made for this test: the example of GB 11643 itself, a card of test networks.
        assert_eq!(kinds("电话13800138000。"), [(Personal::Mobile, "13800138000")]);
        assert_eq!(
            kinds("电话 138-0013-8000、139 0013 8000"),
            [(Personal::Mobile, "138-0013-8000"), (Personal::Mobile, "139 0013 8000")]
        );
        assert_eq!(kinds("证号11010519491231002X"), [(Personal::Identity, "11010519491231002X")]);
        assert_eq!(kinds("卡号 4111 1111 1111 1111"), [(Personal::Card, "4111 1111 1111 1111")]);
        assert_eq!(kinds("车牌川A12345"), [(Personal::Plate, "川A12345")]);
        let letter = "写信到 desk.one@example.org。";
        assert_eq!(emails(letter).map(|range| &letter[range]).collect::<Vec<_>>(), ["desk.one@example.org"]);
    }

    #[test]
    fn other_numbers_are_not() {
        for text in [
            "拨打12345、12348、110、96110、010-12345678",
            "138****1234",
            "https://example.org/13800138000/a.html",
            "[[urban@2022/5.7]]",
            "GB/T 1.1—2020、DB51/T 12345—2022",
            "110105194912310021",
            "4111111111111112",
            "13800138000.5",
            "2022-08-01 12:00",
            "",
            "川ABCDEFG",
        ] {
            assert_eq!(kinds(text), [], "{text}");
            assert_eq!(emails(text).count(), 0, "{text}");
        }
    }
}
