//! A token that the theme does not have, or a value that is none.

use crate::config;
use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::source::{Location, SourcePath, Spanned};
use crate::text::suggest;
use crate::words;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "theme-tokens",
    severity: Severity::Error,
    explanation: Words::fixed(
        "site.yaml 的 tokens 改的是默认主题的颜色、字号、圆角等，名称以主题的 css/tokens.css 为准；值是一个 CSS 值，不带分号、\
         花括号和 url()。",
        "`tokens` in site.yaml changes colours, sizes and the like of the theme; names are those of its css/tokens.css, and each \
         value is one CSS value without semicolons, braces and url().",
    ),
    wrong: "tokens: {mian: '#7a1f1f'}",
    right: "tokens: {main: '#7a1f1f'}",
};

/// Reports a name that the table does not have.
pub(in crate::theme) fn report_unknown<'a>(
    name: &Spanned<String>,
    known: impl Iterator<Item = &'a str> + Clone,
) -> Diagnostic {
    let written = &name.value;
    let words = words!("主题没有“{written}”这个量", "the theme has no token `{written}`");
    let list = known.clone().collect::<Vec<_>>().join(", ");
    let finding = Diagnostic::new(&RULE, place(name), words).with_help(words!("可用的：{list}", "tokens: {list}"));
    match suggest::nearest(written, known) {
        Some(nearest) => finding.with_fix(nearest),
        None => finding,
    }
}

/// Reports what is no value.
pub(in crate::theme) fn report_value(value: &Spanned<String>) -> Diagnostic {
    let words = Words::fixed("这不是一个 CSS 值", "this is no CSS value");
    let help = Words::fixed(
        "写一个值，如 '#7a1f1f'、1rem，不带分号、花括号和 url()",
        "write one value, such as '#7a1f1f' or 1rem, without semicolons, braces and url()",
    );
    Diagnostic::new(&RULE, place(value), words).with_help(help)
}

fn place(text: &Spanned<String>) -> Location {
    Location::new(&SourcePath::new(config::PATH), text.span)
}
