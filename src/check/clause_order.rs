//! Clauses that do not say where they stand, or say it twice.

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::model::{ClausePlace, Numbering};
use crate::site::{Entry, Site};
use crate::source::{Location, Span};
use crate::words;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "clause-order",
    severity: Severity::Warning,
    explanation: Words::fixed(
        "条以外的编、章、节不随条连续编号，要用 order 写明其下第一条的条号；编号本身能说明次序的，不写 order。",
        "Parts, chapters and sections of a law are not counted with its articles: `order` says the number of the first article \
         below. Where the number itself tells the order, there is no `order`.",
    ),
    wrong: "number: 第三章",
    right: "number: 第三章\norder: 17",
};

/// Checks the places of the clauses of every edition.
pub(super) fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    for edition in site.editions.iter() {
        let numbering = site.numbering(edition);
        for entry in edition.clauses.iter().map(|node| site.entry(node.entry)) {
            found.extend(of(entry, numbering));
        }
    }
}

fn of(entry: &Entry, numbering: &Numbering) -> Option<Diagnostic> {
    let clause = entry.item.clause()?;
    let ClausePlace::Numbered(number) = &clause.place else { return None };
    let sorts = numbering.ordinal(number)?.key.is_some();
    match (&clause.order, sorts) {
        (None, false) => {
            let words =
                words!("“{number}”没有写 order，不知道排在哪一条之前", "`{number}` has no `order`: it stands nowhere");
            let help = Words::fixed(
                "写“order: 其下第一条的条号”",
                "write `order:` with the number of the first article below",
            );
            Some(report(entry, clause.number_span, words).with_help(help))
        }
        (Some(order), true) => {
            let words = words!(
                "“{number}”的次序由编号决定，order 不起作用",
                "`{number}` tells its order; `order` does nothing"
            );
            Some(report(entry, order.span, words))
        }
        (None, true) | (Some(_), false) => None,
    }
}

fn report(entry: &Entry, span: Span, words: Words) -> Diagnostic {
    Diagnostic::new(&RULE, Location::new(&entry.item.header.path, span), words)
}
