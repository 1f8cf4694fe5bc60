//! A clause, task or safeguard that an edition leaves out without a word.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::model::Kind;
use crate::site::{Course, EntryIx, Site, Succession};
use crate::source::Location;
use crate::words;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "ended-provision",
    severity: Severity::Warning,
    explanation: Words::fixed(
        "修订之后，上一版的每一条都要有交代：由新版哪一条延续，或者在新版首页的 withdrawn 里写明何时、为何不再保留。还没有录入条目的版次不查。",
        "After a revision every item of the preceding edition is accounted for: an item of the new edition continues it, or \
         `withdrawn` in the new edition's index says since when and why it is gone. An edition without any items yet is not checked.",
    ),
    wrong: "# urban/2026 has no clause that continues 5.9 of urban/2022",
    right: "withdrawn: [{id: \"5.9\", date: 2026-05-01, reason: 并入第6章}]   # in urban/2026/index.md",
};

/// Checks every edition that has a predecessor.
pub(super) fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    // Books of the first version knew of no withdrawals and of no numbers that shift; they say that they are old.
    if site.config.format < 2 {
        return;
    }
    for succession in site.successions().iter().filter(|own| site.editions[own.new].reading_length() > 0) {
        let silent = succession.fates.iter().filter(|fate| fate.course() == Course::Ended && fate.withdrawal.is_none());
        found.extend(silent.flat_map(|fate| &fate.old).map(|entry| report(site, succession, *entry)));
    }
}

fn report(site: &Site, succession: &Succession, entry: EntryIx) -> Diagnostic {
    let (old, new) = (site.entry(entry), &site.editions[succession.new]);
    let (name, edition, id) = (old.key(), &new.key, old.key().id());
    let header = &site.entry(new.entry).item.header;
    let words = words!("“{name}”在 {edition} 里没有交代", "{edition} does not say what became of `{name}`");
    let there = Words::fixed("上一版的条目在这里", "it is here in the preceding edition");
    let diagnostic = Diagnostic::new(&RULE, Location::new(&header.path, header.title.span), words)
        .with_related(Location::new(&old.item.header.path, old.item.header.title.span), there);
    let diagnostic = if old.kind() == Kind::Clause {
        diagnostic.with_help(words!(
            "有条款延续它的，在那一条里写 continues: [\"{id}\"]",
            "where a clause continues it, write `continues: [\"{id}\"]` there"
        ))
    } else {
        diagnostic
    };
    diagnostic.with_help(words!(
        "不再保留的，在 {edition} 的 index.md 里写 withdrawn，注明日期和原因",
        "where it is gone, list it under `withdrawn` in the index.md of {edition}, with the date and the reason"
    ))
}
