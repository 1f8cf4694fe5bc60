//! The preview's own script, styles and words. They are embedded, served from memory, and no part of any theme.

use std::borrow::Cow;

use include_dir::{Dir, include_dir};
use serde_json::{Map, Value};

use crate::diag::Locale;
use crate::source::{SourcePath, Span};
use crate::yaml::{self, Node};

static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/preview");

/// The script, and the files that it is made of: one idea each, in the order in which they run. They share one context,
/// which no script of a theme can see.
const SCRIPT: &str = "preview.js";
const SCRIPTS: [&str; 9] =
    ["sent.js", "match.js", "patch.js", "update.js", "words.js", "make.js", "finding.js", "panel.js", "server.js"];

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
        let reading = yaml::read(&path, text, Span::new(0, text.len()), None, &mut Vec::new());
        anyhow::ensure!(reading.state == yaml::State::Sound, "{path} is no YAML");
        Ok(Self { words: json(&reading.node) })
    }

    /// A file by its name.
    pub(super) fn file(name: &str) -> Option<Cow<'static, [u8]>> {
        match name {
            SCRIPT => Some(Cow::Owned(script().into_bytes())),
            name if name.ends_with(".css") && !name.contains('/') => {
                EMBEDDED.get_file(name).map(|file| Cow::Borrowed(file.contents()))
            }
            _ => None,
        }
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

fn script() -> String {
    let texts = SCRIPTS.iter().filter_map(|name| EMBEDDED.get_file(name)?.contents_utf8());
    format!("(function () {{\n'use strict';\n\n{}}}());\n", texts.collect::<Vec<_>>().join("\n"))
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
    fn every_script_is_a_part_of_the_one_that_is_served() {
        let served = String::from_utf8(Parts::file(SCRIPT).unwrap().into_owned()).unwrap();
        let scripts = || EMBEDDED.files().filter(|file| file.path().extension().is_some_and(|ending| ending == "js"));
        assert_eq!(scripts().count(), SCRIPTS.len());
        assert!(scripts().all(|file| served.contains(file.contents_utf8().unwrap())));
        assert!(Parts::file("panel.js").is_none());
    }

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
