//! Emphasis beside Chinese punctuation.
//!
//! CommonMark decides by blanks and punctuation whether `**` opens or closes, which fails where no blanks are written:
//! `**责任主体：**社区` stays literal. The amendment for Chinese, Japanese and Korean text lets a CJK neighbour count
//! like a blank; see [`flanks`]. pulldown-cmark 0.13 has no such option, so a mark that is neither blank nor
//! punctuation to any parser is put on both sides of each run that the two rules disagree about, before parsing, and
//! taken out of every text afterwards: between two such marks a run may both open and close, which is what the
//! amendment says of all of these runs. Offsets are mapped back.
//!
//! Held against comrak, which has the option, in `tests/amendment.rs`. What still differs, on purpose or because a
//! mark can only ever allow, never forbid:
//!
//! - A single `~` strikes nothing out. In Chinese it stands for “to” (`周一~周五`, `（一）~（三）`), and two of them in
//!   a paragraph would strike out what lies between.
//! - `~~` between a Latin letter and punctuation opens here and not there (`a~~(b)~~ c`): pulldown-cmark is more
//!   generous.
//! - A run beside `~~` may open and close here for what is beyond them too (`*a ~~*`): comrak looks through the tildes.
//! - `_` after a variation selector (`。︁_a_`) does not open; it would have to be told that the selector is
//!   punctuation.
//! - A run after a symbol with a text presentation selector and before a Latin letter (`**✈︎**a`) closes here and
//!   not there.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use super::flanks::{self, Flanks, Mark};
use super::sizes;
use super::starts::LineStarts;
use crate::characters;
use crate::model::Size;
use crate::source::Span;

/// A text with marks put in.
pub(super) struct Marked<'a> {
    text: Cow<'a, str>,
    mark: char,
    /// Offsets of the marks in the marked text, ascending.
    marks: Vec<usize>,
    /// Stands for the blank before the size of a picture, which would end its address.
    blank: char,
    /// Offsets of those blanks in the marked text, ascending.
    blanks: Vec<usize>,
    /// Whether a character may be written by its number.
    has_references: bool,
}

impl<'a> Marked<'a> {
    /// Puts marks beside the runs of `*` and `~` in `text` that need them, and before the sizes of pictures.
    pub(super) fn new(text: &'a str) -> Self {
        let places = places(text);
        let sizes = sizes::blanks_before(text);
        let signs = if places.is_empty() && sizes.is_empty() { None } else { unused_signs(text) };
        let has_references = text.contains("&#");
        let Some((mark, blank)) = signs else {
            let (marks, blanks) = (Vec::new(), Vec::new());
            return Self { text: Cow::Borrowed(text), mark: '\0', marks, blank: '\0', blanks, has_references };
        };
        let mut marked = String::with_capacity(text.len() + places.len() * mark.len_utf8() + 2 * sizes.len());
        let (mut marks, mut blanks) = (Vec::with_capacity(places.len()), Vec::with_capacity(sizes.len()));
        let mut copied = 0;
        let mut sizes = sizes.into_iter().peekable();
        for place in places.into_iter().chain([text.len()]) {
            while let Some(size) = sizes.next_if(|&size| size < place) {
                marked.push_str(&text[copied..size]);
                blanks.push(marked.len());
                marked.push(blank);
                copied = size + 1;
            }
            marked.push_str(&text[copied..place]);
            copied = place;
            if place < text.len() {
                marks.push(marked.len());
                marked.push(mark);
            }
        }
        Self { text: Cow::Owned(marked), mark, marks, blank, blanks, has_references }
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
        let before = |places: &[usize]| places.partition_point(|&place| place < offset);
        offset - before(&self.marks) * self.mark.len_utf8() - before(&self.blanks) * (self.blank.len_utf8() - 1)
    }

    /// Takes the marks out of a piece of the marked text, and what entities stand for that no page may hold.
    pub(super) fn clean<'t>(&self, piece: &'t str) -> Cow<'t, str> {
        match self.without_marks(piece) {
            piece if !self.has_references => piece,
            Cow::Borrowed(piece) => characters::safe(piece),
            Cow::Owned(piece) => Cow::Owned(characters::safe(&piece).into_owned()),
        }
    }

    /// Takes the marks out, and leaves what entities stand for.
    pub(super) fn without_marks<'t>(&self, piece: &'t str) -> Cow<'t, str> {
        let has_mark = !self.marks.is_empty() && piece.contains(self.mark);
        let has_blank = !self.blanks.is_empty() && piece.contains(self.blank);
        if !has_mark && !has_blank {
            return Cow::Borrowed(piece);
        }
        let taken = piece.chars().filter(|&sign| sign != self.mark);
        Cow::Owned(taken.map(|sign| if sign == self.blank { ' ' } else { sign }).collect())
    }

    /// The address of a picture, and the size behind it.
    pub(super) fn split_size(&self, written: &str) -> (String, Size) {
        if !self.blanks.is_empty()
            && let Some((address, size)) = written.split_once(self.blank)
        {
            return (self.clean(address).into_owned(), sizes::read(&self.clean(size)));
        }
        (self.clean(written).into_owned(), Size::default())
    }
}

