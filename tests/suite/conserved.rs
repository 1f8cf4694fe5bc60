//! Nothing that is written is lost: it is on its page, or a finding says at its line where it went.

use normbook::check::Purpose;
use normbook::pipeline::Memory;
use normbook::source::{Snapshot, SourcePath};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;

use crate::archive::Archive;
use crate::html::{self, Token};
use crate::pieces::{word, words_among_pieces};
use crate::project::BASE;
use crate::properties;
use crate::world::{World, snapshot};

/// Clauses in the words of their issuer, one for each text.
fn book(texts: &[String]) -> (Vec<String>, Snapshot) {
    let base = Archive::parse(BASE);
    let paths: Vec<String> =
        (1..=texts.len()).map(|n| format!("content/standards/urban/2022/clauses/9.{n}.md")).collect();
    let clause = |(n, text): (usize, &String)| {
        format!("---\nnumber: \"9.{}\"\ntitle: 条款{n}\nprovenance: official\n---\n{text}", n + 1)
    };
    let clauses: Vec<String> = texts.iter().enumerate().map(clause).collect();
    let files = base.sections.iter().map(|section| (section.name.as_str(), section.text.as_str()));
    let own = paths.iter().map(String::as_str).zip(clauses.iter().map(String::as_str));
    let snapshot = snapshot(files.chain(own));
    (paths, snapshot)
}

/// What a page shows, and what its links, pictures and places are called.
fn shown(page: &str) -> String {
    let mut shown = String::new();
    for token in html::tokens(page) {
        match token {
            Token::Text(text) => shown.push_str(&html::unescape(text)),
            Token::Open(tag) => {
                for name in ["alt", "title", "href", "id", "class"] {
                    if let Some(value) = tag.attribute(name) {
                        shown.push(' ');
                        shown.push_str(&decoded(&value));
                        shown.push(' ');
                    }
                }
            }
            Token::Close(_) | Token::Other(_) => {}
        }
    }
    shown
}

/// An address without percent signs.
fn decoded(address: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = address.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let pair = after.get(..2).and_then(|pair| std::str::from_utf8(pair).ok());
        match pair.filter(|_| first == b'%').and_then(|pair| u8::from_str_radix(pair, 16).ok()) {
            Some(byte) => (bytes.push(byte), rest = &after[2..]),
            None => (bytes.push(first), rest = after),
        };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Words of the texts that are neither on their page nor under a finding nor in a comment, with their text.
fn lost(texts: &[String]) -> Vec<String> {
    let (paths, snapshot) = book(texts);
    let world = World::build(snapshot, Purpose::Draft, &mut Memory::default());
    let mut lost = Vec::new();
    for (n, (path, text)) in paths.iter().zip(texts).enumerate() {
        let page = shown(&world.pages[&format!("urban/2022/9.{}.html", n + 1)]);
        let source = world.snapshot.text(&SourcePath::new(path)).unwrap_or_default();
        for word in (0..40).map(word).filter(|word| text.contains(word.as_str())) {
            let at = source.find(&word).unwrap();
            let before = &source[..at];
            let in_comment = before.rfind("<!--").is_some_and(|start| !before[start..].contains("-->"));
            let told = world
                .diagnostics
                .iter()
                .any(|finding| finding.location.path.as_str() == path && finding.location.span.range().contains(&at));
            if !page.contains(&word) && !told && !in_comment {
                lost.push(format!("{word} of {text:?}"));
            }
        }
    }
    lost
}

#[test]
fn no_word_of_official_text_is_lost() {
    let mut runner = TestRunner::new(properties::config(20));
    let rounds = runner.config().cases;
    for _ in 0..rounds {
        let texts: Vec<String> =
            (0..60).map(|_| words_among_pieces().new_tree(&mut runner).unwrap().current()).collect();
        let lost = lost(&texts);
        assert!(lost.is_empty(), "{}", lost.join("\n"));
    }
}
