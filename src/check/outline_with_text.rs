//! Text under a clause that has none yet.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::model::{Kind, Provenance};
use crate::site::Site;
use crate::source::Location;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "outline-with-text",
    severity: Severity::Error,
    explanation: Words::fixed(
        "只有目次的条款（outline）正文为空：真实条款之下不写编造的文字。",
        "A clause of which only the heading is known (outline) has no text: nothing is made up under a real clause.",
    ),
    wrong: "provenance: outline\n---\n应当……",
    right: "provenance: outline\n---",
};

/// Checks every clause.
pub(super) fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    for entry in site.entries.iter().filter(|entry| entry.kind() == Kind::Clause) {
        let outline = entry.item.provenance() == Some(Provenance::Outline);
        if outline && !entry.item.body.is_empty() {
            let span = entry.item.body.nodes.first().map(|node| node.span).unwrap_or_default();
            let location = Location::new(&entry.item.header.path, span);
            let words =
                Words::fixed("只有目次的条款不能有正文", "a clause of which only the heading is known has text");
            let help = Words::fixed(
                "导入官方正文后改为 official；自己的话写在解读里",
                "import the official text and make it `official`; words of your own belong in a note",
            );
            found.push(Diagnostic::new(&RULE, location, words).with_help(help));
        }
    }
}
