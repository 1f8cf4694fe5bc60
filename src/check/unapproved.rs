//! Items that nobody has approved as they are, where a site asks for it.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::prose;
use crate::site::Site;
use crate::source::Location;
use crate::words;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "unapproved",
    severity: Severity::Error,
    explanation: Words::fixed(
        "site.yaml 的 approval 列出要批准才能正式发布的种类：每个条目都要由 normbook approve 记下单位和日期，文字变了要重新批准。",
        "`approval` in site.yaml lists the kinds that are approved before a release: `normbook approve` writes down who did, and when; \
         when the words change, they are approved anew.",
    ),
    wrong: "approval: [task]   # site.yaml",
    right: "approved: {by: 某局, date: 2026-05-01, text: …}   # normbook approve",
};

/// Checks every item of the kinds that are to be approved, when the site is to be released.
pub(super) fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    for (index, entry) in site.indexed().filter(|(index, _)| site.is_listed(*index)) {
        let header = &entry.item.header;
        if !site.config.approval.contains(&header.kind) {
            continue;
        }
        let words = match &header.approved {
            None => Words::fixed("没有批准", "nobody has approved it"),
            Some(approved) if approved.text != prose::signed(site, index).hex() => {
                let by = &approved.by;
                words!("“{by}”批准之后变了", "it has changed since {by} approved it")
            }
            Some(_) => continue,
        };
        let location = Location::new(&header.path, header.title.span);
        let path = &header.path;
        found.push(Diagnostic::new(&RULE, location, words).with_help(words!(
            "由批准的单位运行 normbook approve {path} --by 单位",
            "the unit that approves it runs `normbook approve {path} --by UNIT`"
        )));
    }
}
