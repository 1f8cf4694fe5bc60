//! Files of the content that no item shows or offers.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::site::Site;
use crate::source::{Asset, Location, SourcePath};
use crate::words;

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "unused-file",
    severity: Severity::Warning,
    explanation: Words::fixed(
        "content 里的文件，要么是条目（.md），要么由条目引用。别的没有人读，也不发布：常见的是后缀写错的正文。有意放着的，写进 \
         .normbookignore。图片和附件没有用到只作提示。",
        "A file of the content is an item (.md), or an item shows or offers it. Nothing reads any other, and it is not published: \
         often it is a text with the wrong ending. What lies there on purpose is named in .normbookignore. Unused pictures and \
         attachments are noted only.",
    ),
    wrong: "content/standards/urban/2022/tasks/t11.md.txt",
    right: "content/standards/urban/2022/tasks/t11.md",
};

/// What a file seems to be, by its name.
enum Look<'a> {
    /// Markdown under another ending; the name it should have.
    Markdown(&'a str),
    /// Plain text.
    Text,
    /// A document of an office program.
    Document,
    /// One of the project's own files, misnamed or misplaced; where it belongs.
    Own(&'static str),
    /// A picture or an attachment.
    Attachment,
}

/// Checks every file that was read as it is.
pub(super) fn check(site: &Site, files: &BTreeMap<SourcePath, Arc<Asset>>, found: &mut Vec<Diagnostic>) {
    let written = site.entries.iter().flat_map(|entry| entry.item.body.assets.iter().map(|asset| &asset.path));
    let used: BTreeSet<&SourcePath> = written.collect();
    let is_unused = |asset: &&Arc<Asset>| !used.contains(&asset.path) && asset.path.verbatim().is_none();
    let taken: BTreeSet<&SourcePath> =
        site.entries.iter().map(|entry| &entry.item.header.path).chain(files.keys()).collect();
    found.extend(files.values().filter(is_unused).map(|asset| report(asset, &taken)));
}

fn report(asset: &Asset, taken: &BTreeSet<&SourcePath>) -> Diagnostic {
    let path = &asset.path;
    let location = Location::whole(path);
    let with = |zh: &'static str, en: &'static str| Diagnostic::new(&RULE, location.clone(), Words::fixed(zh, en));
    let ignored = Words::fixed(
        "作附件就从条目里链接到它；不发布就写进 .normbookignore",
        "link to it from an item to offer it; name it in .normbookignore if it is not to be published",
    );
    match look(path.file_name()) {
        Look::Markdown(stem) => {
            let name = format!("{stem}.md");
            let finding = with(
                "像是正文，但后缀不是 .md，没有人读它",
                "it looks like Markdown, but does not end in .md, and nothing reads it",
            )
            .with_help(words!("改名为“{name}”", "rename it to `{name}`"));
            let target = SourcePath::new(&format!("{}/{name}", path.folder()));
            // Who writes `.markdown` means Markdown; `.md.txt` may also be a remark that was put aside, but for one that
            // begins as items do.
            let is_meant = !path.file_name().ends_with(".txt") || begins_item(&asset.bytes);
            let is_certain = is_meant && !taken.contains(&target);
            if is_certain { finding.with_rename(target) } else { finding.with_help(ignored) }
        }
        Look::Text => with("这是文本文件，没有人读它", "it is a plain text, and nothing reads it")
            .with_help(Words::fixed(
                "要成为条目，就加上文件头，后缀改为 .md",
                "to make an item of it, give it front matter and the ending .md",
            ))
            .with_help(ignored),
        Look::Document => {
            with("这是办公软件的文档，没有人读它", "it is a document of an office program, and nothing reads it")
                .with_help(Words::fixed(
                    "要成为条目，就把文字写进 .md 文件",
                    "to make an item of it, put its text into a .md file",
                ))
                .with_help(ignored)
        }
        Look::Own(place) => with(
            "像是本项目自己的文件，但位置或名字不对，没有人读它",
            "it looks like a file of the project's own, but its place or name is not right, and nothing reads it",
        )
        .with_help(words!("应当是 {place}", "it should be {place}")),
        Look::Attachment => {
            let mut note =
                with("没有条目用到它，不会发布", "no item uses it, and it is not published").with_help(ignored);
            note.severity = Severity::Note;
            note
        }
    }
}

/// Whether a file begins with front matter, in any encoding that ASCII is a part of.
fn begins_item(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    text.strip_prefix(b"---").is_some_and(|rest| rest.trim_ascii_start().len() < rest.len())
}

fn look(name: &str) -> Look<'_> {
    const OWN: [(&str, &str); 8] = [
        ("site.yaml", "content/site.yaml"),
        ("site.yml", "content/site.yaml"),
        ("site.yaml.txt", "content/site.yaml"),
        ("published.txt", "content/published.txt"),
        ("published.txt.txt", "content/published.txt"),
        ("official.lock.txt", "standards/<standard>/<edition>/official.lock"),
        ("normbookignore", ".normbookignore"),
        ("normbookignore.txt", ".normbookignore"),
    ];
    if let Some((_, place)) = OWN.iter().find(|(own, _)| *own == name) {
        return Look::Own(place);
    }
    const MARKDOWN: [&str; 8] = [".md.txt", ".markdown", ".mdown", ".mkdn", ".mkd", ".mdwn", ".mdx", ".MD"];
    if let Some(stem) = MARKDOWN.iter().find_map(|ending| name.strip_suffix(ending)) {
        return Look::Markdown(stem);
    }
    match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "txt" | "text" | "rst" | "adoc" | "org" | "" => Look::Text,
        "doc" | "docx" | "docm" | "wps" | "odt" | "rtf" | "ofd" | "pages" => Look::Document,
        _ => Look::Attachment,
    }
}
