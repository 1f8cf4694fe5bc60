//! JSON Schemas of front matter, for editors that complete and check while one types.

use serde_json::{Map, Value, json};

use super::NewFile;
use crate::diag::Locale;
use crate::model::keys::{self, Form, Key};
use crate::model::{Kind, Vocabulary};

/// The folder of the schemas in a project.
pub const SCHEMAS: &str = "schemas";

/// The schema of each kind's front matter: `schemas/task.schema.json` and so on.
pub fn schemas() -> Vec<NewFile> {
    let schema = |&(word, kind): &(&str, Kind)| {
        let path = format!("{SCHEMAS}/{word}.schema.json");
        NewFile::new(&path, format!("{:#}\n", of_kind(kind)))
    };
    Kind::WORDS.iter().map(schema).collect()
}

/// The schema of a kind (JSON Schema 2020-12). Translations have other keys and no schema.
fn of_kind(kind: Kind) -> Value {
    let mut schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": format!("normbook: {}", kind.word()),
    });
    if let (Some(schema), Value::Object(object)) = (schema.as_object_mut(), object(keys::of(kind), kind)) {
        schema.extend(object);
    }
    schema
}

/// A mapping with some keys and no others.
fn object(rows: impl Iterator<Item = &'static Key>, kind: Kind) -> Value {
    let mut properties = Map::new();
    let mut required = Vec::new();
    for key in rows {
        // A key is written by its word or by what it is called in Chinese.
        let spellings = [key.name, key.called(Locale::Chinese)];
        for spelling in spellings {
            properties.insert(spelling.to_owned(), of_key(key, kind));
        }
        if key.is_required(kind) {
            required.push(json!({"anyOf": spellings.map(|spelling| json!({"required": [spelling]}))}));
        }
    }
    let mut schema = json!({"type": "object", "additionalProperties": false, "properties": properties});
    if let Some(map) = schema.as_object_mut().filter(|_| !required.is_empty()) {
        map.insert("allOf".to_owned(), required.into());
    }
    schema
}

/// Any word of a vocabulary, or what it is called in Chinese.
fn any_word(words: Vocabulary) -> Value {
    let called = words.names.iter().filter_map(|word| words.called(word));
    json!({"enum": words.names.iter().copied().chain(called).collect::<Vec<_>>()})
}

fn of_key(key: &Key, kind: Kind) -> Value {
    let mut schema = of_form(key.form, kind);
    if let Some(map) = schema.as_object_mut() {
        let about = format!("{} / {}", key.explained(Locale::Chinese), key.explained(Locale::English));
        map.insert("description".to_owned(), about.into());
    }
    schema
}

fn of_form(form: Form, kind: Kind) -> Value {
    match form {
        // Numbers and dates without quotation marks are text to normbook and something else to editors.
        Form::Text => json!({"type": ["string", "number", "boolean"]}),
        Form::Texts | Form::Refs => json!({"type": "array", "items": {"type": ["string", "number"]}}),
        Form::Count => json!({"type": "integer", "minimum": 0}),
        Form::Date => json!({"type": ["string", "number"], "pattern": "^\\d{4}(-\\d{2}(-\\d{2})?)?$"}),
        Form::Url => json!({"type": "string", "pattern": "^https?://"}),
        Form::Kind => json!({"const": kind.word()}),
        Form::Word(words) => any_word(words),
        Form::Mapping(rows) => object(rows.iter().copied(), kind),
        Form::Mappings(rows) => json!({"type": "array", "minItems": 1, "items": object(rows.iter().copied(), kind)}),
        Form::MappingsOr(rows, words) => {
            let one = json!({"anyOf": [any_word(words), object(rows.iter().copied(), kind)]});
            json!({"anyOf": [one, {"type": "array", "minItems": 1, "items": one}]})
        }
    }
}
