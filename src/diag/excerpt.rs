//! What is shown of a source line.

use std::ops::Range;

use annotate_snippets::Snippet;

use super::atlas::Lines;
use crate::source::Span;

/// Columns of a terminal that a source line may take; longer ones are cut around the span.
pub(super) const WIDTH: usize = 100;

/// Columns kept before the span, where the line has as many.
const BEFORE: usize = 40;

/// One line, or what is shown of it.
pub(super) struct Excerpt {
    pub(super) line: usize,
    pub(super) source: String,
    /// The part of `source` that is underlined.
    pub(super) span: Range<usize>,
    /// Whether the whole span is shown, so that a replacement of it can be drawn.
    pub(super) holds_span: bool,
    /// The bytes of the file that are shown.
    shown: Range<usize>,
    /// Length of the mark for a cut beginning, in bytes.
    pub(super) lead: usize,
}

impl Excerpt {
    /// The first line of `span`: more would draw long lines of text beside the lines of text.
    pub(super) fn around(lines: &Lines<'_>, span: Span) -> Self {
        let (start, end) = (lines.floor(span.start), lines.floor(span.end));
        let number = lines.line(start);
        let whole = lines.range(number);
        let shown = window(lines.text, &whole, start);
        let lead = if shown.start > whole.start { CUT } else { "" };
        let tail = if shown.end < whole.end { CUT } else { "" };
        let source = format!("{lead}{}{tail}", &lines.text[shown.clone()]);
        let mut excerpt =
            Self { line: number, source, span: 0..0, holds_span: end <= shown.end, shown, lead: lead.len() };
        excerpt.span = excerpt.shifted(start..end.clamp(start, excerpt.shown.end));
        excerpt
    }

    /// The line for the renderer.
    pub(super) fn snippet<'a, T: Clone>(&self) -> Snippet<'a, T> {
        Snippet::source(self.source.clone()).line_start(self.line)
    }

    /// Where `span` of the file lies in what is shown; `None` if it does not.
    pub(super) fn find(&self, span: Span) -> Option<Range<usize>> {
        let (start, end) = (span.start as usize, span.end as usize);
        let inside = self.shown.start <= start && start <= end && end <= self.shown.end;
        let span = self.shifted(if inside { start..end } else { return None });
        // A span that cuts a character is somebody's mistake, but no reason to draw nothing at all.
        (self.source.is_char_boundary(span.start) && self.source.is_char_boundary(span.end)).then_some(span)
    }

    fn shifted(&self, range: Range<usize>) -> Range<usize> {
        range.start - self.shown.start + self.lead..range.end - self.shown.start + self.lead
    }
}

/// Stands where a line was cut.
const CUT: &str = "…";

/// At most [`WIDTH`] columns of `line` around `at`. Looks only at what it keeps, however long the line.
fn window(text: &str, line: &Range<usize>, at: usize) -> Range<usize> {
    let (before, after) = (&text[line.start..at], &text[at..line.end]);
    let (left, left_columns) = measure(before.chars().rev(), BEFORE);
    let (right, right_columns) = measure(after.chars(), WIDTH - left_columns);
    // What the end of the line left over goes to the beginning.
    let rest = &before[..before.len() - left];
    let (more, _) = measure(rest.chars().rev(), WIDTH - left_columns - right_columns);
    at - left - more..at + right
}

/// How many bytes of `characters` fit into `columns`, and how many columns those take. Everything beyond ASCII is
/// taken to be as wide as a Han character, since being a little short does no harm.
fn measure(characters: impl Iterator<Item = char>, columns: usize) -> (usize, usize) {
    let mut taken = (0, 0);
    for character in characters {
        let width = if character.is_ascii() { 1 } else { 2 };
        if taken.1 + width > columns {
            break;
        }
        taken = (taken.0 + character.len_utf8(), taken.1 + width);
    }
    taken
}
