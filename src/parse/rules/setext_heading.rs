//! Sentences that a line below them makes a heading.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::source::{Location, Source, Span};
use crate::words;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "setext-heading",
    severity: Severity::Warning,
    explanation: Words::fixed(
        "“---”或“===”紧接在文字下面，会把这段文字变成标题。要画分隔线，在前面空一行；要写标题，用“##”。",
        "`---` or `===` right below a text makes it a heading. For a line across the page put a blank line before it; headings \
         are written with `##`.",
    ),
    wrong: "周末不办理。\n---",
    right: "周末不办理。\n\n---",
};

/// Checks a heading that was read from a line below it.
pub(crate) fn check(source: &Source, span: Span) -> Option<Diagnostic> {
    let written = source.text[span.range()].trim_end();
    let (text, line) = written.rsplit_once('\n')?;
    let sign = line.trim_start_matches([' ', '\t', '>']);
    if !sign.starts_with(['-', '=']) || !is_sentence(text.trim()) {
        return None;
    }
    let start = span.range().start + written.len() - sign.len();
    let words = words!("“{sign}”把上面的文字变成了标题", "`{sign}` makes a heading of the text above");
    let help = Words::fixed("在它前面空一行", "put a blank line before it");
    let diagnostic = Diagnostic::new(&RULE, Location::new(&source.path, Span::new(start, start + sign.len())), words);
    let quoted = sign.len() < line.len();
    Some(if quoted { diagnostic.with_help(help) } else { diagnostic.with_help(help).with_fix(format!("\n{sign}")) })
}

/// Whether a text reads as a sentence, as several lines, or as a key of front matter, rather than as a title.
fn is_sentence(text: &str) -> bool {
    let key =
        text.split_once(": ").is_some_and(|(key, _)| key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'));
    text.contains(['\n', '。', '；'])
        || text.ends_with(['，', '：', '！', '？', '.', ';', ',', ':', '!', '”', '|'])
        || key
}
