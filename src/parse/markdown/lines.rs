//! Where lines of the source end inside a paragraph.

use std::borrow::Cow;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::text::is_comment;
use super::{Builder, Opening};
use crate::model::{Content, Element, LinkText, Node};
use crate::source::Span;
use crate::text::cjk;
use crate::text::marks::{AsideMark, Mark, begins_article, begins_with_label, is_date};

/// Stands for a name that is not known yet. Titles are Chinese, as the content is.
const NAME: char = '名';

impl Builder<'_> {
    /// A line end between two characters of Chinese typesetting leaves no blank; one before a line that begins
    /// something by hand is kept for [`super::by_hand`]; anywhere else it is a blank.
    pub(super) fn soft_break(&mut self, span: Span) {
        self.trim_line();
        let before = self.side_before();
        let after = self.side_after(self.at);
        if self.begins_by_hand(before) {
            self.line_by_hand = self.at;
            self.push(Content::HardBreak, span);
            self.lines_by_hand.push(self.body.nodes.len());
        } else if self.is_signature() || self.is_labelled() {
            self.push(Content::HardBreak, span);
        } else if !before.zip(after).is_some_and(|(before, after)| before.joins(after)) {
            self.push(Content::SoftBreak, span);
        }
    }

    /// A forced line end, unless the next line begins something by hand.
    pub(super) fn hard_break(&mut self, span: Span) {
        if self.begins_by_hand(self.side_before()) {
            self.soft_break(span);
        } else {
            self.push(Content::HardBreak, span);
        }
    }

    /// Whether a line end between `before` and the event at `next` leaves no blank.
    pub(super) fn joins(&self, before: &str, next: usize) -> bool {
        let before = Side::of(before.chars().rev());
        before.zip(self.side_after(next)).is_some_and(|(before, after)| before.joins(after))
    }

    /// A comment at the end of a line leaves the blank before it, which no line ends with.
    fn trim_line(&mut self) {
        if let Some(Node { content: Content::Text(text), .. }) = self.body.nodes.last_mut() {
            let length = text.trim_end_matches([' ', '\t']).len();
            // A text of blanks alone parts two elements.
            if length > 0 {
                text.truncate(length);
            }
        }
    }

    fn side_before(&self) -> Option<Side> {
        for node in self.body.nodes.iter().rev() {
            match &node.content {
                Content::Text(text) => return Side::of(text.chars().rev()),
                Content::Code(text) | Content::Mark(text) => return Side::of(text.chars().rev()),
                Content::Open(Element::Link(_, LinkText::OfTarget)) => return Some(Side::NAME),
                Content::Open(element) if !is_inline(element) => return None,
                Content::Open(_) | Content::Close | Content::FootnoteCall(_) => {}
                _ => return None,
            }
        }
        None
    }

    /// What follows from the event at `next` on in the same line of text.
    pub(super) fn side_after(&self, next: usize) -> Option<Side> {
        for index in next.. {
            match self.events.event(index)? {
                Event::Text(text) | Event::Code(text) => {
                    let text = self.marked.clean(text);
                    if !text.is_empty() {
                        return Side::of(text.chars());
                    }
                }
                Event::InlineHtml(html) if is_comment(html) => {}
                Event::InlineHtml(html) => return Side::of(html.chars()),
                Event::Start(Tag::Link { .. }) if self.is_named_by_target(index) => return Some(Side::NAME),
                Event::Start(Tag::Link { .. } | Tag::Emphasis | Tag::Strong | Tag::Strikethrough)
                | Event::End(TagEnd::Link | TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough)
                | Event::FootnoteReference(_) => {}
                _ => return None,
            }
        }
        None
    }

    /// Whether the next line begins something by hand that Markdown does not know: an item of a list, as `（一）` or
    /// `a)`, a note, an example, a definition. An item begins where the line before it ends a clause or is an item. Where
    /// a sentence is wrapped before `（一）`, neither is so; no sentence is wrapped before a colon.
    fn begins_by_hand(&self, before: Option<Side>) -> bool {
        const ENDS: &str = "。；：！？…”’）》】」.;:!?)";
        let Some(line) = self.line_at(self.at) else { return self.is_indented_line() };
        let ends = if line.starts_with(['—', '·', '•']) { "：:" } else { ENDS };
        if is_definition(&line) {
            return matches!(self.open.last(), Some(Opening::Paragraph(_)));
        }
        if self.is_indented_line() {
            return true;
        }
        let article = begins_article(&line);
        article && (before.is_some_and(|side| ENDS.contains(side.nearest)) || self.is_article(self.line_start()))
            || AsideMark::of(&line).is_some()
            || self.is_units_line(&line)
            || Mark::of(&line).is_some()
                && (before.is_some_and(|side| ends.contains(side.nearest))
                    || self.is_item(self.line_start())
                    || self.ends_item())
    }

    /// Whether the next line begins with wide blanks, as paragraphs of Chinese do.
    fn is_indented_line(&self) -> bool {
        matches!(self.open.last(), Some(Opening::Paragraph(_) | Opening::Element))
            && self.events.get(self.at).is_some_and(|(_, span)| {
                let start = span.range().start;
                let text = &self.source.text[start..];
                let blanks = text.len() - text.trim_start_matches('\u{3000}').len();
                self.is_indented(start + blanks)
            })
    }

    /// Whether wide blanks stand before a place, at the start of its line.
    pub(super) fn is_indented(&self, start: usize) -> bool {
        let before = &self.source.text[..start];
        let text = before.trim_end_matches('\u{3000}');
        text.len() < before.len() && text.trim_end_matches([' ', '\t', '>']).ends_with('\n')
    }

    /// Whether the line that starts with the event at `start` is the number and title of a chapter, or an article.
    fn is_article(&self, start: usize) -> bool {
        self.line_at(start).is_some_and(|line| begins_article(&line))
    }

    /// Whether the line before the next is the first of an item that Markdown knows, so that a mark at the start of the
    /// next line begins an item too.
    fn ends_item(&self) -> bool {
        let before = self.line_start().checked_sub(1).and_then(|index| self.events.event(index));
        let item = match before {
            Some(Event::Start(Tag::Paragraph)) => self.line_start().checked_sub(2).and_then(|at| self.events.event(at)),
            other => other,
        };
        matches!(item, Some(Event::Start(Tag::Item)))
    }

    /// Whether the next line is part of a signature at the end of its paragraph: a date alone, or the names above it.
    fn is_signature(&self) -> bool {
        const LONGEST: usize = 30;
        let Some((_, span)) = self.events.get(self.at) else { return false };
        let mut lines = self.source.text[span.range().start..].split('\n').take(5);
        let is_name = |line: &str| {
            let line = line.trim_matches([' ', '\u{3000}', '>']);
            !line.is_empty() && line.len() <= 3 * LONGEST && !line.contains(['。', '，', '；', '：', '|'])
        };
        let has_date = lines.find(|line| !is_name(line) || is_date(line)).is_some_and(is_date);
        has_date && lines.next().is_none_or(|line| line.trim_matches([' ', '>']).is_empty())
    }

    /// Whether the line being ended and the next one begin with labels, as addresses and telephone numbers are listed:
    /// then each stands alone.
    fn is_labelled(&self) -> bool {
        let is = |start: usize| self.line_at(start).is_some_and(|line| begins_with_label(&line));
        is(self.at) && is(self.line_start())
    }

    /// Whether the line that starts with the event at `start` is an item by hand.
    fn is_item(&self, start: usize) -> bool {
        let wrapped = start.checked_sub(1).and_then(|before| self.events.event(before)) == Some(&Event::SoftBreak);
        (!wrapped || self.line_by_hand == start) && self.line_at(start).is_some_and(|line| Mark::of(&line).is_some())
    }

    /// The text that starts with the event at `index`, emphasised or not.
    fn line_at(&self, index: usize) -> Option<Cow<'_, str>> {
        let mut events = (index..).map_while(|index| self.events.event(index));
        match events.find(|event| !matches!(event, Event::Start(Tag::Emphasis | Tag::Strong)))? {
            Event::Text(text) => Some(self.marked.clean(text)),
            _ => None,
        }
    }

    /// The first event of the line that ends with the event being read.
    fn line_start(&self) -> usize {
        let inline = |index: &usize| self.events.event(*index).is_some_and(is_inline_event);
        self.current() - (0..self.current()).rev().take_while(inline).count()
    }
}

