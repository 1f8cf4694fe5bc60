//! Links inside the words of links and pictures.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::model::{Body, Content, Element};
use crate::source::{Location, Source, Span};

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "nested-link",
    severity: Severity::Error,
    explanation: Words::fixed(
        "链接和图片的文字里不能再有链接：外面一层会变成普通文字。",
        "There can be no link inside the words of a link or picture: the outer one would become plain text.",
    ),
    wrong: "[见[[urban/t07]]的说明](help.md)",
    right: "见[[urban/t07]]的[说明](help.md)",
};

/// Checks what stands around every link of a body.
pub(in crate::parse) fn check(source: &Source, body: &Body, found: &mut Vec<Diagnostic>) {
    // The parser leaves the brackets of the outer link in the texts before and behind the inner one.
    let written = |text: Option<Span>| text.map_or("", |span| &source.text[span.range()]);
    let (mut before, mut inner, mut depth) = (None, None, 0);
    for node in &body.nodes {
        match &node.content {
            Content::Open(_) if depth > 0 => depth += 1,
            Content::Open(Element::Link(..) | Element::Attachment(_) | Element::External(_)) => {
                inner = Some(node.span).filter(|_| opens(written(before)));
                depth = 1;
            }
            Content::Open(element) if is_block(element) => (before, inner) = (None, None),
            Content::Close if depth > 0 => depth -= 1,
            Content::Text(_) if depth == 0 => {
                if let Some(span) = inner.take().filter(|_| closes(&source.text[node.span.range()])) {
                    let words = Words::fixed("链接的文字里又有链接", "a link inside the words of a link");
                    let help = Words::fixed("把里面的链接移到外面", "move the inner link out");
                    found.push(Diagnostic::new(&RULE, Location::new(&source.path, span), words).with_help(help));
                }
                before = Some(node.span);
            }
            _ => {}
        }
    }
}

/// Whether a text ends inside the words of a link: `见 [看`.
fn opens(written: &str) -> bool {
    written.rfind(['[', ']']).is_some_and(|at| written[at..].starts_with('[') && !written[..at].ends_with('\\'))
}

/// Whether a text begins with the rest of a link: `吧](x.md)`.
fn closes(written: &str) -> bool {
    written.find(['[', ']']).is_some_and(|at| written[at..].starts_with("](") && !written[..at].ends_with('\\'))
}

fn is_block(element: &Element) -> bool {
    matches!(element, Element::Paragraph(_) | Element::Item(_) | Element::TableCell(_) | Element::Heading(_))
}
