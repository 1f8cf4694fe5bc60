//! A file of `content/static/` that can run scripts, or be run by a server.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::config;
use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::media;
use crate::site::Site;
use crate::source::{Asset, Location, SourcePath};
use crate::words;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "static-script",
    severity: Severity::Error,
    explanation: Words::fixed(
        "content/static 里的文件没有网页那样的安全策略。能在浏览器里运行脚本的（脚本、带标签的网页和矢量图）、能由服务器执行的，要在 \
             site.yaml 的 active-files 里逐个写明。只有文字的验证文件不用写。",
        "Files of content/static have no policy as pages have. One that can run scripts in a browser (a script, a page or a \
             drawing with markup) or be run by a server is named in active-files of site.yaml. A verification file of plain \
             words needs no line.",
    ),
    wrong: "content/static/widget.js   # site.yaml does not name it",
    right: "active-files: [widget.js]",
};

/// Endings of what browsers, servers or systems run.
const RUN: [&str; 25] = [
    "js", "mjs", "cjs", "wasm", "swf", "jar", "php", "phtml", "asp", "aspx", "ashx", "jsp", "cgi", "pl", "py", "rb",
    "sh", "exe", "msi", "bat", "cmd", "ps1", "vbs", "hta", "mht",
];

/// Checks every file that is published as it is, and every line that allows one.
pub(super) fn check(site: &Site, files: &BTreeMap<SourcePath, Arc<Asset>>, found: &mut Vec<Diagnostic>) {
    let named: BTreeSet<&str> = site.config.active_files.iter().map(|path| path.value.as_str()).collect();
    let verbatim = || files.iter().filter_map(|(path, asset)| Some((path, path.verbatim()?, asset)));
    for (path, address, asset) in verbatim() {
        if !named.contains(address) && is_active(address, &asset.bytes) {
            let words = Words::fixed(
                "它能运行脚本，或由服务器执行，site.yaml 里没有写明",
                "it can run scripts or be run by a server, and site.yaml does not name it",
            );
            let help = words!(
                "确有必要，就在 site.yaml 里写 active-files: [{address}]",
                "if it is needed, write active-files: [{address}] in site.yaml"
            );
            found.push(Diagnostic::new(&RULE, Location::whole(path), words).with_help(help));
        }
    }
    let there: BTreeSet<&str> = verbatim().map(|(_, address, _)| address).collect();
    for path in site.config.active_files.iter().filter(|path| !there.contains(path.value.as_str())) {
        let location = Location::new(&SourcePath::new(config::PATH), path.span);
        let named = &path.value;
        let words = words!("content/static 里没有 {named}", "there is no {named} in content/static");
        let help = Words::fixed("改正路径，或者删去这一项", "correct the path, or remove this entry");
        found.push(Diagnostic::new(&RULE, location, words).with_help(help));
    }
}

/// Whether a file may do something when it is opened. A document without a tag cannot; what its tags do is not judged here,
/// so that one with tags counts as active.
fn is_active(address: &str, bytes: &[u8]) -> bool {
    let lower = address.to_ascii_lowercase();
    let is_run = media::ending(&lower).is_some_and(|ending| RUN.contains(&ending));
    // In UTF-16, too, a tag begins with this byte.
    let has_tags = || bytes.contains(&b'<');
    is_run || (media::of(&lower).is_some_and(|kind| kind.active) && has_tags())
}
