//! A step taken by somebody who has no duty.

use crate::check::works;
use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::naming;
use crate::site::{Holder, Site};
use crate::source::Location;
use crate::words;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "idle-actor",
    severity: Severity::Error,
    explanation: Words::fixed(
        "步骤末尾的 {who=…} 写谁来做这一步，这个角色要在 who 里有职责；否则“谁来做”和步骤说的不是同一件事。",
        "`{who=…}` at the end of a step says who takes it; that role must have a duty in `who`, or else the two would contradict each \
         other.",
    ),
    wrong: "1. 登记。{who=grid-worker}   # who: [{role: office, duty: lead}]",
    right: "1. 登记。{who=office}",
};

/// Checks every original task and safeguard.
pub(super) fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    for (index, entry, _) in works(site) {
        let Some(links) = site.work_links(index) else { continue };
        let actors = entry.item.body.actors.iter().zip(&site.outgoing(index).actors);
        let is_idle =
            |holder: &Holder| matches!(holder, Holder::Role(_)) && links.who.iter().all(|own| own.holder != *holder);
        // A role that nobody knows is told already.
        for (written, holder) in actors.filter(|(_, holder)| is_idle(holder)) {
            let name = naming::holder(site, holder, site.config.languages.first);
            let location = Location::new(&entry.item.header.path, written.span);
            let words = words!("who 里没有“{name}”", "`who` does not name `{name}`");
            let help = words!(
                "在 who 里写上它的职责，或改成 who 里有的角色",
                "give it a duty in `who`, or name a role that has one"
            );
            found.push(Diagnostic::new(&RULE, location, words).with_help(help));
        }
    }
}
