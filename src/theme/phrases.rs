//! Interface texts that normbook itself puts into pages.

use std::collections::BTreeMap;

use super::labels::Labels;
use crate::diag::{Diagnostic, Locale};
use crate::source::SourcePath;
use crate::yaml::{Fields, Node, Reader};

/// The `body`, `alert`, `provenance`, `duty`, `level`, `status`, `profile`, `kind` and `space` texts of a theme's language, and
/// what keys are called in it.
pub(crate) struct Phrases {
    pub(crate) footnote_call: String,
    pub(crate) footnote_back: String,
    pub(crate) footnotes: String,
    pub(crate) quoted_from: String,
    pub(crate) pending: String,
    pub(crate) broken: String,
    pub(crate) task_done: String,
    pub(crate) task_open: String,
    pub(crate) separator: String,
    pub(crate) duties_count: String,
    pub(crate) citation: String,
    pub(crate) table_scroll: String,
    pub(crate) all_standards: String,
    pub(crate) enumeration: String,
    pub(crate) wording: String,
    pub(crate) source_date: String,
    pub(crate) alert: BTreeMap<String, String>,
    pub(crate) provenance: BTreeMap<String, String>,
    pub(crate) provenance_short: BTreeMap<String, String>,
    pub(crate) duty: BTreeMap<String, String>,
    pub(crate) level: BTreeMap<String, String>,
    pub(crate) status: BTreeMap<String, String>,
    pub(crate) standing: BTreeMap<String, String>,
    pub(crate) profile: BTreeMap<String, String>,
    pub(crate) kind: BTreeMap<String, String>,
    pub(crate) space: BTreeMap<String, String>,
    pub(crate) redline: BTreeMap<String, String>,
    pub(crate) calendar: BTreeMap<String, String>,
    pub(crate) contact: BTreeMap<String, String>,
    pub(crate) alignment: BTreeMap<String, String>,
    pub(crate) cells: BTreeMap<String, String>,
    pub(crate) labels: Labels,
}

impl Phrases {
    /// Takes the texts from a language's file; missing ones are reported. Keys are called as the table says in `locale`, unless
    /// the file says otherwise.
    pub(crate) fn read(path: &SourcePath, node: &Node, locale: Locale) -> (Self, Vec<Diagnostic>) {
        let mut reader = Reader::new(path);
        let mut fields = reader.fields(node.clone());
        let mut body = inner(&mut reader, &mut fields, "body");
        let mut text = |key: &'static str, reader: &mut Reader<'_>| body.require_text(reader, key).value;
        let phrases = Self {
            footnote_call: text("footnote_call", &mut reader),
            footnote_back: text("footnote_back", &mut reader),
            footnotes: text("footnotes", &mut reader),
            quoted_from: text("quoted_from", &mut reader),
            pending: text("pending", &mut reader),
            broken: text("broken", &mut reader),
            task_done: text("task_done", &mut reader),
            task_open: text("task_open", &mut reader),
            separator: text("separator", &mut reader),
            duties_count: text("duties_count", &mut reader),
            citation: text("citation", &mut reader),
            table_scroll: text("table_scroll", &mut reader),
            all_standards: text("all_standards", &mut reader),
            enumeration: text("enumeration", &mut reader),
            wording: text("wording", &mut reader),
            source_date: text("source_date", &mut reader),
            alert: map(&mut reader, &mut fields, "alert"),
            provenance: map(&mut reader, &mut fields, "provenance"),
            provenance_short: map(&mut reader, &mut fields, "provenance-short"),
            duty: map(&mut reader, &mut fields, "duty"),
            level: map(&mut reader, &mut fields, "level"),
            status: map(&mut reader, &mut fields, "status"),
            standing: map(&mut reader, &mut fields, "standing"),
            profile: map(&mut reader, &mut fields, "profile"),
            kind: map(&mut reader, &mut fields, "kind"),
            space: map(&mut reader, &mut fields, "space"),
            redline: map(&mut reader, &mut fields, "redline"),
            calendar: map(&mut reader, &mut fields, "calendar"),
            alignment: map(&mut reader, &mut fields, "alignment"),
            cells: map(&mut reader, &mut fields, "cells"),
            contact: map(&mut reader, &mut fields, "contact"),
            labels: Labels::read(&mut reader, &mut fields, locale),
        };
        (phrases, reader.into_diagnostics())
    }
}

fn inner(reader: &mut Reader<'_>, fields: &mut Fields, key: &'static str) -> Fields {
    let node = fields.require(reader, key);
    let node = node.unwrap_or_else(|| Node::new(crate::yaml::Value::Map(Vec::new()), fields.head()));
    reader.fields(node)
}

fn map(reader: &mut Reader<'_>, fields: &mut Fields, key: &'static str) -> BTreeMap<String, String> {
    let mut inner = inner(reader, fields, key);
    let mut texts = BTreeMap::new();
    for (key, node) in inner.rest() {
        if let Some(text) = reader.text(node) {
            texts.insert(key.value, text.value);
        }
    }
    texts
}

/// Puts values into `{name}` of a text.
pub(crate) fn fill(text: &str, values: &[(&str, &str)]) -> String {
    values.iter().fold(text.to_owned(), |filled, (name, value)| filled.replace(&format!("{{{name}}}"), value))
}
