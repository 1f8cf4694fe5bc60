//! The tree: YAML values with spans.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::budget::Budget;
use serde_yaml::options::MergeKeyPolicy;

use super::rules;
use crate::characters;
use crate::diag::Diagnostic;
use crate::source::{Location, SourcePath, Span, Spanned};

/// A value and its place.
pub type Node = Spanned<Value>;

/// A YAML value. Scalars stay text: `5.10` is a clause number, not the number 5.1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing, `~` or `null`.
    Null,
    /// A scalar, as the author meant it (quotes and escapes undone).
    Scalar(String),
    /// A sequence.
    List(Vec<Node>),
    /// A mapping in the order written.
    Map(Vec<(Spanned<String>, Node)>),
}

/// Reads the YAML text at `within` of a file's `text`. What is found in its characters is added to `found`; the values are
/// free of those that no page may hold.
///
/// # Errors
///
/// The one finding of a text that is no YAML, with a true place.
pub fn read(path: &SourcePath, text: &str, within: Span, found: &mut Vec<Diagnostic>) -> Result<Node, Box<Diagnostic>> {
    let yaml = &text[within.range()];
    characters::check(path, text, within, found);
    if yaml.trim().is_empty() {
        return Ok(Node::new(Value::Map(Vec::new()), within));
    }
    match serde_yaml::from_str_with_options::<serde_yaml::Spanned<Raw>>(yaml, options()) {
        Ok(raw) => Ok(Settle { path, yaml, base: within.start as usize, found }.node(raw)),
        Err(error) => Err(Box::new(syntax_error(path, yaml, within, &error))),
    }
}

/// Front matter is small: anything near these bounds is a mistake or an attack.
fn options() -> serde_yaml::Options {
    let mut budget = Budget::default();
    budget.max_events = 20_000;
    budget.max_aliases = 100;
    budget.max_depth = 32;
    serde_yaml::options! { budget: Some(budget), merge_keys: MergeKeyPolicy::Error }
}

fn syntax_error(path: &SourcePath, yaml: &str, within: Span, error: &serde_yaml::Error) -> Diagnostic {
    let start = error.location().map_or(0, |location| byte_of_character(yaml, location.span().offset() as usize));
    let length = yaml[start..].chars().next().map_or(0, char::len_utf8);
    let span = Span::new(start, start + length).shifted(within.start as usize);
    rules::yaml_syntax::report(Location::new(path, span), &first_line(error))
}

/// The parser's sentence without the place and the snippet it draws itself.
fn first_line(error: &serde_yaml::Error) -> String {
    let text = error.without_snippet().to_string();
    let line = text.lines().next().unwrap_or_default();
    let sentence = line.strip_prefix("error: ").unwrap_or(line);
    // Advice to programmers follows some sentences.
    let sentence = sentence.split(", set ").next().unwrap_or(sentence);
    match sentence.split_once(": ") {
        Some((place, rest)) if place.starts_with("line ") => rest.to_owned(),
        _ => sentence.split(" at line ").next().unwrap_or(sentence).to_owned(),
    }
}

/// The scanner counts characters in its errors, and knows no byte offsets there.
fn byte_of_character(text: &str, character: usize) -> usize {
    text.char_indices().nth(character).map_or(text.len(), |(byte, _)| byte)
}

