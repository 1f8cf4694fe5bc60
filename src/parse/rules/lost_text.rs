//! Words of official text that no reader would see.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::model::{Body, Content, Element, LinkText};
use crate::source::{Location, Source, Span};
use crate::words;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "lost-text",
    severity: Severity::Error,
    explanation: Words::fixed(
        "官方正文的每个字、每个数字都要在页面上。写在标记里的字不显示：代码块的语言后面、没有用到的链接标号的标题里。",
        "Every letter and digit of official text is on the page. What is written inside marks is not shown: behind the language \
         of a block of code, in the title of a label that no link uses.",
    ),
    wrong: "``` 受理条件",
    right: "受理条件：\n\n```",
};

/// Checks the official text at `within`: what is shown, what is syntax, and what is left.
pub(in crate::parse) fn check(source: &Source, within: Span, body: &Body, found: &mut Vec<Diagnostic>) {
    let mut shown: Vec<Span> = body.nodes.iter().filter(|node| is_shown(&node.content)).map(|node| node.span).collect();
    shown.extend(body.refs.iter().map(|written| written.span));
    shown.extend(body.assets.iter().map(|written| written.span));
    shown.sort_unstable_by_key(|span| (span.start, span.end));
    let mut from = within.range().start;
    shown.push(Span { start: within.end, ..within });
    for span in shown.into_iter().map(Span::range) {
        if span.start > from {
            report(source, from..span.start, found);
        }
        from = from.max(span.end);
    }
}

/// Whether what was typed for a node is on the page, or is an address that its link leads to.
fn is_shown(content: &Content) -> bool {
    match content {
        Content::Text(_)
        | Content::Code(_)
        | Content::Mark(_)
        | Content::Checkbox(_)
        | Content::FootnoteCall(_)
        | Content::Quotation(_)
        | Content::Picture(..)
        | Content::Open(Element::Link(_, LinkText::OfTarget)) => true,
        Content::Open(_) | Content::Close | Content::SoftBreak | Content::HardBreak | Content::Rule => false,
    }
}

/// Reports the words in a gap between what is shown, unless they are syntax.
fn report(source: &Source, gap: std::ops::Range<usize>, found: &mut Vec<Diagnostic>) {
    let mut offset = gap.start;
    let written = without_comments(&source.text[gap]);
    for line in written.split_inclusive('\n') {
        let start = offset;
        offset += line.len();
        let text = line.trim();
        if !text.contains(char::is_alphanumeric) || is_syntax(text) {
            continue;
        }
        let from = start + line.len() - line.trim_start().len();
        let words = words!("“{text}”不在页面上", "`{text}` is not on the page");
        let help = Words::fixed("写进正文，或者删去", "write it as text, or take it out");
        let place = Location::new(&source.path, Span::new(from, from + text.len()));
        found.push(Diagnostic::new(&RULE, place, words).with_help(help));
    }
}

/// A text whose comments are blotted out, byte for byte.
fn without_comments(written: &str) -> String {
    let mut kept = String::with_capacity(written.len());
    let mut rest = written;
    while let Some((before, comment)) = rest.split_once("<!--") {
        let length = comment.find("-->").map_or(comment.len(), |end| end + 3);
        kept.push_str(before);
        kept.extend(std::iter::repeat_n(' ', "<!--".len()));
        kept.extend(comment.as_bytes()[..length].iter().map(|&byte| if byte == b'\n' { '\n' } else { ' ' }));
        rest = &comment[length..];
    }
    kept + rest
}

/// Whether a piece between two texts is made of marks: the number of an item, the rest of a link, attributes, the name
/// of a box, the label of a footnote, the language of code.
fn is_syntax(text: &str) -> bool {
    let text = text.trim_start_matches(['>', ' ', '*', '_', '~', '|']);
    let fence = text.trim_start_matches(['`', '~']);
    let digits = text.trim_start_matches(|sign: char| sign.is_ascii_digit());
    let is_number =
        digits.len() < text.len() && digits.starts_with(['.', ')']) && !digits.contains(char::is_alphanumeric);
    let is_language = fence.len() < text.len() && !fence.contains(' ');
    let is_link = text.starts_with("](") || text.starts_with("][") || text.starts_with(')') || text.starts_with('"');
    let is_named =
        text.starts_with("[!") || text.starts_with("[^") || text.contains("{#") || text.contains("{provenance");
    is_number || is_language || is_link || is_named
}
