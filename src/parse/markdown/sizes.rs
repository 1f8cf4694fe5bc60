//! Sizes of pictures: `![流程](flow.svg =300x200)`, `=300x`, `=x200`, `=300`.
//!
//! To Markdown a blank ends an address, so that it sees no picture at all. [`super::emphasis`] puts another character
//! in the place of that blank before parsing.

use crate::model::Size;

/// The offsets of the blanks before sizes in a text, ascending.
pub(super) fn blanks_before(text: &str) -> Vec<usize> {
    let mut blanks = Vec::new();
    for (at, _) in text.match_indices(" =") {
        let rest = &text[at + 2..];
        let length = rest.bytes().take_while(|byte| byte.is_ascii_digit() || matches!(byte, b'x' | b'X')).count();
        if length == 0 || !rest[length..].starts_with(')') || read(&text[at + 1..at + 2 + length]) == Size::default() {
            continue;
        }
        let line = text[..at].rsplit('\n').next().unwrap_or_default();
        let address = line.rfind("](").map(|start| (start, &line[start + 2..]));
        if address.is_some_and(|(start, address)| !address.contains([' ', ')']) && line[..start].contains("![")) {
            blanks.push(at);
        }
    }
    blanks
}

/// Reads a size.
pub(super) fn read(written: &str) -> Size {
    let written = written.trim_start_matches('=');
    let (width, height) = written.split_once(['x', 'X']).unwrap_or((written, ""));
    Size { width: width.parse().ok(), height: height.parse().ok() }
}
