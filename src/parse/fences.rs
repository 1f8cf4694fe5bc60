//! The lines around front matter, as people write them: `---`, and what was meant to be one.

use crate::model::keys;
use crate::source::{Span, Spanned};

/// A line that begins or ends front matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fence {
    /// It is `---`.
    Right,
    /// It was meant to be.
    Odd(Span),
    /// Something stands before it that says nothing.
    Late(Span),
    /// The first key stands where it should.
    NotOpened(Span),
    /// It stands at the end of the last line, as this piece of it.
    Joined(Span),
    /// The last line of the front matter stands before where it should.
    NotClosed(Span),
}

/// How front matter begins, and its first byte.
pub(super) fn opening(text: &str) -> Option<(Fence, usize)> {
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        let written = line.trim();
        if written.is_empty() {
            offset += line.len();
            continue;
        }
        let start = offset + line.len() - line.trim_start().len();
        let span = Span::new(start, start + written.len());
        let behind = offset + line.len();
        return if written == "---" {
            Some((if start == 0 { Fence::Right } else { Fence::Late(Span::new(0, start + 3)) }, behind))
        } else if is_odd(written) {
            Some((Fence::Odd(Span::new(0, start + written.len())), behind))
        } else if offset == 0 && key_of(line).is_some() {
            let end = start + key_of(written)?.len();
            Some((Fence::NotOpened(Span::new(span.range().start, end)), 0))
        } else {
            None
        };
    }
    None
}

/// How front matter that begins at `start` ends, behind its last byte; and the first byte of the body.
pub(super) fn closing(text: &str, start: usize) -> Option<(Fence, usize, usize)> {
    let mut offset = start;
    // Where the last line that belongs to front matter was.
    let mut last: Option<Span> = None;
    let mut is_over = false;
    for line in text[start..].split_inclusive('\n') {
        let written = line.trim();
        let begin = offset + line.len() - line.trim_start().len();
        let span = Span::new(begin, begin + written.len());
        if line.trim_end() == "---" {
            return Some((Fence::Right, offset, offset + line.len()));
        }
        if !is_over && (written == "---" || is_odd(written)) {
            return Some((Fence::Odd(Span::new(offset, begin + written.len())), offset, offset + line.len()));
        }
        is_over |= !written.is_empty() && !belongs(line);
        if !is_over && !written.is_empty() {
            last = Some(span);
        }
        offset += line.len();
    }
    let last = last?;
    let end = last.range().end;
    let bare = text[last.range()].trim_end_matches(is_dash);
    let dashes = last.range().len() - bare.len();
    if dashes >= 3 && !bare.is_empty() {
        let line = end + usize::from(text[end..].starts_with('\n'));
        return Some((Fence::Joined(Span::new(end - dashes, end)), end - dashes, line));
    }
    let end = end + usize::from(text[end..].starts_with('\n'));
    Some((Fence::NotClosed(last), end, end))
}

/// The heading that a file begins with, and where its text goes on.
pub(super) fn heading(text: &str) -> Option<(Spanned<String>, usize)> {
    let blanks = text.len() - text.trim_start().len();
    let line = text[blanks..].split('\n').next()?;
    let title = line
        .strip_prefix('#')
        .filter(|rest| rest.starts_with(' '))
        .map(|rest| rest.trim().trim_end_matches('#').trim())?;
    let end = blanks + line.trim_end().len();
    let start = blanks + line.find(title)?;
    let body = (blanks + line.len() + 1).min(text.len());
    (!title.is_empty()).then(|| (Spanned::new(title.to_owned(), Span::new(start, end)), body))
}

/// Whether a line was meant to be a fence: of dashes and what looks like them, or another line that parts texts.
fn is_odd(written: &str) -> bool {
    let count = written.chars().count();
    let are = |own: char| count >= 3 && written.chars().all(|sign| sign == own);
    let is_line = written.chars().all(is_dash) && (count >= 2 || written == "—");
    // Who pastes from a page of documentation takes the fences of its code along.
    let is_code = written.strip_prefix("```").is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_lowercase()));
    is_code || is_line || are('*') || are('=') || are('_') || are('+') || is_dashed(written)
}

/// A hyphen, or what looks like one.
fn is_dash(sign: char) -> bool {
    matches!(sign, '-' | '—' | '–' | '－' | '―' | '−' | '─' | '‐' | '‑')
}

/// Dashes with blanks between them, or with punctuation behind.
fn is_dashed(written: &str) -> bool {
    let bare: String = written
        .chars()
        .filter(|sign| !sign.is_whitespace() && !matches!(sign, '。' | '；' | '，' | ';' | ','))
        .collect();
    bare == "---" || bare == "——"
}

/// Whether a line may belong to front matter.
fn belongs(line: &str) -> bool {
    line.starts_with(char::is_whitespace)
        || line.starts_with(['-', '－', '[', '{', ']', '}', '｛', '｝', '"'])
        || line.starts_with('#') && !line.trim_start_matches('#').starts_with(' ')
        || key_of(line).is_some()
}

/// The key that a line seems to begin with.
fn key_of(line: &str) -> Option<&str> {
    let end = line.find([':', '：'])?;
    let name = line[..end].trim();
    let is_ascii = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    let is_address = line[end..].starts_with("://");
    (keys::known(name).is_some() || is_ascii && !is_address).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fences_are_known() {
        for odd in ["----", "--", "———", "－－－", "——", "- - -", "---。", "***", "====", "—-"] {
            assert!(is_odd(odd), "{odd}");
        }
        for other in ["-", "- 甲", "title: 甲", "", "一——二"] {
            assert!(!is_odd(other), "{other}");
        }
    }

    #[test]
    fn front_matter_ends_where_the_text_begins() {
        let ends =
            |text: &str| closing(text, 4).map(|(_, end, body)| (text[4..end].to_owned(), text[body..].to_owned()));
        let pair = |head: &str, body: &str| Some((head.to_owned(), body.to_owned()));
        assert_eq!(ends("---\ntitle: 甲\n---\n文"), pair("title: 甲\n", "文"));
        assert_eq!(ends("---\ntitle: 甲\n——\n文\n---\n"), pair("title: 甲\n", "文\n---\n"));
        assert_eq!(ends("---\ntitle: 甲\n\n## 做什么\n"), pair("title: 甲\n", "\n## 做什么\n"));
        assert_eq!(ends("---\ntitle: 甲"), pair("title: 甲", ""));
        assert_eq!(ends("---\n文"), None);
    }
}
