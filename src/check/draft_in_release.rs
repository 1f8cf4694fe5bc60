//! A draft in a release.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::model::Status;
use crate::site::Site;
use crate::source::Location;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "draft-in-release",
    severity: Severity::Error,
    explanation: Words::fixed(
        "正式发布（build --release）不含草案；要公开征求意见的，在 site.yaml 里写 drafts: published，草案的每一页都注明是草案，不进搜索引擎。",
        "A release (build --release) holds no draft. Where drafts are to be read by everybody, site.yaml says `drafts: \
         published`; each of their pages says that it is a draft and asks not to be indexed.",
    ),
    wrong: "status: draft   # build --release",
    right: "drafts: published   # site.yaml",
};

/// Checks every edition, when the site is to be released.
pub(super) fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    if site.config.publishes_drafts {
        return;
    }
    for edition in site.editions.iter() {
        let Some(facts) = site.edition_facts(edition).filter(|facts| facts.status.value == Status::Draft) else {
            continue;
        };
        let location = Location::new(&site.entry(edition.entry).item.header.path, facts.status.span);
        let words = Words::fixed("正式发布不含草案", "a release holds no draft");
        let help = Words::fixed(
            "公开征求意见的，在 site.yaml 里写“drafts: published”；否则把这一版移出 content",
            "write `drafts: published` in site.yaml if everybody may read it; else keep it out of content",
        );
        found.push(Diagnostic::new(&RULE, location, words).with_help(help));
    }
}
