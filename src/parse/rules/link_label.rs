//! Labels of links: called and not defined, defined twice, defined and not called.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::model::{Body, Content};
use crate::parse::written::{self, Written, is_address};
use crate::source::{Location, Source, Span};
use crate::words;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "link-label",
    severity: Severity::Warning,
    explanation: Words::fixed(
        "“[文字][标号]”要有一行“[标号]: 地址”，前面空一行，一个标号一行。没有的，方括号原样显示；多出来的，没人看见。",
        "`[words][label]` needs a line `[label]: address` with a blank line before it, one for each label. Without one the \
         brackets are shown; nobody sees one too many.",
    ),
    wrong: "见[说明][缺]。",
    right: "见[说明][帮助]。\n\n[帮助]: about.md",
};

/// Checks the texts of a body for labels that are not defined.
pub(in crate::parse) fn check(texts: &[Written<'_>], found: &mut Vec<Diagnostic>) {
    for text in texts.iter().filter(|text| text.has(written::BRACKET)) {
        for at in text.find_all("][") {
            if let Some(diagnostic) = undefined(text, at) {
                found.push(diagnostic);
            }
        }
        for line in text.lines() {
            if let Some((_, length)) =
                definition(line.text).filter(|(_, length)| is_address(line.text[*length..].trim()))
            {
                let words = Words::fixed(
                    "链接的地址行前面要空一行",
                    "the line of a link's address needs a blank line before it",
                );
                let help = Words::fixed("在前面空一行", "put a blank line before it");
                found.push(Diagnostic::new(&RULE, text.location_in(line, 0, length), words).with_help(help));
            }
        }
    }
}

fn undefined(text: &Written<'_>, at: usize) -> Option<Diagnostic> {
    let open = text.last_before(at, &['['])?;
    let inside = text.ahead(at + 2);
    let end = inside.find(']')?;
    let words = &text.text[open + 1..at];
    let label = if end == 0 { words } else { &inside[..end] };
    let is_index = text.text[..open].ends_with(|before: char| before.is_ascii_alphanumeric() || "_.]".contains(before));
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if is_index || is_number(words) || words.starts_with('^') || label.starts_with('^') {
        return None;
    }
    let message = words!("链接的标号“{label}”没有地址", "the label `{label}` of a link has no address");
    let help = words!(
        "写一行“[{label}]: 地址”，或者写“[{words}](地址)”",
        "write a line `[{label}]: address`, or `[{words}](address)`"
    );
    Some(Diagnostic::new(&RULE, text.location(open, at + 2 + end + 1), message).with_help(help))
}

/// Checks the definitions of a body at `within`. `called` holds the labels that links name, in lower case.
pub(in crate::parse) fn check_definitions(
    source: &Source,
    within: Span,
    body: &Body,
    called: &BTreeSet<String>,
    found: &mut Vec<Diagnostic>,
) {
    let shown = shown(body);
    let mut first: BTreeMap<String, Location> = BTreeMap::new();
    let mut offset = within.range().start;
    for line in source.text[within.range()].split_inclusive('\n') {
        let text = line.trim_start_matches([' ', '\t', '>']);
        let start = offset + line.len() - text.len();
        offset += line.len();
        let Some((label, length)) = definition(text) else { continue };
        let covered = shown.partition_point(|span| span.start as usize <= start);
        let end = end_of_definition(source, start + text.trim_end().len(), &shown[covered..]);
        let is_shown = covered > 0 && shown[covered - 1].range().contains(&start);
        if is_shown || source.text.get(start + length..end).is_none_or(|rest| rest.trim().is_empty()) {
            continue;
        }
        let place = Location::new(&source.path, Span::new(start, end));
        // `[//]: # (…)` is how some write remarks among authors.
        if label == "//" || label == "comment" {
            continue;
        }
        if let Some(before) = first.get(&label) {
            let words = words!(
                "标号“{label}”写了两次，这一行不起作用",
                "label `{label}` is defined twice; this line has no effect"
            );
            let help = Words::fixed("换一个标号，或者删去这一行", "give it another label, or take this line out");
            let first = Words::fixed("第一行在这里", "the first is here");
            found.push(Diagnostic::new(&RULE, place, words).with_help(help).with_related(before.clone(), first));
            continue;
        }
        if !called.contains(&label) {
            let words = words!("标号“{label}”没有链接用到", "no link uses the label `{label}`");
            let help = words!("写“[文字][{label}]”，或者删去这一行", "write `[words][{label}]`, or take this line out");
            found.push(Diagnostic::new(&RULE, place.clone(), words).with_help(help));
        }
        first.insert(label, place);
    }
}

/// The end of a definition whose first line ends at `end`: address and title may stand on lines of their own, which are
/// those that show nothing. `behind` holds what is shown behind its beginning.
fn end_of_definition(source: &Source, end: usize, behind: &[Span]) -> usize {
    let next = behind.first().map_or(source.text.len(), |span| span.start as usize);
    let mut last = end;
    let mut offset = end;
    for line in source.text[end..next.max(end)].split_inclusive('\n') {
        let text = line.trim_matches([' ', '\t', '>', '\n']);
        let is_own = text.contains(char::is_alphanumeric) && definition(text).is_none() && offset + line.len() <= next;
        if offset > end && !is_own {
            break;
        }
        last = offset + line.trim_end().len();
        offset += line.len();
    }
    last.max(end)
}

/// What is shown as text or code, in the order of the source.
fn shown(body: &Body) -> Vec<Span> {
    let leaves = body.nodes.iter().filter(|node| matches!(node.content, Content::Text(_) | Content::Code(_)));
    let mut spans: Vec<Span> = leaves.map(|node| node.span).collect();
    spans.sort_unstable_by_key(|span| (span.start, span.end));
    spans
}

/// The label that a line defines, and the length of what stands before the address.
fn definition(line: &str) -> Option<(String, usize)> {
    let inside = line.strip_prefix('[').filter(|inside| !inside.starts_with(['^', '[', ']']))?;
    let end = inside.find("]:")?;
    let label = &inside[..end];
    (!label.contains([']', '\n'])).then(|| (normalised(label), end + 3))
}

/// A label as it is compared: capitals and the number of blanks do not count.
pub(in crate::parse) fn normalised(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
