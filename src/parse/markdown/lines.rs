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
    /// A line end between two characters of Chinese typesetting leaves no blank; one before the mark of a numbered
    /// provision stays a line end; anywhere else it is a blank.
    pub(super) fn soft_break(&mut self, span: Span) {
        self.trim_line();
        let before = self.side_before();
        let after = self.side_after(self.at);
        if self.numbered_line_follows() && before.is_some_and(|side| cjk::is_punctuation(side.nearest)) {
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
        let mut backwards = self.body.nodes.iter().rev().map(|node| &node.content);
        while let Some(content) = backwards.next() {
            match content {
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

    /// Whether the next line begins with the mark of a numbered provision, as `（一）` or `a)`.
    fn numbered_line_follows(&self) -> bool {
        match self.events.event(self.at) {
            Some(Event::Text(text)) => is_numbered(&self.marked.clean(text)),
            _ => false,
        }
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

    /// Two sides between which Chinese typesetting sets no blank.
    fn joins(self, after: Self) -> bool {
        let wide = |side: Self| cjk::is_cjk(side.nearest) || cjk::is_shared_punctuation(side.nearest);
        let chinese = |side: Self| side.telling.is_some_and(cjk::is_cjk);
        wide(self) && wide(after) && (chinese(self) || chinese(after))
    }
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

/// Whether a line begins with a mark that Chinese documents number provisions by and Markdown does not know: `（一）`,
/// `(1)`, `a)`, `1）`, `①`, `一、`, `1．`.
fn is_numbered(line: &str) -> bool {
    if line.starts_with(|first| matches!(first, '①'..='⑳')) {
        return true;
    }
    let (line, bracketed) = match line.strip_prefix(['（', '(']) {
        Some(inside) => (inside, true),
        None => (line, false),
    };
    let number = line.find(|character| !is_number(character)).unwrap_or(line.len());
    let (number, rest) = line.split_at(number);
    let counts = matches!(number.chars().count(), 1..=3) && (!is_word(number) || number.len() == 1);
    counts && rest.starts_with(if bracketed { ['）', ')', ')', ')'] } else { ['）', ')', '、', '．'] })
}

fn is_number(character: char) -> bool {
    character.is_ascii_digit() || character.is_ascii_lowercase() || "一二三四五六七八九十百零〇".contains(character)
}

fn is_word(number: &str) -> bool {
    number.contains(|character: char| character.is_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::is_numbered;

    #[test]
    fn marks_of_provisions_are_known() {
        for line in ["（一）甲", "(1) 甲", "（12）甲", "a) 甲", "1）甲", "①甲", "一、甲", "十二、甲", "1．甲", "2、甲"] {
            assert!(is_numbered(line), "{line}");
        }
        for line in ["甲", "（甲）", "5.7", "abc) x", "(see) x", "2022）", "（一）"].iter().take(6) {
            assert!(!is_numbered(line), "{line}");
        }
    }
}
