//! Values of front matter that a comment cuts off.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::source::{Location, Source, Span};
use crate::text::cjk;
use crate::words;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "value-comment",
    severity: Severity::Warning,
    explanation: Words::fixed(
        "front matter 里，空格后面的“#”开始一条注释，后面的文字不算数。“#”是文字的一部分时给整个值加引号；是注释的，单独写一行。",
        "In front matter `#` behind a blank begins a comment, and what follows does not count. Where `#` belongs to the text, \
         quote the whole value; a comment stands on a line of its own.",
    ),
    wrong: "title: 测试 # 注",
    right: "title: \"测试 # 注\"",
};

/// Checks the lines of front matter at `within`.
pub(in crate::parse) fn check(source: &Source, within: Span, found: &mut Vec<Diagnostic>) {
    let written = &source.text[within.range()];
    if !written.contains(" #") {
        return;
    }
    let mut offset = within.range().start;
    for line in written.split_inclusive('\n') {
        if let Some((start, end)) = cut_value(line.trim_end()) {
            let value = &line[start..end];
            let kept = value.split(" #").next().unwrap_or_default().trim_end();
            let words = words!("“#”后面是注释，这个值只到“{kept}”", "`#` begins a comment: the value is only `{kept}`");
            let help = words!(
                "写成“\"{value}\"”；是注释的，单独写一行",
                "write `\"{value}\"`; a comment stands on a line of its own"
            );
            let place = Location::new(&source.path, Span::new(offset + start, offset + end));
            let diagnostic = Diagnostic::new(&RULE, place, words).with_help(help);
            found.push(if value.contains(['"', '\\']) {
                diagnostic
            } else {
                diagnostic.with_fix(format!("\"{value}\""))
            });
        }
        offset += line.len();
    }
}

/// Where the value of a line stands that is Chinese text and is cut by a comment.
fn cut_value(line: &str) -> Option<(usize, usize)> {
    let item = line.trim_start();
    let key = item.strip_prefix("- ").unwrap_or(item);
    let value = match key.split_once(": ") {
        Some((name, value)) if !name.contains([' ', '"', '\'', '#', '{']) => value.trim_start(),
        _ if key.len() < item.len() => key.trim_start(),
        _ => return None,
    };
    let is_plain = !value.starts_with(['"', '\'', '[', '{', '|', '>', '&', '*', '#']);
    let kept = value.split(" #").next()?;
    let cut = kept.len() < value.len() && kept.contains(cjk::is_han);
    (is_plain && cut).then_some((line.len() - value.len(), line.len()))
}
