//! Starts of lines that Markdown would misread, and that a mark keeps as text.
//!
//! In a list by hand, `1)` behind `a)` is its next level; to Markdown it would begin a list of its own, which swallows
//! `b)`. A list of `1)` whose items hold `(a)` is one by hand, too: Markdown would take `2)` for a part of `(a)`. And a colon with no blank behind it, as in `:::`, would make a definition of what stands before it. A comment with text
//! behind it would keep that text from being read, and one that does not end would keep the rest of the body.

use crate::text::marks::{Mark, MarkKind};

/// What is known of the lines before.
#[derive(Default)]
pub(super) struct LineStarts {
    /// Whether a list by hand is open.
    in_list: bool,
    /// Whether the last line was blank.
    after_blank: bool,
    /// Up to here it is known whether a list of `1)` holds marks that are none to Markdown, and whether it does.
    looked: (usize, bool),
    comments: Comments,
}

/// What is known of the comments of a text.
#[derive(Default)]
struct Comments {
    /// Up to here a comment reaches.
    end: usize,
    /// Where the last `-->` of the text begins, once it was looked for.
    last_close: Option<Option<usize>>,
}

impl LineStarts {
    /// Where the text of the line at `offset` of the text begins, if it must stay text.
    pub(super) fn keeps(&mut self, text: &str, offset: usize, line: &str) -> Option<usize> {
        if line.contains("<!--")
            && let Some(start) = self.comments.keeps(text, offset, line)
        {
            return Some(start);
        }
        let whole = text;
        let text = line.trim_start_matches([' ', '\t', '>']);
        let start = line.len() - text.len();
        let &first = text.as_bytes().first()?;
        match first {
            b'\n' => {
                self.after_blank = true;
                return None;
            }
            // `:-:` begins the line below the head of a table.
            b':' => return (!text[1..].starts_with([' ', '\t', '-'])).then_some(start),
            // What a mark can begin with: a digit, a small letter, a bracket, or any character beyond ASCII.
            b'0'..=b'9' | b'a'..=b'z' | b'(' | 0x80.. => {
                if let Some(mark) = Mark::of(text) {
                    let is_markdown = is_markdown(text, mark);
                    let kept = is_markdown && (self.in_list || self.holds_other_marks(whole, offset));
                    self.in_list |= kept || !is_markdown && !mark.kind.is_ambiguous();
                    self.after_blank = false;
                    return kept.then_some(start);
                }
            }
            _ => {}
        }
        if self.after_blank && start == 0 {
            self.in_list = false;
        }
        self.after_blank = false;
        None
    }

    /// Whether the list of `1)` that goes on at `offset` holds marks that are none to Markdown. It ends where a line behind
    /// a blank one begins neither an item nor with blanks.
    fn holds_other_marks(&mut self, text: &str, offset: usize) -> bool {
        let (end, known) = self.looked;
        if offset < end {
            return known;
        }
        let (mut at, mut after_blank) = (offset, false);
        for line in text[offset..].split_inclusive('\n') {
            let words = line.trim_start_matches([' ', '\t', '>']);
            let mark = Mark::of(words);
            if words.trim().is_empty() {
                after_blank = true;
            } else if mark.is_none() && after_blank && words.len() == line.len() {
                break;
            } else {
                after_blank = false;
            }
            at += line.len();
            if mark.is_some_and(|mark| !is_markdown(words, mark) && !mark.kind.is_ambiguous()) {
                self.looked = (at, true);
                return true;
            }
        }
        self.looked = (at, false);
        false
    }
}

/// Whether a mark begins an item to Markdown, too.
fn is_markdown(line: &str, mark: Mark) -> bool {
    mark.kind == MarkKind::Number && line[..mark.length].ends_with(')')
}

impl Comments {
    /// Where a comment begins a line and must not begin a block: text stands behind its end, or it has no end.
    fn keeps(&mut self, text: &str, offset: usize, line: &str) -> Option<usize> {
        let start = line.len() - line.trim_start_matches([' ', '\t', '>']).len();
        let item = line[start..].trim_start_matches(['-', '*', '+', '.', ')', ' ']);
        let item = item.trim_start_matches(|sign: char| sign.is_ascii_digit()).trim_start_matches(['.', ')', ' ']);
        let start = if item.starts_with("<!--") { line.len() - item.len() } else { start };
        if offset < self.end || !line[start..].starts_with("<!--") {
            return None;
        }
        let last_close = *self.last_close.get_or_insert_with(|| text.rfind("-->"));
        let open = offset + start;
        if last_close.is_none_or(|close| close < open + 4) {
            return Some(start);
        }
        let close = open + 4 + text[open + 4..].find("-->")?;
        self.end = close + 3;
        let behind = text[self.end..].split('\n').next().unwrap_or_default();
        let is_followed = !behind.trim().is_empty() && !behind.trim_start().starts_with("<!--");
        (is_followed && !text[open..close].contains("\n\n")).then_some(start)
    }
}
