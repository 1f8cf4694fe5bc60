//! Characters that are written by name or number: `&shy;`, `&#x202e;`.

use pulldown_cmark::{CodeBlockKind, Event, Tag};

use super::emphasis::Marked;
use super::events::Events;
use crate::characters;
use crate::diag::Diagnostic;
use crate::source::{Location, Source, Span};

/// Looks at what the references of a body stand for: in its text, in the addresses and titles of its links, and behind
/// the fences of its code.
pub(super) fn check(source: &Source, marked: &Marked<'_>, events: &Events<'_>, found: &mut Vec<Diagnostic>) {
    let mut check_text = |span: Span, text: &str| check_text(source, span, &marked.without_marks(text), found);
    let mut index = 0;
    while let Some((event, span)) = events.get(index) {
        match event {
            Event::Text(text) => check_text(*span, text),
            Event::Start(Tag::Link { dest_url, title, .. } | Tag::Image { dest_url, title, .. }) => {
                check_text(*span, dest_url);
                check_text(*span, title);
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => check_text(*span, info),
            _ => {}
        }
        index += 1;
    }
}

fn check_text(source: &Source, span: Span, text: &str, found: &mut Vec<Diagnostic>) {
    let written = &source.text[span.range()];
    if written.contains('&') {
        let around = [&source.text[..span.range().start], &source.text[span.range().end..]];
        characters::check_decoded(&Location::new(&source.path, span), written, text, around, found);
    }
}
