//! Text in, text out: each case of `tests/*.txt` is Markdown, a line `⇒`, and the outline of what it means.
//!
//! A case begins with a line `=== name`; `[clause]` in its name makes it the text of a clause, `[spans]` adds what of
//! the source each node stands for. `␠` in a case is a blank that would not be seen, `⏎` in an outline a line end.

mod amendment;
mod outline;
mod properties;

use self::outline::{invariants, outline};
use crate::config::{self, Config};
use crate::diag::Diagnostic;
use crate::model::{Body, Kind};
use crate::source::{Source, SourcePath, Span};

/// A source in the folder of its kind, with front matter before the text so that spans have to be shifted.
fn read(markdown: &str, kind: Kind) -> (Source, Body, Vec<Diagnostic>) {
    const MATTER: &str = "---\ntitle: 题\n---\n";
    let path = match kind {
        Kind::Clause => "content/standards/urban/2022/clauses/5.7.md",
        _ => "content/standards/urban/2022/tasks/t01.md",
    };
    let source = Source::new(SourcePath::new(path), &format!("{MATTER}{markdown}"));
    let (config, _): (Config, _) = config::read(None);
    let (body, found) = super::read(&source, Span::new(MATTER.len(), source.text.len()), kind, &config);
    (source, body, found)
}

/// Compares every case of a file; all that differ are shown at once.
fn check(file: &str) {
    let mut wrong = String::new();
    for case in file.split("\n=== ").skip(1) {
        let (name, case) = case.split_once('\n').unwrap();
        let (markdown, expected) = case.split_once("\n⇒\n").unwrap_or_else(|| panic!("no ⇒ in “{name}”"));
        let kind = if name.contains("[clause]") { Kind::Clause } else { Kind::Task };
        let (source, body, found) = read(&markdown.replace('␠', " "), kind);
        invariants(&source, &body);
        let actual = outline(&source, &body, &found, name.contains("[spans]"));
        if actual.trim_end() != expected.trim_end() {
            wrong.push_str(&format!("=== {name}\n{markdown}\n⇒\n{actual}\nnot\n\n{}\n\n", expected.trim_end()));
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn paragraphs_and_lines() {
    check(include_str!("tests/lines.txt"));
}

#[test]
fn inline_marks() {
    check(include_str!("tests/inlines.txt"));
}

#[test]
fn blocks() {
    check(include_str!("tests/blocks.txt"));
}

#[test]
fn headings() {
    check(include_str!("tests/headings.txt"));
}

#[test]
fn footnotes() {
    check(include_str!("tests/footnotes.txt"));
}

#[test]
fn links_and_pictures() {
    check(include_str!("tests/links.txt"));
}

#[test]
fn quotations() {
    check(include_str!("tests/quotations.txt"));
}

#[test]
fn html() {
    check(include_str!("tests/html.txt"));
}

#[test]
fn clauses() {
    check(include_str!("tests/clauses.txt"));
}

#[test]
fn standards() {
    check(include_str!("tests/standards.txt"));
}

#[test]
fn spans() {
    check(include_str!("tests/spans.txt"));
}
