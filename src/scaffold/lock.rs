//! `official.lock`, written anew.

use crate::site::LockEvent;

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

fn line(event: &LockEvent) -> String {
    let LockEvent { date, ids, old, reason, source } = event;
    let ids: Vec<&str> = ids.iter().map(crate::model::Id::as_str).collect();
    let source = source.as_ref().map(|source| format!("\t{source}")).unwrap_or_default();
    format!("{date}\t{}\t{}\t{reason}{source}\n", ids.join(","), old.as_deref().unwrap_or("-"))
}
