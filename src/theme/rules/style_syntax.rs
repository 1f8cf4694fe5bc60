//! A style sheet that does not end what it begins.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::source::{Location, Span};
use crate::words;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "style-syntax",
    severity: Severity::Error,
    explanation: Words::fixed(
        "样式表里的括号、引号和注释都要成对：各个样式表连成一个文件发布，一处没有结束，后面的样式就都不算数了。",
        "Brackets, quotation marks and comments of a style sheet come in pairs: all style sheets become one file, and what does \
         not end in one of them takes the styles behind it along.",
    ),
    wrong: "h1{color:red;",
    right: "h1{color:red;}",
};

/// Checks one style sheet; `at` makes places in it. Stops at the first mistake: what follows is misread.
pub(crate) fn check(style: &str, at: impl Fn(Span) -> Location) -> Option<Diagnostic> {
    let (span, message) = mistake(style)?;
    Some(Diagnostic::new(&RULE, at(span), message))
}

/// The first thing that does not end, or ends without having begun (CSS Syntax Module Level 3, 4.3).
fn mistake(style: &str) -> Option<(Span, Words)> {
    let bytes = style.as_bytes();
    let mut open: Vec<(usize, u8)> = Vec::new();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let start = at;
        at += 1;
        match byte {
            b'/' if bytes.get(at) == Some(&b'*') => match style[at + 1..].find("*/") {
                Some(end) => at += end + 3,
                None => return Some(unclosed(start, 2, "/*", "*/")),
            },
            b'\\' => at += 1,
            b'"' | b'\'' => match end_of_string(bytes, at, byte) {
                Some(end) => at = end,
                None => return Some(unclosed(start, 1, &char::from(byte).to_string(), &char::from(byte).to_string())),
            },
            b'(' if is_bare_address(style, start) => match style[at..].find(')') {
                Some(end) => at += end + 1,
                None => return Some(unclosed(start, 1, "(", ")")),
            },
            b'{' | b'(' | b'[' => open.push((start, byte)),
            b'}' | b')' | b']' => match open.pop() {
                Some((_, opener)) if closer(opener) == byte => {}
                Some((before, opener)) => {
                    return Some(unclosed(
                        before,
                        1,
                        &char::from(opener).to_string(),
                        &char::from(closer(opener)).to_string(),
                    ));
                }
                None => {
                    let sign = char::from(byte);
                    return Some((Span::new(start, at), words!("“{sign}”没有开头", "`{sign}` closes nothing")));
                }
            },
            _ => {}
        }
    }
    let (start, opener) = open.pop()?;
    Some(unclosed(start, 1, &char::from(opener).to_string(), &char::from(closer(opener)).to_string()))
}

fn unclosed(start: usize, length: usize, opener: &str, closer: &str) -> (Span, Words) {
    let words = words!("“{opener}”没有结束：缺“{closer}”", "`{opener}` does not end: there is no `{closer}`");
    (Span::new(start, start + length), words)
}

fn closer(opener: u8) -> u8 {
    match opener {
        b'{' => b'}',
        b'(' => b')',
        _ => b']',
    }
}

/// One past the quotation mark that ends a string. A line end ends it, too: browsers leave out that one declaration and go
/// on (CSS Syntax Module Level 3, 4.3.5).
fn end_of_string(bytes: &[u8], mut at: usize, mark: u8) -> Option<usize> {
    loop {
        match *bytes.get(at)? {
            b'\\' => at += 2,
            b'\n' => return Some(at),
            byte if byte == mark => return Some(at + 1),
            _ => at += 1,
        }
    }
}

/// Whether a bracket opens an address without quotation marks, in which other signs mean nothing.
fn is_bare_address(style: &str, bracket: usize) -> bool {
    let before = style.as_bytes()[..bracket].last_chunk::<3>();
    let is_url = before.is_some_and(|name| name.eq_ignore_ascii_case(b"url"));
    is_url && !style[bracket + 1..].trim_start().starts_with(['"', '\''])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Locale;

    fn said(style: &str) -> Option<(u32, String)> {
        mistake(style).map(|(span, words)| (span.start, words.say(Locale::English).to_owned()))
    }

    #[test]
    fn what_does_not_end_is_found_where_it_begins() {
        let found = |at, words: &str| Some((at, words.to_owned()));
        assert_eq!(said("h1{color:red;\n"), found(2, "`{` does not end: there is no `}`"));
        assert_eq!(said("a{}\n}b{}"), found(4, "`}` closes nothing"));
        assert_eq!(said("a{b:c(d}"), found(5, "`(` does not end: there is no `)`"));
        assert_eq!(said("a{}/* b"), found(3, "`/*` does not end: there is no `*/`"));
        assert_eq!(said("a{content:\"b"), found(10, "`\"` does not end: there is no `\"`"));
        assert_eq!(said("a{b:url(c"), found(7, "`(` does not end: there is no `)`"));
    }

    #[test]
    fn signs_in_strings_comments_and_addresses_mean_nothing() {
        assert_eq!(said("a::before{content:\"}\\\"{\"}/* { */b{c:url(data:a{'b)}[d='}']{e:f}\\}"), None);
        assert_eq!(said("a{content:\"一\\\n二\"}"), None);
        assert_eq!(said("a{content:\"b\n}"), None);
    }
}
