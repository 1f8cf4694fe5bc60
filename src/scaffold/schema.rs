//! JSON Schemas of front matter, for editors that complete and check while one types.

use serde_json::{Map, Value, json};

use super::NewFile;
use crate::diag::Locale;
use crate::model::{Duty, Form, Key, Kind, Level, Profile, Provenance, Status, keys};

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
    let keys = keys(kind);
    let properties: Map<String, Value> = keys.iter().map(|key| (key.name.to_owned(), of_key(key, kind))).collect();
    let required: Vec<&str> = keys.iter().filter(|key| key.required).map(|key| key.name).collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": format!("normbook: {}", kind.word()),
        "type": "object",
        "additionalProperties": false,
        "required": required,
        "properties": properties,
    })
}

fn of_key(key: &Key, kind: Kind) -> Value {
    let mut schema = of_form(key.form, kind);
    if let Some(map) = schema.as_object_mut() {
        map.insert(
            "description".to_owned(),
            format!("{} / {}", key.about.say(Locale::Chinese), key.about.say(Locale::English)).into(),
        );
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
        Form::Kind => json!({"const": kind.word()}),
        Form::Provenance => one_of(Provenance::WORDS),
        Form::Status => one_of(Status::WORDS),
        Form::Profile => one_of(Profile::WORDS),
        Form::Level => one_of(Level::WORDS),
        Form::ClausePlace => json!({"enum": ["front", "back"]}),
        Form::Source => source(),
        Form::Sources => json!({"type": "array", "minItems": 1, "items": source()}),
        Form::Who => who(),
        Form::Expected => {
            let count = of_form(Form::Count, kind);
            object(json!({"tasks": count, "safeguards": count, "safeguard-categories": count}), &[])
        }
    }
}

fn one_of<T>(words: &[(&str, T)]) -> Value {
    let words: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
    json!({"enum": words})
}

fn source() -> Value {
    let date = of_form(Form::Date, Kind::Case);
    let url = json!({"type": "string", "pattern": "^https?://"});
    object(json!({"title": {"type": "string"}, "outlet": {"type": "string"}, "date": date, "url": url}), &["title"])
}

fn who() -> Value {
    let assignment = json!({
        "role": {"type": "string"},
        "duty": one_of(Duty::WORDS),
        "word": {"type": "string"},
        "provenance": one_of(Provenance::WORDS),
    });
    json!({"type": "array", "minItems": 1, "items": object(assignment, &["role", "duty"])})
}

fn object(properties: Value, required: &[&str]) -> Value {
    json!({"type": "object", "additionalProperties": false, "required": required, "properties": properties})
}
