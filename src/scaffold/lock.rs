//! `official.lock`, written anew.

use crate::site::{LockEvent, LockedWords};

const HEAD: &str = "\
# 官方正文的 SHA-256，由 normbook lock 登记：每行一项；以日期开头的行记何时、为何登记。
# SHA-256 of official words. `normbook lock` writes this file: an item a line; lines that begin with a day say when and why.
";

/// The text of a lock: the remarks that stood in it, the items with their hashes, and what was locked when.
pub fn lock<'a>(
    before: &str,
    items: impl Iterator<Item = (&'a str, &'a str)>,
    events: impl Iterator<Item = &'a LockEvent>,
) -> String {
    let is_remark = |line: &&str| line.trim_start().starts_with('#');
    let remarks: String = before.lines().filter(is_remark).map(|line| format!("{line}\n")).collect();
    let mut text = if remarks.is_empty() { HEAD.to_owned() } else { remarks };
    items.for_each(|(id, hash)| text.push_str(&format!("{hash}  {id}\n")));
    events.for_each(|event| text.push_str(&line(event)));
    text
}

const WORDS_HEAD: &str = "\
# official.lock 登记的文字，由 normbook lock 写，供下次对照：一行校验值和编号，下面缩进的是文字。与校验值不符的不作数。
# The words that official.lock vouches for, written by `normbook lock` to be compared with: a line with hash and id, the words
# indented below it. Words that do not have their hash count for nothing.
";

/// The file with the words of a lock: items with their hashes and words.
pub fn lock_words<'a>(items: impl Iterator<Item = (&'a str, &'a str, &'a str)>) -> String {
    let mut text = WORDS_HEAD.to_owned();
    for (id, hash, words) in items {
        text.push_str(&format!("{hash}  {id}\n"));
        words.lines().for_each(|line| text.push_str(&format!("\t{}\n", LockedWords::written(line))));
    }
    text
}

fn line(event: &LockEvent) -> String {
    let LockEvent { date, ids, old, reason, source } = event;
    let ids: Vec<&str> = ids.iter().map(crate::model::Id::as_str).collect();
    let source = source.as_ref().map(|source| format!("\t{source}")).unwrap_or_default();
    format!("{date}\t{}\t{}\t{reason}{source}\n", ids.join(","), old.as_deref().unwrap_or("-"))
}
