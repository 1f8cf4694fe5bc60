//! Numbers of notes and examples.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::model::{Aside, Body, Content, Element};
use crate::source::{Location, SourcePath, Span};
use crate::text::marks::AsideMark;
use crate::words;

/// The rule (GB/T 1.1—2020, 9.9.3 and 9.10.2).
pub(crate) static RULE: Rule = Rule {
    id: "aside-numbers",
    severity: Severity::Warning,
    explanation: Words::fixed(
        "只有一个注写“注：”；几个注连着，从“注1：”起逐个编号。示例也是这样。",
        "A single note has no number; several in a row are numbered from 1 on. Examples likewise.",
    ),
    wrong: "注1：周末照常。\n\n注3：节假日另行通知。",
    right: "注1：周末照常。\n\n注2：节假日另行通知。",
};

/// The notes, or the examples, of one place.
#[derive(Clone, Copy, Default)]
struct Seen {
    number: Option<u32>,
    /// The node behind the last of them.
    end: usize,
}

/// Checks the notes and examples of a body.
pub(in crate::parse) fn check(path: &SourcePath, body: &Body, found: &mut Vec<Diagnostic>) {
    let mut seen = [Seen::default(); 2];
    let mut open: Vec<Option<Aside>> = Vec::new();
    for (index, node) in body.nodes.iter().enumerate() {
        match &node.content {
            Content::Open(element) => {
                // Tables and parts of a text have their own numbers.
                if matches!(element, Element::Table(_) | Element::Heading(_)) {
                    seen = [Seen::default(); 2];
                }
                open.push(if let Element::Aside(aside) = element { Some(*aside) } else { None });
            }
            Content::Close => {
                if let Some(aside) = open.pop().flatten() {
                    seen[aside as usize].end = index + 1;
                }
            }
            Content::Mark(mark) => {
                let Some(aside) = open.iter().rev().nth(1).copied().flatten() else { continue };
                let Some(written) = AsideMark::of(mark) else { continue };
                let before = &mut seen[aside as usize];
                if let Some(finding) = finding(path, node.span, mark, written.number, *before, index) {
                    found.push(finding);
                }
                before.number = written.number;
            }
            _ => {}
        }
    }
}

/// What is wrong with the number of an aside whose mark is the node at `index`, inside the aside and its paragraph.
fn finding(
    path: &SourcePath,
    span: Span,
    mark: &str,
    number: Option<u32>,
    before: Seen,
    index: usize,
) -> Option<Diagnostic> {
    let words = match number {
        None if before.end > 0 && before.end + 2 == index => {
            Words::fixed("连着的几个没有编号", "several in a row without numbers")
        }
        Some(number) if number > 1 && before.number != Some(number - 1) => {
            words!("“{mark}”不接前面的编号", "`{mark}` does not follow the number before it")
        }
        _ => return None,
    };
    let help = Words::fixed("从 1 起逐个编号", "number them from 1 on");
    Some(Diagnostic::new(&RULE, Location::new(path, span), words).with_help(help))
}
