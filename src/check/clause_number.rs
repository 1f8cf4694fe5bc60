//! A clause whose number is not its id.

use unicode_normalization::UnicodeNormalization;

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::model::{Clause, Numbering, Ordinal};
use crate::site::{Entry, Site};
use crate::source::Location;
use crate::words;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "clause-number",
    severity: Severity::Error,
    explanation: Words::fixed(
        "条款的编号就是它的序号，在一版之内固定不变；怎样编号由版的 numbering 说明，如“第二十一条”在 21.md、“第三章”在 ch3.md。",
        "The id of a clause is its number, fixed within its edition. How clauses are numbered is said by `numbering` of the \
         edition: article 21 of a law lies in `21.md`, its chapter 3 in `ch3.md`.",
    ),
    wrong: "number: \"5.8\"   # clauses/5.7.md",
    right: "number: \"5.7\"   # clauses/5.7.md",
};

/// Checks the numbers of every edition against its scheme.
pub(super) fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    for edition in site.editions.iter() {
        let numbering = site.numbering(edition);
        for entry in edition.clauses.iter().map(|node| site.entry(node.entry)) {
            let Some((clause, number)) = entry.item.clause().zip(entry.item.number()) else { continue };
            match numbering.ordinal(number) {
                None => found.push(unread(entry, clause, number, numbering)),
                Some(ordinal) if !ordinal.fits(entry.key().id().as_str()) => {
                    found.push(other(entry, clause, number, &ordinal, numbering));
                }
                Some(_) => {}
            }
        }
    }
}

fn unread(entry: &Entry, clause: &Clause, number: &str, numbering: &Numbering) -> Diagnostic {
    let scheme = numbering.word();
    let words = words!(
        "“{number}”不是本版的编号方式（{scheme}）",
        "`{number}` is no number of this edition, which numbers its clauses as `{scheme}`"
    );
    let found = Diagnostic::new(&RULE, at(entry, clause), words);
    let id = entry.key().id().as_str();
    if bare(number) == id && numbering.ordinal(id).is_some_and(|ordinal| ordinal.fits(id)) {
        return found.with_help(words!("写成“{id}”", "write `{id}`")).with_fix(format!("\"{id}\""));
    }
    found.with_help(Words::fixed(
        "改编号，或者改这一版 index.md 里的 numbering",
        "change the number, or `numbering` in the index.md of the edition",
    ))
}

/// A number without what people put around it: `第5.1条`, `“5．1”`.
fn bare(number: &str) -> String {
    let half: String = number.nfkc().map(|sign| if sign == '。' || sign == '、' { '.' } else { sign }).collect();
    half.trim_matches(|sign: char| !sign.is_ascii_alphanumeric()).to_owned()
}

fn other(entry: &Entry, clause: &Clause, number: &str, ordinal: &Ordinal, numbering: &Numbering) -> Diagnostic {
    let id = entry.key().id();
    let words = words!("序号“{number}”与文件名“{id}”不一致", "number `{number}` differs from the file's name `{id}`");
    let found = Diagnostic::new(&RULE, at(entry, clause), words);
    match numbering {
        Numbering::Decimal => found.with_fix(format!("\"{id}\"")),
        Numbering::Article | Numbering::Letters | Numbering::Pattern(_) => {
            let own = &ordinal.id;
            found.with_help(words!("“{number}”的文件名是 {own}.md", "`{number}` lies in {own}.md"))
        }
    }
}

fn at(entry: &Entry, clause: &Clause) -> Location {
    Location::new(&entry.item.header.path, clause.number_span)
}
