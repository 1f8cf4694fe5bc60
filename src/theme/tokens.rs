//! Tokens: the named values that the default theme is drawn with.
//!
//! They stand in the first rule of `css/tokens.css`, a custom property each. A project says other values in `site.yaml`, and a
//! plain value is written before each `var()` of the theme's own styles, since browsers before 2017 know no custom
//! properties. Styles of a project's own are never touched.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::css::{Sort, pieces};
use super::rules;
use crate::config::Token;
use crate::diag::Diagnostic;

/// The style sheet that holds the table.
pub(super) const PATH: &str = "css/tokens.css";

/// What the names of all tokens begin with.
const PREFIX: &str = "--nb-";

/// Values by the names of their tokens, without what all names begin with.
#[derive(Debug, Default)]
pub(super) struct Tokens {
    values: BTreeMap<String, String>,
}

impl Tokens {
    /// The table of a style sheet, with the values that a project says instead. Names that the table does not have, and values
    /// that would be more than a value, are reported and left out.
    pub(super) fn read(style: &str, others: &[Token], found: &mut Vec<Diagnostic>) -> Self {
        let mut values: BTreeMap<String, String> =
            table(style).map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        for token in others {
            let known = || values.keys().map(String::as_str);
            if !values.contains_key(&token.name.value) {
                found.push(rules::theme_tokens::report_unknown(&token.name, known()));
            } else if !is_value(&token.value.value) {
                found.push(rules::theme_tokens::report_value(&token.value));
            } else {
                values.insert(token.name.value.clone(), token.value.value.clone());
            }
        }
        Self { values }
    }

    /// The style sheet of the table with the values of this project.
    pub(super) fn filled(&self, style: &str) -> String {
        let Some((start, end)) = first_rule(style) else { return style.to_owned() };
        let mut filled = style[..start].to_owned();
        for (name, value) in table(style) {
            let value = self.values.get(name).map_or(value, String::as_str);
            filled.push_str(&format!("{PREFIX}{name}:{value};"));
        }
        filled.push_str(&style[end..]);
        filled
    }

    /// A style sheet with a plain declaration before each one that names tokens. Declarations of custom properties need none:
    /// only browsers that know `var()` read them.
    pub(super) fn lowered<'a>(&self, style: &'a str) -> Cow<'a, str> {
        if !style.contains("var(") {
            return Cow::Borrowed(style);
        }
        let mut written = String::with_capacity(style.len() * 5 / 4);
        // Where the declaration begins that is being read.
        let mut begin = 0;
        let mut at = 0;
        for piece in pieces(style) {
            if piece.sort == Sort::Rest {
                for (offset, _) in piece.text.match_indices(['{', '}', ';']) {
                    let end = at + offset;
                    let declaration = &style[begin..end];
                    if let Some(plain) = self.plain(declaration) {
                        written.push_str(&plain);
                        written.push(';');
                    }
                    written.push_str(declaration);
                    written.push_str(&style[end..=end]);
                    begin = end + 1;
                }
            }
            at += piece.text.len();
        }
        written.push_str(&style[begin..]);
        Cow::Owned(written)
    }

    /// A declaration with values in the place of its tokens; nothing where it names none, or one that is not in the table.
    fn plain(&self, declaration: &str) -> Option<String> {
        if declaration.trim_ascii_start().starts_with("--") {
            return None;
        }
        // What a string shows is no token.
        let names = |sort| pieces(declaration).iter().any(|piece| piece.sort == sort && piece.text.contains("var("));
        if names(Sort::Text) || !names(Sort::Rest) {
            return None;
        }
        let mut plain = String::new();
        let mut rest = declaration;
        while let Some(start) = rest.find("var(") {
            let inner = &rest[start + "var(".len()..];
            let end = inner.find(')')?;
            let value = self.values.get(inner[..end].trim_ascii().strip_prefix(PREFIX)?)?;
            plain.push_str(&rest[..start]);
            plain.push_str(value);
            rest = &inner[end + 1..];
        }
        (!plain.is_empty()).then(|| plain + rest)
    }
}

/// The names and values of a table.
fn table(style: &str) -> impl Iterator<Item = (&str, &str)> {
    let inner = first_rule(style).map_or("", |(start, end)| &style[start..end]);
    inner.split(';').filter_map(|declaration| {
        let (name, value) = declaration.split_once(':')?;
        Some((name.trim_ascii().strip_prefix(PREFIX)?, value.trim_ascii()))
    })
}

/// The inside of the first rule. Comments of the table stand outside of it.
fn first_rule(style: &str) -> Option<(usize, usize)> {
    let mut at = 0;
    let mut start = None;
    for piece in pieces(style) {
        if piece.sort == Sort::Rest {
            if start.is_none() {
                start = piece.text.find('{').map(|open| at + open + 1);
            }
            if let Some(start) = start {
                let from = start.max(at);
                if let Some(close) = style[from..at + piece.text.len()].find('}') {
                    return Some((start, from + close));
                }
            }
        }
        at += piece.text.len();
    }
    None
}

