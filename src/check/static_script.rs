//! A file of `content/static/` that can run scripts, or be run by a server.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::active_attachment;
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
        "content/static 里的文件没有网页那样的安全策略。能在浏览器里运行脚本或请求站外的（脚本，带脚本的网页和矢量图）、能由服务器执行的，要在 \
             site.yaml 的 active-files 里逐个写明。没有脚本的验证文件不用写。",
        "Files of content/static have no policy as pages have. One that runs scripts in a browser or asks for \
             something elsewhere (a script, a page or a drawing with scripts), or is run by a server, is named in active-files \
             of site.yaml. A verification file without scripts needs no line.",
    ),
    wrong: "content/static/widget.js   # site.yaml does not name it",
    right: "active-files: [widget.js]",
};

/// Endings of what a server runs, or a browser where another file asks for it; what does something when it is opened is
/// known to the rule on attachments.
const RUN: [&str; 12] = ["ashx", "asp", "aspx", "cgi", "cjs", "jsp", "mht", "phtml", "pl", "py", "rb", "wasm"];

/// Checks every file that is published as it is, and every line that allows one.
pub(super) fn check(site: &Site, files: &BTreeMap<SourcePath, Arc<Asset>>, found: &mut Vec<Diagnostic>) {
    let named: BTreeSet<&str> = site.config.active_files.iter().map(|path| path.value.as_str()).collect();
    let verbatim = || files.iter().filter_map(|(path, asset)| Some((path, path.verbatim()?, asset)));
    for (path, address, asset) in verbatim() {
        if !named.contains(address) && is_active(address, &asset.bytes) {
            let words = Words::fixed(
                "它会运行脚本、请求站外，或由服务器执行，site.yaml 里没有写明",
                "it runs scripts, asks for something elsewhere or is run by a server, and site.yaml does not name it",
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

/// Whether a file does something when it is opened or asked for.
fn is_active(address: &str, bytes: &[u8]) -> bool {
    let lower = address.to_ascii_lowercase();
    media::ending(&lower).is_some_and(|ending| RUN.contains(&ending))
        || !active_attachment::does(&lower, bytes).is_empty()
}
