//! What holds for any text: nothing panics, every body keeps its promises, and time grows with length.

use std::time::Duration;

use proptest::prelude::*;

use super::{Kind, invariants, read};
use crate::model::{Body, Content};
use crate::source::Source;

/// Pieces that Markdown means something by, and characters that are hard to count.
const PIECES: &[&str] = &[
    "*", "**", "***", "_", "__", "~", "~~", "~~~", "`", "``", "```", "[", "]", "[[", "]]", "![", "![[", "(", ")", "](",
    "<", ">", "> ", "<!--", "-->", "<b>", "</b>", "<div>", "|", "\\", "\\|", "\n", "\n\n", "\n    ", "\n- ", "\n1. ",
    "\n# ", "\n## ", "\n### ", "\n|-|-|\n", "\n: ", "\n> [!注意]\n> ", "\n> [!NOTE]\n> ", "[ ] ", "[^a]", "\n[^a]: ",
    "\n[^b]: ", "[^b]", "\n[a]: b.md\n", "[a]", "{#p1}", "{#a provenance=sample}", "\n---\n", "\n===\n", "&amp;", "&#0;",
    "&nbsp;", " ", "  \n", "\t", "\u{3000}", "中", "文", "“", "”", "（", "）", "：", "。", "a", "1", "t07", "t02.md",
    "a.png", "https://a.b", "javascript:", "#", "/", "%E4", "urban@2022/5.7#p1", "é", "e\u{301}", "👨‍👩‍👧", "𠮷", "\u{FE0F}",
    "\u{E0100}", "\u{F8FF}", "\u{E000}", "\u{200B}", "\u{202E}", "\u{10FFFF}", "ཀ་", "ئۇ", "ꆈ", "（一）", "1.", "a)",
];

fn nasty() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => proptest::sample::select(PIECES).prop_map(str::to_owned),
        1 => any::<char>().prop_filter("no control", |character| !character.is_control()).prop_map(String::from),
    ];
    proptest::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn any_text_makes_a_sound_body(text in nasty(), clause in any::<bool>()) {
        let (source, body, _) = read(&text, if clause { Kind::Clause } else { Kind::Task });
        invariants(&source, &body);
        text_is_where_its_span_says(&source, &body);
        if !text.contains('\u{F8FF}') {
            prop_assert!(!format!("{body:?}").contains("\\u{f8ff}"), "a mark is left in {body:?}");
        }
    }
}

/// Where nothing is escaped, joined or left out, a text is a piece of what its span covers.
fn text_is_where_its_span_says(source: &Source, body: &Body) {
    for node in &body.nodes {
        if let Content::Text(text) = &node.content {
            let written = &source.text[node.span.range()];
            let literal = !written.contains(['\\', '&', '\n', '\t', '<', '[', '%', '/']);
            assert!(!literal || written.contains(text.as_str()), "{text:?} is not in {written:?}");
        }
    }
}

/// 200 KB of one piece.
fn many(piece: &str) -> String {
    piece.repeat(200_000 / piece.len())
}

