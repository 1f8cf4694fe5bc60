//! The files that an import makes.

use super::document::is_blank;
use super::report::{Origin, Report};
use super::structure::{Edge, Item, Scheme};
use crate::model::EditionKey;

/// A text file to write, by its path inside the project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewText {
    /// `/` between parts.
    pub path: String,
    /// What is in it.
    pub text: String,
}

/// What stands in the front matter of a clause beside what its item says.
#[derive(Clone, Debug)]
pub struct Standing<'a> {
    /// The report that tells of it.
    pub report: &'a Report,
    /// Numbers of entries that are to be confirmed.
    pub pending: Vec<usize>,
}

/// Words between quotation marks, as YAML reads them back. JSON's way of quoting is one of YAML's (YAML 1.2, 1.3).
pub fn quoted(words: &str) -> String {
    serde_json::Value::from(words).to_string()
}

/// The folder of an edition.
fn folder(edition: &EditionKey) -> String {
    format!("content/standards/{}/{}", edition.standard, edition.edition)
}

/// Whether a file is one that an import may find changed by hand: a clause or a term.
pub fn is_of_item(path: &str) -> bool {
    path.contains("/clauses/") || path.starts_with("content/terms/")
}

/// The path of the term of a clause.
pub fn term_path(edition: &EditionKey, clause: &str) -> String {
    format!("content/terms/{}-{}.md", edition.standard, clause.replace('.', "-"))
}

/// A term whose definition is the text of a clause, which it shows: `3.1` 阅览室 reading room, below 术语和定义. What is in
/// Latin letters behind a Chinese name is the name in English.
pub fn term(edition: &EditionKey, item: &Item, standing: &Standing<'_>) -> NewText {
    let (name, english) = names_of_term(&item.title);
    let word = if standing.is_official() { "official" } else { "imported" };
    let mut text = format!("---\ntitle: {}\n", quoted(name));
    if let Some(english) = english {
        text.push_str(&format!("aliases: [{}]\n", quoted(english)));
    }
    text.push_str(&format!("provenance: {word}\n"));
    if let Some(own) = &standing.report.source {
        text.push_str(&format!("source: {}\n", origin(own)));
    }
    text.push_str(&format!("---\n![[{edition}/{}]]\n", item.id));
    NewText { path: term_path(edition, &item.id), text }
}

/// The names of an entry of 术语和定义: in Chinese, and in English where it follows (GB/T 1.1—2020, 8.7.3).
fn names_of_term(title: &str) -> (&str, Option<&str>) {
    let latin = title.char_indices().find(|(at, own)| *at > 0 && own.is_ascii_alphabetic()).map(|(at, _)| at);
    match latin.filter(|at| title[..*at].ends_with(is_blank) && title[*at..].is_ascii()) {
        Some(at) => (title[..at].trim_end_matches(is_blank), Some(title[at..].trim_end_matches(is_blank))),
        None => (title, None),
    }
}

/// The path of a task or safeguard, in its folder of the edition.
pub fn work_path(edition: &EditionKey, home: &str, id: &str) -> String {
    format!("{}/{home}/{id}.md", folder(edition))
}

/// The path of a clause.
pub fn path(edition: &EditionKey, id: &str) -> String {
    format!("{}/clauses/{id}.md", folder(edition))
}

/// The file of a clause.
pub fn clause(edition: &EditionKey, item: &Item, body: &str, standing: &Standing<'_>) -> NewText {
    let mut text = String::from("---\n");
    let mut add = |key: &str, value: &str| text.push_str(&format!("{key}: {value}\n"));
    match item.edge {
        Edge::Numbered => add("number", &quoted(&item.number)),
        Edge::Front => add("place", "front"),
        Edge::Back => add("place", "back"),
    }
    if let Some(order) = item.order {
        add("order", &order.to_string());
    }
    if !item.title.is_empty() {
        add("title", &quoted(&item.title));
    }
    if let Some(before) = &item.continues {
        add("continues", &format!("[{}]", quoted(before)));
    }
    for line in standing.lines() {
        text.push_str(&line);
        text.push('\n');
    }
    text.push_str("---\n");
    text.push_str(body);
    NewText { path: path(edition, &item.id), text }
}

