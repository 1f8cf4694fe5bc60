//! A topic that `site.yaml` does not have.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::site::Site;
use crate::source::Location;
use crate::text::suggest;
use crate::words;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "unknown-topic",
    severity: Severity::Error,
    explanation: Words::fixed(
        "topics 里写的主题要在 site.yaml 的 topics 里；各条目用同一个名称，才归到同一个主题下。",
        "Topics of an item are those of `topics` in site.yaml: items come together only where they name the same one.",
    ),
    wrong: "topics: [租房]   # site.yaml: topics: {housing: 住房}",
    right: "topics: [housing]",
};

/// Checks every original.
pub(super) fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let known = || site.config.topics.iter().map(|topic| topic.id.as_str());
    for (_, entry) in site.originals() {
        for written in entry.item.topics().iter().filter(|written| site.config.topic(&written.value).is_none()) {
            let name = &written.value;
            let location = Location::new(&entry.item.header.path, written.span);
            let words = words!("site.yaml 里没有主题“{name}”", "site.yaml has no topic `{name}`");
            let list = known().collect::<Vec<_>>().join(", ");
            let help = match list.is_empty() {
                true => Words::fixed(
                    "在 site.yaml 里写 topics，如 topics: {housing: 住房}",
                    "write `topics` in site.yaml, such as `topics: {housing: Housing}`",
                ),
                false => words!("可用的主题：{list}", "topics: {list}"),
            };
            let finding = Diagnostic::new(&RULE, location, words).with_help(help);
            found.push(match suggest::nearest(name, known()) {
                Some(nearest) => finding.with_fix(nearest),
                None => finding,
            });
        }
    }
}
