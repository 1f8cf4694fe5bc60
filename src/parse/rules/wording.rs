//! Words that are not to be used, with those to use.

use crate::config::Config;
use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::model::{Body, Content};
use crate::source::{Location, Source, Span, Spanned};
use crate::words;

/// The rule (GB/T 3304—1991 has the names of ethnic groups; Xinhua's list of words not to be used in reports says that they
/// are not shortened, and that a branch of a group is called 人, not 族).
pub(crate) static RULE: Rule = Rule {
    id: "wording",
    severity: Severity::Warning,
    explanation: Words::fixed(
        "民族名称用国家标准里的全称，不用简称；民族支系称“人”，不称“族”。site.yaml 的 wording 可以补充别的词。官方正文不查。",
        "Names of ethnic groups are written in full, as the national standard has them; a branch of a group is called people \
         (ren), not a group (zu). The key wording of site.yaml adds words of the project's own. Official text is not checked.",
    ),
    wrong: "为蒙族居民提供双语指南。",
    right: "为蒙古族居民提供双语指南。",
};

/// Short forms and names of branches, with the right ones.
const NAMES: [(&str, &str); 8] = [
    ("蒙族", "蒙古族"),
    ("维族", "维吾尔族"),
    ("鲜族", "朝鲜族"),
    ("摩梭族", "摩梭人"),
    ("撒尼族", "撒尼人"),
    ("穿青族", "穿青人"),
    ("川青族", "川青人"),
    ("僜族", "僜人"),
];

/// Checks a title and the running text of a body.
pub(in crate::parse) fn check(
    source: &Source,
    config: &Config,
    title: &Spanned<String>,
    body: &Body,
    found: &mut Vec<Diagnostic>,
) {
    check_text(source, config, title.span, &title.value, found);
    for node in &body.nodes {
        if let Content::Text(text) = &node.content {
            check_text(source, config, node.span, text, found);
        }
    }
}

fn check_text(source: &Source, config: &Config, span: Span, text: &str, found: &mut Vec<Diagnostic>) {
    let own = config.wording.iter().map(|word| (word.said.as_str(), word.right.as_str()));
    // All the names end alike, so that most texts are read once.
    let names = if text.contains('族') { &NAMES[..] } else { &[] };
    for (said, right) in names.iter().copied().chain(own) {
        for (at, _) in text.match_indices(said).filter(|(at, _)| !is_within(text, *at, said, right)) {
            found.push(report(source, span, text, (at, said), right));
        }
    }
}

/// Whether the word is only a part of the right one: 朝鲜族 holds 鲜族.
fn is_within(text: &str, at: usize, said: &str, right: &str) -> bool {
    right.match_indices(said).any(|(inside, _)| {
        let start = at.checked_sub(inside);
        start.and_then(|start| text.get(start..)).is_some_and(|rest| rest.starts_with(right))
    })
}

fn report(source: &Source, span: Span, text: &str, (at, said): (usize, &str), right: &str) -> Diagnostic {
    // What is not written as it is shown can only be pointed at as a whole.
    let exact = source.text.get(span.range()) == Some(text);
    let place = if exact { Span::new(span.start as usize + at, span.start as usize + at + said.len()) } else { span };
    let words = words!("不写“{said}”，写“{right}”", "`{said}` is not to be written; write `{right}`");
    let diagnostic = Diagnostic::new(&RULE, Location::new(&source.path, place), words);
    if exact { diagnostic.with_fix(right) } else { diagnostic }
}
