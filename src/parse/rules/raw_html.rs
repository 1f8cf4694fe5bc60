//! HTML in Markdown.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::source::Location;
use crate::words;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "raw-html",
    severity: Severity::Warning,
    explanation: Words::fixed(
        "正文里的 HTML 不会生效，按文字显示。",
        "HTML in a body has no effect; it is shown as text.",
    ),
    wrong: "<b>注意</b>",
    right: "**注意**",
};

/// Reports text in the line that a comment ends in, which is not read as Markdown.
pub(crate) fn report_behind_comment(location: Location) -> Diagnostic {
    let words =
        Words::fixed("注释同一行的文字不按 Markdown 读", "text in the last line of a comment is not read as Markdown");
    Diagnostic::new(&RULE, location, words)
        .with_help(Words::fixed("写在注释的下一行", "write it on the line behind the comment"))
}

/// Reports a piece of HTML.
pub(crate) fn report(location: Location) -> Diagnostic {
    Diagnostic::new(&RULE, location, Words::fixed("HTML 按文字显示", "HTML is shown as text"))
        .with_help(Words::fixed("改用 Markdown 写法", "write it in Markdown"))
}

/// Reports a tag among words, with what Markdown writes for it.
pub(crate) fn report_tag(location: Location, tag: &str) -> Diagnostic {
    let words = words!("“{tag}”是 HTML，按文字显示", "`{tag}` is HTML and is shown as text");
    let diagnostic = Diagnostic::new(&RULE, location, words);
    match mark_of(tag) {
        None => diagnostic.with_help(Words::fixed("改用 Markdown 写法", "write it in Markdown")),
        Some("") => diagnostic.with_help(Words::fixed("删去它", "delete it")).with_fix(""),
        Some(mark) => {
            let help =
                words!("两边都写成“{mark}”：{mark}文字{mark}", "write `{mark}` on both sides: {mark}words{mark}");
            diagnostic.with_help(help).with_fix(mark)
        }
    }
}

/// What stands for a tag in Markdown; nothing at all for tags that only say how words look.
fn mark_of(tag: &str) -> Option<&'static str> {
    let inside = tag.trim_start_matches(['<', '/']);
    let name = inside.split(|sign: char| !sign.is_ascii_alphanumeric()).next().unwrap_or_default();
    match name.to_ascii_lowercase().as_str() {
        "sup" => Some("^"),
        "sub" => Some("~"),
        "b" | "strong" => Some("**"),
        "i" | "em" => Some("*"),
        "del" | "s" | "strike" => Some("~~"),
        "code" | "tt" | "kbd" => Some("`"),
        "font" | "span" | "u" | "center" | "big" | "small" => Some(""),
        _ => None,
    }
}
