//! Headings with nothing below them.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::model::{Body, Content, Node};
use crate::source::{Location, SourcePath};
use crate::words;

/// The rule (blank columns are a fault of government sites: 国办秘函〔2019〕19号).
pub(crate) static RULE: Rule = Rule {
    id: "empty-section",
    severity: Severity::Warning,
    explanation: Words::fixed(
        "标题下面要有内容：读者点进来却什么也没有，不如不列。“做什么、怎么做、谁来做”三节另有规则。",
        "Below a heading there is something to read; a title that leads to nothing had better not be there. The three sections \
         what, how and who have rules of their own.",
    ),
    wrong: "## 材料\n\n## 期限\n三日。",
    right: "## 期限\n三日。",
};

/// Checks every heading that begins no part of a task: text, or a heading further down, must follow.
pub(in crate::parse) fn check(path: &SourcePath, body: &Body, found: &mut Vec<Diagnostic>) {
    for (heading, next) in body.headings.iter().zip(body.headings.iter().skip(1).map(Some).chain([None])) {
        let end = next.map_or(body.nodes.len(), |next| next.nodes.start as usize);
        let between = body.nodes.get(heading.nodes.end as usize..end).unwrap_or_default();
        let is_followed = next.is_some_and(|next| next.level > heading.level) || between.iter().any(is_read);
        if heading.part.is_none() && !is_followed {
            let title = &heading.text;
            let words = words!("“{title}”下面没有内容", "there is nothing below `{title}`");
            let help = Words::fixed("写上内容，或者删去这个标题", "write something, or take the heading out");
            found.push(Diagnostic::new(&RULE, Location::new(path, heading.span), words).with_help(help));
        }
    }
}

/// Whether a node is something to read or see, and not only the frame of it.
fn is_read(node: &Node) -> bool {
    matches!(node.content, Content::Text(_) | Content::Code(_) | Content::Picture(..) | Content::Quotation(_))
}
