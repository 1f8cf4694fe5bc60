//! Running text, code and HTML.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event};

use super::super::rules;
use super::{Builder, Opening};
use crate::model::{Content, Element, Node};
use crate::source::Span;

/// Blanks as written: one that a character reference stands for is part of the language's name.
const BEHIND_LANGUAGE: [char; 3] = [' ', '\t', '\u{3000}'];

impl Builder<'_> {
    pub(super) fn text(&mut self, text: &str, span: Span) {
        let mut text = self.marked.clean(text);
        let mut span = span;
        if text.starts_with('\u{3000}') {
            (text, span) = self.without_indent(text, span);
        }
        if text.is_empty() {
            return;
        }
        if self.has_scripts && !matches!(self.open.last(), Some(Opening::Literal)) {
            self.text_with_scripts(&text, span);
        } else {
            self.run(&text, span);
        }
    }

    /// The wide blanks that a paragraph of Chinese begins with are not of its text.
    fn without_indent<'t>(&self, text: Cow<'t, str>, span: Span) -> (Cow<'t, str>, Span) {
        let rest = text.trim_start_matches('\u{3000}');
        let blanks = text.len() - rest.len();
        let start = span.range().start + blanks;
        let written = start <= span.range().end && self.source.text[span.range()].starts_with(&text[..blanks]);
        if written && !matches!(self.open.last(), Some(Opening::Literal)) && self.is_indented(start) {
            return (Cow::Owned(rest.to_owned()), Span::new(start, span.range().end));
        }
        (text, span)
    }

    /// Text as it is.
    pub(super) fn run(&mut self, text: &str, span: Span) {
        self.floor = self.floor.min(self.body.nodes.len());
        if let Some(Node { content: Content::Text(before), span: whole }) = self.body.nodes[self.floor..].last_mut() {
            before.push_str(text);
            whole.end = span.end;
            return;
        }
        self.push(Content::Text(text.to_owned()), span);
    }

    pub(super) fn start_code(&mut self, kind: &CodeBlockKind<'_>, span: Span) -> Opening {
        let language = match kind {
            CodeBlockKind::Indented => Box::default(),
            CodeBlockKind::Fenced(info) => {
                self.look_for_end_of_fence(span);
                self.look_behind_language(span);
                self.marked
                    .clean(info)
                    .trim_start_matches(BEHIND_LANGUAGE)
                    .split(BEHIND_LANGUAGE)
                    .next()
                    .unwrap_or_default()
                    .into()
            }
        };
        self.push(Content::Open(Element::CodeBlock(language)), span);
        Opening::Literal
    }

    /// Words behind the language of a block of code are shown nowhere.
    fn look_behind_language(&mut self, span: Span) {
        let written = &self.source.text[span.range()];
        let line = written.split('\n').next().unwrap_or_default();
        let fence = if line.starts_with('~') { '~' } else { '`' };
        let info = line.trim_start_matches(fence).trim_start_matches(BEHIND_LANGUAGE);
        let Some((_, rest)) = info.split_once(BEHIND_LANGUAGE) else { return };
        let rest = rest.trim();
        if !rest.is_empty() {
            let start = span.range().start + line.trim_end().len() - rest.len();
            let place = self.location(Span::new(start, start + rest.len()));
            self.found.push(rules::other_dialect::report_behind_language(place, rest));
        }
    }

    /// A block of code that nothing ends takes all that follows. One that lacks its end takes the next block along, whose
    /// first line names a language: nothing inside of a block begins with its own fence, for that would be longer.
    fn look_for_end_of_fence(&mut self, span: Span) {
        let written = self.source.text[span.range()].trim_end();
        let sign = if written.starts_with('~') { '~' } else { '`' };
        let fence = &written[..written.len() - written.trim_start_matches(sign).len()];
        let last = written.rsplit_once('\n').map_or("", |(_, last)| last.trim_matches([' ', '\t', '>']));
        let place = Span::new(span.range().start, span.range().start + fence.len());
        if last.len() < fence.len() || last.contains(|own| own != sign) {
            self.found.push(rules::unclosed_mark::report_fence(self.location(place), fence));
            return;
        }
        let next = written.split('\n').skip(1).map(|line| line.trim_matches([' ', '\t', '\r', '>']));
        let begins = |line: &&str| line.strip_prefix(fence).is_some_and(|rest| names_language(rest, sign));
        if let Some(next) = next.clone().find(begins) {
            self.found.push(rules::unclosed_mark::report_fence_inside(self.location(place), fence, next));
        }
    }

    pub(super) fn code(&mut self, code: &str, span: Span) {
        let code = self.marked.clean(code);
        self.push(Content::Code(code.as_ref().into()), span);
    }

    /// The words of some inline events, without marks: what a picture shows to those who do not see it.
    pub(super) fn words(&mut self, range: Range<usize>) -> String {
        let mut words = String::new();
        for index in range {
            match self.events.get(index) {
                Some((Event::Text(text) | Event::Code(text), _)) => words.push_str(&self.marked.clean(text)),
                Some((Event::InlineHtml(html), span)) if !is_comment(html) => {
                    self.found.push(rules::raw_html::report(self.location(*span)));
                    words.push_str(&self.marked.clean(html));
                }
                Some((Event::SoftBreak, _)) if self.joins(&words, index + 1) => {}
                Some((Event::SoftBreak | Event::HardBreak, _)) => words.push(' '),
                _ => {}
            }
        }
        words
    }

    // HTML is shown as text, but for comments, which are remarks among authors.

    pub(super) fn inline_html(&mut self, html: &str, span: Span) {
        if is_comment(html) {
            self.floor = self.body.nodes.len();
            return;
        }
        let in_row = |opening: &Opening| matches!(opening, Opening::TableRow | Opening::TableHead);
        if is_line_end(html) && self.open.iter().any(in_row) {
            self.push(Content::HardBreak, span);
            return;
        }
        self.found.push(rules::raw_html::report_tag(self.location(span), html));
        self.text(html, span);
    }

    /// Reports a block of HTML that is shown: an open comment, text behind a comment, or HTML.
    fn report_html(&mut self, shown: &str, span: Span) {
        let source = &self.source.text[span.range()];
        if let Some(open) = shown.find("<!--").and_then(|_| source.rfind("<!--")) {
            let start = span.range().start + open;
            self.found.push(rules::unclosed_mark::report_comment(self.location(Span::new(start, start + 4))));
        }
        let before = shown.split("<!--").next().unwrap_or_default();
        if before.contains('<') {
            self.found.push(rules::raw_html::report(self.location(span)));
        } else if !before.trim().is_empty() {
            self.found.push(rules::raw_html::report_behind_comment(self.location(span)));
        }
    }

    pub(super) fn html_block(&mut self, span: Span) -> Option<Opening> {
        let mut html = String::new();
        let mut written = Span { start: span.end, end: span.start };
        for index in self.events.inside(self.current()) {
            if let Some((Event::Html(line), place)) = self.events.get(index) {
                html.push_str(&self.marked.clean(line));
                written = Span { start: written.start.min(place.start), end: written.end.max(place.end) };
            }
        }
        self.pass();
        let shown = without_comments(&html);
        let shown = shown.trim();
        if !shown.is_empty() {
            self.report_html(shown, written);
            self.push(Content::Open(Element::Paragraph(None)), span);
            self.push(Content::Text(shown.to_owned()), written);
            self.push(Content::Close, span);
        } else if self.side_after(self.at).is_some() {
            // In a list without blank lines the comment stood between two lines of one text.
            self.soft_break(span);
        }
        None
    }
}

/// Whether a piece of inline HTML is a line end, which cells of tables cannot have otherwise.
fn is_line_end(html: &str) -> bool {
    matches!(html.to_ascii_lowercase().as_str(), "<br>" | "<br/>" | "<br />")
}

/// Whether a piece of inline HTML is one comment.
pub(super) fn is_comment(html: &str) -> bool {
    html.starts_with("<!--")
}

/// A block of HTML without its comments. One that does not end is kept: it would swallow the rest of the text.
fn without_comments(html: &str) -> String {
    let mut shown = String::new();
    let mut rest = html;
    while let Some((before, comment)) = rest.split_once("<!--") {
        let Some((_, after)) = comment.split_once("-->") else { break };
        shown.push_str(before);
        rest = after;
    }
    shown.push_str(rest);
    shown
}

/// Whether what stands behind a fence names a language of code, as in "```sql".
fn names_language(behind: &str, sign: char) -> bool {
    let info = behind.trim_start_matches(sign);
    info.starts_with(|first: char| first.is_ascii_alphabetic()) && !info.contains([' ', sign])
}
