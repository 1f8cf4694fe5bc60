//! The preview's own script, styles and words. They are embedded, served from memory, and no part of any theme.

use include_dir::{Dir, include_dir};
use serde_json::{Map, Value};

use crate::diag::Locale;
use crate::source::{SourcePath, Span};
use crate::yaml::{self, Node};

static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/preview");

/// What pages of the preview load beside those of the site.
pub(super) struct Parts {
    /// The words of one language, as JSON.
    words: Value,
}

impl Parts {
    /// Reads the words of a language.
    ///
    /// # Errors
    /// If the file is missing or is no YAML, which a test rules out.
    pub(super) fn embedded(locale: Locale) -> anyhow::Result<Self> {
        let name = match locale {
            Locale::Chinese => "i18n/zh-CN.yaml",
            Locale::English => "i18n/en.yaml",
        };
        let text = EMBEDDED.get_file(name).and_then(|file| file.contents_utf8()).unwrap_or_default();
        let path = SourcePath::new(&format!("themes/preview/{name}"));
        let node = yaml::read(&path, text, Span::new(0, text.len()));
        let node = node.map_err(|wrong| anyhow::anyhow!("{path}: {}", wrong.message.say(Locale::English)))?;
        Ok(Self { words: json(&node) })
    }

    /// A file by its name.
    pub(super) fn file(name: &str) -> Option<&'static [u8]> {
        EMBEDDED.get_file(name).filter(|_| !name.contains('/')).map(|file| file.contents())
    }

    /// All words.
    pub(super) fn words(&self) -> &Value {
        &self.words
    }

    /// One of the words.
    pub(super) fn word(&self, key: &str) -> &str {
        self.words.get(key).and_then(Value::as_str).unwrap_or_default()
    }
}

fn json(node: &Node) -> Value {
    match &node.value {
        yaml::Value::Null => Value::Null,
        yaml::Value::Scalar(text) => Value::from(text.as_str()),
        yaml::Value::List(items) => items.iter().map(json).collect(),
        yaml::Value::Map(entries) => {
            let entries = entries.iter().map(|(key, node)| (key.value.clone(), json(node)));
            Value::Object(entries.collect::<Map<String, Value>>())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_say_everything() {
        let keys = |locale| {
            let parts = Parts::embedded(locale).unwrap();
            let words = parts.words().as_object().unwrap().clone();
            words
                .into_iter()
                .map(|(key, value)| (key, value.as_object().map(|inner| inner.keys().cloned().collect::<Vec<_>>())))
                .collect::<Vec<_>>()
        };
        assert_eq!(keys(Locale::Chinese), keys(Locale::English));
        assert!(keys(Locale::Chinese).len() > 10);
    }
}
