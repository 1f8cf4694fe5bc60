//! Marks of lists that leave a gap.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::model::{Body, Content, Element, Section};
use crate::source::{Location, SourcePath, Span};
use crate::text::marks::{Mark, MarkKind};
use crate::words;

/// The rule (GB/T 1.1—2020, 7.5).
pub(crate) static RULE: Rule = Rule {
    id: "list-marks",
    severity: Severity::Warning,
    explanation: Words::fixed(
        "列项的编号要从头开始、逐项相接：引用“5.7 b)”时不能有两处，也不能没有。",
        "Marks of a list begin at the first and follow each other, so that `5.7 b)` names one item and no other.",
    ),
    wrong: "a) 登记；\nc) 转办。",
    right: "a) 登记；\nb) 转办。",
};

/// The last mark of a list.
#[derive(Clone, Copy)]
struct Last<'b> {
    kind: MarkKind,
    value: u32,
    written: &'b str,
}

/// Checks the lists of a body whose marks are shown as written.
pub(in crate::parse) fn check(path: &SourcePath, body: &Body, found: &mut Vec<Diagnostic>) {
    for section in &body.sections {
        check_section(path, body, section, found);
    }
}

fn check_section(path: &SourcePath, body: &Body, section: &Section, found: &mut Vec<Diagnostic>) {
    let mut lists: Vec<Option<Last<'_>>> = Vec::new();
    // A list may go on behind a paragraph; then it goes on with its numbers.
    let mut ended: Vec<Last<'_>> = Vec::new();
    let mut open = Vec::new();
    for node in body.slice(&section.nodes) {
        match &node.content {
            Content::Open(element) => {
                let is_list = matches!(element, Element::StandardList(true));
                open.push(is_list);
                if is_list {
                    lists.push(None);
                }
            }
            Content::Close if open.pop() == Some(true) => {
                if let Some(last) = lists.pop().flatten() {
                    ended.retain(|other| other.kind != last.kind);
                    ended.push(last);
                }
            }
            // The mark of an item stands right inside a list's item, that of a note in a paragraph.
            Content::Mark(written) if open.len() >= 2 && open[open.len() - 2] => {
                let Some((kind, value)) = place_of(written) else { continue };
                let Some(list) = lists.last_mut() else { continue };
                let before = list.or_else(|| ended.iter().find(|last| last.kind == kind && value != 1).copied());
                let last = Last { kind, value, written };
                if value != before.map_or(0, |before| before.value) + 1 {
                    found.push(report(path, node.span, written, before));
                }
                *list = Some(last);
            }
            _ => {}
        }
    }
}

/// The kind of a mark and the place it names. `4.` is a mark where numbers of Markdown do not follow each other.
fn place_of(written: &str) -> Option<(MarkKind, u32)> {
    match written.strip_suffix('.').and_then(|number| number.parse().ok()) {
        Some(value) => Some((MarkKind::NumberComma, value)),
        None => Mark::of(written).and_then(|mark| Some((mark.kind, mark.value?))),
    }
}

fn report(path: &SourcePath, span: Span, written: &str, before: Option<Last<'_>>) -> Diagnostic {
    let words = match before {
        Some(Last { written: before, .. }) => {
            words!("列项“{written}”不接前面的“{before}”", "item `{written}` does not follow `{before}`")
        }
        None => words!("列项从“{written}”开始", "a list begins with `{written}`"),
    };
    Diagnostic::new(&RULE, Location::new(path, span), words).with_help(Words::fixed(
        "按顺序编号；原文如此的，在 site.yaml 里把本规则关掉",
        "number the items in order; if the source has it so, switch this rule off in site.yaml",
    ))
}
