//! Mappings of front matter, read by the rows of the table of keys.
//!
//! The row says what is missing and what is unknown; the caller says only what type it wants. In debug builds a mapping
//! that reads a key which is not a row of its own, or leaves out one that is, ends the run, so that any test which reads
//! an item of a kind holds the reader of that kind against the table.

use crate::config;
use crate::diag::{Diagnostic, Words};
use crate::model::keys::{self, Form, Key};
use crate::model::{Kind, Months, Numbering, PartialDate, Ref, SourceNote, TimeLimit};
use crate::source::{Location, Span, Spanned};
use crate::yaml::{Choices, Fields, Name, Node, Reader, Value, in_list};

/// A mapping that is being read.
pub(super) struct Mapping<'r, 'a> {
    reader: &'r mut Reader<'a>,
    fields: Fields,
    kind: Kind,
    rows: Vec<&'static Key>,
    is_required: fn(&Key, Kind) -> bool,
}

impl<'r, 'a> Mapping<'r, 'a> {
    /// Begins to read the front matter of an item of a kind.
    pub(super) fn original(reader: &'r mut Reader<'a>, node: Node, kind: Kind) -> Self {
        let fields = reader.fields(node);
        Self { reader, fields, kind, rows: keys::of(kind).collect(), is_required: Key::is_required }
    }

    /// Begins to read the front matter of a translation of an item of a kind.
    pub(super) fn translation(reader: &'r mut Reader<'a>, node: Node, kind: Kind) -> Self {
        let (rows, is_required) = (keys::of_translation(kind).collect(), Key::is_required_of_translation);
        Self { rows, is_required, ..Self::original(reader, node, kind) }
    }

    /// The place of the mapping's beginning: its first key.
    pub(super) fn head(&self) -> Span {
        self.fields.head()
    }

    /// A place in the file that is being read.
    pub(super) fn at(&self, span: Span) -> Location {
        self.reader.at(span)
    }