/// What serde hands over: plain scalars that look like numbers come typed, so only their place is kept and the text
/// is taken from the source afterwards.
enum Raw {
    Null,
    Plain,
    Text(String),
    List(Vec<serde_yaml::Spanned<Raw>>),
    Map(Vec<(serde_yaml::Spanned<String>, serde_yaml::Spanned<Raw>)>),
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a YAML value")
    }

    fn visit_unit<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_none<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Raw, D::Error> {
        Raw::deserialize(deserializer)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_i128<E>(self, _: i128) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_u128<E>(self, _: u128) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_str<E>(self, text: &str) -> Result<Raw, E> {
        Ok(Raw::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Raw, E> {
        Ok(Raw::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Raw, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = access.next_element()? {
            items.push(item);
        }
        Ok(Raw::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Raw, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = access.next_entry()? {
            entries.push(entry);
        }
        Ok(Raw::Map(entries))
    }
}

/// Turns raw values into nodes whose spans count from the start of the file.
struct Settle<'a> {
    path: &'a SourcePath,
    yaml: &'a str,
    base: usize,
    found: &'a mut Vec<Diagnostic>,
}

impl Settle<'_> {
    fn node(&mut self, raw: serde_yaml::Spanned<Raw>) -> Node {
        let span = self.span(&raw.referenced);
        let value = match raw.value {
            Raw::Null => Value::Null,
            Raw::Plain => Value::Scalar(self.yaml[self.local(&raw.defined).range()].to_owned()),
            Raw::Text(text) => Value::Scalar(self.safe(text, span)),
            Raw::List(items) => Value::List(items.into_iter().map(|item| self.node(item)).collect()),
            Raw::Map(entries) => Value::Map(
                entries
                    .into_iter()
                    .map(|(key, value)| {
                        let place = self.span(&key.referenced);
                        (Spanned::new(self.safe(key.value, place), place), self.node(value))
                    })
                    .collect(),
            ),
        };
        Node::new(value, span)
    }

    /// A text without what no page may hold, once its escapes are looked through.
    fn safe(&mut self, text: String, span: Span) -> String {
        let written = &self.yaml[Span::new(span.range().start - self.base, span.range().end - self.base).range()];
        let location = Location::new(self.path, span);
        characters::check_width(&location, written, &text, self.found);
        // Only texts in double quotes have escapes.
        if written.starts_with('"') {
            characters::check_decoded(&location, written, &text, ["", ""], self.found);
        }
        match characters::safe(&text) {
            Cow::Borrowed(_) => text,
            Cow::Owned(safe) => safe,
        }
    }

    fn span(&self, location: &serde_yaml::Location) -> Span {
        self.local(location).shifted(self.base)
    }

    /// The place inside the YAML text, clipped so that slicing by it is always sound.
    fn local(&self, location: &serde_yaml::Location) -> Span {
        let span = location.span();
        let start = span.byte_offset().map_or(0, |offset| (offset as usize).min(self.yaml.len()));
        let end = (start + span.byte_len().map_or(0, |length| length as usize)).min(self.yaml.len());
        if self.yaml.is_char_boundary(start) && self.yaml.is_char_boundary(end) {
            Span::new(start, end)
        } else {
            Span::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(yaml: &str) -> Node {
        read(&SourcePath::new("a.yaml"), yaml, Span::new(0, yaml.len()), &mut Vec::new()).unwrap()
    }

    #[test]
    fn scalars_keep_their_spelling_and_place() {
        let yaml = "版: 1.10\n是: yes\n日: 2022-08-12\n";
        let Value::Map(entries) = tree(yaml).value else { panic!("not a map") };
        let texts: Vec<_> = entries.iter().map(|(_, node)| (&node.value, &yaml[node.span.range()])).collect();
        for (value, written) in texts {
            assert_eq!(*value, Value::Scalar(written.to_owned()));
        }
    }

    #[test]
    fn errors_name_their_place() {
        let yaml = "标题: 副标题: x\n";
        let error = read(&SourcePath::new("a.yaml"), yaml, Span::new(0, yaml.len()), &mut Vec::new()).unwrap_err();
        assert_eq!(error.location.span.start as usize, yaml.rfind(':').unwrap());
    }

    #[test]
    fn bombs_are_refused() {
        let mut yaml = "a: &a [x,x,x,x,x,x,x,x,x]\n".to_owned();
        for (new, old) in ["b", "c", "d", "e", "f", "g", "h"].iter().zip(["a", "b", "c", "d", "e", "f", "g"]) {
            yaml.push_str(&format!("{new}: &{new} [*{old},*{old},*{old},*{old},*{old},*{old},*{old},*{old},*{old}]\n"));
        }
        assert!(read(&SourcePath::new("a.yaml"), &yaml, Span::new(0, yaml.len()), &mut Vec::new()).is_err());
    }
}
