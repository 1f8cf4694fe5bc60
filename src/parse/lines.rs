//! Plain lists in the content: a thing a line, with blank lines and comments between.

use crate::source::{Source, Span};

/// The lines that say something, without the blanks around them, each with its place.
pub(super) fn entries(source: &Source) -> impl Iterator<Item = (&str, Span)> {
    let mut offset = 0;
    source.text.split_inclusive('\n').filter_map(move |line| {
        let span = Span::new(offset, offset + line.trim_end().len());
        offset += line.len();
        let line = line.trim();
        (!line.is_empty() && !line.starts_with('#')).then_some((line, span))
    })
}
