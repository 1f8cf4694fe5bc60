//! Running text as its author typed it: what rules look through for signs that Markdown left as text.
//!
//! A text node covers in the source what was typed for it, with escapes, entities and the ends of its lines. What the
//! parser understood is no text any more, so that a sign met here had no effect.

use crate::model::{Body, Content, Element, Node};
use crate::source::{Location, Source, Span};

/// A set of signs, one bit each.
pub(super) type Signs = u32;

pub(super) const BRACKET: Signs = 1;
pub(super) const STAR: Signs = 1 << 1;
pub(super) const TICK: Signs = 1 << 2;
pub(super) const TILDE: Signs = 1 << 3;
pub(super) const HASH: Signs = 1 << 4;
pub(super) const DOLLAR: Signs = 1 << 5;
pub(super) const EQUAL: Signs = 1 << 6;
/// `!` and `?`.
pub(super) const BANG: Signs = 1 << 7;
pub(super) const BRACE: Signs = 1 << 8;
/// `-` and `+`.
pub(super) const DASH: Signs = 1 << 9;
/// `:` and `@`, which other tools begin lines with.
pub(super) const COLON: Signs = 1 << 10;
/// A full-width form of a sign that Markdown knows in half width, or `【`, or `·`.
pub(super) const WIDE: Signs = 1 << 11;
/// `<`, as in a comment that does not end.
pub(super) const LESS: Signs = 1 << 12;
/// `\`.
pub(super) const BACKSLASH: Signs = 1 << 13;
pub(super) const UNDERSCORE: Signs = 1 << 14;

/// The signs that single bytes stand for.
const OF_BYTES: [Signs; 256] = {
    let mut signs = [0; 256];
    signs[b'[' as usize] = BRACKET;
    signs[b']' as usize] = BRACKET;
    signs[b'*' as usize] = STAR;
    signs[b'`' as usize] = TICK;
    signs[b'~' as usize] = TILDE;
    signs[b'#' as usize] = HASH;
    signs[b'$' as usize] = DOLLAR;
    signs[b'=' as usize] = EQUAL;
    signs[b'!' as usize] = BANG;
    signs[b'?' as usize] = BANG;
    signs[b'{' as usize] = BRACE;
    signs[b'-' as usize] = DASH;
    signs[b'+' as usize] = DASH;
    signs[b':' as usize] = COLON;
    signs[b'@' as usize] = COLON;
    signs[b'<' as usize] = LESS;
    signs[b'\\' as usize] = BACKSLASH;
    signs[b'_' as usize] = UNDERSCORE;
    signs
};

/// How many bytes apart marks may stand that belong together. Without a bound, a line of opening marks alone would be
/// read to its end again from each of them.
const REACH: usize = 1000;

/// One text of a body.
#[derive(Clone, Copy)]
pub(super) struct Written<'s> {
    source: &'s Source,
    /// What was typed.
    pub(super) text: &'s str,
    /// Where it begins in the source.
    pub(super) start: usize,
    /// What the text may hold.
    signs: Signs,
    /// The index of its node, or of the last of them.
    pub(super) node: usize,
    /// Whether it is in a heading.
    pub(super) in_heading: bool,
}

/// A line of a text, without what stands before it in a quotation or list.
#[derive(Clone, Copy)]
pub(super) struct Line<'s> {
    pub(super) text: &'s str,
    /// Where it begins in the source.
    pub(super) start: usize,
}

/// The texts of a body that hold any sign, code and bare addresses aside. Texts on both sides of a bare address are one.
pub(super) fn texts<'s>(source: &'s Source, body: &Body) -> Vec<Written<'s>> {
    let mut texts: Vec<Written<'s>> = Vec::new();
    let mut before = None;
    let mut headings = body.headings.iter().map(|heading| &heading.nodes).peekable();
    // Where the last text began, and the node that may go on with it.
    let mut last = (0, usize::MAX);
    for (node, content) in body.nodes.iter().enumerate() {
        let opened = before.replace(content);
        if !matches!(content.content, Content::Text(_))
            || opened.is_some_and(|opened| is_other(source, opened, content))
        {
            continue;
        }
        let (own, end) = (content.span.range().start, content.span.range().end);
        let goes_on = last.1 == node && is_bare(source, &body.nodes[node - 3]);
        let start = if goes_on { last.0 } else { own };
        if goes_on && texts.last().is_some_and(|text| text.node + 4 == node) {
            texts.pop();
        }
        last = (start, node + 4);
        let text = &source.text[start..end.max(start)];
        let signs = signs(text);
        if signs != 0 {
            while headings.next_if(|nodes| nodes.end as usize <= node).is_some() {}
            let in_heading = headings.peek().is_some_and(|nodes| nodes.start as usize <= node);
            texts.push(Written { source, text, start, signs, node, in_heading });
        }
    }
    texts
}

/// How many bytes a text begins with of blanks that people see and Markdown does not: no-break and full-width ones, which
/// come out of other programs and of input methods.
pub(super) fn odd_blank(text: &str) -> usize {
    text.len() - text.trim_start_matches(|first: char| first.is_whitespace() && !first.is_ascii()).len()
}