/// Two private-use characters that the text does not hold: neither blank nor punctuation to any parser. A text that
/// holds all of them gets no marks.
fn unused_signs(text: &str) -> Option<(char, char)> {
    const ALL: std::ops::RangeInclusive<char> = '\u{E000}'..='\u{F8FF}';
    let used: BTreeSet<char> = text.chars().filter(|character| ALL.contains(character)).collect();
    let mut unused = ALL.rev().filter(|sign| !used.contains(sign));
    unused.next().zip(unused.next())
}

/// Where marks belong, ascending.
fn places(text: &str) -> Vec<usize> {
    let mut places = Vec::new();
    let mut offset = 0;
    let mut starts = LineStarts::default();
    for line in text.split_inclusive('\n') {
        if let Some(start) = starts.keeps(text, offset, line) {
            places.push(offset + start);
        }
        if line.bytes().any(is_run) {
            for group in line_groups(line) {
                mark_group(&group, offset, &mut places);
            }
        }
        offset += line.len();
    }
    places
}

/// A run of one mark in a line.
struct Run {
    range: Range<usize>,
    need: Need,
}

/// What a run needs.
#[derive(PartialEq)]
enum Need {
    /// Nothing: both rules agree.
    Nothing,
    /// Nothing by itself, but it keeps its meaning between marks.
    Indifferent,
    /// Marks on both sides.
    Marks,
}

/// Marks a group of runs that touch each other. A mark takes the place of the neighbour of the next run too, so that
/// with one run every run that may both open and close is marked.
fn mark_group(group: &[Run], offset: usize, places: &mut Vec<usize>) {
    if group.iter().all(|run| run.need != Need::Marks) {
        return;
    }
    for run in group.iter().filter(|run| run.need != Need::Nothing) {
        for place in [offset + run.range.start, offset + run.range.end] {
            if places.last() != Some(&place) {
                places.push(place);
            }
        }
    }
}

/// The runs of a line that are not escaped, those that touch each other together.
fn line_groups(line: &str) -> Vec<Vec<Run>> {
    let bytes = line.as_bytes();
    let border = line.len() - line.trim_start_matches([' ', '\t', '>']).len();
    let mut groups: Vec<Vec<Run>> = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] == b'\\' && bytes.get(at + 1).is_some_and(u8::is_ascii_punctuation) {
            at += 2;
            continue;
        }
        if !is_run(bytes[at]) {
            at += 1;
            continue;
        }
        let length = bytes[at..].iter().take_while(|&&byte| byte == bytes[at]).count();
        let run = run(line, border, at..at + length);
        match groups.last_mut() {
            Some(group) if group.last().is_some_and(|last| last.range.end == at) => group.push(run),
            _ => groups.push(vec![run]),
        }
        at += length;
    }
    groups
}

fn run(line: &str, border: usize, range: Range<usize>) -> Run {
    // Behind `>` of a quotation begins a line of its own; a mark there would hide a fence of tildes.
    let (before, after) = (if range.start <= border { "" } else { &line[..range.start] }, &line[range.end..]);
    let mark = match (line.as_bytes()[range.start], range.len()) {
        (b'~', 1) => Mark::Tilde,
        (b'~', _) => Mark::Tildes,
        _ => Mark::Stars,
    };
    let plain = flanks::plain(before.chars().next_back(), after.chars().next(), mark);
    let wanted = if mark == Mark::Tilde { Flanks::NEITHER } else { flanks::amended(before, after) };
    // Between two marks a single tilde does nothing, and any other run may do both.
    let between_marks = if mark == Mark::Tilde { Flanks::NEITHER } else { Flanks::BOTH };
    let need = match (wanted == between_marks, wanted == plain) {
        (false, _) => Need::Nothing,
        (true, true) => Need::Indifferent,
        (true, false) => Need::Marks,
    };
    Run { range, need }
}

fn is_run(byte: u8) -> bool {
    matches!(byte, b'*' | b'~')
}
