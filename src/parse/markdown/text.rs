//! Running text, code and HTML.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event};

use super::super::rules;
use super::builder::{Builder, Opening};
use crate::model::{Content, Element, Node};
use crate::source::Span;

impl Builder<'_> {
    pub(super) fn text(&mut self, text: &str, span: Span) {
        let text = self.marked.clean(text);
        if text.is_empty() {
            return;
        }
        if self.has_scripts && !matches!(self.open.last(), Some(Opening::Literal)) {
            self.text_with_scripts(&text, span);
        } else {
            self.run(&text, span);
        }
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
            CodeBlockKind::Fenced(info) => self.marked.clean(info).split_whitespace().next().unwrap_or_default().into(),
        };
        self.push(Content::Open(Element::CodeBlock(language)), span);
        Opening::Literal
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
        self.found.push(rules::raw_html::report(self.location(span)));
        self.text(html, span);
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
            self.found.push(rules::raw_html::report(self.location(span)));
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
