//! Attachments that do more than be looked at: they run programs, or call at other hosts when somebody opens them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Purpose;
use super::output::Active;
use crate::diag::{Diagnostic, Locale, Rule, Severity, Words};
use crate::media;
use crate::site::Site;
use crate::source::{Asset, Location, SourcePath, encoding};
use crate::words;

/// The rule. Who publishes an attachment answers for what it does on readers' computers.
pub(crate) static RULE: Rule = Rule {
    id: "active-attachment",
    severity: Severity::Warning,
    explanation: Words::fixed(
        "附件原样发布，读者打开时由浏览器或办公软件执行其中的脚本、请求其中的站外地址：谁在看会被别人知道，页面也可能被人改写。\
         SVG、HTML、XML 里的脚本、事件、站外引用和实体，PDF 里的脚本和启动动作，以及程序本身，写稿时是警告，正式发布时是错误。",
        "Attachments are published as they are. Whoever opens one lets it run its scripts and ask for its addresses elsewhere: others \
         learn who reads, and pages can be forged. Scripts, event handlers, foreign addresses and entities in SVG, HTML and XML, \
         scripts and launch actions in PDF, and programs are a warning in drafts and an error in a release.",
    ),
    wrong: "<svg onload=\"…\"><script>…</script></svg>   # in assets/plan.svg",
    right: "<svg><path d=\"…\"/></svg>",
};

/// Endings of files that a computer runs when they are opened, or that hold programs which offices run.
const PROGRAMS: [&str; 30] = [
    "apk", "app", "bat", "chm", "cmd", "com", "deb", "dll", "dmg", "docm", "dotm", "exe", "hta", "jar", "js", "lnk",
    "mjs", "msi", "php", "pptm", "ps1", "reg", "scr", "sh", "swf", "vbs", "wsf", "xlam", "xlsb", "xlsm",
];

/// Endings of documents of tags, besides those that `media` knows as active.
const TAGGED: [&str; 6] = ["mathml", "mml", "shtml", "xht", "xsl", "xslt"];

/// So many things of one file are named besides the first.
const NAMED: usize = 2;

/// Checks every file that an item shows or offers.
pub(super) fn check(
    site: &Site,
    files: &BTreeMap<SourcePath, Arc<Asset>>,
    purpose: Purpose,
    found: &mut Vec<Diagnostic>,
) {
    let written = site.entries.iter().flat_map(|entry| entry.item.body.assets.iter().map(|asset| &asset.path));
    let published: BTreeSet<&SourcePath> = written.collect();
    for asset in published.into_iter().filter_map(|path| files.get(path)) {
        let does = does(asset.path.as_str(), &asset.bytes);
        if let Some((first, more)) = does.split_first() {
            found.push(report(&asset.path, first, more, purpose));
        }
    }
}

/// What a file does when it is opened, in words. Its name is looked at in lower case.
pub(super) fn does(name: &str, bytes: &[u8]) -> Vec<Words> {
    let name = name.to_ascii_lowercase();
    let ending = media::ending(&name).unwrap_or_default();
    if PROGRAMS.contains(&ending) {
        return vec![words!("是程序（.{ending}）", "is a program (.{ending})")];
    }
    let is_tagged = TAGGED.contains(&ending) || media::of(&name).is_some_and(|kind| kind.active);
    let active = match ending {
        "pdf" => Active { acts: in_pdf(bytes), foreign: Vec::new() },
        "svgz" => {
            return vec![Words::fixed(
                "是压缩过的 SVG，看不见里面有什么",
                "is a compressed SVG, and nobody sees what is in it",
            )];
        }
        _ if is_tagged => Active::of(&text(bytes)),
        _ => return Vec::new(),
    };
    let acts = active.acts.iter().map(|act| words!("带有 {act}", "holds {act}"));
    let foreign = active.foreign.iter().map(|to| words!("会请求站外的 {to}", "loads {to} from elsewhere"));
    acts.chain(foreign).collect()
}

/// The text of a document of tags, whatever its encoding.
fn text(bytes: &[u8]) -> String {
    encoding::decode(bytes.to_vec()).unwrap_or_else(|_| String::from_utf8_lossy(bytes).into_owned())
}

/// The names of a PDF that make a reader run something (ISO 32000-2, 12.6.4). Those in compressed streams are not seen.
fn in_pdf(bytes: &[u8]) -> Vec<String> {
    const NAMES: [&str; 4] = ["/JavaScript", "/JS", "/Launch", "/RichMedia"];
    let ends = |after: Option<&u8>| after.is_none_or(|byte| b" \t\r\n\0\x0C()<>[]{}/%".contains(byte));
    let mut found: Vec<String> = Vec::new();
    for (at, _) in bytes.iter().enumerate().filter(|(_, byte)| **byte == b'/') {
        let rest = &bytes[at..];
        let name = NAMES.iter().find(|name| rest.starts_with(name.as_bytes()) && ends(rest.get(name.len())));
        if let Some(name) = name.filter(|name| !found.iter().any(|own| own == *name)) {
            found.push((*name).to_owned());
        }
    }
    found
}

fn report(path: &SourcePath, first: &Words, more: &[Words], purpose: Purpose) -> Diagnostic {
    let (zh, en) = (first.say(Locale::Chinese), first.say(Locale::English));
    let mut finding = Diagnostic::new(&RULE, Location::whole(path), words!("附件{zh}", "this attachment {en}"));
    if purpose == Purpose::Release {
        finding.severity = Severity::Error;
    }
    for act in more.iter().take(NAMED) {
        let (zh, en) = (act.say(Locale::Chinese), act.say(Locale::English));
        finding = finding.with_help(words!("还{zh}", "it also {en}"));
    }
    if let Some(rest) = more.len().checked_sub(NAMED).filter(|rest| *rest > 0) {
        finding = finding.with_help(words!("此外还有 {rest} 处", "and {rest} more"));
    }
    finding.with_help(Words::fixed(
        "换成不带脚本的版本；表格和说明写进正文",
        "offer a version without scripts; put tables and explanations into the text",
    ))
}
