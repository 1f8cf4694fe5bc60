//! Starts of lines that Markdown would misread, and that a mark keeps as text.
//!
//! In a list by hand, `1)` behind `a)` is its next level; to Markdown it would begin a list of its own, which swallows
//! `b)`. And `:::`, the fence of other tools, would make a definition of what stands before it.

use crate::text::marks::{Mark, MarkKind};

/// What is known of the lines before.
#[derive(Default)]
pub(super) struct LineStarts {
    /// Whether a list by hand is open.
    in_list: bool,
    /// Whether the last line was blank.
    after_blank: bool,
}

impl LineStarts {
    /// Where the text of a line begins, if it must stay text.
    pub(super) fn keeps(&mut self, line: &str) -> Option<usize> {
        let text = line.trim_start_matches([' ', '\t', '>']);
        let start = line.len() - text.len();
        let &first = text.as_bytes().first()?;
        match first {
            b'\n' => {
                self.after_blank = true;
                return None;
            }
            b':' => return text.starts_with(":::").then_some(start),
            // What a mark can begin with: a digit, a small letter, a bracket, or any character beyond ASCII.
            b'0'..=b'9' | b'a'..=b'z' | b'(' | 0x80.. => {
                if let Some(mark) = Mark::of(text) {
                    let is_markdown = mark.kind == MarkKind::Number && text[..mark.length].ends_with(')');
                    let kept = is_markdown && self.in_list;
                    self.in_list |= !is_markdown && !mark.kind.is_ambiguous();
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
}
