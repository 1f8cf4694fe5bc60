//! Emphasis beside Chinese punctuation.
//!
//! CommonMark decides by blanks and punctuation whether `**` opens or closes, which fails where no blanks are written:
//! `**责任主体：**社区` stays literal. The amendment for Chinese, Japanese and Korean text
//! (<https://github.com/tats-u/markdown-cjk-friendly>) lets a CJK neighbour count like a blank. pulldown-cmark 0.13
//! has no such option, so a mark that is neither blank nor punctuation is put between the run and the punctuation
//! before parsing, and taken out of every text afterwards. Offsets are mapped back.

use std::borrow::Cow;
use std::ops::Range;

use crate::source::Span;
use crate::text::cjk;

/// A text with marks put in.
pub(super) struct Marked<'a> {
    text: Cow<'a, str>,
    mark: char,
    /// Offsets of the marks in the marked text, ascending.
    marks: Vec<usize>,
}

impl<'a> Marked<'a> {
    /// Marks the runs of `*` and `~` in `text` that stand between Chinese punctuation and other characters.
    pub(super) fn new(text: &'a str) -> Self {
        let mark = unused_mark(text);
        let places = places(text);
        if places.is_empty() {
            return Self { text: Cow::Borrowed(text), mark, marks: Vec::new() };
        }
        let mut marked = String::with_capacity(text.len() + places.len() * mark.len_utf8());
        let mut marks = Vec::with_capacity(places.len());
        let mut copied = 0;
        for place in places {
            marked.push_str(&text[copied..place]);
            marks.push(marked.len());
            marked.push(mark);
            copied = place;
        }
        marked.push_str(&text[copied..]);
        Self { text: Cow::Owned(marked), mark, marks }
    }

    /// The text to parse.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The span in the original text of a range in the marked one.
    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        Span::new(self.original(range.start), self.original(range.end))
    }

    fn original(&self, offset: usize) -> usize {
        offset - self.marks.partition_point(|&mark| mark < offset) * self.mark.len_utf8()
    }

    /// Takes the marks out of a piece of the marked text.
    pub(super) fn clean<'t>(&self, piece: &'t str) -> Cow<'t, str> {
        if self.marks.is_empty() || !piece.contains(self.mark) {
            return Cow::Borrowed(piece);
        }
        Cow::Owned(piece.replace(self.mark, ""))
    }
}

/// A private-use character that the text does not hold: neither blank nor punctuation to any parser.
fn unused_mark(text: &str) -> char {
    ('\u{F8E0}'..='\u{F8FF}').find(|&mark| !text.contains(mark)).unwrap_or('\u{F8FF}')
}

/// Where marks belong: before a run that follows punctuation, or after one that precedes it, when one neighbour is
/// CJK and the other side is neither blank nor punctuation.
fn places(text: &str) -> Vec<usize> {
    let mut places = Vec::new();
    let bytes = text.as_bytes();
    let mut offset = 0;
    while let Some(found) = bytes[offset..].iter().position(|byte| matches!(byte, b'*' | b'~')) {
        let start = offset + found;
        let length = bytes[start..].iter().take_while(|&&byte| byte == bytes[start]).count();
        let end = start + length;
        offset = end;
        let (Some(before), Some(after)) = (text[..start].chars().next_back(), text[end..].chars().next()) else {
            continue;
        };
        if escaped(&text[..start]) || !(is_cjk(before, &text[..start]) || is_cjk(after, "")) {
            continue;
        }
        match (cjk::is_punctuation(before), cjk::is_punctuation(after)) {
            (true, false) if !after.is_whitespace() => places.push(start),
            (false, true) if !before.is_whitespace() => places.push(end),
            _ => {}
        }
    }
    places
}

/// CJK, or a variation selector after something CJK.
fn is_cjk(character: char, before: &str) -> bool {
    let selected = matches!(character, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}');
    if selected { before.chars().rev().nth(1).is_some_and(cjk::is_cjk) } else { cjk::is_cjk(character) }
}

/// A run behind an odd number of backslashes is text.
fn escaped(before: &str) -> bool {
    before.bytes().rev().take_while(|&byte| byte == b'\\').count() % 2 == 1
}
