//! The default theme's own styles and scripts without what speaks to its authors alone. A project's own files never come
//! here: they are published as they are.
//!
//! Both rules are so narrow that they cannot change what a file does. Where a file holds what they do not know, it stays
//! whole.

use std::borrow::Cow;

use super::css::{Sort, pieces};

/// An embedded file of the theme as readers get it.
pub(super) fn stripped<'a>(path: &str, bytes: &'a [u8]) -> Cow<'a, [u8]> {
    let text = std::str::from_utf8(bytes).ok();
    let less = text.and_then(|text| match path.rsplit_once('.') {
        Some((_, "css")) => style(text),
        Some((_, "js")) => script(text),
        _ => None,
    });
    less.map_or(Cow::Borrowed(bytes), |less| Cow::Owned(less.into_bytes()))
}

/// A style sheet without comments and without the blanks that mean nothing; `None` where something is not closed, or
/// escapes stand outside of strings, whose end may be a blank.
fn style(style: &str) -> Option<String> {
    let pieces = pieces(style);
    let mut written = String::with_capacity(style.len());
    let mut blank = None;
    for (index, piece) in pieces.iter().enumerate() {
        match piece.sort {
            _ if !piece.is_closed => return None,
            Sort::Rest if piece.text.contains('\\') => return None,
            Sort::Rest => {
                for letter in piece.text.chars() {
                    if letter.is_ascii_whitespace() {
                        blank = if letter == '\n' { Some('\n') } else { blank.or(Some(' ')) };
                    } else {
                        write_blank(&mut written, blank.take(), letter);
                        written.push(letter);
                    }
                }
            }
            Sort::Comment => {
                let before = blank.is_some() || written.ends_with(['{', '}', ';']) || written.is_empty();
                let after = pieces.get(index + 1).is_none_or(|next| next.text.starts_with([' ', '\t', '\r', '\n']));
                // Between two names a comment keeps them apart, and yet is no blank: it stays.
                if !before && !after {
                    written.push_str(piece.text);
                }
            }
            Sort::Text | Sort::Address => {
                write_blank(&mut written, blank.take(), '"');
                written.push_str(piece.text);
            }
        }
    }
    written.push('\n');
    Some(written)
}

/// Writes the blank that stood before `next`, unless the signs around it say the same without it.
fn write_blank(written: &mut String, blank: Option<char>, next: char) {
    let Some(blank) = blank else { return };
    // `--name: ;` holds a blank, and `--name:;` is a mistake to browsers of 2018.
    let is_value = written.ends_with(':') && matches!(next, ';' | '}');
    let is_idle = written.is_empty() || written.ends_with(['{', '}', ';', ':', ',']) || matches!(next, '{' | '}' | ';');
    if is_value || !is_idle {
        written.push(blank);
    }
}

/// A script without comments that have lines of their own, without the blanks beside signs, and indented by one blank, which
/// tells what is inside of something; `None` where it is not certain that each line begins outside of strings, templates and comments. A backtick
/// in such a comment begins no template.
fn script(script: &str) -> Option<String> {
    let mut written = String::with_capacity(script.len());
    let mut lines = script.lines();
    while let Some(line) = lines.next() {
        let own = line.trim_ascii();
        if own.starts_with("//") {
            continue;
        }
        if let Some(comment) = own.strip_prefix("/*") {
            let mut last = comment;
            while !last.contains("*/") {
                last = lines.next()?.trim_ascii_end();
            }
            // Behind the comment another line may begin.
            if last.find("*/")? + 2 != last.len() {
                return None;
            }
            continue;
        }
        if own.ends_with('\\') || own.contains('`') || leaves_open(line) {
            return None;
        }
        if !own.is_empty() {
            if line.starts_with([' ', '\t']) {
                written.push(' ');
            }
            write_tight(&mut written, own);
            written.push('\n');
        }
    }
    Some(written)
}

/// Signs beside which a blank means nothing.
const SIGNS: [char; 20] =
    ['=', '+', '-', '*', '<', '>', '?', ':', ';', ',', '(', ')', '{', '}', '[', ']', '&', '|', '!', '%'];

/// Writes a line without the blanks beside signs. A line with a slash may hold a comment or an expression of signs, in which
/// blanks count: it stays as it is.
fn write_tight(written: &mut String, line: &str) {
    if line.contains('/') {
        written.push_str(line);
        return;
    }
    let mut quote = None;
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        match quote {
            Some(mark) => {
                written.push(letter);
                if letter == '\\' {
                    written.extend(letters.next());
                } else if letter == mark {
                    quote = None;
                }
            }
            None if letter == ' ' => {
                let next = letters.peek().copied().unwrap_or('\n');
                let before = written.chars().next_back().unwrap_or('\n');
                // `a + +b` and `a++b` are two things.
                let is_idle = next != before && (SIGNS.contains(&before) || SIGNS.contains(&next));
                if !(is_idle || next == ' ') {
                    written.push(' ');
                }
            }
            None => {
                quote = matches!(letter, '\'' | '"').then_some(letter);
                written.push(letter);
            }
        }
    }
}

