//! Links inside the words of links and pictures.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::model::{Body, Content, Element};
use crate::source::{Location, Source};

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
    let mut open = false;
    let mut inner = None;
    for node in &body.nodes {
        match &node.content {
            Content::Text(_) => {
                let written = &source.text[node.span.range()];
                if let (true, Some(span)) = (inner.is_some() && open && closes(written), inner) {
                    let words = Words::fixed("链接的文字里又有链接", "a link inside the words of a link");
                    let help = Words::fixed("把里面的链接移到外面", "move the inner link out");
                    found.push(Diagnostic::new(&RULE, Location::new(&source.path, span), words).with_help(help));
                }
                open = written.rfind('[').is_some_and(|at| {
                    !written[..at].ends_with('\\') && !written[at..].contains(']') && !written[at..].starts_with("[^")
                });
                inner = None;
            }
            Content::Open(Element::Link(..) | Element::Attachment(_) | Element::External(_)) => inner = Some(node.span),
            Content::Open(element) if is_block(element) => (open, inner) = (false, None),
            _ => {}
        }
    }
}

/// Whether a text begins with the rest of a link: `吧](x.md)`.
fn closes(written: &str) -> bool {
    written.find(['[', ']']).is_some_and(|at| written[at..].starts_with("](") && !written[..at].ends_with('\\'))
}

fn is_block(element: &Element) -> bool {
    matches!(element, Element::Paragraph(_) | Element::Item(_) | Element::TableCell(_) | Element::Heading(_))
}
