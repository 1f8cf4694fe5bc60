//! What holds for any text: nothing panics, every body keeps its promises, long and deep texts are read to their end.

use proptest::prelude::*;

use super::{Kind, invariants, read};
use crate::characters;
use crate::model::{Body, Content};
use crate::pieces::{PIECES, word, words_among_pieces};
use crate::properties;
use crate::source::Source;

fn nasty() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => proptest::sample::select(PIECES).prop_map(str::to_owned),
        1 => any::<char>().prop_filter("no control", |character| !character.is_control()).prop_map(String::from),
    ];
    proptest::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(properties::config(3000))]

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

proptest! {
    #![proptest_config(properties::config(3000))]

    /// Every word is in the body, or a finding covers it, or it stands in a comment or in the line of a label.
    #[test]
    fn no_word_is_lost(text in words_among_pieces(), clause in any::<bool>()) {
        let (source, body, mut found) = read(&text, if clause { Kind::Clause } else { Kind::Task });
        crate::parse::rules::check(&source, &body, &mut found);
        let shown = format!("{body:?}");
        for word in (0..40).map(word).filter(|word| text.contains(word.as_str())) {
            let at = source.text.find(&word).unwrap();
            let told = found.iter().any(|finding| finding.location.span.range().contains(&at));
            let (before, after) = source.text.split_at(at);
            let line = before.rsplit('\n').next().unwrap_or_default();
            let in_comment = before.rfind("<!--").is_some_and(|start| !before[start..].contains("-->"));
            let in_definition = line.contains("]:") || line.contains('[') && after.split('\n').next().unwrap().contains("]:");
            prop_assert!(shown.contains(&word) || told || in_comment || in_definition, "{word} is lost from {text:?}");
        }
    }
}

/// Where nothing is escaped, joined or left out, a text is a piece of what its span covers.
fn text_is_where_its_span_says(source: &Source, body: &Body) {
    for node in &body.nodes {
        if let Content::Text(text) = &node.content {
            let written = characters::safe(&source.text[node.span.range()]);
            let literal = !written.contains(['\\', '&', '\n', '\t', '<', '>', '[', ']', '%', '/']);
            // A tab at the start of code counts as blanks.
            assert!(!literal || written.contains(text.trim_start_matches(' ')), "{text:?} is not in {written:?}");
        }
    }
}

/// About `size` bytes of one piece.
fn many(piece: &str, size: usize) -> String {
    piece.repeat(size / piece.len())
}