fn is_inline_event(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => is_inline_tag(tag),
        Event::End(tag) => {
            use TagEnd::{Emphasis, Image, Link, Strikethrough, Strong};
            matches!(tag, Emphasis | Strong | Strikethrough | Link | Image)
        }
        Event::Text(_) | Event::Code(_) | Event::InlineHtml(_) | Event::FootnoteReference(_) => true,
        _ => false,
    }
}

pub(super) fn is_inline_tag(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. })
}

/// What stands on one side of a line end.
#[derive(Clone, Copy)]
pub(super) struct Side {
    nearest: char,
    /// The first character from there that belongs to one script: quotation marks and dashes do not.
    telling: Option<char>,
}

impl Side {
    const NAME: Self = Self { nearest: NAME, telling: Some(NAME) };

    /// The side of a text, read from the line end.
    fn of(mut text: impl Iterator<Item = char>) -> Option<Self> {
        let nearest = text.next()?;
        let shared = cjk::is_shared_punctuation(nearest);
        let telling = if shared { text.find(|&next| !cjk::is_shared_punctuation(next)) } else { Some(nearest) };
        Some(Self { nearest, telling })
    }

    /// Two sides between which typesetting sets no blank: Chinese, Japanese and Yi, and Tibetan behind the dot that
    /// parts syllables.
    fn joins(self, after: Self) -> bool {
        const TSHEG: char = '་';
        let wide = |side: Self| is_unspaced(side.nearest) || cjk::is_shared_punctuation(side.nearest);
        let telling = |side: Self| side.telling.is_some_and(is_unspaced);
        self.nearest == TSHEG || wide(self) && wide(after) && (telling(self) || telling(after))
    }
}

/// Scripts written without blanks between words. Korean has them.
fn is_unspaced(character: char) -> bool {
    let hangul = matches!(character,
        '\u{1100}'..='\u{11FF}' | '\u{3130}'..='\u{318F}' | '\u{A960}'..='\u{A97F}' | '\u{AC00}'..='\u{D7FF}');
    cjk::is_cjk(character) && !hangul
}

fn is_inline(element: &Element) -> bool {
    matches!(
        element,
        Element::Emphasis
            | Element::Strong
            | Element::Strikethrough
            | Element::Subscript
            | Element::Superscript
            | Element::Link(..)
            | Element::Attachment(_)
            | Element::External(_)
    )
}

/// Whether a line goes on with a definition: `：负责走访的人员。`
pub(super) fn is_definition(line: &str) -> bool {
    line.strip_prefix('：').is_some_and(|rest| !rest.trim().is_empty())
}
