//! A how without steps.

use crate::check::works;
use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::model::{Content, Element, Node, Part};
use crate::site::Site;
use crate::source::Location;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "no-steps",
    severity: Severity::Error,
    explanation: Words::fixed(
        "怎么做要有编号的步骤（1. 2. 3.），它们成为可勾选的清单。",
        "The section how holds numbered steps (1. 2. 3.); they become the checklist.",
    ),
    wrong: "## 怎么做 {#how}\n按规定办理。",
    right: "## 怎么做 {#how}\n1. 登记。\n2. 转办。",
};

/// Checks every original task and safeguard that has a section how.
pub(super) fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    for (_, entry, _) in works(site) {
        let body = &entry.item.body;
        let Some(section) = body.part(Part::How).filter(|section| !section.nodes.is_empty()) else { continue };
        if body.mistyped.contains(&Part::How) {
            continue;
        }
        let has_steps = body.slice(&section.nodes).iter().any(is_steps);
        if let Some(heading) = body.heading_of(section).filter(|_| !has_steps) {
            let location = Location::new(&entry.item.header.path, heading.span);
            let words = Words::fixed("怎么做里没有编号的步骤", "the section how has no numbered steps");
            let help = Words::fixed("用“1.”开头的列表写步骤", "write the steps as a list that begins with `1.`");
            found.push(Diagnostic::new(&RULE, location, words).with_help(help));
        }
    }
}

fn is_steps(node: &Node) -> bool {
    matches!(node.content, Content::Open(Element::List(Some(_)) | Element::StandardList(true)))
}
