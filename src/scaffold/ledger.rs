//! The ledger of published addresses, written anew with those of today.

use std::collections::BTreeSet;

use crate::site::Site;

const HEAD: &str = "\
# 发布过的地址，一行一个，只增不减，由 normbook record 添加。请与内容一起保存，不要删改。
# Addresses that were published. `normbook record` adds lines; none is ever removed.
";

/// The text of the ledger: the remarks that stood in it, then every address that was in it or is the site's now, sorted.
pub fn ledger(before: &str, site: &Site) -> String {
    let is_remark = |line: &&str| line.trim_start().starts_with('#');
    let remarks: String = before.lines().filter(is_remark).map(|line| format!("{line}\n")).collect();
    let recorded = site.ledger.iter().flat_map(|ledger| &ledger.addresses).map(|(address, _)| address);
    let all: BTreeSet<_> = recorded.chain(site.unrecorded()).collect();
    let head = if remarks.is_empty() { HEAD.to_owned() } else { remarks };
    all.into_iter().fold(head, |text, address| text + address.as_str() + "\n")
}
