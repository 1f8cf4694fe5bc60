//! What is to be written as JSON: once, and in the order in which it was put.
//!
//! The maps of serde_json look every key up by its hash, which here is of no use: a key is put once.

use std::fmt;

use serde::ser::{Serialize, SerializeMap, Serializer};

/// A value.
pub(super) enum Value {
    Text(String),
    Number(usize),
    Flag(bool),
    List(Vec<Value>),
    Object(Object),
}

/// What is written of a thing, in the order of writing.
#[derive(Default)]
pub(super) struct Object(Vec<(&'static str, Value)>);

impl Object {
    /// A key that was not put yet, and its value.
    pub(super) fn put(&mut self, key: &'static str, value: impl Into<Value>) {
        debug_assert!(self.0.iter().all(|(known, _)| *known != key), "{key}");
        self.0.push((key, value.into()));
    }

    /// A key whose value may be missing.
    pub(super) fn maybe(&mut self, key: &'static str, value: Option<impl Into<Value>>) {
        if let Some(value) = value {
            self.put(key, value);
        }
    }

    /// A list, if anything is in it.
    pub(super) fn list(&mut self, key: &'static str, values: Vec<Value>) {
        if !values.is_empty() {
            self.put(key, values);
        }
    }
}

/// JSON in one line; with `#` a line for each value, indented.
impl fmt::Display for Object {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_long = formatter.alternate();
        let text = if is_long { serde_json::to_string_pretty(self) } else { serde_json::to_string(self) };
        formatter.write_str(&text.map_err(|_| fmt::Error)?)
    }
}

impl Serialize for Object {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (key, value) in &self.0 {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Number(number) => number.serialize(serializer),
            Self::Flag(flag) => serializer.serialize_bool(*flag),
            Self::List(values) => serializer.collect_seq(values),
            Self::Object(object) => object.serialize(serializer),
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<usize> for Value {
    fn from(number: usize) -> Self {
        Self::Number(number)
    }
}

impl From<bool> for Value {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl From<Vec<Value>> for Value {
    fn from(values: Vec<Value>) -> Self {
        Self::List(values)
    }
}

impl From<Object> for Value {
    fn from(object: Object) -> Self {
        Self::Object(object)
    }
}
