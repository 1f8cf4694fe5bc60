//! The tree: YAML values with spans.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::budget::Budget;
use serde_yaml::options::MergeKeyPolicy;

use super::rules;
use super::rules::yaml_syntax::At;
use super::shape::Knows;
use super::slips;
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

/// Reads the YAML text at `within` of a file's `text`. What is found in it is added to `found`; the values are free of
/// characters that no page may hold. `knows` tells what keys hold, in files that people write who know no YAML: these are
/// searched for slips even if they can be read.
pub fn read(path: &SourcePath, text: &str, within: Span, knows: Option<Knows>, found: &mut Vec<Diagnostic>) -> Reading {
    let yaml = &text[within.range()];
    let at = At { path, yaml, base: within.range().start };
    characters::check(path, text, within, found);
    if yaml.trim().is_empty() {
        return Reading { node: Node::new(Value::Map(Vec::new()), within), state: State::Sound };
    }
    match serde_yaml::from_str_with_options::<serde_yaml::Spanned<Raw>>(yaml, options()) {
        Ok(raw) if knows.is_none_or(|knows| is_mapping(&raw.value) && !slips::is_suspicious(yaml, knows)) => {
            Reading { node: settled(at, raw, found), state: State::Sound }
        }
        Ok(raw) => {
            // Lines without any colon are one text to the parser.
            let edits = slips::find(yaml, knows, !is_mapping(&raw.value));
            rules::yaml_syntax::report_slips(at, &edits, found);
            if edits.iter().all(|edit| edit.is_doubtful) {
                return Reading { node: settled(at, raw, found), state: State::Sound };
            }
            let node = as_meant(at, &edits, false).unwrap_or_else(|| settled(at, raw, &mut Vec::new()));
            Reading { node, state: State::Mended }
        }
        Err(error) => {
            let edits = slips::find(yaml, knows, true);
            rules::yaml_syntax::report_slips(at, &edits, found);
            if edits.is_empty() {
                found.push(unread(at, &error));
            }
            match as_meant(at, &edits, false).or_else(|| as_meant(at, &edits, true)) {
                Some(node) => Reading { node, state: State::Mended },
                None => Reading { node: Node::new(Value::Map(Vec::new()), within), state: State::Unreadable },
            }
        }
    }
}

fn is_mapping(raw: &Raw) -> bool {
    matches!(raw, Raw::Map(_) | Raw::Null)
}

/// What was read.
#[derive(Debug)]
pub struct Reading {
    /// The tree; an empty mapping if nothing could be read.
    pub node: Node,
    /// What it is worth.
    pub state: State,
}

/// What a tree is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It is what was written.
    Sound,
    /// It is what was meant: each slip is reported, and what else is wrong may be so because of them.
    Mended,
    /// There is none.
    Unreadable,
}

/// Front matter is small: anything near these bounds is a mistake or an attack.
fn options() -> serde_yaml::Options {
    let mut budget = Budget::default();
    budget.max_events = 20_000;
    budget.max_aliases = 100;
    budget.max_depth = 32;
    serde_yaml::options! { budget: Some(budget), merge_keys: MergeKeyPolicy::Error }
}

fn settled(at: At<'_>, raw: serde_yaml::Spanned<Raw>, found: &mut Vec<Diagnostic>) -> Node {
    Settle { path: at.path, yaml: at.yaml, base: at.base, found }.node(raw)
}

/// The tree of the text with its slips mended. Its places are those of the text as it was typed.
fn as_meant(at: At<'_>, edits: &[slips::Edit], with_doubtful: bool) -> Option<Node> {
    let mended = slips::mend(at.yaml, edits, with_doubtful);
    let raw = serde_yaml::from_str_with_options::<serde_yaml::Spanned<Raw>>(&mended.text, options()).ok()?;
    // What is wrong with characters is found again once the slips are gone.
    let mut node = settled(At { yaml: &mended.text, base: 0, ..at }, raw, &mut Vec::new());
    lead_back(&mut node, &mended, at.base);
    Some(node)
}

/// Gives a tree the places of the text as it was typed.
fn lead_back(node: &mut Node, mended: &slips::Mended, base: usize) {
    let back = |span: Span| {
        let start = mended.typed_start(span.range().start);
        Span::new(start, mended.typed_end(span.range().end).max(start)).shifted(base)
    };
    node.span = back(node.span);
    match &mut node.value {
        Value::Null | Value::Scalar(_) => {}
        Value::List(items) => items.iter_mut().for_each(|item| lead_back(item, mended, base)),
        Value::Map(entries) => {
            for (key, value) in entries {
                key.span = back(key.span);
                lead_back(value, mended, base);
            }
        }
    }
}

/// What the parser stumbled over, in words of normbook's own: its sentences are for programmers.
fn unread(at: At<'_>, error: &serde_yaml::Error) -> Diagnostic {
    let place = error.location().map_or(0, |location| byte_of_character(at.yaml, location.span().offset() as usize));
    match error.without_snippet() {
        serde_yaml::Error::Budget { .. }
        | serde_yaml::Error::AliasReplayCounterOverflow { .. }
        | serde_yaml::Error::AliasReplayLimitExceeded { .. }
        | serde_yaml::Error::AliasExpansionLimitExceeded { .. }
        | serde_yaml::Error::AliasReplayStackDepthExceeded { .. } => rules::yaml_syntax::too_much(at, place),
        serde_yaml::Error::UnknownAnchor { .. } => rules::yaml_syntax::no_anchor(at, place),
        _ => rules::yaml_syntax::unread(at, place),
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

    fn reading(yaml: &str) -> (Reading, Vec<Diagnostic>) {
        let mut found = Vec::new();
        let reading = read(&SourcePath::new("a.yaml"), yaml, Span::new(0, yaml.len()), Some(|_| None), &mut found);
        (reading, found)
    }

    #[test]
    fn scalars_keep_their_spelling_and_place() {
        let yaml = "版: 1.10\n是: yes\n日: 2022-08-12\n";
        let Value::Map(entries) = reading(yaml).0.node.value else { panic!("not a map") };
        let texts: Vec<_> = entries.iter().map(|(_, node)| (&node.value, &yaml[node.span.range()])).collect();
        for (value, written) in texts {
            assert_eq!(*value, Value::Scalar(written.to_owned()));
        }
    }

    #[test]
    fn what_was_meant_has_true_places() {
        let yaml = "标题：副标题: x\n性质：　本地\n";
        let (reading, found) = reading(yaml);
        assert_eq!((reading.state, found.len()), (State::Mended, 2));
        let Value::Map(entries) = reading.node.value else { panic!("not a map") };
        let written = entries.iter().map(|(key, node)| (&yaml[key.span.range()], &yaml[node.span.range()]));
        assert_eq!(written.collect::<Vec<_>>(), [("标题", "副标题: x"), ("性质", "本地")]);
    }

    #[test]
    fn bombs_are_refused() {
        let mut yaml = "a: &a [x,x,x,x,x,x,x,x,x]\n".to_owned();
        for (new, old) in ["b", "c", "d", "e", "f", "g", "h"].iter().zip(["a", "b", "c", "d", "e", "f", "g"]) {
            yaml.push_str(&format!("{new}: &{new} [*{old},*{old},*{old},*{old},*{old},*{old},*{old},*{old},*{old}]\n"));
        }
        assert_eq!(reading(&yaml).0.state, State::Unreadable);
    }
}
