//! Fences of other tools.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::model::{Body, Content, Element};
use crate::source::{Location, SourcePath};

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "fenced-div",
    severity: Severity::Warning,
    explanation: Words::fixed(
        "“:::”是别的工具的写法，这里按文字显示；要框起来的话用“> [!注意]”。",
        "`:::` belongs to other tools and is shown as text here; a box is written `> [!NOTE]`.",
    ),
    wrong: "::: note\n周末不办理。\n:::",
    right: "> [!注意]\n> 周末不办理。",
};

/// Checks the lines of a body, code aside.
pub(in crate::parse) fn check(path: &SourcePath, body: &Body, found: &mut Vec<Diagnostic>) {
    let mut before = None;
    for node in &body.nodes {
        let in_code = matches!(before, Some(&Content::Open(Element::CodeBlock(_))));
        if matches!(&node.content, Content::Text(text) if text.starts_with(":::")) && !in_code {
            let words = Words::fixed("“:::”按文字显示", "`:::` is shown as text");
            let help = Words::fixed("改用“> [!注意]”", "write `> [!NOTE]`");
            found.push(Diagnostic::new(&RULE, Location::new(path, node.span), words).with_help(help));
        }
        before = Some(&node.content);
    }
}
