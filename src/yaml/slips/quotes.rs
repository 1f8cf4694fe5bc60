//! Texts in quotation marks.

use super::signs;

/// Where the quotation mark that a text begins with is closed: behind the closing one.
pub(super) fn closing(text: &str, mark: char) -> Option<usize> {
    let mut characters = text.char_indices().skip(1).peekable();
    while let Some((at, character)) = characters.next() {
        if mark == '"' && character == '\\' {
            characters.next();
        } else if character == mark {
            if mark == '\'' && characters.peek().is_some_and(|(_, next)| *next == mark) {
                characters.next();
            } else {
                return Some(at + 1);
            }
        }
    }
    None
}

/// The marks around a text and what is in them, if they are quotation marks of texts and no others stand inside.
pub(super) fn in_quotation(text: &str) -> Option<(char, &str, char)> {
    let first = text.chars().next().filter(|first| signs::opens_quotation(*first))?;
    let last = text.chars().next_back().filter(|last| signs::closes_quotation(*last) || *last == '"')?;
    let inner = text.get(first.len_utf8()..text.len() - last.len_utf8())?;
    let is_mark = |sign: char| signs::opens_quotation(sign) || signs::closes_quotation(sign);
    (!inner.trim().is_empty() && !inner.contains(is_mark)).then_some((first, inner, last))
}

/// A text without the comment behind it.
pub(super) fn without_comment(text: &str) -> &str {
    text.find(" #").map_or(text, |end| &text[..end])
}

/// A text as a value in quotation marks.
pub(super) fn quote(text: &str) -> String {
    if text.contains(['"', '\\']) { format!("'{}'", text.replace('\'', "''")) } else { format!("\"{text}\"") }
}
