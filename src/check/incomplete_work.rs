//! A task or safeguard without what, how or who.

use crate::check::works;
use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::model::Part;
use crate::site::Site;
use crate::source::Location;
use crate::words;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "incomplete-work",
    severity: Severity::Error,
    explanation: Words::fixed(
        "任务和保障都要回答三问：做什么、怎么做、谁来做。缺一不可发布。",
        "A task or safeguard answers three questions: what, how, who. None may be missing.",
    ),
    wrong: "## 做什么 {#what}\n整理清单。",
    right: "## 做什么 {#what}\n整理清单。\n## 怎么做 {#how}\n1. 核对。",
};

/// Checks every original task and safeguard.
pub(super) fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    for (_, entry, work) in works(site) {
        let body = &entry.item.body;
        for (part, zh, en) in [(Part::What, "做什么 {#what}", "what"), (Part::How, "怎么做 {#how}", "how")] {
            let is_empty = body.part(part).is_none_or(|section| section.nodes.is_empty());
            if is_empty && !body.mistyped.contains(&part) {
                let location = Location::new(&entry.item.header.path, entry.item.header.title.span);
                found.push(report(location, zh, en));
            }
        }
        if work.who.is_empty() {
            let words = Words::fixed("没有写谁来做", "it does not say who");
            let help = Words::fixed("在 who 里写角色和职责", "name roles and duties in `who`");
            let location = Location::new(&entry.item.header.path, entry.item.header.title.span);
            found.push(Diagnostic::new(&RULE, location, words).with_help(help));
        }
    }
}

fn report(location: Location, zh: &str, en: &str) -> Diagnostic {
    Diagnostic::new(
        &RULE,
        location,
        words!("缺少“## {zh}”一节，或者没有内容", "the section `{en}` is missing or empty"),
    )
    .with_help(words!("加上“## {zh}”", "add `## … {{#{en}}}`"))
}