/// Whether a text is nothing but a value: it ends no declaration, loads nothing, and its strings and brackets are closed.
fn is_value(text: &str) -> bool {
    let is_plain = |sort| matches!(sort, Sort::Text | Sort::Rest);
    let whole = pieces(text).iter().all(|piece| {
        let ends = piece.sort == Sort::Rest && piece.text.contains(['{', '}', ';', '<', '\\', '@', '!', ':']);
        piece.is_closed && is_plain(piece.sort) && !ends
    });
    let count = |bracket: char| text.matches(bracket).count();
    whole && !text.trim().is_empty() && count('(') == count(')')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Span, Spanned};

    const TABLE: &str = "/* {a} */:root{--nb-main:#0b5560;--nb-font:\"A;B\",serif}@media print{:root{--nb-main:#000}}";

    fn tokens(others: &[(&str, &str)]) -> (Tokens, usize) {
        let text = |text: &str| Spanned::new(text.to_owned(), Span::default());
        let others: Vec<Token> =
            others.iter().map(|(name, value)| Token { name: text(name), value: text(value) }).collect();
        let mut found = Vec::new();
        (Tokens::read(&TABLE.replace("A;B", "A"), &others, &mut found), found.len())
    }

    #[test]
    fn a_plain_value_stands_before_each_token() {
        let (tokens, _) = tokens(&[]);
        assert_eq!(
            tokens.lowered("a{color:var(--nb-main);border:1px solid var( --nb-main )}b{c:var(--x)}"),
            "a{color:#0b5560;color:var(--nb-main);border:1px solid #0b5560;border:1px solid var( --nb-main )}b{c:var(--x)}"
        );
        assert_eq!(tokens.lowered(":root{--nb-x:var(--nb-main)}"), ":root{--nb-x:var(--nb-main)}");
        assert_eq!(tokens.lowered("a::before{content:\"var(--nb-main);\"}"), "a::before{content:\"var(--nb-main);\"}");
    }

    #[test]
    fn a_project_says_other_values() {
        let (tokens, found) = tokens(&[("main", "#7a1f1f"), ("mian", "red"), ("font", "a;b"), ("font", "url(x)")]);
        assert_eq!(found, 3);
        let filled = tokens.filled(&TABLE.replace("A;B", "A"));
        assert_eq!(
            filled,
            "/* {a} */:root{--nb-main:#7a1f1f;--nb-font:\"A\",serif;}@media print{:root{--nb-main:#000}}"
        );
        assert_eq!(tokens.lowered("a{color:var(--nb-main)}"), "a{color:#7a1f1f;color:var(--nb-main)}");
    }

    /// The part of the light that a colour gives back (WCAG 2.2, relative luminance).
    fn luminance(colour: &str) -> f64 {
        let digits = colour.trim_start_matches('#');
        let wide: String =
            if digits.len() == 3 { digits.chars().flat_map(|digit| [digit; 2]).collect() } else { digits.to_owned() };
        let channel = |at: usize| {
            let value = f64::from(u8::from_str_radix(&wide[at..at + 2], 16).unwrap()) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(0) + 0.7152 * channel(2) + 0.0722 * channel(4)
    }

    /// WCAG 2.2, contrast ratio.
    fn contrast(one: &str, other: &str) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn text_stands_out_from_every_ground() {
        let files = super::super::files::Files { name: "default", overrides: &BTreeMap::new() };
        let style = files.text(PATH).unwrap();
        let example = include_str!("../../examples/county-look.yaml");
        let rows = example.lines().filter_map(|line| line.strip_prefix("  ")?.split_once(": "));
        let others: Vec<Token> = rows
            .map(|(name, value)| Token {
                name: Spanned::new(name.to_owned(), Span::default()),
                value: Spanned::new(
                    value
                        .strip_prefix('\'')
                        .map_or(value.trim_matches('"'), |rest| rest.trim_end_matches('\''))
                        .to_owned(),
                    Span::default(),
                ),
            })
            .collect();
        assert!(example.lines().count() < 60 && others.len() > 20);
        for others in [Vec::new(), others] {
            let mut found = Vec::new();
            let tokens = Tokens::read(&style, &others, &mut found);
            assert!(found.is_empty(), "{found:?}");
            for look in ["", "dark-"] {
                let value = |name: &str| tokens.values[&format!("{look}{name}")].as_str();
                let grounds = ["paper", "ground", "tint", "official"];
                let pairs = grounds
                    .iter()
                    .flat_map(|ground| [("ink", *ground, 7.0), ("main", ground, 4.5), ("muted", ground, 4.5)])
                    .chain([
                        ("on-main", "main", 4.5),
                        ("warn", "warm", 4.5),
                        ("warn", "paper", 4.5),
                        ("ink", "warm", 7.0),
                    ]);
                for (text, ground, least) in pairs {
                    let found = contrast(value(text), value(ground));
                    assert!(found >= least, "{look}{text} on {ground}: {found:.2}");
                }
            }
        }
    }

    #[test]
    fn a_value_is_nothing_more() {
        for good in ["#fff", "1.5rem", "\"A B\", serif", "calc(1px + 2px)", "0 1px 2px rgba(0,0,0,.2)"] {
            assert!(is_value(good), "{good}");
        }
        for bad in ["", " ", "a;b", "a}b", "url(a)", "\"a", "calc(1px", "/* a", "</style", "red !important", "\\41"] {
            assert!(!is_value(bad), "{bad}");
        }
    }
}
