//! Lists that end because the next one is not indented enough.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::model::{Body, Content, Element};
use crate::source::{Location, Source, Span};
use crate::words;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "torn-list",
    severity: Severity::Warning,
    explanation: Words::fixed(
        "下一层列表要与上一层的文字对齐：“1. ”下面缩进三格，“- ”下面缩进两格。缩进不够，上一层就断开了。",
        "A list inside an item begins below the words of the item: three blanks under `1. `, two under `- `. With fewer the \
         outer list ends there.",
    ),
    wrong: "1. 登记\n  - 当面\n  - 书面\n2. 转办",
    right: "1. 登记\n   - 当面\n   - 书面\n2. 转办",
};

/// Checks the lists of a body.
pub(in crate::parse) fn check(source: &Source, body: &Body, found: &mut Vec<Diagnostic>) {
    let is_list = |content: &Content| matches!(content, Content::Open(Element::List(_) | Element::StandardList(_)));
    let mut open = Vec::new();
    let mut ended: Option<Span> = None;
    for node in &body.nodes {
        match &node.content {
            Content::Open(_) => {
                if let Some(before) = ended.filter(|_| is_list(&node.content)) {
                    found.extend(finding(source, before, node.span));
                }
                ended = None;
                open.push((is_list(&node.content), node.span));
            }
            Content::Close => ended = open.pop().filter(|(list, _)| *list).map(|(_, span)| span),
            _ => ended = None,
        }
    }
}

/// What is wrong where a list follows another at once.
fn finding(source: &Source, before: Span, list: Span) -> Option<Diagnostic> {
    // Blanks before the first mark may count as the list's own.
    let written = &source.text[list.range()];
    let start = list.range().start + written.len() - written.trim_start().len();
    let line = source.text[..start].rfind('\n')? + 1;
    let indent = &source.text[line..start];
    let between = &source.text[..line];
    if indent.is_empty() || !indent.bytes().all(|byte| byte == b' ') || between.ends_with("\n\n") {
        return None;
    }
    let outer = before.range().start;
    let outer_indent = outer - source.text[..outer].rfind('\n').map_or(0, |end| end + 1);
    let mark = source.text[outer..]
        .find(|sign: char| !sign.is_ascii_alphanumeric() && !matches!(sign, '.' | ')' | '-' | '*' | '+'))?;
    let needed = (outer_indent + mark + 1).checked_sub(indent.len()).filter(|&needed| needed > 0)?;
    if indent.len() <= outer_indent || needed > 3 {
        return None;
    }
    let blanks = outer_indent + mark + 1;
    let words = words!("缩进不够，上面的列表在这里断开了", "not indented enough: the list above ends here");
    let help = words!("缩进 {blanks} 格", "indent it by {blanks} blanks");
    let place = Location::new(&source.path, Span::new(line, list.range().end));
    let more = " ".repeat(needed);
    let written = source.text[line..list.range().end].trim_end_matches('\n');
    let location = Location { span: Span::new(line, line + written.len()), ..place };
    let fixed: Vec<String> =
        written.split('\n').map(|line| if line.is_empty() { String::new() } else { format!("{more}{line}") }).collect();
    Some(Diagnostic::new(&RULE, location, words).with_help(help).with_fix(fixed.join("\n")))
}
