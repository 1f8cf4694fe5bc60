//! Official text that differs from its lock.

use std::collections::BTreeSet;

use super::old_lock;
use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::model::{Id, Provenance};
use crate::prose;
use crate::site::{Entry, OfficialLock, Site};
use crate::source::{Location, Span};
use crate::words;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "official-changed",
    severity: Severity::Error,
    explanation: Words::fixed(
        "官方正文的 SHA-256 记在 official.lock 里：读者看到的文字改动一个字，都要重新导入、重新签认。",
        "The SHA-256 of official text as readers see it stands in official.lock; to change one character is to import and sign it \
         anew.",
    ),
    wrong: "正文改了一个字，official.lock 没有改",
    right: "正文与 official.lock 一致",
};

/// Checks every original official clause against the lock of its edition.
pub(super) fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    for edition in site.editions.iter() {
        let mut locked: BTreeSet<&Id> = edition.lock.iter().flat_map(|lock| lock.hashes.keys()).collect();
        for node in &edition.clauses {
            let entry = site.entry(node.entry);
            let Some(clause) = entry.item.clause() else { continue };
            if clause.provenance != Provenance::Official {
                continue;
            }
            let id = entry.key().id();
            locked.remove(id);
            let hash = prose::committed(site, node.entry).hex();
            match edition.lock.as_ref().and_then(|lock| lock.hashes.get(id).map(|line| (lock, line))) {
                None => found.push(unlocked(entry, &hash)),
                Some((_, (locked, _))) if *locked == hash => {}
                // What was locked before version 2 of the format holds where the Markdown is the same.
                Some((lock, (locked, span))) if *locked == clause.as_written.hex() => {
                    if site.config.format > 1 {
                        found.push(old_lock::report(lock, *span, id, &hash));
                    }
                }
                Some((lock, (_, span))) => found.push(changed(entry, lock, *span, &hash)),
            }
        }
        for id in locked {
            found.extend(edition.lock.as_ref().and_then(|lock| gone(lock, id)));
        }
    }
}

fn unlocked(entry: &Entry, hash: &str) -> Diagnostic {
    let id = entry.key().id();
    let location = Location::new(&entry.item.header.path, entry.item.header.title.span);
    let words = words!("官方条款 {id} 没有记入 official.lock", "official clause {id} is not in official.lock");
    Diagnostic::new(&RULE, location, words).with_help(words!(
        "核对原文后，在 official.lock 里加一行“{hash}  {id}”",
        "once it is read against its source, add to official.lock the line `{hash}  {id}`"
    ))
}

fn changed(entry: &Entry, lock: &OfficialLock, span: Span, hash: &str) -> Diagnostic {
    let id = entry.key().id();
    let location = Location::new(&entry.item.header.path, entry.item.header.title.span);
    Diagnostic::new(&RULE, location, words!("官方条款 {id} 的文字变了", "the text of official clause {id} has changed"))
        .with_related(Location::new(&lock.path, span), Words::fixed("登记的是这一行", "this is what was locked"))
        .with_help(Words::fixed("改回原文；注解写在解读里", "restore the text; remarks belong in a note"))
        .with_help(words!("若是重新导入的原文，改登记为 {hash}", "if it was imported anew, lock it as {hash}"))
}

fn gone(lock: &OfficialLock, id: &Id) -> Option<Diagnostic> {
    let (_, span) = lock.hashes.get(id)?;
    let words =
        words!("登记的条款 {id} 不在了，或者不再是官方正文", "locked clause {id} is gone, or no longer official");
    Some(Diagnostic::new(&RULE, Location::new(&lock.path, *span), words))
}
