//! E-mail addresses.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::source::{Location, Source, Span};
use crate::text::personal;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "email-address",
    severity: Severity::Warning,
    explanation: Words::fixed(
        "公开的页面上只写单位的邮箱，不写个人的。确认都是单位邮箱的，在 site.yaml 里把本规则关掉。",
        "A public page holds the addresses of offices, not of persons. Where all are those of offices, switch this rule off \
         in site.yaml.",
    ),
    wrong: "写信给 zhang.san@example.org",
    right: "到社区服务站询问",
};

/// Checks a whole file: front matter is published too.
pub(in crate::parse) fn check(source: &Source, found: &mut Vec<Diagnostic>) {
    for range in personal::emails(&source.text) {
        let location = Location::new(&source.path, Span::new(range.start, range.end));
        let words = Words::fixed("这里有邮箱地址", "there is an e-mail address");
        let help = Words::fixed("确认是单位的邮箱，不是个人的", "make sure that it is an office's, not a person's");
        found.push(Diagnostic::new(&RULE, location, words).with_help(help));
    }
}
