//! The events of a parser, in a row that can be looked ahead in.

use std::ops::Range;

use pulldown_cmark::Event;

use crate::source::Span;

/// All events of a body with their spans in the source.
pub(super) struct Events<'e> {
    list: Vec<(Event<'e>, Span)>,
    /// For the start of a tag the index of its end, for any other event its own index.
    ends: Vec<usize>,
}

impl<'e> Events<'e> {
    pub(super) fn new(events: impl Iterator<Item = (Event<'e>, Span)>) -> Self {
        let list: Vec<_> = events.collect();
        let mut ends: Vec<usize> = (0..list.len()).collect();
        let mut open = Vec::new();
        for (index, (event, _)) in list.iter().enumerate() {
            match event {
                Event::Start(_) => open.push(index),
                Event::End(_) => {
                    if let Some(start) = open.pop() {
                        ends[start] = index;
                    }
                }
                _ => {}
            }
        }
        Self { list, ends }
    }

    pub(super) fn get(&self, index: usize) -> Option<&(Event<'e>, Span)> {
        self.list.get(index)
    }

    /// The event at `index` without its span.
    pub(super) fn event(&self, index: usize) -> Option<&Event<'e>> {
        self.get(index).map(|(event, _)| event)
    }

    /// The index of the end of the tag that starts at `start`.
    pub(super) fn end_of(&self, start: usize) -> usize {
        self.ends[start]
    }

    /// What stands between the start of a tag and its end.
    pub(super) fn inside(&self, start: usize) -> Range<usize> {
        start + 1..self.ends[start]
    }
}