/// Texts that make careless parsers slow or deep.
fn hostile() -> Vec<(&'static str, String)> {
    let mut texts: Vec<_> = [
        "*", "* ", "*a ", "*a_b ", "**（", "（**", "中**：**文", "*~", "*~~", "~", "~~a", "a~~", "_", "__a", "`", "``a` ",
        "[", "]", "[a](", "[a][", "![", "![a](b)", "![](b)\n", "[[", "![[", "[[a", "[[a|", "[[a]]", "[[a]]\n", "![[a]]\n",
        "[[a|b ]]", "[^a]", "[^a]\n", ">", "> ", ">\n", ">*a", "<", "<a ", "<b>", "<!--", "<!-- -->", "<!-- -->\n", "<?",
        "&amp;", "&", "|", "|\n", "|a", "\\", "\\*", "- ", "- a\n", "1. ", "# a\n", "## a\n\n", "## 做什么\n\n", "#",
        "# {#p1}\n", "# P1\n", ": ", "a\n: b\n\n", "```\n", "~~~\n", "    a\n", "a\n", "中\n", "（一）甲\n", "甲。\n（一）",
        "“\n", "\n", " ", "(", "](", "{#a}", "\u{F8FF}**：**a", "\u{FE00}**", "![[a]]\n\n", "> [!注意]\n> a\n\n", "---\n",
        "[a]: b\n", "<https://a>", "[](a.md)", "a  \n", "[^a]: b\n\n", "中<!-- a --> \n",
    ]
    .map(|piece| (piece, many(piece)))
    .into();
    let all_private: String = ('\u{E000}'..='\u{F8FF}').collect();
    texts.push(("every private-use character", format!("{all_private}{}", many("甲**“乙”**丙"))));
    texts.push(("lists 5,000 deep", "- ".repeat(5_000) + "a"));
    texts.push(("numbered lists 5,000 deep", "1. ".repeat(5_000) + "a"));
    texts.push(("quotations 5,000 deep", "> ".repeat(5_000) + "a"));
    texts.push(("emphasis 50,000 deep", format!("{}a{}", "*a ".repeat(50_000), "*".repeat(50_000))));
    texts.push(("pictures in pictures", format!("{}{}", "![".repeat(20_000), "](a.png)".repeat(20_000))));
    texts.push(("addresses that are escaped", format!("{}{}", "![".repeat(20_000), "](a&amp;b.png)".repeat(20_000))));
    texts.push(("labels in labels", format!("{}{}", "[[a|".repeat(20_000), "]]".repeat(20_000))));
    texts.push(("code of every length", (1..600).map(|length| "`".repeat(length) + " ").collect()));
    texts.push(("tildes of every length", (1..600).map(|length| "~".repeat(length) + "a").collect()));
    texts.push(("stars of every length", (1..600).map(|length| "*".repeat(length) + "a").collect()));
    texts.push(("wide table", format!("{0}\n{1}\n{0}\n", "|a".repeat(20_000), "|-".repeat(20_000))));
    texts.push(("long table", format!("|a|b|\n|-|-|\n{}", many("|[[a\\|b]]|**甲：**乙|\n"))));
    texts.push(("table of empty rows", format!("{}\n{}\n{}", "|a".repeat(1_000), "|-".repeat(1_000), many("|\n"))));
    texts.push(("anchors that count", many("# a\n# {#a-2}\n")));
    texts.push(("footnotes", (0..8_000).map(|note| format!("甲[^{note}]\n\n[^{note}]: 乙[^{}]\n\n", note + 1)).collect()));
    texts.push(("references", (0..8_000).map(|label| format!("[甲][{label}]\n\n[{label}]: a.md\n\n")).collect()));
    texts
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a test may look at the clock")]
fn hostile_texts_are_read_in_time() {
    let clock = std::time::Instant::now;
    let mut slow = Vec::new();
    for (name, text) in hostile() {
        // The best of three: other tests run beside this one.
        let mut best = Duration::MAX;
        for _ in 0..3 {
            let start = clock();
            let (source, body, _) = read(&text, Kind::Clause);
            best = best.min(start.elapsed());
            invariants(&source, &body);
            if best < Duration::from_millis(300) {
                break;
            }
        }
        // Without optimisation, beside other work; what is quadratic takes minutes.
        if best > Duration::from_secs(2) {
            slow.push((name, best));
        }
    }
    assert!(slow.is_empty(), "{slow:?}");
}

#[test]
fn deep_texts_fit_a_small_stack() {
    let reading = || {
        for (_, text) in hostile() {
            read(&text[..text.floor_char_boundary(20_000)], Kind::Task);
        }
    };
    let thread = std::thread::Builder::new().stack_size(256 * 1024).spawn(reading).unwrap();
    thread.join().unwrap();
}
