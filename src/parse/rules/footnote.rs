//! Calls of footnotes without a note, notes without a call, two notes of one label.

use std::collections::BTreeMap;

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::model::{Body, Content, Footnote};
use crate::parse::written::{self, Written};
use crate::source::{Location, Source, Span};
use crate::words;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "footnote",
    severity: Severity::Warning,
    explanation: Words::fixed(
        "脚注在文中写“[^1]”，另起一段写“[^1]: 内容”，一个标号一条。缺了一半的，读者找不到；没人引用的排在最后。",
        "A footnote is called with `[^1]` and written in a paragraph of its own, `[^1]: words`, one for each label. With one \
         half missing nobody finds it; notes that nobody calls stand last.",
    ),
    wrong: "凭证件办理[^1]。",
    right: "凭证件办理[^1]。\n\n[^1]: 身份证或居住证。",
};

/// Checks a body.
pub(in crate::parse) fn check(source: &Source, body: &Body, texts: &[Written<'_>], found: &mut Vec<Diagnostic>) {
    for text in texts.iter().filter(|text| text.has(written::BRACKET)) {
        check_calls(text, found);
    }
    if !body.footnotes.is_empty() {
        check_notes(source, body, found);
    }
}

/// Calls and notes that are text.
fn check_calls(text: &Written<'_>, found: &mut Vec<Diagnostic>) {
    let mut lines = text.lines().map(|line| line.start - text.start).peekable();
    for at in text.find_all("[^") {
        while lines.next_if(|&start| start < at).is_some() {}
        let inside = text.ahead(at + 2);
        let Some(end) = inside.find(']').filter(|&end| end > 0) else { continue };
        let label = &inside[..end];
        if label.contains([' ', '[']) {
            continue;
        }
        let behind = &inside[end + 1..];
        let place = text.location(at, at + 2 + end + 1);
        let diagnostic = if lines.peek() == Some(&at) && behind.starts_with('：') {
            let words =
                Words::fixed("脚注标号后面要用半角冒号", "a half-width colon stands behind the label of a footnote");
            Diagnostic::new(&RULE, text.location(at, at + 2 + end + 1 + '：'.len_utf8()), words)
                .with_fix(format!("[^{label}]: "))
        } else {
            let words = words!("脚注“{label}”没有内容", "footnote `{label}` is not written");
            Diagnostic::new(&RULE, place, words)
        };
        let help = words!("另起一段写“[^{label}]: 内容”", "write `[^{label}]: words` in a paragraph of its own");
        found.push(diagnostic.with_help(help));
    }
}

fn check_notes(source: &Source, body: &Body, found: &mut Vec<Diagnostic>) {
    let mut called = vec![false; body.footnotes.len()];
    for node in &body.nodes {
        if let Content::FootnoteCall(note) = node.content
            && let Some(called) = called.get_mut(note as usize)
        {
            *called = true;
        }
    }
    let mut first: BTreeMap<String, Location> = BTreeMap::new();
    for (note, called) in body.footnotes.iter().zip(called) {
        let Some(location) = location_of(source, body, note) else { continue };
        let label = &note.label;
        let before = first.entry(label.to_lowercase()).or_insert_with(|| location.clone()).clone();
        if before != location {
            let words = words!(
                "脚注“{label}”写了两次，这一条没人引用",
                "footnote `{label}` is written twice; nobody calls this one"
            );
            let help = Words::fixed("换一个标号", "give it another label");
            let first = Words::fixed("第一条在这里", "the first is here");
            found.push(Diagnostic::new(&RULE, location, words).with_help(help).with_related(before, first));
        } else if !called {
            let words = words!("脚注“{label}”没有人引用", "nobody calls footnote `{label}`");
            let help = words!("在要加注的文字后面写“[^{label}]”", "write `[^{label}]` behind the words it is about");
            found.push(Diagnostic::new(&RULE, location, words).with_help(help));
        }
    }
}

/// The place of a note's label.
fn location_of(source: &Source, body: &Body, note: &Footnote) -> Option<Location> {
    let first = body.slice(&note.nodes).first()?.span.range().start;
    let start = source.text[..first].rfind("[^")?;
    let length = source.text[start..first].find(']')? + 1;
    Some(Location::new(&source.path, Span::new(start, start + length)))
}
