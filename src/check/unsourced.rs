//! A reported text without source or date.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::model::{Kind, Provenance};
use crate::site::Site;
use crate::source::Location;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "unsourced",
    severity: Severity::Error,
    explanation: Words::fixed(
        "公开报道（reported）要写明出处和日期；案例至少有一个来源。",
        "A reported text names its source and date; a case has at least one source.",
    ),
    wrong: "provenance: reported\nsources: []",
    right: "provenance: reported\nsources: [{title: 报道, outlet: 某网, date: 2022-04-13}]",
};

/// Checks everything that is reported, and cases whatever they are.
pub(super) fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    for (_, entry) in site.originals() {
        let reported = entry.item.provenance() == Some(Provenance::Reported);
        // Work and notes have no place for a source: what was reported belongs in a case or a term.
        let sources = entry.item.sources();
        let dated = sources.iter().any(|source| source.date.is_some());
        if reported && !dated || (entry.kind() == Kind::Case && sources.is_empty()) {
            let location = Location::new(&entry.item.header.path, entry.item.header.title.span);
            let words = Words::fixed("没有写明出处和日期", "no source with a date");
            let help =
                Words::fixed("写上来源的标题、媒体、日期和网址", "give the source's title, outlet, date and address");
            found.push(Diagnostic::new(&RULE, location, words).with_help(help));
        }
    }
}
