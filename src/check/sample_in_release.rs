//! A sample in a release.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::model::Provenance;
use crate::site::{Entry, Site};
use crate::source::Location;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "sample-in-release",
    severity: Severity::Error,
    explanation: Words::fixed(
        "正式发布（build --release）不得含示例内容。",
        "A release (build --release) holds no sample.",
    ),
    wrong: "provenance: sample   # build --release",
    right: "provenance: official   # build --release",
};

/// Checks every original, when the site is to be released.
pub(super) fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let is_sample = |entry: &Entry| entry.item.provenances().any(|own| own == Provenance::Sample);
    for (_, entry) in site.originals().filter(|(_, entry)| is_sample(entry)) {
        let location = Location::new(&entry.item.header.path, entry.item.header.title.span);
        let words = Words::fixed("正式发布不得含示例", "a release holds no sample");
        let help = Words::fixed("换成正式内容，或者去掉 --release", "put real content here, or drop --release");
        found.push(Diagnostic::new(&RULE, location, words).with_help(help));
    }
}
