//! Steps that were meant to be numbered.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::model::{Body, Content, Element, Kind, Node, Part, keys};
use crate::source::{Location, Source, Span};
use crate::words;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "step-mark",
    severity: Severity::Error,
    explanation: Words::fixed(
        "怎么做里的步骤是编号列表：半角数字、半角句点、一个空格。“第一步：上班”、单独一行“1.上班”都只是文字，成不了可以勾选的步骤。",
        "The steps of how are a numbered list: a digit, a full stop, a blank. `Step 1:` and a single `1.Open` are text, and no step \
         that could be ticked off.",
    ),
    wrong: "## 怎么做 {#how}\n第一步：上班\n第二步：开窗",
    right: "## 怎么做 {#how}\n1. 上班\n2. 开窗",
};

/// Signs that are a number and its mark in one.
const CIRCLED: &str = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳";

/// Checks the section how of a task or safeguard that has no numbered list. What is found is noted in the body, so that
/// nobody says that there are no steps.
pub(in crate::parse) fn check(source: &Source, kind: Kind, body: &mut Body, found: &mut Vec<Diagnostic>) {
    if !keys::WHO.is_of(kind) {
        return;
    }
    let Some(section) = body.part(Part::How) else { return };
    let nodes = body.slice(&section.nodes);
    if nodes.is_empty() || nodes.iter().any(is_list) {
        return;
    }
    let (start, end) =
        nodes.iter().fold((u32::MAX, 0), |(start, end), node| (start.min(node.span.start), end.max(node.span.end)));
    let span = Span { start, end: end.max(start) };
    let mut number = 0;
    let mut offset = span.range().start;
    for line in source.text[span.range()].split_inclusive('\n') {
        let text = line.trim_start();
        let at = offset + line.len() - text.len();
        offset += line.len();
        let Some(mark) = mark_of(text) else { continue };
        number += 1;
        let typed = text[..mark].trim();
        let words = words!("“{typed}”没有成为步骤的编号", "`{typed}` is not the number of a step");
        let help = words!(
            "写成“{number}. …”：半角数字、半角句点、一个空格",
            "write `{number}. …`: a digit, a full stop, a blank"
        );
        let location = Location::new(&source.path, Span::new(at, at + mark));
        found.retain(|other| other.location != location);
        found.push(Diagnostic::new(&RULE, location, words).with_help(help).with_fix(format!("{number}. ")));
    }
    if number > 0 {
        body.mistyped.push(Part::How);
    }
}

fn is_list(node: &Node) -> bool {
    matches!(node.content, Content::Open(Element::List(_) | Element::StandardList(_)))
}

/// How many bytes the number of a step has that a line begins with, with its mark and the blanks behind it.
fn mark_of(text: &str) -> Option<usize> {
    const NUMERALS: &str = "一二三四五六七八九十0123456789０１２３４５６７８９";
    let first = text.chars().next()?;
    let behind = if CIRCLED.contains(first) {
        &text[first.len_utf8()..]
    } else {
        let open = text.trim_start_matches(['（', '(', '第']);
        let rest = open.trim_start_matches(|sign: char| NUMERALS.contains(sign));
        let digits = open.len() - rest.len();
        let is_short = digits > 0 && open[..digits].chars().count() <= 3;
        let closed = rest.strip_prefix("步").unwrap_or(rest);
        let behind = closed.trim_start_matches(['.', '．', '、', ')', '）', '：', ':', '，']);
        // A number alone, or one of a date or an amount, is no mark.
        let is_marked = behind.len() < closed.len() && !behind.starts_with(|next: char| next.is_ascii_digit());
        if !is_short || !is_marked || open.len() - rest.len() == 0 {
            return None;
        }
        behind
    };
    let words = behind.trim_start();
    (!words.is_empty()).then(|| text.len() - words.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_steps_are_seen() {
        for (text, mark) in [
            ("1.上班", "1."),
            ("1、上班", "1、"),
            ("（1）上班", "（1）"),
            ("①上班", "①"),
            ("一、上班", "一、"),
            ("第一步：上班", "第一步："),
            ("１．上班", "１．"),
        ] {
            assert_eq!(mark_of(text), Some(mark.len()), "{text}");
        }
        for other in ["上班", "1.5米以内", "3天内办结", "一站式办理", "2026、", ""] {
            assert_eq!(mark_of(other), None, "{other}");
        }
    }
}