/// Whether a text is code, or the address of a link without words of its own.
fn is_other(source: &Source, opened: &Node, text: &Node) -> bool {
    match opened.content {
        Content::Open(Element::CodeBlock(_)) => true,
        Content::Open(Element::External(_) | Element::Attachment(_)) => {
            let before = &source.text[..text.span.range().start];
            is_bare(source, opened) || before.ends_with("](") || before.ends_with('<')
        }
        _ => false,
    }
}

/// Whether a node opens a link that was made of an address in running text.
fn is_bare(source: &Source, node: &Node) -> bool {
    matches!(&node.content, Content::Open(Element::External(link)) if *link.address == source.text[node.span.range()])
}

/// Which signs a text holds: one pass over its bytes.
fn signs(text: &str) -> Signs {
    let mut signs = 0;
    for (at, byte) in text.bytes().enumerate() {
        signs |= OF_BYTES[usize::from(byte)];
        // The bytes that such signs begin with.
        if matches!(byte, 0xC2 | 0xE3 | 0xEF) && text[at..].starts_with(is_wide_sign) {
            signs |= WIDE;
        }
    }
    signs
}

fn is_wide_sign(sign: char) -> bool {
    matches!(
        sign,
        '·' | '【' | '　' | '［' | '］' | '＊' | '＃' | '！' | '｛' | '｀' | '～' | '＞' | '＜' | '－' | '＋'
    )
}

impl<'s> Written<'s> {
    /// Whether the text may hold one of some signs.
    pub(super) fn has(&self, signs: Signs) -> bool {
        self.signs & signs != 0
    }

    /// Whether the character at an offset is taken as it is, behind a backslash.
    pub(super) fn is_escaped(&self, at: usize) -> bool {
        let before = &self.source.text[..self.start + at];
        before.bytes().rev().take_while(|&byte| byte == b'\\').count() % 2 == 1
    }

    /// Whether the text begins right behind a sign.
    pub(super) fn is_behind(&self, sign: char) -> bool {
        self.source.text[..self.start].ends_with(sign)
    }

    /// The offsets of a sign where it is not escaped.
    pub(super) fn find_all(&self, sign: &'s str) -> impl Iterator<Item = usize> + use<'s> {
        let own = *self;
        self.text.match_indices(sign).map(|(at, _)| at).filter(move |&at| !own.is_escaped(at))
    }

    /// What stands behind an offset in its line, as far as marks may belong together.
    pub(super) fn ahead(&self, at: usize) -> &'s str {
        let reached = &self.text[at..self.text.floor_char_boundary(at + REACH)];
        reached.split('\n').next().unwrap_or_default()
    }

    /// The last of some signs before an offset, as far as marks may belong together.
    pub(super) fn last_before(&self, at: usize, signs: &[char]) -> Option<usize> {
        let from = self.text.ceil_char_boundary(at.saturating_sub(REACH));
        self.text[from..at].rfind(signs).map(|found| from + found)
    }

    /// A piece of the text as a place in the file.
    pub(super) fn location(&self, start: usize, end: usize) -> Location {
        Location::new(&self.source.path, Span::new(self.start + start, self.start + end))
    }

    /// The lines that begin in this text, where Markdown would look for the marks of blocks.
    pub(super) fn lines(&self) -> impl Iterator<Item = Line<'s>> + use<'s> {
        let first = begins_line(&self.source.text[..self.start]);
        let mut offset = self.start;
        self.text.split('\n').enumerate().filter_map(move |(index, line)| {
            let text = if index == 0 { line } else { line.trim_start_matches([' ', '\t', '>']) };
            let start = offset + line.len() - text.len();
            offset += line.len() + 1;
            (index > 0 || first).then_some(Line { text, start })
        })
    }

    /// The piece of a line as a place in the file.
    pub(super) fn location_in(&self, line: Line<'_>, start: usize, end: usize) -> Location {
        Location::new(&self.source.path, Span::new(line.start + start, line.start + end))
    }

    /// The line of the source that a text ends in, from its end on.
    pub(super) fn rest_of_line(&self) -> &'s str {
        self.source.text[self.start + self.text.len()..].split('\n').next().unwrap_or_default()
    }
}

/// Whether nothing but the marks of quotations and items stands before a place in its line.
fn begins_line(before: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or_default();
    let marks = line.trim_matches([' ', '\t', '>']);
    let number = marks.trim_start_matches(|character: char| character.is_ascii_digit());
    matches!(marks, "" | "-" | "*" | "+" | ":") || number.len() < marks.len() && matches!(number, "." | ")")
}

/// Whether a text looks like the address of a link: no blank, and what addresses are made of.
pub(super) fn is_address(text: &str) -> bool {
    const ENDINGS: [&str; 9] = [".md", ".html", ".pdf", ".svg", ".png", ".jpg", ".docx", ".xlsx", ".zip"];
    let path = text.split('#').next().unwrap_or_default();
    !text.contains(char::is_whitespace)
        && (text.starts_with("http://")
            || text.starts_with("https://")
            || text.starts_with("mailto:")
            || text.starts_with("./")
            || text.starts_with("../")
            || text.len() > 1 && text.starts_with('#')
            || ENDINGS.iter().any(|ending| path.ends_with(ending)))
}
