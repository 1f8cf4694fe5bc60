//! Where lines of the source end inside a paragraph.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::builder::Builder;
use super::text::is_comment;
use crate::model::{Content, Element, LinkText, Node};
use crate::source::Span;
use crate::text::cjk;

/// Stands for a name that is not known yet. Titles are Chinese, as the content is.
const NAME: char = '名';

impl Builder<'_> {
    /// A line end between two characters of Chinese typesetting leaves no blank; one before a line of a list numbered
    /// by hand stays a line end; anywhere else it is a blank.
    pub(super) fn soft_break(&mut self, span: Span) {
        self.trim_line();
        let before = self.side_before();
        let after = self.side_after(self.at);
        if self.is_list_by_hand(before) {
            self.line_of_list = self.at;
            self.push(Content::HardBreak, span);
        } else if !before.zip(after).is_some_and(|(before, after)| before.joins(after)) {
            self.push(Content::SoftBreak, span);
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
                Content::Code(text) => return Side::of(text.chars().rev()),
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

    /// Whether the next line goes on with a list whose numbers Markdown does not know, as `（一）` or `a)`: it begins
    /// with such a number, and the line before it ends a clause or is one of the list. Where a sentence is wrapped
    /// before `（一）`, neither is so.
    fn is_list_by_hand(&self, before: Option<Side>) -> bool {
        const ENDS: &str = "。；：！？…”’）》】」.;:!?)";
        let ends = before.is_some_and(|side| ENDS.contains(side.nearest));
        self.is_numbered(self.at) && (ends || self.is_line_of_list(self.line_start()))
    }

    /// Whether the line that starts with the event at `start` belongs to a list numbered by hand.
    fn is_line_of_list(&self, start: usize) -> bool {
        let wrapped = start.checked_sub(1).and_then(|before| self.events.event(before)) == Some(&Event::SoftBreak);
        self.is_numbered(start) && (!wrapped || self.line_of_list == start)
    }

    /// Whether text that begins with a number, emphasised or not, starts with the event at `index`.
    fn is_numbered(&self, index: usize) -> bool {
        let mut events = (index..).map_while(|index| self.events.event(index));
        match events.find(|event| !matches!(event, Event::Start(Tag::Emphasis | Tag::Strong))) {
            Some(Event::Text(text)) => is_numbered(&self.marked.clean(text)),
            _ => false,
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
        Event::Start(tag) => {
            matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. })
        }
        Event::End(tag) => {
            use TagEnd::{Emphasis, Image, Link, Strikethrough, Strong};
            matches!(tag, Emphasis | Strong | Strikethrough | Link | Image)
        }
        Event::Text(_) | Event::Code(_) | Event::InlineHtml(_) | Event::FootnoteReference(_) => true,
        _ => false,
    }
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
            | Element::Link(..)
            | Element::Attachment(_)
            | Element::External(_)
    )
}

/// Whether a line begins with a number as Chinese documents write it and Markdown does not know it: `（一）`, `(1)`,
/// `a)`, `1）`, `①`, `一、`, `1．`, and `1.` without a blank behind it.
fn is_numbered(line: &str) -> bool {
    if line.starts_with(|first| matches!(first, '①'..='⑳')) {
        return true;
    }
    let inside = line.strip_prefix(['（', '(']);
    let rest = inside.unwrap_or(line);
    let length = rest.find(|character| !is_digit(character)).unwrap_or(rest.len());
    let (number, rest) = rest.split_at(length);
    let short = matches!(number.chars().count(), 1..=3);
    let letters = number.contains(|character: char| character.is_ascii_lowercase());
    if !short || letters && number.len() > 1 {
        return false;
    }
    let mut rest = rest.chars();
    match (rest.next(), inside.is_some()) {
        (Some('）' | ')'), _) | (Some('、' | '．'), false) => true,
        // `5.7` is a number of another kind.
        (Some('.'), false) => rest.next().is_some_and(|next| !next.is_ascii()),
        _ => false,
    }
}

fn is_digit(character: char) -> bool {
    character.is_ascii_digit() || character.is_ascii_lowercase() || "一二三四五六七八九十百零〇".contains(character)
}

#[cfg(test)]
mod tests {
    use super::is_numbered;

    #[test]
    fn numbers_of_chinese_lists_are_known() {
        for line in
            ["（一）甲", "(1) 甲", "（12）甲", "a) 甲", "1）甲", "①甲", "一、甲", "十二、甲", "1．甲", "2、甲", "1.甲"]
        {
            assert!(is_numbered(line), "{line}");
        }
        for line in ["甲", "（甲）", "5.7", "5.7条", "abc) x", "(see) x", "2022）", "（一", "1.5倍", "3.", "", "（）"]
        {
            assert!(!is_numbered(line), "{line}");
        }
    }
}
