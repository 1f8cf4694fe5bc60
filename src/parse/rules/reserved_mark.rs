//! Marks that will mean something in a later version.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::model::{Body, Content, Element};
use crate::parse::written::{self, Written};
use crate::source::{Location, Source, Span};

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "reserved-mark",
    severity: Severity::Note,
    explanation: Words::fixed(
        "公式“$…$”“$$…$$”留给以后的版本，现在按文字显示；“{who=…}”只在任务、保障的步骤末尾说明谁来做，写在别处按文字显示。要显示“$”本身，写“\\$”。",
        "Formulas in dollar signs are kept for a later version and shown as text today; `{who=…}` says who takes a step at the end \
         of a step of a task or safeguard, and is shown as text elsewhere. To show a dollar sign itself, write a backslash before it.",
    ),
    wrong: "面积为 $a^2$。",
    right: "面积为 a^2^。",
};

/// Checks the texts of a body.
pub(in crate::parse) fn check(source: &Source, body: &Body, texts: &[Written<'_>], found: &mut Vec<Diagnostic>) {
    let mut done = 0;
    for text in texts {
        if text.has(written::DOLLAR) {
            check_formulas(source, body, text, &mut done, found);
        }
        if text.has(written::BRACE) {
            for (at, _) in text.text.match_indices("{who=") {
                let end = text.text[at..].find('}').map_or(text.text.len(), |end| at + end + 1);
                let words = Words::fixed(
                    "“{who=…}”不在步骤末尾，按文字显示",
                    "`{who=…}` does not end a step and is shown as text",
                );
                let help = Words::fixed(
                    "移到“1. …”这样的步骤末尾，如“登记。{who=grid-worker}”；谁来做写在 front matter 的 who 里",
                    "move it to the end of a step (`1. …{who=grid-worker}`); duties stand in `who` of the front matter",
                );
                found.push(Diagnostic::new(&RULE, text.location(at, end), words).with_help(help));
            }
        }
    }
}

/// Formulas that begin in a text. Markdown may have cut them, so that they are looked for in the whole block.
fn check_formulas(source: &Source, body: &Body, text: &Written<'_>, done: &mut usize, found: &mut Vec<Diagnostic>) {
    let block = block_end(body, text);
    for at in text.find_all("$") {
        let start = text.start + at;
        if start < *done {
            continue;
        }
        let written = &source.text[start..block.max(start)];
        let Some(length) = formula(written, text.text[..at].chars().next_back()) else { continue };
        *done = start + length;
        let words = Words::fixed(
            "公式留给以后的版本，现在按文字显示",
            "formulas are kept for a later version and shown as text today",
        );
        let help = Words::fixed("要显示“$”本身，写“\\$”", "to show a dollar sign itself, write `\\$`");
        let location = Location::new(&source.path, Span::new(start, start + length));
        found.push(Diagnostic::new(&RULE, location, words).with_help(help));
    }
}

/// Where the block of a text ends in the source.
fn block_end(body: &Body, text: &Written<'_>) -> usize {
    let blocks = body.nodes[..text.node].iter().rev();
    let block = blocks.filter(|node| {
        matches!(
            node.content,
            Content::Open(Element::Paragraph(_) | Element::Item(_) | Element::TableCell(_) | Element::Definition)
        )
    });
    let end = block.map(|node| node.span.range().end).next().unwrap_or_default();
    end.max(text.start + text.text.len())
}

/// The length of the formula that a text begins with; of `$$` alone where it has no partner.
fn formula(written: &str, before: Option<char>) -> Option<usize> {
    if let Some(rest) = written.strip_prefix("$$") {
        let line = rest.find("$$").filter(|_| !rest.starts_with('$'));
        return Some(line.map_or(2, |end| end + 4));
    }
    let rest = &written[1..];
    if before.is_some_and(|before| before.is_ascii_alphanumeric()) || rest.starts_with(char::is_whitespace) {
        return None;
    }
    let end = rest.match_indices('$').map(|(end, _)| end).find(|&end| !rest[..end].ends_with('\\'))?;
    let inside = &rest[..end];
    let is_closed = !inside.ends_with(char::is_whitespace)
        && !rest[end + 1..].starts_with(|next: char| next.is_ascii_alphanumeric() || next == '$');
    let is_formula = inside.contains(['\\', '^', '_', '=', '+', '-', '*', '/', '<', '>', '≤', '≥', '×'])
        || inside.len() <= 2 && inside.bytes().all(|byte| byte.is_ascii_alphabetic());
    (is_closed && is_formula && !inside.is_empty() && !inside.contains("\n\n")).then_some(end + 2)
}