/// Texts of about `size` bytes that make careless parsers slow or deep.
fn hostile(size: usize) -> Vec<(&'static str, String)> {
    let many = |piece: &str| many(piece, size);
    let mut texts: Vec<_> = [
        "*",
        "* ",
        "*a ",
        "*a_b ",
        "**（",
        "（**",
        "中**：**文",
        "*~",
        "*~~",
        "~",
        "~~a",
        "a~~",
        "_",
        "__a",
        "`",
        "``a` ",
        "[",
        "]",
        "[a](",
        "[a][",
        "![",
        "![a](b)",
        "![](b)\n",
        "[[",
        "![[",
        "[[a",
        "[[a|",
        "[[a]]",
        "[[a]]\n",
        "![[a]]\n",
        "[[a|b ]]",
        "[^a]",
        "[^a]\n",
        ">",
        "> ",
        ">\n",
        ">*a",
        "<",
        "<a ",
        "<b>",
        "<!--",
        "<!-- -->",
        "<!-- -->\n",
        "<?",
        "&amp;",
        "&",
        "|",
        "|\n",
        "|a",
        "\\",
        "\\*",
        "- ",
        "- a\n",
        "1. ",
        "# a\n",
        "## a\n\n",
        "## 做什么\n\n",
        "#",
        "# {#p1}\n",
        "# P1\n",
        ": ",
        "a\n: b\n\n",
        "```\n",
        "~~~\n",
        "    a\n",
        "a\n",
        "中\n",
        "（一）甲\n",
        "甲。\n（一）",
        "“\n",
        "\n",
        " ",
        "(",
        "](",
        "{#a}",
        "\u{F8FF}**：**a",
        "\u{FE00}**",
        "![[a]]\n\n",
        "> [!注意]\n> a\n\n",
        "---\n",
        "[a]: b\n",
        "<https://a>",
        "[](a.md)",
        "a  \n",
        "[^a]: b\n\n",
        "中<!-- a --> \n",
        "a) 甲\n",
        "a) 甲\n\n",
        "a) 甲\n1) 乙\n",
        "1) a\n",
        "——甲\n",
        "注：甲\n",
        "注：甲\n\n",
        "甲\n：乙\n\n",
        "：乙\n",
        ":::\n",
        "|<|^\n",
        "表1 甲\n\n",
        "单位为元\n",
        "![a](b.png)\n\n图1 甲\n\n",
        "a~2~",
        "~2",
        "a^",
        "ئا ",
    ]
    .map(|piece| (piece, many(piece)))
    .into();
    let numbered = |text: fn(usize) -> String| (0..size / 25).map(text).collect::<String>();
    let of_every_length = |mark: &str| (1..size.isqrt()).map(|length| mark.repeat(length) + "a ").collect::<String>();
    let all_private: String = ('\u{E000}'..='\u{F8FF}').collect();
    texts.extend([
        ("every private-use character", format!("{all_private}{}", many("甲**“乙”**丙"))),
        ("lists in lists", format!("{}a", "- ".repeat(size / 40))),
        ("numbered lists in lists", format!("{}a", "1. ".repeat(size / 40))),
        ("quotations in quotations", format!("{}a", "> ".repeat(size / 40))),
        ("emphasis in emphasis", format!("{}a{}", many("*a "), many("*"))),
        ("pictures in pictures", format!("{}{}", "![".repeat(size / 10), "](a.png)".repeat(size / 10))),
        ("addresses that are escaped", format!("{}{}", "![".repeat(size / 10), "](a&amp;b.png)".repeat(size / 10))),
        ("labels in labels", format!("{}{}", "[[a|".repeat(size / 10), "]]".repeat(size / 10))),
        ("code of every length", of_every_length("`")),
        ("tildes of every length", of_every_length("~")),
        ("stars of every length", of_every_length("*")),
        ("wide table", format!("{0}\n{1}\n{0}\n", "|a".repeat(size / 10), "|-".repeat(size / 10))),
        ("long table", format!("|a|b|\n|-|-|\n{}", many("|[[a\\|b]]|**甲：**乙|\n"))),
        ("table of empty rows", format!("{}\n{}\n{}", "|a".repeat(100), "|-".repeat(100), many("|\n"))),
        ("table of merged cells", format!("|a|b|c|\n|-|-|-|\n{}", many("|^|<|^|\n|^|^|<|\n"))),
        (
            "wide merged table",
            format!("{}\n{}\n{}\n", "|<".repeat(size / 10), "|-".repeat(size / 10), "|^".repeat(size / 10)),
        ),
        ("anchors that count", many("# a\n# {#a-2}\n")),
        ("footnotes", numbered(|note| format!("甲[^{note}]\n\n[^{note}]: 乙[^{}]\n\n", note + 1))),
        ("references", numbered(|label| format!("[甲][{label}]\n\n[{label}]: a.md\n\n"))),
    ]);
    texts
}

/// Long texts are read to their end and give sound bodies. No clock decides: how reading grows with a text is counted
/// in instructions by `scripts/growth`.
#[test]
fn long_texts_are_read_to_their_end() {
    for (_, text) in hostile(if properties::is_long() { 200_000 } else { 50_000 }) {
        let (source, body, _) = read(&text, Kind::Clause);
        invariants(&source, &body);
    }
}

#[test]
fn deep_texts_fit_a_small_stack() {
    let reading = || {
        for (_, text) in hostile(20_000) {
            let (source, body, _) = read(&text, Kind::Task);
            invariants(&source, &body);
        }
    };
    let thread = std::thread::Builder::new().stack_size(256 * 1024).spawn(reading).unwrap();
    thread.join().unwrap();
}
