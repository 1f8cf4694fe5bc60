//! Slips: what people mistype in YAML, read line by line.
//!
//! A reader of lines, more patient than the parser: it takes a full-width colon for a colon, a missing dash for a dash,
//! and notes each as an edit. Where the edits are made the parser understands what was meant. It is asked only when the
//! parser gives up, or when something stands in the text that no good file needs.

mod fault;
mod flow;
mod key;
mod levels;
mod lines;
mod mend;
mod quotes;
mod signs;
mod suspicion;
mod value;

use std::collections::BTreeMap;
use std::ops::Range;

pub(super) use fault::Fault;
pub(super) use mend::{Mended, mend};
pub(super) use suspicion::is_suspicious;

use super::{Known, Knows, Shape};

/// A change of the text that mends a slip.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Edit {
    /// What is replaced.
    pub(super) place: Range<usize>,
    /// What should stand there; nothing where only a person can tell.
    pub(super) text: Option<String>,
    /// Why.
    pub(super) fault: Fault,
    /// Whether it can have been meant otherwise: then the text stays as it is, and it is only said.
    pub(super) is_doubtful: bool,
    /// Another place that has to do with it.
    pub(super) related: Option<Range<usize>>,
}

/// Slips after which reading ends: nobody mends more at a time, and what comes then is no header.
const MOST: usize = 200;

/// Reads a text that is YAML or was meant to be. `is_broken` says that the parser did not understand it. The edits come in
/// the order of their places, and none touches another.
pub(super) fn find(yaml: &str, knows: Option<Knows>, is_broken: bool) -> Vec<Edit> {
    let mut slips = Slips::new(yaml, knows.unwrap_or(|_| None), is_broken);
    slips.read();
    let mut edits = slips.edits;
    edits.sort_by_key(|edit| (edit.place.start, edit.place.end));
    let mut end = 0;
    edits.retain(|edit| {
        let is_free = edit.place.start >= end;
        if is_free {
            end = edit.place.end;
        }
        is_free
    });
    edits
}

/// The ground that the files of this folder stand on.
struct Slips<'a> {
    yaml: &'a str,
    knows: Knows,
    is_broken: bool,
    /// Each line without its end, with its offset.
    lines: Vec<(usize, &'a str)>,
    edits: Vec<Edit>,
    /// The collections that are open, the outermost first.
    levels: Vec<Level>,
    last: Last,
    carried: Carried,
    /// Lines of an item that lacks its dash stand two blanks further to the right: those at this column.
    shifted: Option<usize>,
}

/// A collection in lines.
struct Level {
    /// Where its lines begin, once they are mended.
    column: usize,
    is_list: bool,
    /// What the key of it holds.
    shape: Option<Shape>,
    /// Keys that were written, each with its place.
    keys: BTreeMap<String, Range<usize>>,
}

/// What the last line ended with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    /// Nothing was read yet.
    Nothing,
    /// A key without a value, or a dash alone.
    Opening(Option<Shape>),
    /// A value.
    Value,
}

/// What goes on over the end of a line.
enum Carried {
    Nothing,
    /// A block of text, in lines further to the right than this column.
    Block(usize),
    /// A text in quotation marks, up to this offset.
    Quoted(usize),
    /// Brackets, and the column of the line that they began on.
    Brackets(Vec<Bracket>, usize),
}

/// A bracket that is open.
#[derive(Clone, Debug)]
struct Bracket {
    /// `[` or `{`.
    open: char,
    /// Where it stands.
    at: usize,
    /// Nobody typed it: the end of the line closes it.
    is_added: bool,
    /// What the key before it holds.
    shape: Option<Shape>,
}

impl Bracket {
    /// A bracket that nobody typed, so that the end of its line closes it.
    fn without_sign(open: char, at: usize) -> Self {
        Self { open, at, is_added: true, shape: None }
    }
}

