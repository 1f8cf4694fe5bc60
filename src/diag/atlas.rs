//! Places in files: from spans to lines and columns.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Place;
use crate::source::{Location, Snapshot, SourcePath, Span};

/// Both ends of a span as authors count them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Region {
    /// The first character.
    pub(super) start: Place,
    /// One past the last character.
    pub(super) end: Place,
}

/// The files of a snapshot with the places of their lines, each counted once, when it is first asked for.
pub(super) struct Atlas<'a> {
    snapshot: &'a Snapshot,
    files: BTreeMap<&'a SourcePath, Option<Lines<'a>>>,
}

impl<'a> Atlas<'a> {
    /// Of no file yet.
    pub(super) fn new(snapshot: &'a Snapshot) -> Self {
        Self { snapshot, files: BTreeMap::new() }
    }

    /// The place of `location`; nothing if it speaks of a file as a whole, or of one that was not read.
    pub(super) fn region(&mut self, location: &'a Location) -> Option<Region> {
        let span = located(location)?;
        let lines = self.lines(&location.path)?;
        Some(Region { start: lines.place(span.start), end: lines.place(span.end.max(span.start)) })
    }

    /// The lines of a file; nothing if it was not read.
    pub(super) fn lines(&mut self, path: &'a SourcePath) -> Option<&Lines<'a>> {
        let snapshot = self.snapshot;
        self.files.entry(path).or_insert_with(|| snapshot.text(path).map(Lines::new)).as_ref()
    }
}

/// The span of a location, unless it speaks of its file as a whole.
pub(super) fn located(location: &Location) -> Option<Span> {
    (location.span != Span::default()).then_some(location.span)
}

/// Where the lines of a text begin, and how many characters come before every [`BLOCK`] bytes, so that a place is
/// found in the same short time in a file of one endless line as in any other.
pub(super) struct Lines<'a> {
    pub(super) text: &'a str,
    starts: Vec<usize>,
    blocks: Vec<usize>,
}

const BLOCK: usize = 1024;

impl<'a> Lines<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let newlines = text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n').map(|(at, _)| at + 1);
        let blocks = text.as_bytes().chunks(BLOCK).scan(0, |before, block| {
            let count = *before;
            *before += characters(block);
            Some(count)
        });
        Self { text, starts: std::iter::once(0).chain(newlines).collect(), blocks: blocks.collect() }
    }

    /// The place of a byte, by the same rules as [`super::place`].
    pub(super) fn place(&self, offset: u32) -> Place {
        let offset = self.floor(offset);
        let line = self.line(offset);
        let column = self.characters_before(offset) - self.characters_before(self.starts[line - 1]) + 1;
        Place { line, column }
    }

    /// The nearest start of a character at or before `offset`.
    pub(super) fn floor(&self, offset: u32) -> usize {
        self.text.floor_char_boundary(offset as usize)
    }

    /// The line, from 1, that holds byte `offset`.
    pub(super) fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| start <= offset)
    }

    /// The bytes of a line, without its line end.
    pub(super) fn range(&self, line: usize) -> Range<usize> {
        let end = self.starts.get(line).map_or(self.text.len(), |next| next - 1);
        self.starts[line - 1]..end
    }

    fn characters_before(&self, offset: usize) -> usize {
        let block = offset / BLOCK;
        // The end of the text may be the beginning of a block that is not there.
        let before = self.blocks.get(block).copied();
        match before {
            Some(before) => before + characters(&self.text.as_bytes()[block * BLOCK..offset]),
            None => self.blocks.last().map_or(0, |before| {
                before + characters(&self.text.as_bytes()[(self.blocks.len() - 1) * BLOCK..offset])
            }),
        }
    }
}

/// Counts the bytes that begin a character, which may be done from any byte on.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count()
}