impl Standing<'_> {
    /// Whether the text is the issuer's for certain.
    pub fn is_official(&self) -> bool {
        self.pending.is_empty() && self.report.source.is_some()
    }

    /// The lines of front matter that say it.
    fn lines(&self) -> Vec<String> {
        let Report { file, sha256, source, .. } = self.report;
        let word = if self.is_official() { "official" } else { "imported" };
        let mut lines = vec![format!("provenance: {word}")];
        lines.extend(source.as_ref().map(|own| format!("source: {}", origin(own))));
        let pending: Vec<String> = self.pending.iter().map(usize::to_string).collect();
        let pending =
            if pending.is_empty() { String::new() } else { format!(", pending: {}", quoted(&pending.join(" "))) };
        lines.push(format!("imported: {{file: {}, sha256: {sha256}{pending}}}", quoted(file)));
        lines
    }

    /// The text of a clause that says its new standing; nothing if it has no such lines.
    pub fn renewed(&self, text: &str) -> Option<String> {
        let (front, body) = text.strip_prefix("---\n")?.split_once("\n---\n")?;
        let is_own = |line: &&str| ["provenance: ", "source: ", "imported: "].iter().any(|key| line.starts_with(key));
        let kept = front.lines().filter(|line| !is_own(line)).map(str::to_owned);
        let lines: Vec<String> = kept.chain(self.lines()).collect();
        Some(format!("---\n{}\n---\n{body}", lines.join("\n")))
    }
}

/// A source, as front matter has it.
pub fn origin(own: &Origin) -> String {
    let url = own.url.as_ref().map_or_else(String::new, |url| format!(", url: {}", quoted(url)));
    format!("{{title: {}, outlet: {}, date: {}{url}}}", quoted(&own.title), quoted(&own.issuer), own.date)
}

/// What a new edition is called where the file does not say.
pub const UNKNOWN: &str = "待填写";

/// How an edition says its numbering; nothing for decimal numbers, which need no word.
pub fn numbering(scheme: Scheme) -> Option<&'static str> {
    match scheme {
        Scheme::Decimal => None,
        Scheme::Article => Some("article"),
        Scheme::Han => Some("一、"),
        Scheme::HanLevels => Some("一、（一）"),
    }
}

/// The index of an edition that is not there yet, as a draft. It is dated by its source alone.
pub fn edition(report: &Report, scheme: Scheme) -> NewText {
    let Report { edition, title, source, .. } = report;
    let title = if title.is_empty() { UNKNOWN } else { title };
    let issued = source.as_ref().map_or_else(String::new, |own| format!("issued: {}\n", own.date));
    let numbering = numbering(scheme).map(|own| format!("numbering: {own}\n")).unwrap_or_default();
    let source = source.as_ref().map_or_else(String::new, |own| format!("source: {}\n", origin(own)));
    let text = format!(
        "---\ntitle: {}\nshort-title: {}\n{issued}status: draft\nprofile: department-document\n{numbering}{source}---\n",
        quoted(title),
        quoted(&format!("{}年版", edition.edition)),
    );
    NewText { path: format!("{}/index.md", folder(edition)), text }
}

/// The index of a standard that is not there yet.
pub fn standard(report: &Report) -> NewText {
    let Report { edition, title, source, .. } = report;
    let title = if title.is_empty() { UNKNOWN } else { title };
    let issuer = source.as_ref().map_or(UNKNOWN, |own| own.issuer.as_str());
    let short: String = title.chars().take(12).collect();
    let text = format!(
        "---\ntitle: {}\nshort-title: {}\nissuer: {}\ncurrent: {}\n---\n",
        quoted(title),
        quoted(&short),
        quoted(issuer),
        quoted(edition.edition.as_str()),
    );
    NewText { path: format!("content/standards/{}/index.md", edition.standard), text }
}

/// The path of a lock.
pub fn lock_path(edition: &EditionKey) -> String {
    format!("{}/official.lock", folder(edition))
}

/// The path of a picture, which its bytes name.
pub fn picture_path(edition: &EditionKey, hash: &str, ending: &str) -> String {
    format!("content/assets/{}-{}-{hash}.{ending}", edition.standard, edition.edition)
}