    /// Adds a finding of the caller's own.
    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        self.reader.report(diagnostic);
    }

    /// Reports a key as missing that its row does not always ask for.
    pub(super) fn missing(&mut self, key: &'static Key) {
        self.reader.missing(&self.fields, key.spelling());
    }

    /// The value as text.
    pub(super) fn text(&mut self, key: &'static Key) -> Option<Spanned<String>> {
        debug_assert!(matches!(key.form, Form::Text), "`{}` is no text", key.name);
        let node = self.take(key)?;
        self.reader.text(node)
    }

    /// The value as text; nothing reads as empty, so that the item can still be shown.
    pub(super) fn text_or_empty(&mut self, key: &'static Key) -> Spanned<String> {
        let head = self.head();
        self.text(key).unwrap_or_else(|| Spanned::new(String::new(), head))
    }

    /// The value as a list of texts.
    pub(super) fn texts(&mut self, key: &'static Key) -> Vec<Spanned<String>> {
        debug_assert!(matches!(key.form, Form::Texts | Form::Refs), "`{}` is no list of texts", key.name);
        self.take(key).map(|node| self.reader.texts(node)).unwrap_or_default()
    }

    /// The value as a list of refs.
    pub(super) fn refs(&mut self, key: &'static Key) -> Vec<Spanned<Ref>> {
        let texts = self.texts(key).into_iter();
        texts.map(|text| Spanned::new(Ref::parse(&text.value), text.span)).collect()
    }

    /// The value as a whole number.
    pub(super) fn count(&mut self, key: &'static Key) -> Option<Spanned<u32>> {
        debug_assert!(matches!(key.form, Form::Count), "`{}` is no number", key.name);
        let node = self.take(key)?;
        self.reader.count(node)
    }

    /// The value as a word of a closed list, which is the row's.
    pub(super) fn word<T: Copy + PartialEq>(&mut self, key: &'static Key, words: &Choices<T>) -> Option<Spanned<T>> {
        debug_assert!(
            matches!(key.form, Form::Word(known) if words.words.iter().map(|(word, _)| word).eq(known.names))
                || matches!(key.form, Form::Kind),
            "`{}` has another list of words",
            key.name
        );
        let node = self.take(key)?;
        self.reader.choice(node, words)
    }

    /// The value as a date.
    pub(super) fn date(&mut self, key: &'static Key) -> Option<PartialDate> {
        debug_assert!(matches!(key.form, Form::Date), "`{}` is no date", key.name);
        let node = self.take(key)?;
        let wanted = Words::fixed("日期，如 2026-05-01、2026-05 或 2026", "a date such as 2026-05-01, 2026-05 or 2026");
        let meant = |text: &str| PartialDate::meant(text).map(|date| date.to_string());
        self.parsed(node, PartialDate::parse, meant, &wanted)
    }

    /// The value as a scheme of numbers.
    pub(super) fn numbering(&mut self, key: &'static Key) -> Option<Numbering> {
        debug_assert!(matches!(key.form, Form::Text), "`{}` is no text", key.name);
        let node = self.take(key)?;
        let wanted = Words::fixed(
            "decimal、article、letters，或一个编号的样子，如 AC-2(1)",
            "`decimal`, `article`, `letters` or an example of a number such as `AC-2(1)`",
        );
        self.parsed(node, Numbering::parse, |_| None, &wanted)
    }

    /// The value as a stretch of time.
    pub(super) fn time_limit(&mut self, key: &'static Key) -> Option<TimeLimit> {
        debug_assert!(matches!(key.form, Form::Text), "`{}` is no text", key.name);
        let node = self.take(key)?;
        let wanted = Words::fixed("时限，如 5 workdays 或 5个工作日", "a term such as `5 workdays` or `1 month`");
        self.parsed(node, TimeLimit::parse, TimeLimit::meant, &wanted)
    }

    /// The value as months: single ones and stretches.
    pub(super) fn months(&mut self, key: &'static Key) -> Months {
        debug_assert!(matches!(key.form, Form::Texts), "`{}` is no list of texts", key.name);
        let wanted = Words::fixed("月份，如 3 或 3..8", "a month or a stretch of months such as `3` or `3..8`");
        let nodes = self.take(key).map(|node| self.reader.list(node)).unwrap_or_default();
        let read = nodes.into_iter().filter_map(|node| self.parsed(node, Months::parse, Months::meant, &wanted));
        read.fold(Months::NONE, Months::and)
    }

    /// A text that `parse` understands. `meant` gives the text that a person meant who wrote another: it is reported with it.
    fn parsed<T>(
        &mut self,
        node: Node,
        parse: impl Fn(&str) -> Option<T>,
        meant: impl Fn(&str) -> Option<String>,
        wanted: &Words,
    ) -> Option<T> {
        let text = self.reader.text(node)?;
        if let Some(value) = parse(&text.value) {
            return Some(value);
        }
        let meant = meant(&text.value).and_then(|meant| Some((parse(&meant)?, meant)));
        match meant {
            Some((value, meant)) => {
                self.reader.meant(Spanned::new(&text.value, text.span), wanted, &meant);
                Some(value)
            }
            None => {
                self.reader.wrong_type(text.span, wanted);
                None
            }
        }
    }

    /// The value as a date; nothing reads as the year 0, so that the item can still be shown.
    pub(super) fn date_or_none_known(&mut self, key: &'static Key) -> PartialDate {
        self.date(key).unwrap_or(PartialDate::Year(0))
    }

    /// The value as an address on the web.
    pub(super) fn url(&mut self, key: &'static Key) -> Option<String> {
        debug_assert!(matches!(key.form, Form::Url), "`{}` is no address", key.name);
        let node = self.take(key)?;
        config::web_address(self.reader, node).map(|url| url.value)
    }

    /// The value as a source.
    pub(super) fn source(&mut self, key: &'static Key) -> Option<SourceNote> {
        self.mapping(key, |mapping| mapping.source_note())
    }

    /// The value as a list of sources.
    pub(super) fn sources(&mut self, key: &'static Key) -> Vec<SourceNote> {
        self.mappings(key, |mapping| Some(mapping.source_note()))
    }

    /// The value as a mapping with keys of its own.
    pub(super) fn mapping<T>(&mut self, key: &'static Key, read: impl FnOnce(&mut Mapping<'_, 'a>) -> T) -> Option<T> {
        let Form::Mapping(rows) = key.form else {
            debug_assert!(false, "`{}` is no mapping", key.name);
            return None;
        };
        let node = self.take(key)?;
        Some(self.inside(rows, node, read))
    }

    /// The value as a list of mappings, as many as can be read.
    pub(super) fn mappings<T>(
        &mut self,
        key: &'static Key,
        read: impl FnMut(&mut Mapping<'_, 'a>) -> Option<T>,
    ) -> Vec<T> {
        self.mappings_from(key, |reader, node| reader.list(node), read)
    }

    /// The same, where `entries` knows how people write the list otherwise.
    pub(super) fn mappings_from<T>(
        &mut self,
        key: &'static Key,
        entries: impl FnOnce(&mut Reader<'a>, Node) -> Vec<Node>,
        mut read: impl FnMut(&mut Mapping<'_, 'a>) -> Option<T>,
    ) -> Vec<T> {
        let Form::Mappings(rows) = key.form else {
            debug_assert!(false, "`{}` is no list of mappings", key.name);
            return Vec::new();
        };
        let nodes = self.take(key).map(|node| entries(self.reader, node)).unwrap_or_default();
        nodes.into_iter().filter_map(|node| self.inside(rows, node, &mut read)).collect()
    }

    /// The value as a list of mappings and of words of a closed list, as many as can be read; one alone needs no list.
    pub(super) fn mappings_or<T, W: Copy + PartialEq + Into<T>>(
        &mut self,
        key: &'static Key,
        words: &Choices<W>,
        meant: impl Fn(&str) -> Option<String>,
        mut read: impl FnMut(&mut Mapping<'_, 'a>) -> Option<T>,
    ) -> Vec<T> {
        let Form::MappingsOr(rows, _) = key.form else {
            debug_assert!(false, "`{}` is no list of mappings or words", key.name);
            return Vec::new();
        };
        let Some(node) = self.take(key) else { return Vec::new() };
        let nodes = match node.value {
            Value::List(nodes) => nodes,
            Value::Null | Value::Scalar(_) | Value::Map(_) => vec![node],
        };
        let one = |node: Node| match &node.value {
            Value::Scalar(text)
                if words.value(text).is_none()
                    && let Some(meant) = meant(text) =>
            {
                let wanted = Words::fixed("一个词或者各个键", "a word or a mapping");
                self.reader.meant(Spanned::new(text, node.span), &wanted, &meant);
                None
            }
            Value::Scalar(_) => self.reader.choice(node, words).map(|word| word.value.into()),
            Value::Null | Value::List(_) | Value::Map(_) => self.inside(rows, node, &mut read),
        };
        nodes.into_iter().filter_map(one).collect()
    }

    /// Reports every key that is no row.
    pub(super) fn finish(mut self) {
        let rows: Vec<Name> = self.rows.iter().map(|row| row.spelling()).collect();
        for row in &rows {
            debug_assert!(self.fields.known().contains(row), "nobody reads `{}` of {:?}", row.word, self.kind);
        }
        let mut written = self.fields.written().to_vec();
        for (key, _) in self.fields.rest() {
            self.reader.unknown(&key, &rows, &mut written);
        }
    }

    fn take(&mut self, key: &'static Key) -> Option<Node> {
        debug_assert!(self.rows.iter().any(|row| row.is(key)), "`{}` is no key of {:?}", key.name, self.kind);
        if (self.is_required)(key, self.kind) {
            self.fields.require(self.reader, key.spelling())
        } else {
            self.fields.take(key.spelling())
        }
    }

    fn inside<T>(
        &mut self,
        rows: &'static [&'static Key],
        node: Node,
        read: impl FnOnce(&mut Mapping<'_, 'a>) -> T,
    ) -> T {
        let node = self.in_full(rows, node);
        let fields = self.reader.fields(node);
        let (kind, rows) = (self.kind, rows.to_vec());
        let mut inner = Mapping { reader: self.reader, fields, kind, rows, is_required: Key::is_required };
        let value = read(&mut inner);
        inner.finish();
        value
    }

    /// A text that stands where a mapping should, as the value of the first key: a source may be written by its title.
    fn in_full(&mut self, rows: &'static [&'static Key], node: Node) -> Node {
        let (Value::Scalar(text), Some(first)) = (&node.value, rows.first()) else { return node };
        let is_named = matches!(first.form, Form::Text) && first.need == keys::Need::Required;
        if !is_named || text.trim().is_empty() {
            return node;
        }
        let wanted = Words::fixed("各个键，如 {title: 某报道}", "a mapping such as `{title: Report}`");
        let meant = format!("{{{}: {}}}", first.name, in_list(text));
        self.reader.meant(Spanned::new(text, node.span), &wanted, &meant);
        let key = Spanned::new(first.name.to_owned(), node.span);
        Node::new(Value::Map(vec![(key, node.clone())]), node.span)
    }

    fn source_note(&mut self) -> SourceNote {
        SourceNote {
            title: self.text_or_empty(&keys::source::TITLE).value,
            outlet: self.text(&keys::source::OUTLET).map(|outlet| outlet.value),
            date: self.date(&keys::source::DATE),
            url: self.url(&keys::source::URL),
        }
    }
}
