//! Mappings taken apart key by key.

use super::node::{Node, Value};
use super::rules;
use super::spelling::{Choices, Name};
use crate::diag::{Diagnostic, Words};
use crate::source::{Location, SourcePath, Span, Spanned};

/// Reads typed values out of nodes and collects what is wrong with them.
pub struct Reader<'a> {
    path: &'a SourcePath,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Reader<'a> {
    /// A reader for one file.
    pub fn new(path: &'a SourcePath) -> Self {
        Self { path, diagnostics: Vec::new() }
    }

    /// The file being read.
    pub fn path(&self) -> &'a SourcePath {
        self.path
    }

    /// Everything that was reported.
    pub fn into_diagnostics(self) -> Vec<Diagnostic> {
        self.diagnostics
    }

    /// Adds a finding of the caller's own.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// A place in the file being read.
    pub fn at(&self, span: Span) -> Location {
        Location::new(self.path, span)
    }

    /// The node as a mapping. Anything else is reported and reads as an empty one.
    pub fn fields(&mut self, node: Node) -> Fields {
        match node.value {
            Value::Map(entries) => Fields::new(node.span, entries),
            _ => {
                self.wrong_type(node.span, &Words::fixed("“键: 值”的映射", "a mapping of `key: value`"));
                // What is no mapping lacks every key: that is said already.
                Fields { is_void: true, ..Fields::new(node.span, Vec::new()) }
            }
        }
    }

    /// The node as text that is not blank. Blanks around it can only stand there by quotes, on purpose, and stay; the
    /// line end of a block of text goes.
    pub fn text(&mut self, node: Node) -> Option<Spanned<String>> {
        match node.value {
            Value::Scalar(text) if !text.trim().is_empty() => {
                Some(Spanned::new(text.trim_end_matches('\n').to_owned(), node.span))
            }
            _ => {
                self.wrong_type(node.span, &Words::fixed("一段文字", "a text"));
                None
            }
        }
    }

    /// The node as a list; a single value is not a list of one, so that files stay alike. A text is reported with the list
    /// that it means, and read so.
    pub fn list(&mut self, node: Node) -> Vec<Node> {
        let wanted = Words::fixed("列表，如 [甲, 乙]", "a list such as [a, b]");
        match node.value {
            Value::List(items) => items,
            Value::Scalar(text) if !text.trim().is_empty() && !text.contains('\n') => {
                let items = rules::wrong_type::listed(&text);
                let list = format!(
                    "[{}]",
                    items.iter().map(|item| rules::wrong_type::in_list(item)).collect::<Vec<_>>().join(", ")
                );
                self.meant(Spanned::new(&text, node.span), &wanted, &list);
                items.into_iter().map(|item| Node::new(Value::Scalar(item.to_owned()), node.span)).collect()
            }
            Value::Null | Value::Scalar(_) | Value::Map(_) => {
                self.wrong_type(node.span, &wanted);
                Vec::new()
            }
        }
    }

    /// The node as a list of texts.
    pub fn texts(&mut self, node: Node) -> Vec<Spanned<String>> {
        let items = self.list(node);
        items.into_iter().filter_map(|item| self.text(item)).collect()
    }

    /// The node as a whole number that is not negative.
    pub fn count(&mut self, node: Node) -> Option<Spanned<u32>> {
        let span = node.span;
        let number = match &node.value {
            Value::Scalar(text) => text.parse().ok(),
            _ => None,
        };
        if number.is_none() {
            self.wrong_type(span, &Words::fixed("非负整数", "a whole number"));
        }
        number.map(|number| Spanned::new(number, span))
    }

    /// The node as one of a few words, in any of their spellings. Another word is reported with the nearest of them.
    pub fn choice<T: Copy + PartialEq>(&mut self, node: Node, choices: &Choices<T>) -> Option<Spanned<T>> {
        let text = self.text(node)?;
        if let Some(value) = choices.value(&text.value) {
            return Some(Spanned::new(value, text.span));
        }
        let diagnostic = rules::wrong_type::report_choice(self.at(text.span), &text.value, choices);
        self.report(diagnostic);
        None
    }

    /// Reports that a key of `fields` is missing.
    pub fn missing(&mut self, fields: &Fields, key: impl Into<Name>) {
        if fields.is_void {
            return;
        }
        let diagnostic = rules::missing_key::report(self.at(fields.head()), key.into());
        self.report(diagnostic);
    }

    /// Reports a key that is none of the `known` ones, with the nearest of them. Those that are `written` already, or become
    /// so by the fix of another finding, are no fix.
    pub fn unknown(&mut self, key: &Spanned<String>, known: &[Name], written: &mut Vec<&'static str>) {
        let diagnostic = rules::unknown_key::report(self.at(key.span), &key.value, known, written);
        self.report(diagnostic);
    }

    /// Reports a value that means what is wanted and is written otherwise, with what it means.
    pub fn meant(&mut self, written: Spanned<&String>, wanted: &Words, meant: &str) {
        let diagnostic = rules::wrong_type::report_meant(self.at(written.span), written.value, wanted, meant);
        self.report(diagnostic);
    }

    /// The same where only a person can tell whether it means that.
    pub fn unsure(&mut self, written: Spanned<&String>, wanted: &Words, perhaps: &str) {
        let diagnostic = rules::wrong_type::report_unsure(self.at(written.span), written.value, wanted, perhaps);
        self.report(diagnostic);
    }

    /// Reports a value of the wrong type.
    pub fn wrong_type(&mut self, span: Span, wanted: &Words) {
        let diagnostic = rules::wrong_type::report(self.at(span), wanted);
        self.report(diagnostic);
    }
}

