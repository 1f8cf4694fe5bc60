//! Lists that Markdown knows, and their numbers.
//!
//! A list shows its marks as written where its author closed them with a bracket, `1)`, or where they do not follow
//! each other: `1.` `2.` `4.`. One that begins with `1.` again behind a blank line is a list of its own, which to
//! CommonMark would go on counting.

use pulldown_cmark::{Event, Tag};

use super::{Builder, Opening, index};
use crate::model::{Content, Element};
use crate::source::Span;

/// What is known of the numbers of a list being read.
#[derive(Clone, Copy)]
pub(super) struct Numbers {
    /// The number of the last item, if it has one.
    last: Option<u64>,
    /// Whether its marks are shown as written.
    as_written: bool,
}

/// The number that an item begins with.
#[derive(Clone, Copy)]
struct Number {
    value: u64,
    /// Blanks before its mark.
    blanks: usize,
    /// The length of its mark.
    length: usize,
    bracketed: bool,
}

impl Builder<'_> {
    pub(super) fn start_list(&mut self, first: Option<u64>, span: Span) -> Opening {
        let item = self.at;
        self.open_list(first, item, span)
    }

    /// Opens the list whose first item starts with the event at `item`.
    fn open_list(&mut self, first: Option<u64>, item: usize, span: Span) -> Opening {
        let as_written = first.is_some_and(|first| !self.is_counted(first, item));
        let element = if as_written { Element::StandardList(true) } else { Element::List(first) };
        self.push(Content::Open(element), span);
        Opening::List(Numbers { last: None, as_written })
    }

    pub(super) fn start_item(&mut self, span: Span) -> Opening {
        let number = self.number_at(span);
        if let (Some(Opening::List(Numbers { last, .. })), Some(number)) = (self.open.last(), number)
            && self.restarts(*last, number, span)
        {
            self.open.pop();
            self.push(Content::Close, span);
            let item = self.current();
            let opening = self.open_list(Some(number.value), item, span);
            self.open.push(opening);
        }
        let mut as_written = false;
        if let Some(Opening::List(numbers)) = self.open.last_mut() {
            numbers.last = number.map(|number| number.value);
            as_written = numbers.as_written;
        }
        let ordinal = self.next_item(span);
        let opening = self.open_element(Element::Item(ordinal), span);
        if let Some(number) = number.filter(|_| as_written) {
            let start = span.start + index(number.blanks);
            let own = Span { start, end: start + index(number.length) };
            let mark = self.source.text[own.range()].into();
            self.push(Content::Mark(mark), own);
        }
        opening
    }

    /// Whether the items from the event at `item` on, up to where a new list begins, are written `1.` `2.` `3.` or all
    /// alike.
    fn is_counted(&self, first: u64, item: usize) -> bool {
        let (mut counted, mut alike, mut last) = (true, true, None);
        let mut due = first;
        let mut at = item;
        while let Some((Event::Start(Tag::Item), span)) = self.events.get(at) {
            let Some(number) = self.number_at(*span).filter(|number| !number.bracketed) else { return false };
            if self.restarts(last, number, *span) {
                break;
            }
            counted &= number.value == due;
            alike &= number.value == first;
            last = Some(number.value);
            due = due.saturating_add(1);
            at = self.events.end_of(at) + 1;
        }
        counted || alike
    }

    /// Whether an item begins a list of its own: it is the first again, behind a blank line.
    fn restarts(&self, last: Option<u64>, number: Number, span: Span) -> bool {
        let before = || self.source.text[..span.range().start].trim_end_matches([' ', '>']).ends_with("\n\n");
        number.value == 1 && last.is_some_and(|last| last > 1) && before()
    }

    fn number_at(&self, span: Span) -> Option<Number> {
        let whole = &self.source.text[span.range()];
        let written = whole.trim_start();
        let digits = written.bytes().take_while(u8::is_ascii_digit).count();
        let bracketed = match written.as_bytes().get(digits)? {
            b'.' => false,
            b')' => true,
            _ => return None,
        };
        let value = written[..digits].parse().ok()?;
        Some(Number { value, blanks: whole.len() - written.len(), length: digits + 1, bracketed })
    }
}