impl<'a> Slips<'a> {
    fn new(yaml: &'a str, knows: Knows, is_broken: bool) -> Self {
        let mut lines = Vec::new();
        let mut offset = 0;
        for line in yaml.split_inclusive('\n') {
            lines.push((offset, line.strip_suffix('\n').unwrap_or(line)));
            offset += line.len();
        }
        let (levels, edits) = (Vec::new(), Vec::new());
        Self {
            yaml,
            knows,
            is_broken,
            lines,
            edits,
            levels,
            last: Last::Nothing,
            carried: Carried::Nothing,
            shifted: None,
        }
    }

    /// Notes a change that is certain.
    fn edit(&mut self, place: Range<usize>, text: impl Into<String>, fault: Fault) {
        self.edits.push(Edit { place, text: Some(text.into()), fault, is_doubtful: false, related: None });
    }

    /// Notes a change that can have been meant otherwise.
    fn doubt(&mut self, place: Range<usize>, text: impl Into<String>, fault: Fault) {
        self.edits.push(Edit { place, text: Some(text.into()), fault, is_doubtful: true, related: None });
    }

    /// The next line that says something: its place among the lines.
    fn next_line(&self, line: usize) -> Option<usize> {
        (line + 1..self.lines.len()).find(|&next| {
            let text = self.lines[next].1.trim_start();
            !text.is_empty() && !text.starts_with('#')
        })
    }
}

/// How far a line is indented. A full-width blank is as wide as two.
fn width(indentation: &str) -> usize {
    indentation.chars().map(|blank| if matches!(blank, '\u{3000}' | '\t') { 2 } else { 1 }).sum()
}

/// How far a line is indented.
fn column_of(line: &str) -> usize {
    width(&line[..line.len() - line.trim_start().len()])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::keys;
    use crate::properties;

    /// What headers are made of, and what is typed for it.
    const PIECES: [&str; 36] = [
        "title",
        "who",
        "role",
        "duty",
        "basis",
        "标题",
        "谁来做",
        "：",
        ":",
        ": ",
        " ",
        "  ",
        "　",
        "\u{A0}",
        "\t",
        "-",
        "- ",
        "－",
        "{",
        "}",
        "[",
        "]",
        "｛",
        "］",
        "【",
        "“",
        "”",
        "\"",
        "'",
        "，",
        ", ",
        "#",
        "|",
        "甲",
        "1.",
        "\n",
    ];

    proptest! {
        #![proptest_config(properties::config(512))]

        #[test]
        fn edits_are_in_order_and_cut_no_character(
            pieces in proptest::collection::vec(proptest::sample::select(PIECES.as_slice()), 0..60),
            is_broken: bool,
        ) {
            let yaml = pieces.concat();
            let _ = is_suspicious(&yaml, keys::known);
            let edits = find(&yaml, Some(keys::known), is_broken);
            let mut end = 0;
            for edit in &edits {
                prop_assert!(edit.place.start >= end && edit.place.end <= yaml.len(), "{yaml:?}: {edits:?}");
                prop_assert!(yaml.get(edit.place.clone()).is_some(), "{yaml:?}: {edit:?}");
                end = edit.place.end;
            }
            let mended = mend(&yaml, &edits, true);
            for at in 0..=mended.text.len() {
                prop_assert!(mended.typed_start(at) <= yaml.len() && mended.typed_end(at) <= yaml.len());
            }
        }
    }

    #[test]
    fn good_headers_are_not_read_twice() {
        for good in [
            "title: 就业服务，登记与推荐\nprovenance: local\nbasis: [\"5.7\", urban/t01]\n",
            "who:\n  - {role: office, duty: lead, word: 协同}\n  - role: 社区\n    duty: support\ncadence: 每季度（3、6、9、12月）\n",
            "url: https://example.org/a?b=c:d\noutlet: 某报：副刊\n",
        ] {
            assert!(!is_suspicious(good, keys::known), "{good}");
        }
    }
}