/// The entries of one mapping. Each `take` makes its key known; [`Fields::finish`] reports the entries nobody took.
pub struct Fields {
    head: Span,
    entries: Vec<(Spanned<String>, Node)>,
    known: Vec<Name>,
    /// Those of the known ones that are written.
    written: Vec<&'static str>,
    /// There was no mapping.
    is_void: bool,
}

impl Fields {
    fn new(span: Span, entries: Vec<(Spanned<String>, Node)>) -> Self {
        Self {
            head: entries.first().map_or(span, |(key, _)| key.span),
            entries,
            known: Vec::new(),
            written: Vec::new(),
            is_void: false,
        }
    }

    /// The place of the mapping's beginning: its first key.
    pub fn head(&self) -> Span {
        self.head
    }

    /// The first key that nobody has taken.
    pub fn first(&self) -> Option<&Spanned<String>> {
        self.entries.first().map(|(key, _)| key)
    }

    /// The value of `key`, if it is written and not null.
    pub fn take(&mut self, key: impl Into<Name>) -> Option<Node> {
        let key = key.into();
        self.known.push(key);
        let index = self.entries.iter().position(|(name, _)| key.is(&name.value))?;
        let node = self.entries.remove(index).1;
        self.written.push(key.word);
        (node.value != Value::Null).then_some(node)
    }

    /// The value of `key` as text.
    pub fn text(&mut self, reader: &mut Reader<'_>, key: impl Into<Name>) -> Option<Spanned<String>> {
        self.take(key).and_then(|node| reader.text(node))
    }

    /// The value of `key` as a list of texts, empty when it is not written.
    pub fn texts(&mut self, reader: &mut Reader<'_>, key: impl Into<Name>) -> Vec<Spanned<String>> {
        self.take(key).map(|node| reader.texts(node)).unwrap_or_default()
    }

    /// The value of `key`, whose absence is reported.
    pub fn require(&mut self, reader: &mut Reader<'_>, key: impl Into<Name>) -> Option<Node> {
        let (head, key) = (self.head(), key.into());
        let node = self.take(key);
        if node.is_none() && !self.is_void {
            let diagnostic = rules::missing_key::report(reader.at(head), key);
            reader.report(diagnostic);
        }
        node
    }

    /// The value of `key` as text; absence is reported and reads as empty, so that the item can still be shown.
    pub fn require_text(&mut self, reader: &mut Reader<'_>, key: impl Into<Name>) -> Spanned<String> {
        let head = self.head();
        let text = self.require(reader, key).and_then(|node| reader.text(node));
        text.unwrap_or_else(|| Spanned::new(String::new(), head))
    }

    /// Every key that was asked for so far.
    pub fn known(&self) -> &[Name] {
        &self.known
    }

    /// The known keys that are written.
    pub fn written(&self) -> &[&'static str] {
        &self.written
    }

    /// What is left over once every known key was taken.
    pub fn rest(&mut self) -> Vec<(Spanned<String>, Node)> {
        std::mem::take(&mut self.entries)
    }

    /// Reports every entry that nobody took, with the nearest known key.
    pub fn finish(self, reader: &mut Reader<'_>) {
        let Self { entries, known, mut written, .. } = self;
        for (key, _) in &entries {
            reader.unknown(key, &known, &mut written);
        }
    }
}
