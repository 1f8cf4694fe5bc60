//! Lines that were meant to begin one of the three sections of a task.

use crate::config::Config;
use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::model::{Body, Content, Element, Kind, Part, keys};
use crate::source::{Location, Source, Span};
use crate::words;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "section-heading",
    severity: Severity::Error,
    explanation: Words::fixed(
        "任务和保障的三节各以一个二级标题开头：“## 做什么”“## 怎么做”“## 谁来做”。“#”用半角，后面空一格；标题里不加序号、冒号，不用加粗代替标题，也不换说法。",
        "The three sections of a task or safeguard begin with headings of level 2: two `#` of ASCII, a blank, and the very words \
         that `headings` of site.yaml gives. No number, no colon, no bold line instead, no other wording.",
    ),
    wrong: "**一、做什么：**",
    right: "## 做什么",
};

/// What people write for the titles of the three sections.
const OTHERS: &[(Part, &[&str])] = &[
    (Part::What, &["做什么", "干什么", "做些什么", "做什么事", "工作内容", "任务内容", "what", "what to do"]),
    (
        Part::How,
        &[
            "怎么做",
            "如何做",
            "怎样做",
            "怎么办",
            "如何办",
            "怎么干",
            "做法",
            "具体做法",
            "步骤",
            "办理步骤",
            "操作步骤",
            "工作步骤",
            "实施步骤",
            "how",
            "how to do it",
        ],
    ),
    (Part::Who, &["谁来做", "谁做", "由谁做", "谁来干", "谁来办", "谁办", "谁负责", "who", "who does it"]),
];

/// A line that may be a heading.
struct Line<'t> {
    /// Where its words begin and end.
    span: Span,
    written: &'t str,
    /// Nothing stands before it, so that it may be a heading without any mark.
    is_apart: bool,
}

/// Checks the body of a task or safeguard. Parts whose headings are only mistyped are noted in the body, so that nobody
/// says they are missing; and what other rules say of such a line is left to this one.
pub(in crate::parse) fn check(
    source: &Source,
    kind: Kind,
    config: &Config,
    body: &mut Body,
    found: &mut Vec<Diagnostic>,
) {
    // The words of who may be left out.
    if !keys::WHO.is_of(kind) || [Part::What, Part::How].into_iter().all(|part| body.part(part).is_some()) {
        return;
    }
    for line in lines(source, body) {
        let Some((part, attributes)) = meant(&line, config) else { continue };
        if body.part(part).is_some() || body.mistyped.contains(&part) {
            continue;
        }
        body.mistyped.push(part);
        let title = config.headings.title(part);
        let heading = match (title, attributes) {
            (Some(title), "") => format!("## {title}"),
            (Some(title), attributes) => format!("## {title} {attributes}"),
            (None, _) => format!("## {} {{#{}}}", default_title(part), part.word()),
        };
        found.retain(|other| !speaks_of(other, source, line.span));
        found.push(report(Location::new(&source.path, line.span), line.written, &heading));
    }
}

fn report(location: Location, written: &str, heading: &str) -> Diagnostic {
    let words =
        words!("“{written}”没有成为这一节的标题", "`{written}` does not begin the section that it is meant to begin");
    Diagnostic::new(&RULE, location, words).with_help(words!("写成“{heading}”", "write `{heading}`")).with_fix(heading)
}

/// Whether another rule speaks of the marks of the same line.
fn speaks_of(other: &Diagnostic, source: &Source, line: Span) -> bool {
    let span = other.location.span;
    other.location.path == source.path && span.start >= line.start && span.start < line.end && span.start < span.end
}

/// The lines of a body that are no code and no official words.
fn lines<'t>(source: &'t Source, body: &Body) -> Vec<Line<'t>> {
    let is_code = |content: &Content| matches!(content, Content::Open(Element::CodeBlock(_)));
    let code: Vec<Span> = body.nodes.iter().filter(|node| is_code(&node.content)).map(|node| node.span).collect();
    let mut offset = body.span.range().start;
    let mut is_apart = true;
    let mut lines = Vec::new();
    for line in source.text[body.span.range()].split_inclusive('\n') {
        let written = line.trim();
        let start = offset + line.len() - line.trim_start().len();
        let span = Span::new(start, start + written.len());
        let is_text = !written.is_empty() && !code.iter().any(|code| code.start <= span.start && span.end <= code.end);
        // Anything that begins a section is short.
        if is_text && written.len() < 120 {
            lines.push(Line { span, written, is_apart });
        }
        is_apart = written.is_empty();
        offset += line.len();
    }
    lines
}

/// The part that a line was meant to begin, and the attributes that it carries.
fn meant<'t>(line: &Line<'t>, config: &Config) -> Option<(Part, &'t str)> {
    let (words, attributes) = match line.written.rfind(['{', '｛']) {
        Some(start) if line.written.ends_with(['}', '｝']) => line.written.split_at(start),
        _ => (line.written, ""),
    };
    let is_mark = |sign: char| {
        matches!(sign, '#' | '＃' | '*' | '＊' | '_' | '【' | '】' | '「' | '」' | '〖' | '〗') || sign.is_whitespace()
    };
    let is_marked = words.starts_with(is_mark);
    let bare = words.trim_matches(is_mark);
    let numbered = without_number(bare);
    let is_marked = is_marked || numbered.len() < bare.len();
    let bare = numbered.trim_matches(is_mark);
    let title = bare.trim_end_matches([':', '：', '。', '.', '，', ' ', '？', '?']).trim_matches(is_mark);
    if !is_marked && !line.is_apart {
        return None;
    }
    let lower = title.to_lowercase();
    let named = OTHERS.iter().find(|(_, titles)| titles.contains(&lower.as_str())).map(|(part, _)| *part);
    let part = config.headings.part(title).or(named)?;
    let attributes = if attributes.contains("provenance=") { attributes } else { "" };
    Some((part, attributes))
}

/// A title without the number in front of it: `一、`, `（一）`, `1.`, `第一部分`.
fn without_number(title: &str) -> &str {
    const NUMERALS: &str = "一二三四五六七八九十0123456789０１２３";
    let rest = title.trim_start_matches(['（', '(', '第']);
    let behind = rest.trim_start_matches(|sign: char| NUMERALS.contains(sign));
    if behind.len() == rest.len() {
        return title;
    }
    let behind = behind.strip_prefix("部分").unwrap_or(behind);
    let title_behind = behind.trim_start_matches(['、', '.', '．', ')', '）', '节', '章', ' ', '　', '：', ':', '，']);
    if title_behind.len() == behind.len() { title } else { title_behind }
}

fn default_title(part: Part) -> &'static str {
    Part::VOCABULARY.called(part.word()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_seen_through_their_marks() {
        let (config, _) = crate::config::read(None);
        let part = |written: &str| {
            let line = Line { span: Span::default(), written, is_apart: true };
            meant(&line, &config).map(|(part, _)| part.word())
        };
        for written in [
            "##做什么",
            "＃＃ 做什么",
            "**做什么**",
            "## 一、做什么",
            "## 做什么：",
            "（一）做什么",
            "1. 做什么",
            "【做什么】",
            "### 做什么",
            "**1、做什么：**",
            "做什么",
        ] {
            assert_eq!(part(written), Some("what"), "{written}");
        }
        assert_eq!(part("## 如何做"), Some("how"));
        for other in ["做什么都行", "一、二", "## 为什么做", "第一步：做什么好", ""] {
            assert_eq!(part(other), None, "{other}");
        }
    }
}
