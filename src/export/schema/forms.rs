//! What the value of a key may be.

use serde_json::{Map, Value, json};

use crate::model::Provenance;

pub(super) fn text_form() -> Value {
    json!({"type": "string"})
}

pub(super) fn texts() -> Value {
    list(text_form())
}

pub(super) fn list(items: Value) -> Value {
    json!({"type": "array", "items": items})
}

pub(super) fn of(name: &str) -> Value {
    json!({"$ref": format!("#/$defs/{name}")})
}

pub(super) fn count() -> Value {
    json!({"type": "integer", "minimum": 0})
}

pub(super) fn date() -> Value {
    json!({"type": "string", "pattern": "^\\d{4}(-\\d{2}(-\\d{2})?)?$"})
}

pub(super) fn url() -> Value {
    json!({"type": "string", "pattern": "^https?://"})
}

pub(super) fn page() -> Value {
    json!({"type": "string", "pattern": "^[a-z0-9._/-]+\\.html$"})
}

pub(super) fn one_of<T>(words: &[(&str, T)]) -> Value {
    let words: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
    json!({"enum": words})
}

pub(super) fn said<T>(words: &[(&str, T)]) -> Value {
    let names: Map<String, Value> = words
        .iter()
        .map(|(word, _)| {
            let both = json!({"type": "object", "required": ["zh-CN", "en"], "additionalProperties": text_form()});
            ((*word).to_owned(), both)
        })
        .collect();
    let required: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
    json!({"type": "object", "additionalProperties": false, "required": required, "properties": names})
}

pub(super) fn provenance() -> Value {
    one_of(Provenance::WORDS)
}
