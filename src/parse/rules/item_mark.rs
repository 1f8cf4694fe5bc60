//! Lines that were meant to be items of a list.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::model::{Body, Content, Element};
use crate::parse::written::{self, Line, Written};
use crate::source::{Location, Source, Span};
use crate::text::cjk;
use crate::words;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "item-mark",
    severity: Severity::Warning,
    explanation: Words::fixed(
        "列表项的标记后面要有一个空格，否则这一行接在上一行后面，按文字显示。",
        "A blank stands behind the mark of an item; else the line goes on with the one before it, as text.",
    ),
    wrong: "-登记\n-转办",
    right: "- 登记\n- 转办",
};

/// Checks the texts of a body.
pub(in crate::parse) fn check(source: &Source, body: &Body, texts: &[Written<'_>], found: &mut Vec<Diagnostic>) {
    // `*登记⏎*转办` is one emphasised word and another that is none.
    for node in body.nodes.iter().filter(|node| node.content == Content::Open(Element::Emphasis)) {
        if source.text[node.span.range()].ends_with("\n*") {
            let location = Location::new(&source.path, Span { end: node.span.start + 1, ..node.span });
            let words = Words::fixed("“*”后面没有空格，不是列表项", "no blank behind `*`: this is no item");
            let help = Words::fixed("写成“* …”", "write `* …`");
            found.push(Diagnostic::new(&RULE, location, words).with_help(help));
        }
    }
    for text in texts.iter().filter(|text| text.has(written::BRACKET | written::WIDE) && !text.in_heading) {
        for line in text.lines() {
            let Some((own, right)) = box_of_task(line) else { continue };
            let words = words!("“{own}”没有成为方框", "`{own}` is no box to tick");
            let help = words!("写成“- {right} …”，前后各有一个空格", "write `- {right} …`, with a blank on both sides");
            found.push(Diagnostic::new(&RULE, text.location_in(line, 0, own.len()), words).with_help(help));
        }
    }
    for text in texts.iter().filter(|text| text.has(written::DASH | written::STAR) && !text.in_heading) {
        let starred = text.lines().filter(|line| mark_of(*line) == Some('*')).count();
        for line in text.lines() {
            let Some(mark) = mark_of(line).filter(|&mark| mark != '*' || starred > 1) else { continue };
            let blank = written::odd_blank(&line.text[1..]);
            let words = match blank {
                0 => words!(
                    "“{mark}”后面没有空格，这一行按文字显示",
                    "no blank behind `{mark}`: this line is shown as text"
                ),
                _ => words!(
                    "“{mark}”后面不是普通的空格，这一行按文字显示",
                    "no ordinary blank behind `{mark}`: this line is shown as text"
                ),
            };
            let help = words!("写成“{mark} …”", "write `{mark} …`");
            let location = text.location_in(line, 0, 1 + blank);
            found.push(Diagnostic::new(&RULE, location, words).with_help(help).with_fix(format!("{mark} ")));
        }
    }
}

/// The box to tick that a line seems to begin with, and how it is written.
fn box_of_task(line: Line<'_>) -> Option<(&str, &'static str)> {
    let rest = line.text.strip_prefix(['[', '［'])?;
    let end = rest.find([']', '］'])?;
    let right = match rest[..end].trim() {
        "" => "[ ]",
        "x" | "X" => "[x]",
        _ => return None,
    };
    let behind = rest[end..].trim_start_matches([']', '］']);
    let is_link = behind.starts_with(['(', '[', ':', '（', '：']);
    (!is_link).then(|| (&line.text[..line.text.len() - behind.len()], right))
}

/// The mark that a line begins with, right before a Chinese character or bracket, or before a blank that is none to Markdown.
fn mark_of(line: Line<'_>) -> Option<char> {
    let mut characters = line.text.chars();
    let mark = characters.next().filter(|mark| matches!(mark, '-' | '+' | '*'))?;
    let touches = written::odd_blank(characters.as_str()) > 0
        || characters.next().is_some_and(|next| cjk::is_han(next) || matches!(next, '《' | '“' | '（' | '【'));
    (touches && (mark != '*' || !characters.as_str().contains('*'))).then_some(mark)
}
