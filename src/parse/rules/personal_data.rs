//! Numbers that belong to persons.

use std::ops::Range;

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::source::{Location, Source, Span};
use crate::text::personal::{self, Personal};

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "personal-data",
    severity: Severity::Error,
    explanation: Words::fixed(
        "公开的页面上不写个人的手机号、身份证号、银行卡号、车牌号；写单位和公开热线。",
        "A public page holds nobody's mobile number, identity number, bank card or licence plate; it names offices and \
         public hotlines.",
    ),
    wrong: "联系网格员：13800138000",
    right: "联系社区服务站，或拨12345",
};

/// Checks a whole file: front matter is published too.
pub(in crate::parse) fn check(source: &Source, found: &mut Vec<Diagnostic>) {
    found.extend(personal::find(&source.text).into_iter().map(|(kind, range)| report(source, kind, range)));
}

/// Checks the file of an office that says whom to call: a mobile that is marked as on duty belongs to the office.
pub(in crate::parse) fn check_contacts(source: &Source, on_duty: &[Span], found: &mut Vec<Diagnostic>) {
    let is_on_duty = |range: &Range<usize>| {
        on_duty.iter().any(|own| own.range().start <= range.start && range.end <= own.range().end)
    };
    for (kind, range) in personal::find(&source.text) {
        if kind == Personal::Mobile && is_on_duty(&range) {
            continue;
        }
        let diagnostic = report(source, kind, range);
        let help = Words::fixed(
            "单位的值班手机写在 duty-phone 里；个人的号码删去",
            "the mobile of an office on duty is written as `duty-phone`; leave out what belongs to a person",
        );
        found.push(if kind == Personal::Mobile { diagnostic.with_help(help) } else { diagnostic });
    }
}

fn report(source: &Source, kind: Personal, range: Range<usize>) -> Diagnostic {
    let words = match kind {
        Personal::Mobile => Words::fixed("这像是手机号", "this looks like a mobile number"),
        Personal::Identity => Words::fixed("这像是身份证号", "this looks like an identity number"),
        Personal::Card => Words::fixed("这像是银行卡号", "this looks like the number of a bank card"),
        Personal::Plate => Words::fixed("这像是车牌号", "this looks like a licence plate"),
    };
    let location = Location::new(&source.path, Span::new(range.start, range.end));
    let help = Words::fixed("删去，或者改写单位和公开热线", "leave it out, or name an office or a public hotline");
    Diagnostic::new(&RULE, location, words).with_help(help)
}
