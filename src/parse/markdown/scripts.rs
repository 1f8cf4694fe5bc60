//! Subscript and superscript: `H~2~O`, `m^2^`, `10^-3^`.
//!
//! pulldown-cmark 0.13 knows them, but not inside words, where they are needed. They are cut out of literal text here.
//! In Chinese `~` stands for “to” (`周一~周五`), so that little may stand between two of them.

use std::ops::Range;

use super::{Builder, index};
use crate::model::{Content, Element};
use crate::source::Span;
use crate::text::bytes;

/// A script in the source: all of it, and what is between its signs.
struct Script {
    element: Element,
    whole: Range<usize>,
}

/// Whether a text may hold one: it has a sign that is not that of a footnote, `[^1]`.
pub(super) fn may_occur(text: &str) -> bool {
    let is_own = |(at, _): (usize, &str)| at > 0 && text.as_bytes()[at - 1] != b'[';
    ['~', '^'].into_iter().any(|sign| text.match_indices(sign).any(is_own))
}

/// Whether any sign is in a text.
fn has_sign(text: &str) -> bool {
    bytes::any_of(text, b"~^")
}

impl Builder<'_> {
    /// Running text that may hold scripts. The parser may cut a text at a sign: what was read ahead is not read again.
    pub(super) fn text_with_scripts(&mut self, text: &str, span: Span) {
        let source = self.source;
        let read_ahead = self.spent > span.range().start;
        if !read_ahead && !has_sign(text) || source.text[span.range()] != *text {
            self.run(text, span);
            return;
        }
        let mut at = span.range().start.max(self.spent);
        let end = span.range().end;
        while let Some(script) = (at < end).then(|| next_script(&source.text, at..end)).flatten() {
            self.literal(at..script.whole.start);
            let whole = Span::new(script.whole.start, script.whole.end);
            self.push(Content::Open(script.element), whole);
            self.literal(script.whole.start + 1..script.whole.end - 1);
            self.push(Content::Close, Span { start: whole.end - 1, end: whole.end });
            at = script.whole.end;
            self.spent = at;
        }
        self.literal(at..end);
    }

    fn literal(&mut self, range: Range<usize>) {
        if !range.is_empty() {
            let source = self.source;
            self.run(&source.text[range.clone()], Span { start: index(range.start), end: index(range.end) });
        }
    }
}

/// The first script that begins in a range.
fn next_script(text: &str, range: Range<usize>) -> Option<Script> {
    let mut signs = text[range.clone()].bytes().enumerate().filter(|(_, byte)| matches!(byte, b'~' | b'^'));
    signs.find_map(|(offset, sign)| script_at(text, range.start + offset, sign))
}

fn script_at(text: &str, at: usize, sign: u8) -> Option<Script> {
    const LONGEST: usize = 16;
    let before = text[..at].chars().next_back()?;
    let bytes = text.as_bytes();
    let stands = match sign {
        b'~' => before.is_ascii_alphanumeric() || matches!(before, ')' | ']' | '^'),
        _ => before.is_alphanumeric() || matches!(before, ')' | ']' | '）' | '~'),
    };
    let length = bytes[at + 1..].iter().take(LONGEST + 1).position(|&byte| byte == sign)?;
    let inside = &text[at + 1..at + 1 + length];
    let end = at + length + 2;
    let is_whole = stands && is_index(inside) && bytes.get(end) != Some(&sign);
    let element = if sign == b'~' { Element::Subscript } else { Element::Superscript };
    is_whole.then_some(Script { element, whole: at..end })
}

/// AzIndex and digits, with a sign before or behind them: `2`, `max`, `-3`, `2+`.
fn is_index(inside: &str) -> bool {
    const SIGNS: [char; 3] = ['+', '-', '−'];
    let core = inside.strip_prefix(SIGNS).unwrap_or(inside);
    let core = core.strip_suffix(SIGNS).unwrap_or(core);
    !core.is_empty() && core.bytes().all(|byte| byte.is_ascii_alphanumeric()) || matches!(inside, "+" | "-" | "−")
}
