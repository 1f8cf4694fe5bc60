//! A theme in one language: its templates with the interface texts of that language.

use std::collections::BTreeMap;

use tera::{Tera, Value};

use super::files::Files;
use super::phrases::Phrases;
use super::{names, rules, search_files};
use crate::config::Languages;
use crate::diag::Diagnostic;
use crate::model::Lang;
use crate::source::Span;
use crate::yaml::{self, State};

/// The theme in one language.
pub(super) struct Voice {
    pub(super) tera: Tera,
    pub(super) phrases: Phrases,
    /// The interface texts that the search script prints.
    pub(super) search_texts: serde_json::Value,
}

pub(super) fn voices(
    files: &Files<'_>,
    languages: &Languages,
    tera: &Tera,
    found: &mut Vec<Diagnostic>,
) -> BTreeMap<Lang, Voice> {
    let mut voices = BTreeMap::new();
    for lang in languages.all() {
        let path = format!("i18n/{lang}.yaml");
        let Some(text) = files.text(&path) else {
            // Translations into Tibetan, Yi or Uyghur may come before their interface: the first language serves.
            if lang == languages.first {
                found.push(rules::theme_files::report_missing(files.location(&path, Span::default())));
            }
            continue;
        };
        let location = files.location(&path, Span::default());
        let reading = yaml::read(&location.path, &text, Span::new(0, text.len()), None, found);
        if reading.state == State::Unreadable {
            continue;
        }
        let mut node = reading.node;
        let locale = lang.locale(languages.first);
        names::add(&mut node, locale);
        let (phrases, wrong) = Phrases::read(&location.path, &node, locale);
        if reading.state == State::Sound {
            found.extend(wrong);
        }
        let mut tera = tera.clone();
        tera.global_context().insert_value("t", seen(&node.value, &phrases));
        voices.insert(lang, Voice { tera, phrases, search_texts: search_files::texts(&node.value) });
    }
    voices
}

/// What templates see of a language: its interface texts, and under `label` what keys are called.
fn seen(interface: &yaml::Value, phrases: &Phrases) -> Value {
    let mut seen: tera::Map = texts(interface).into_map().unwrap_or_default();
    seen.insert("label".into(), phrases.labels.value());
    Value::from(seen)
}

/// Interface texts as templates see them.
fn texts(value: &yaml::Value) -> Value {
    match value {
        yaml::Value::Null => Value::from(""),
        yaml::Value::Scalar(text) => Value::from(text.as_str()),
        yaml::Value::List(items) => Value::from(items.iter().map(|item| texts(&item.value)).collect::<Vec<_>>()),
        yaml::Value::Map(entries) => {
            let map: tera::Map =
                entries.iter().map(|(key, node)| (key.value.clone().into(), texts(&node.value))).collect();
            Value::from(map)
        }
    }
}
