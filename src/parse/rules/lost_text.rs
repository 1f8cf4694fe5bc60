//! Words of official text that no reader would see.

use std::ops::Range;

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::model::{Body, Content, Element, LinkText, Node};
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
    check_texts(source, body, found);
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

/// Checks that every text holds the letters and digits that were typed for it. A link without words shows the name of
/// its file, which is no text of the author's.
fn check_texts(source: &Source, body: &Body, found: &mut Vec<Diagnostic>) {
    let mut is_name = false;
    for Node { content, span } in &body.nodes {
        let shown = match content {
            Content::Text(text) if !is_name => text.as_str(),
            Content::Code(code) => code,
            _ => "",
        };
        is_name = matches!(content, Content::Open(Element::Attachment(asset))
            if body.assets.get(*asset as usize).is_some_and(|asset| asset.span.start > span.start));
        if !shown.is_empty()
            && let Some(lost) = first_lost(&source.text[span.range()], shown)
        {
            report_at(source, lost.start + span.range().start..lost.end + span.range().start, found);
        }
    }
}

/// The first word that was typed and is not shown at its place. A reference to a character stands for another one, and
/// a comment for nothing.
fn first_lost(typed: &str, shown: &str) -> Option<Range<usize>> {
    let typed = without_comments(typed);
    let mut references = references(&typed).peekable();
    let mut shown = shown.chars();
    for (at, letter) in typed.char_indices().filter(|(_, letter)| letter.is_alphanumeric()) {
        while references.next_if(|reference| reference.end <= at).is_some() {}
        let in_reference = references.peek().is_some_and(|reference| reference.contains(&at));
        if !in_reference && !shown.any(|own| own == letter) {
            let rest = &typed[at..];
            return Some(at..at + rest.find(|sign: char| !sign.is_alphanumeric()).unwrap_or(rest.len()));
        }
    }
    None
}

/// Where a text has what may be references to characters: `&amp;`, `&#20013;`.
fn references(typed: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    typed.match_indices('&').filter_map(|(start, _)| {
        let name = typed[start + 1..].find(|sign: char| !sign.is_ascii_alphanumeric() && sign != '#')?;
        typed[start + 1 + name..].starts_with(';').then_some(start..start + 1 + name)
    })
}

/// Whether what was typed for a node is on the page, or is an address that its link leads to.
fn is_shown(content: &Content) -> bool {
    match content {
        Content::Text(_)
        | Content::Code(_)
        | Content::Mark(_)
        | Content::Checkbox(_)
        | Content::Actor(_)
        | Content::FootnoteCall(_)
        | Content::Quotation(_)
        | Content::Picture(..)
        | Content::Open(Element::Link(_, LinkText::OfTarget)) => true,
        Content::Open(_) | Content::Close | Content::SoftBreak | Content::HardBreak | Content::Rule => false,
    }
}

/// Reports the words in a gap between what is shown, unless they are syntax.
fn report(source: &Source, gap: Range<usize>, found: &mut Vec<Diagnostic>) {
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
        report_at(source, from..from + text.len(), found);
    }
}

fn report_at(source: &Source, lost: Range<usize>, found: &mut Vec<Diagnostic>) {
    let text = &source.text[lost.clone()];
    let words = words!("“{text}”不在页面上", "`{text}` is not on the page");
    let help = Words::fixed("写进正文，或者删去", "write it as text, or take it out");
    let place = Location::new(&source.path, Span::new(lost.start, lost.end));
    found.push(Diagnostic::new(&RULE, place, words).with_help(help));
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
