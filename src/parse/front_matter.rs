//! Front matter: the YAML between two lines of `---` at the top of a file.

use super::rules;
use crate::diag::Diagnostic;
use crate::source::{Location, Source, Span};
use crate::yaml::{self, Node, Value};

/// A file cut in two.
pub(super) struct Matter {
    /// The YAML as a tree; an empty mapping when there is none or it cannot be read.
    pub(super) yaml: Node,
    /// Where it is written, without its two lines.
    pub(super) written: Span,
    /// Where the body begins.
    pub(super) body: Span,
    /// What is wrong with the front matter as a whole.
    pub(super) diagnostic: Option<Diagnostic>,
    /// What was found in its characters.
    pub(super) found: Vec<Diagnostic>,
}

/// Cuts a source at its front matter.
pub(super) fn split(source: &Source) -> Matter {
    let text = &*source.text;
    let empty = Node::new(Value::Map(Vec::new()), Span::default());
    let Some(start) = opening(text) else {
        let diagnostic = rules::front_matter::report_missing(Location::new(&source.path, first_line(text)));
        let body = Span::new(0, text.len());
        return Matter { yaml: empty, written: Span::default(), body, diagnostic: Some(diagnostic), found: Vec::new() };
    };
    let Some((end, body)) = closing(text, start) else {
        let diagnostic = rules::front_matter::report_unclosed(Location::new(&source.path, Span::new(0, 3)));
        let body = Span::new(text.len(), text.len());
        return Matter { yaml: empty, written: Span::default(), body, diagnostic: Some(diagnostic), found: Vec::new() };
    };
    let body = Span::new(body, text.len());
    let written = Span::new(start, end);
    let mut found = Vec::new();
    match yaml::read(&source.path, text, written, &mut found) {
        Ok(yaml) => Matter { yaml, written, body, diagnostic: None, found },
        Err(diagnostic) => Matter { yaml: empty, written, body, diagnostic: Some(*diagnostic), found },
    }
}

fn first_line(text: &str) -> Span {
    Span::new(0, text.lines().next().map_or(0, str::len))
}

/// The first byte after the opening line.
fn opening(text: &str) -> Option<usize> {
    let line = text.split_inclusive('\n').next()?;
    (line.trim_end() == "---").then_some(line.len())
}

/// The first byte of the closing line and the first one after it.
fn closing(text: &str, start: usize) -> Option<(usize, usize)> {
    let mut offset = start;
    for line in text[start..].split_inclusive('\n') {
        if line.trim_end() == "---" {
            return Some((offset, offset + line.len()));
        }
        offset += line.len();
    }
    None
}