/// Whether a comment may begin in a line and not end there.
fn leaves_open(line: &str) -> bool {
    let mut rest = line;
    while let Some(start) = rest.find("/*") {
        match rest[start + 2..].find("*/") {
            // `/*/` may end one comment or begin another.
            Some(end) if end > 0 && !rest[start..start + end + 4].contains("/*/") => rest = &rest[start + end + 4..],
            _ => return true,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::properties;
    use proptest::prelude::*;

    fn style_of(text: &str) -> String {
        style(text).unwrap_or_else(|| text.to_owned())
    }

    #[test]
    fn styles_lose_comments_and_idle_blanks() {
        let text = "/* why */\n@media print {\n  .a, .b > p {\n    margin: 0 auto;\n    --c: ;\n  }\n}\n";
        assert_eq!(style_of(text), "@media print{.a,.b > p{margin:0 auto;--c: ;}}\n");
        assert_eq!(style_of("a :hover{b:\"c:  /* d */\" url( e  f )}"), "a :hover{b:\"c:  /* d */\" url( e  f )}\n");
        assert_eq!(style_of("a/**/.b{}\na /**/.b{}"), "a/**/.b{}a .b{}\n");
    }

    #[test]
    fn styles_with_escapes_stay() {
        assert_eq!(style(".a\\: b {}"), None);
        assert_eq!(style_of("a::after { content: \"\\200B  \" }"), "a::after{content:\"\\200B  \"}\n");
    }

    #[test]
    fn scripts_lose_comments_on_lines_of_their_own_and_indents() {
        let text =
            "/**\n * Why.\n */\nfunction a() {\n  // How.\n  return /[//]y/; // what\n}\nconst b = /* c */ 'd';\n";
        let expected = "function a(){\n return /[//]y/; // what\n}\nconst b = /* c */ 'd';\n";
        assert_eq!(script(text).as_deref(), Some(expected));
    }

    #[test]
    fn blanks_beside_signs_go() {
        let of = |text: &str| script(text).unwrap();
        assert_eq!(
            of("  const a = (b, c) => {\n    return 'x  = y' + c ? .5 : [1];\n  };\n"),
            " const a=(b,c)=>{\n return 'x  = y'+c?.5:[1];\n };\n"
        );
        for text in
            ["a + +b;\n", "a - --b;\n", "a = b / c;\n", "a = / = /;\n", "return x in y;\n", "s = 'it\\'s  ( a )';\n"]
        {
            let bare = |text: &str| text.replace(' ', "");
            assert_eq!(bare(&of(text)), bare(text));
        }
        assert_eq!(of("a + +b;\n"), "a+ +b;\n");
        assert_eq!(of("a = / = /;\n"), "a = / = /;\n");
        assert_eq!(of("s = 'it\\'s  ( a )';\n"), "s='it\\'s  ( a )';\n");
    }

    #[test]
    fn comments_may_hold_backticks() {
        let text = "// `a` and `b\n/** `\n * c */\nd(); // e\n";
        assert_eq!(script(text).as_deref(), Some("d(); // e\n"));
        for text in ["a(`b`);\n", "// `\na(`\n// b\n`);\n", "a(); // `b\n"] {
            assert_eq!(script(text), None, "{text}");
        }
    }

    #[test]
    fn scripts_whose_lines_may_begin_inside_of_something_stay() {
        let open =
            ["a = `\n// b\n`;\n", "a = 'b\\\n// c';\n", "a(); /* b\n// */ c();\n", "/* a\n*/ b();\n", "/* a */ b();\n"];
        for text in open.into_iter().chain(["a = '/*';\n", "a = '/*' + 1 /*/ b\n// */;\n", "/* a\n"]) {
            assert_eq!(script(text), None, "{text}");
        }
    }

    /// What a style sheet is made of, each piece as it stands without blanks, and what may follow it.
    fn sheet() -> impl Strategy<Value = Vec<String>> {
        let name = prop::sample::select(vec!["a", ".nb-x", "#y", "td", "曰"]);
        let text = prop::sample::select(vec![
            "'/* a */'",
            "\"url( b )  ; }\"",
            "'\\'  {'",
            "url(//c/*d*/e)",
            "url(data:f;g,h)",
            "0",
            "1px",
            "var(--i)",
        ]);
        let selector = prop::collection::vec(name, 1..4).prop_map(|names| names.join(" "));
        let value = prop::collection::vec(text, 1..4).prop_map(|texts| texts.join(" "));
        let rule = (selector, prop::collection::vec(value, 0..4)).prop_map(|(selector, values)| {
            let declarations = values.into_iter().flat_map(|value| ["--p:", &value, ";"].map(str::to_owned));
            [selector, "{".to_owned()].into_iter().chain(declarations).chain(["}".to_owned()]).collect::<Vec<_>>()
        });
        prop::collection::vec(rule, 0..4).prop_map(|rules| rules.concat())
    }

    proptest! {
        #![proptest_config(properties::config(256))]

        #[test]
        fn blanks_and_comments_between_pieces_change_nothing(
            pieces in sheet(),
            noise in prop::collection::vec(prop::sample::select(vec!["", " ", "\n  ", "/* ' \" } */", "\n/* url( */\n", " /**/ "]), 0..80),
        ) {
            let noise = noise.iter().copied().chain(std::iter::repeat(""));
            let noisy: String = pieces.iter().zip(noise).flat_map(|(piece, noise)| [piece.as_str(), noise]).collect();
            let bare = style_of(&noisy);
            // A comment that touches names on both sides may keep them apart, so it stays.
            let bare: String = super::pieces(&bare).iter().filter(|piece| piece.sort != Sort::Comment).map(|piece| piece.text).collect();
            prop_assert_eq!(bare.trim_end(), pieces.concat());
        }

        #[test]
        fn what_is_stripped_has_nothing_more_to_lose(text in "[a{};: \n\"'/*()url]{0,40}") {
            let once = style_of(&text);
            prop_assert_eq!(style_of(&once), once.clone());
        }

        #[test]
        fn lines_of_scripts_stay_whole_and_in_order(text in "[a/* `'\n\\\\]{0,40}") {
            if let Some(less) = script(&text) {
                let mut lines = text.lines();
                let bare = |line: &str| line.replace(' ', "");
                prop_assert!(less.lines().all(|line| lines.any(|own| bare(own) == bare(line))));
            }
        }
    }
}
