//! A file of `content/static/` at an address of the site's own.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::site::Site;
use crate::source::{Asset, Location, SourcePath};
use crate::words;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "static-address",
    severity: Severity::Error,
    explanation: Words::fixed(
        "content/static 里的文件原样发布到网站顶层，不能占用网站自己的地址（不分大小写）：网页、它们的文件夹，以及 assets、data、\
             search、selftest；两个文件也不能只差大小写。",
        "Files of content/static are published as they are at the top of the site. None may take an address of the site's own, \
             in any letter case: a page, a folder of pages, or assets, data, search, selftest; nor may two differ by case alone.",
    ),
    wrong: "content/static/index.html",
    right: "content/static/.well-known/security.txt",
};

/// Folders and files of the site that are no pages: those of the theme, of search, of open data, of packages, the marker.
const OWN: [&str; 6] = ["assets", "data", "search", "selftest", "selftest.html", ".normbook-site"];

/// Checks every file that is published as it is.
pub(super) fn check(site: &Site, files: &BTreeMap<SourcePath, Arc<Asset>>, found: &mut Vec<Diagnostic>) {
    let all: Vec<(&SourcePath, String)> =
        files.keys().filter_map(|path| Some((path, path.verbatim()?.to_ascii_lowercase()))).collect();
    if all.is_empty() {
        return;
    }
    let mut taken: BTreeSet<String> = site.pages.keys().map(|page| page.as_str().to_ascii_lowercase()).collect();
    for (path, address) in all {
        match conflict(&address, &taken) {
            Some(other) => found.push(report(path, &other)),
            None => {
                taken.insert(address);
            }
        }
    }
}

/// What has an address already, or would have to be a folder and a file at once.
fn conflict(address: &str, taken: &BTreeSet<String>) -> Option<String> {
    let top = address.split('/').next().unwrap_or(address);
    if OWN.contains(&top) {
        return Some(top.to_owned());
    }
    // Packages hold a compressed file beside each text.
    let plain = address.strip_suffix(".gz").unwrap_or(address);
    let above = address.match_indices('/').map(|(end, _)| &address[..end]);
    if let Some(other) = above.chain([address, plain]).find(|other| taken.contains(*other)) {
        return Some(other.to_owned());
    }
    let inside = format!("{address}/");
    taken.range(inside.clone()..).next().filter(|first| first.starts_with(&inside)).cloned()
}

fn report(path: &SourcePath, other: &str) -> Diagnostic {
    Diagnostic::new(
        &RULE,
        Location::whole(path),
        words!("网站自己已有 {other}", "the site has {other} of its own already"),
    )
    .with_help(Words::fixed("换个名字，或者删去它", "give it another name, or remove it"))
}
