//! A release without a filing that `site.yaml` calls mandatory.

use crate::config::{self, Mandatory};
use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::site::Site;
use crate::source::{Location, SourcePath};
use crate::words;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "missing-filing",
    severity: Severity::Error,
    explanation: Words::fixed(
        "filings.mandatory 里列出的，正式发布时都要写好：网站标识码、备案号、联系方式等。",
        "What filings.mandatory lists must be written when the site is released: site code, filings, contact and so on.",
    ),
    wrong: "filings: {mandatory: [icp]}",
    right: "filings: {icp: 蜀ICP备12345678号-1, mandatory: [icp]}",
};

/// Checks `site.yaml`, when the site is to be released.
pub(super) fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let config = &site.config;
    for wanted in &config.filings.mandatory {
        let (key, is_there) = match wanted.value {
            Mandatory::Contact => ("publisher.contact", config.publisher.contact.is_some()),
            Mandatory::Operator => ("publisher.operator", config.publisher.operator.is_some()),
            Mandatory::SiteId => ("filings.site-id", config.filings.site_id.is_some()),
            Mandatory::Icp => ("filings.icp", config.filings.icp.is_some()),
            Mandatory::Police => ("filings.police", config.filings.police.is_some()),
            Mandatory::BaseUrl => ("base-url", config.base_url.is_some()),
        };
        if !is_there {
            let location = Location::new(&SourcePath::new(config::PATH), wanted.span);
            let words = words!("正式发布必须有 {key}", "a release must have {key}");
            let help = words!("在 site.yaml 里写上 {key}", "write {key} in site.yaml");
            found.push(Diagnostic::new(&RULE, location, words).with_help(help));
        }
    }
}
