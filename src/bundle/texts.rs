//! What a package says to people. Its reader is an administrator who is no programmer, on a Windows office PC: plain
//! Chinese, a mark in front and CR LF at the ends of lines, as the Notepad of Windows 7 needs them.

use crate::model::Status;
use crate::naming;
use crate::site::{EditionNode, Site};

/// What a delta brings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Files that were not there.
    pub added: usize,
    /// Files that were there with other bytes.
    pub changed: usize,
    /// Paths of files that are no longer there.
    pub removed: Vec<String>,
}

impl Change {
    /// Whether it brings nothing.
    pub fn is_empty(&self) -> bool {
        self.added == 0 && self.changed == 0 && self.removed.is_empty()
    }
}

/// The page at the top of a package, which leads into the site.
pub(super) fn index() -> &'static str {
    include_str!("texts/index.html")
}

/// 使用说明.
pub(super) fn readme(site: &Site, build: &str) -> String {
    let config = &site.config;
    let sample = if site.sample {
        "注意：本包含有示例内容（示例，非官方）。\n标有“示例”的文字是为演示编写的，不是标准的官方文本，不能作为办事依据。"
    } else {
        "本包没有示例内容。"
    };
    let notice = config.words.notice.as_ref().map(|notice| format!("\n发布者声明：{notice}\n"));
    for_notepad(&format!(
        include_str!("texts/readme.txt"),
        title = config.words.title,
        build = build,
        editions = editions(site),
        sample = sample,
        notice = notice.unwrap_or_default(),
        publisher = contact(site),
    ))
}

/// How to apply a delta.
pub(super) fn delta(site: &Site, old: &str, new: &str, change: &Change) -> String {
    let title = &site.config.words.title;
    for_notepad(&if change.is_empty() {
        format!(include_str!("texts/delta-empty.txt"), title = title, build = new)
    } else {
        format!(
            include_str!("texts/delta.txt"),
            title = title,
            old = old,
            new = new,
            added = change.added,
            changed = change.changed,
            removed = change.removed.len(),
        )
    })
}

fn editions(site: &Site) -> String {
    let lines: Vec<String> = site.editions.iter().map(|edition| edition_line(site, edition)).collect();
    if lines.is_empty() { "  （没有）".to_owned() } else { lines.join("\n") }
}

fn edition_line(site: &Site, edition: &EditionNode) -> String {
    let title = naming::title(site, edition.entry);
    let Some(facts) = site.edition_facts(edition) else { return format!("  - {title}") };
    let status = match facts.status.value {
        Status::Current => "现行",
        Status::Approved => "即将施行",
        Status::Superseded => "已被代替",
        Status::Draft => "草案",
        Status::Repealed => "已废止",
    };
    let issued = facts.issued.map(|issued| format!("{issued}发布，")).unwrap_or_default();
    format!("  - {title}（{issued}{status}）")
}

fn contact(site: &Site) -> String {
    let publisher = &site.config.publisher;
    let url = publisher.url.as_ref().map(|url| format!("\n网址：{url}"));
    let contact = publisher.contact.as_ref().map(|contact| format!("\n联系方式：{contact}"));
    format!("{}{}{}", publisher.name, url.unwrap_or_default(), contact.unwrap_or_default())
}

fn for_notepad(text: &str) -> String {
    format!("\u{FEFF}{}", text.replace('\n', "\r\n"))
}
