//! Official text that differs from its lock.

use std::collections::BTreeSet;

use super::old_lock;
use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::model::Id;
use crate::prose;
use crate::site::{EditionNode, Entry, EntryIx, OfficialLock, Site};
use crate::source::{Location, Span};
use crate::words;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "official-changed",
    severity: Severity::Error,
    explanation: Words::fixed(
        "官方正文的 SHA-256 记在 official.lock 里：读者看到的文字改动一个字，都要核对原文、写明理由，用 normbook lock 重新登记。",
        "The SHA-256 of official text as readers see it stands in official.lock; to change one character is to read it against its \
         source, and to lock it anew with a reason: `normbook lock`.",
    ),
    wrong: "正文改了一个字，official.lock 没有改",
    right: "正文与 official.lock 一致",
};

/// Checks the official words of every edition against its lock.
pub(super) fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    // The words of a draft still change: they are locked when it is issued.
    for edition in site.editions.iter().filter(|edition| edition.lock.is_some() || !site.is_draft(edition.entry)) {
        let mut locked: BTreeSet<&Id> = edition.lock.iter().flat_map(|lock| lock.hashes.keys()).collect();
        for entry in items(edition) {
            if let Some(hash) = prose::official(site, entry) {
                locked.remove(site.entry(entry).key().id());
                found.extend(of(site, edition, site.entry(entry), &hash.hex()));
            }
        }
        for id in locked {
            found.extend(edition.lock.as_ref().and_then(|lock| gone(lock, id, edition)));
        }
    }
}

/// Everything that a lock may vouch for.
fn items(edition: &EditionNode) -> impl Iterator<Item = EntryIx> + '_ {
    let clauses = edition.clauses.iter().map(|node| node.entry);
    clauses.chain(edition.tasks.iter().chain(&edition.safeguards).copied())
}

fn of(site: &Site, edition: &EditionNode, entry: &Entry, hash: &str) -> Option<Diagnostic> {
    let id = entry.key().id();
    let clause = entry.item.clause();
    let Some((lock, (locked, span))) = edition.lock.as_ref().and_then(|lock| Some((lock, lock.hashes.get(id)?))) else {
        // A lock that somebody wrote by hand need not hold tasks and safeguards.
        let is_wanted = clause.is_some() || edition.lock.as_ref().is_some_and(OfficialLock::covers_works);
        return is_wanted.then(|| unlocked(entry, edition, hash));
    };
    if locked == hash {
        return None;
    }
    // What was locked before version 2 of the format holds where the Markdown is the same.
    if clause.is_some_and(|clause| *locked == clause.as_written.hex()) {
        return (site.config.format > 1).then(|| old_lock::report(lock, *span, id, hash));
    }
    Some(changed(entry, lock, *span, edition))
}

fn unlocked(entry: &Entry, edition: &EditionNode, hash: &str) -> Diagnostic {
    let id = entry.key().id();
    let location = Location::new(&entry.item.header.path, entry.item.header.title.span);
    let words = words!("{id} 的官方正文没有记入 official.lock", "the official text of {id} is not in official.lock");
    let key = &edition.key;
    Diagnostic::new(&RULE, location, words)
        .with_help(words!(
            "核对原文后，运行 normbook lock {key} --reason \"与印发文本核对\"（登记的是 {hash}）",
            "once it is read against its source, run `normbook lock {key} --reason \"read against the issue\"`, which locks {hash}"
        ))
}

fn changed(entry: &Entry, lock: &OfficialLock, span: Span, edition: &EditionNode) -> Diagnostic {
    let (id, key) = (entry.key().id(), &edition.key);
    let location = Location::new(&entry.item.header.path, entry.item.header.title.span);
    Diagnostic::new(&RULE, location, words!("{id} 的官方正文变了", "the official text of {id} has changed"))
        .with_related(Location::new(&lock.path, span), Words::fixed("登记的是这一行", "this is what was locked"))
        .with_help(Words::fixed("改回原文；注解写在解读里", "restore the text; remarks belong in a note"))
        .with_help(words!(
            "若是勘误或者重新导入，运行 normbook lock {key} --reason 理由 --source 出处",
            "if it is a correction, or was imported anew, run `normbook lock {key} --reason WHY --source WHERE`"
        ))
}

fn gone(lock: &OfficialLock, id: &Id, edition: &EditionNode) -> Option<Diagnostic> {
    let (_, span) = lock.hashes.get(id)?;
    let key = &edition.key;
    let words = words!("登记的 {id} 不在了，或者不再是官方正文", "locked item {id} is gone, or no longer official");
    let help = words!(
        "改回来；确实不再登记的，运行 normbook lock {key} --reason 理由",
        "bring it back; if it is not to be locked any more, run `normbook lock {key} --reason WHY`"
    );
    Some(Diagnostic::new(&RULE, Location::new(&lock.path, *span), words).with_help(help))
}
