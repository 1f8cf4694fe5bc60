//! The amendment for Chinese text, held against comrak, which has it built in. What differs on purpose is listed in
//! `emphasis.rs`.

use std::fmt::Write;

use proptest::prelude::*;

use super::{Kind, read};
use crate::model::{Body, Content, Element};
use crate::properties;

/// What comrak makes of a text, without attributes and line ends.
fn theirs(markdown: &str) -> String {
    let mut options = comrak::Options::default();
    options.extension.cjk_friendly_emphasis = true;
    options.extension.strikethrough = true;
    let html = comrak::markdown_to_html(markdown, &options);
    let mut shape = String::new();
    let mut rest = html.as_str();
    while let Some((text, tag)) = rest.split_once('<') {
        let (tag, after) = tag.split_once('>').unwrap();
        let name = tag.split([' ', '/']).find(|name| !name.is_empty()).unwrap_or_default();
        shape.push_str(text);
        let _ = match tag.starts_with('/') {
            true => write!(shape, "</{name}>"),
            false => write!(shape, "<{name}>"),
        };
        rest = after;
    }
    shape.push_str(rest);
    for (entity, character) in [("&quot;", "\""), ("&lt;", "‹"), ("&gt;", "›"), ("&amp;", "&"), ("\n", "")] {
        shape = shape.replace(entity, character);
    }
    shape
}

/// What we make of it, in the same words.
fn ours(markdown: &str) -> String {
    let (_, body, _) = read(markdown, Kind::Task);
    shape(&body)
}

fn shape(body: &Body) -> String {
    let mut shape = String::new();
    let mut open = Vec::new();
    for node in &body.nodes {
        match &node.content {
            Content::Open(element) => {
                let name = match element {
                    Element::Paragraph(_) => "p",
                    Element::Emphasis => "em",
                    Element::Strong => "strong",
                    Element::Strikethrough => "del",
                    Element::Link(..) | Element::Attachment(_) | Element::External(_) => "a",
                    Element::BlockQuote => "blockquote",
                    Element::List(_) => "ul",
                    Element::Item(_) => "li",
                    other => panic!("{other:?}"),
                };
                let _ = write!(shape, "<{name}>");
                open.push(name);
            }
            Content::Close => {
                let _ = write!(shape, "</{}>", open.pop().unwrap());
            }
            Content::Text(text) => shape.push_str(&text.replace('<', "‹").replace('>', "›")),
            Content::Code(code) => {
                let _ = write!(shape, "<code>{code}</code>");
            }
            Content::HardBreak => shape.push_str("<br>"),
            Content::SoftBreak => {}
            other => panic!("{other:?}"),
        }
    }
    shape
}

fn agree<'a>(paragraphs: impl IntoIterator<Item = &'a str>) {
    let mut wrong = String::new();
    for paragraph in paragraphs {
        let (ours, theirs) = (ours(paragraph), theirs(paragraph));
        if ours != theirs {
            let _ = writeln!(wrong, "{paragraph}\n  {ours}\nnot {theirs}");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// Sentences as authors write them.
const SENTENCES: &str = include_str!("amendment.txt");

#[test]
fn sentences_agree() {
    let sentences: Vec<_> = SENTENCES.lines().filter(|line| !line.is_empty() && !line.starts_with("// ")).collect();
    assert!(sentences.len() >= 120, "{}", sentences.len());
    agree(sentences);
}

#[test]
fn sentences_agree_in_other_places() {
    let lines = || SENTENCES.lines().filter(|line| !line.is_empty() && !line.starts_with("// "));
    let places: Vec<String> = lines()
        .flat_map(|line| {
            [format!("> {line}"), format!("- {line}"), format!("甲\n{line}\n乙"), format!(">{line}\n>{line}")]
        })
        .collect();
    agree(places.iter().map(String::as_str));
}

#[test]
fn every_mark_beside_every_kind_of_character_agrees() {
    const OUTSIDE: [&str; 16] =
        ["", " ", "中", "a", "1", "，", "。", "（", "）", "“", "”", "—", "…", "·", "(", "\u{3000}"];
    const INSIDE: [(&str, &str); 12] = [
        ("中", "中"),
        ("a", "b"),
        ("“", "”"),
        ("‘", "’"),
        ("（", "）"),
        ("《", "》"),
        ("「", "」"),
        ("【", "】"),
        ("(", ")"),
        ("中", "："),
        ("…", "—"),
        ("`", "`"),
    ];
    let mut paragraphs = Vec::new();
    for mark in ["*", "**", "***", "~~"] {
        for before in OUTSIDE {
            for after in OUTSIDE {
                for (first, last) in INSIDE {
                    // A full-width blank that begins a paragraph indents it and is no part of it.
                    let start = if before == "\u{3000}" { "句" } else { "" };
                    let paragraph = format!("{start}{before}{mark}{first}文{last}{mark}{after}");
                    if !generous(&paragraph) {
                        paragraphs.push(paragraph);
                    }
                }
            }
        }
    }
    agree(paragraphs.iter().map(String::as_str));
}

/// `~~` between a Latin letter and punctuation that is not Chinese opens here and not there.
fn generous(paragraph: &str) -> bool {
    let mut runs = paragraph.match_indices("~~");
    runs.any(|(start, run)| {
        let before = paragraph[..start].chars().next_back();
        let after = paragraph[start + run.len()..].chars().next();
        before.is_some_and(|before| before.is_ascii_alphanumeric())
            && after.is_some_and(|after| "“”‘’—…·()*[]`&<".contains(after))
    })
}

proptest! {
    #![proptest_config(properties::config(2000))]

    #[test]
    fn any_chinese_text_agrees(
        pieces in proptest::collection::vec(
            proptest::sample::select(vec![
                "*", "**", "***", "~~", "中", "文", "，", "。", "：", "（", "）", "“", "”", "《", "》", "、", "—", " ",
                "`码`", "[链](https://a.b)", "\\*", "１", "&amp;",
            ]),
            0..24,
        ),
    ) {
        let text: String = pieces.concat();
        // Behind a first word nothing begins a block.
        let text = format!("句{text}");
        // What differs by itself: see `emphasis.rs`.
        let differs = ["~~~", " ~~*", "*~~ "].iter().any(|part| text.contains(part)) || text.ends_with("*~~");
        prop_assert!(differs || ours(&text) == theirs(&text), "{}\n  {}\nnot {}", text, ours(&text), theirs(&text));
    }
}
