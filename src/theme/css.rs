//! Style sheets cut into comments, strings, addresses and the rest, as CSS Syntax Level 3 (section 4) cuts them.

/// What a piece of a style sheet is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Sort {
    /// `/* … */`.
    Comment,
    /// `"…"` or `'…'`.
    Text,
    /// `url(…`, with all that it names. The closing bracket behind quotes is the next piece's.
    Address,
    /// Everything else: names, numbers, signs, blanks.
    Rest,
}

/// A piece of a style sheet. All pieces one after the other are the style sheet.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Piece<'a> {
    pub(super) sort: Sort,
    /// False of a comment, string or address whose own end is missing.
    pub(super) is_closed: bool,
    pub(super) text: &'a str,
}

/// Cuts a style sheet. What is not closed goes on to the end, as in browsers.
pub(super) fn pieces(style: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = style;
    while !rest.is_empty() {
        let place = special(rest);
        let (plain, from) = rest.split_at(place);
        if !plain.is_empty() {
            pieces.push(Piece { sort: Sort::Rest, is_closed: true, text: plain });
        }
        let Some(&first) = from.as_bytes().first() else { break };
        let (sort, end) = match first {
            b'/' => (Sort::Comment, from[2..].find("*/").map(|end| end + 4)),
            b'"' | b'\'' => (Sort::Text, quoted(from)),
            _ => (Sort::Address, address(from)),
        };
        // A string ends with its line at the latest, the others with the file.
        let missing = || if sort == Sort::Text { line(from) } else { from.len() };
        let (text, after) = from.split_at(end.unwrap_or_else(missing));
        pieces.push(Piece { sort, is_closed: end.is_some(), text });
        rest = after;
    }
    pieces
}

/// Where the next piece begins that is not plain.
fn special(style: &str) -> usize {
    let bytes = style.as_bytes();
    let mut at = 0;
    let mut in_name = false;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' | b'\'' => return at,
            b'/' if bytes.get(at + 1) == Some(&b'*') => return at,
            // `xurl(` is another function.
            b'u' | b'U' if !in_name && is_address(&bytes[at..]) => return at,
            // What is escaped means nothing by itself.
            b'\\' => at += 1 + next_length(style, at + 1),
            _ => at += 1,
        }
        in_name = byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'\\') || byte >= 0x80;
    }
    bytes.len()
}

fn is_address(bytes: &[u8]) -> bool {
    bytes.get(..4).is_some_and(|start| start.eq_ignore_ascii_case(b"url("))
}

/// The length of the character at `at`, 0 at the end.
fn next_length(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(0, char::len_utf8)
}

/// The length of a string with its quotes; `None` where its line ends first, unless that end is escaped.
fn quoted(text: &str) -> Option<usize> {
    let quote = text.bytes().next()?;
    let end = unescaped(&text[1..], |byte| byte == quote || byte == b'\n')?;
    (text.as_bytes()[end + 1] == quote).then_some(end + 2)
}

/// The length of a string that its line ends.
fn line(text: &str) -> usize {
    unescaped(text, |byte| byte == b'\n').unwrap_or(text.len())
}

/// The length of `url(…`: with quotes as far as they go, without them up to the bracket.
fn address(text: &str) -> Option<usize> {
    let start = text.len() - text[4..].trim_ascii_start().len();
    let inside = &text[start..];
    if inside.starts_with(['"', '\'']) {
        return Some(start + quoted(inside)?);
    }
    Some(start + unescaped(inside, |byte| byte == b')')? + 1)
}

/// The place of the first byte that is wanted and that no `\` stands before.
fn unescaped(text: &str, is_wanted: impl Fn(u8) -> bool) -> Option<usize> {
    let mut is_escaped = false;
    text.bytes().position(|byte| {
        let is_found = is_wanted(byte) && !is_escaped;
        is_escaped = byte == b'\\' && !is_escaped;
        is_found
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorts(style: &str) -> Vec<(Sort, &str)> {
        pieces(style).into_iter().map(|piece| (piece.sort, piece.text)).collect()
    }

    #[test]
    fn comments_strings_and_addresses_are_told_apart() {
        use Sort::{Address, Comment, Rest, Text};
        assert_eq!(sorts("a/* \" */b"), [(Rest, "a"), (Comment, "/* \" */"), (Rest, "b")]);
        assert_eq!(sorts(r#""/* \" */"'"'"#), [(Text, r#""/* \" */""#), (Text, "'\"'")]);
        assert_eq!(sorts("url(//a/*b*/'c)d"), [(Address, "url(//a/*b*/'c)"), (Rest, "d")]);
        assert_eq!(sorts("URL( ')' )"), [(Address, "URL( ')'"), (Rest, " )")]);
        assert_eq!(sorts("curl(/**/)"), [(Rest, "curl("), (Comment, "/**/"), (Rest, ")")]);
        assert_eq!(sorts("a\\\"b\\/*c"), [(Rest, "a\\\"b\\/*c")]);
        assert_eq!(sorts("\\曰\"曰\""), [(Rest, "\\曰"), (Text, "\"曰\"")]);
    }

    #[test]
    fn what_is_not_closed_goes_on_as_in_browsers() {
        use Sort::{Address, Comment, Rest, Text};
        assert_eq!(sorts("/*/ a"), [(Comment, "/*/ a")]);
        assert_eq!(sorts("'a\nb"), [(Text, "'a"), (Rest, "\nb")]);
        assert_eq!(sorts("'a\\\nb"), [(Text, "'a\\\nb")]);
        assert_eq!(sorts("url(a"), [(Address, "url(a")]);
        assert_eq!(sorts("\\"), [(Rest, "\\")]);
        assert_eq!(sorts("/"), [(Rest, "/")]);
    }
}
