//! Addresses in running text, `见https://example.org/。`: they become links, as readers expect.
//!
//! The parser cuts text at many signs that occur in addresses, so that they are looked for when a text is whole.

use std::ops::Range;

use super::{Builder, Opening};
use crate::model::{Content, Element, ExternalLink, Node};
use crate::source::Span;

impl Builder<'_> {
    /// Makes links of the addresses in the text that ends here, unless it is code or stands in a link.
    pub(super) fn link_addresses(&mut self) {
        if !self.has_addresses || matches!(self.open.last(), Some(Opening::Literal | Opening::Label(_))) {
            return;
        }
        let Some(Node { content: Content::Text(text), span }) = self.body.nodes.last() else { return };
        if !text.contains("://") || self.is_in_link() {
            return;
        }
        let (text, span) = (text.clone(), *span);
        let mut ranges = addresses(&text).peekable();
        if ranges.peek().is_none() {
            return;
        }
        self.body.nodes.pop();
        let mut written = 0;
        let mut place = Place { source: &self.source.text, span, from: span.range().start };
        let mut nodes = Vec::new();
        for range in ranges {
            if range.start > written {
                let before = &text[written..range.start];
                nodes.push(Node { content: Content::Text(before.to_owned()), span: place.of(before) });
            }
            let address = &text[range.clone()];
            let own = place.of(address);
            let link = ExternalLink { address: address.into(), title: Box::default() };
            nodes.push(Node { content: Content::Open(Element::External(Box::new(link))), span: own });
            nodes.push(Node { content: Content::Text(address.to_owned()), span: own });
            nodes.push(Node { content: Content::Close, span: own });
            written = range.end;
        }
        if written < text.len() {
            let rest = &text[written..];
            nodes.push(Node { content: Content::Text(rest.to_owned()), span: place.of(rest) });
        }
        self.body.nodes.append(&mut nodes);
        self.floor = self.body.nodes.len();
    }

    /// Whether the last node stands in the words of a link.
    fn is_in_link(&self) -> bool {
        let mut closed = 0;
        for node in self.body.nodes.iter().rev() {
            match &node.content {
                Content::Close => closed += 1,
                Content::Open(_) if closed > 0 => closed -= 1,
                Content::Open(Element::Link(..) | Element::Attachment(_) | Element::External(_)) => return true,
                Content::Open(Element::Emphasis | Element::Strong | Element::Strikethrough) => {}
                Content::Open(_) => return false,
                _ => {}
            }
        }
        false
    }
}

/// Finds pieces of a text in its source, one after another.
struct Place<'s> {
    source: &'s str,
    span: Span,
    from: usize,
}

impl Place<'_> {
    /// The place of the next piece; of the whole text where the piece is not written as it is shown.
    fn of(&mut self, piece: &str) -> Span {
        let rest = &self.source[self.from..self.span.range().end.max(self.from)];
        let Some(at) = rest.find(piece) else { return self.span };
        let start = self.from + at;
        self.from = start + piece.len();
        Span::new(start, self.from)
    }
}

/// The addresses in a text.
fn addresses(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut until = 0;
    text.match_indices("://").filter_map(move |(at, _)| {
        let scheme = ["https", "http"].into_iter().find(|scheme| text[..at].ends_with(scheme))?;
        let start = at - scheme.len();
        let before = text[..start].chars().next_back();
        let inside_word = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '"' | '\'' | '=' | '/' | '<');
        if start < until || before.is_some_and(inside_word) {
            return None;
        }
        let end = end_of(text, at + "://".len());
        until = end;
        (end > at + "://".len()).then_some(start..end)
    })
}

/// Where the address ends that goes on from an offset. What ends a sentence is not of it, nor a bracket that it does
/// not open.
fn end_of(text: &str, from: usize) -> usize {
    let rest = &text[from..];
    let stops =
        |sign: char| !sign.is_ascii_graphic() || matches!(sign, '<' | '>' | '"' | '`' | '{' | '}' | '|' | '^' | '\\');
    let address = &rest[..rest.find(stops).unwrap_or(rest.len())];
    let count = |bracket: char| address.matches(bracket).count();
    let mut surplus = count(')').saturating_sub(count('('));
    let mut length = address.len();
    for sign in address.bytes().rev() {
        match sign {
            b'?' | b'!' | b'.' | b',' | b':' | b';' | b'*' | b'_' | b'~' | b'\'' => {}
            b')' if surplus > 0 => surplus -= 1,
            _ => break,
        }
        length -= 1;
    }
    from + length
}
