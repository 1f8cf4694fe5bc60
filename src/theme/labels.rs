//! What keys of front matter are called on pages: the names of the table of keys, in one language.

use std::collections::BTreeMap;

use tera::Value;

use crate::diag::Locale;
use crate::model::Kind;
use crate::model::keys::{self, Key, duty, translation};
use crate::source::Spanned;
use crate::yaml::{self, Fields, Node, Reader};

/// Names of keys by their group. A group is the word of a kind; those of duties and of translations have groups of their own.
pub(crate) struct Labels(BTreeMap<&'static str, BTreeMap<&'static str, String>>);

impl Labels {
    /// The names in a language. The table has them in Chinese and in English; `label` in the interface texts says them for
    /// other languages, or otherwise: `cadence: …` for every group that has the key, `case: {place: …}` for one of them.
    pub(super) fn read(reader: &mut Reader<'_>, fields: &mut Fields, locale: Locale) -> Self {
        let mut labels = Self::of_table(locale);
        let Some(node) = fields.take("label") else { return labels };
        for (name, node) in reader.fields(node).rest() {
            if matches!(node.value, yaml::Value::Map(_)) {
                for (key, node) in reader.fields(node).rest() {
                    labels.say(reader, |group| group == name.value, &key, node);
                }
            } else {
                labels.say(reader, |_| true, &name, node);
            }
        }
        labels
    }

    fn of_table(locale: Locale) -> Self {
        let kinds = Kind::WORDS.iter().map(|&(word, kind)| (word, keys::of(kind).collect::<Vec<_>>()));
        let nested = [("duty", duty::ALL.to_vec()), ("translation", translation::ALL.to_vec())];
        let groups = kinds.chain(nested).map(|(group, rows)| {
            (group, rows.into_iter().map(|key| (key.name, key.called(locale).to_owned())).collect())
        });
        Self(groups.collect())
    }

    fn say(&mut self, reader: &mut Reader<'_>, is_meant: impl Fn(&str) -> bool, key: &Spanned<String>, node: Node) {
        let Some(text) = reader.text(node) else { return };
        for (_, labels) in self.0.iter_mut().filter(|(group, _)| is_meant(group)) {
            if let Some(label) = labels.get_mut(key.value.as_str()) {
                label.clone_from(&text.value);
            }
        }
    }

    /// What a key is called on pages of a kind.
    pub(crate) fn of(&self, kind: Kind, key: &Key) -> &str {
        self.0.get(kind.word()).and_then(|labels| labels.get(key.name)).map_or(key.name, String::as_str)
    }

    /// All of them as templates see them.
    pub(super) fn value(&self) -> Value {
        let group = |labels: &BTreeMap<&'static str, String>| {
            let labels = labels.iter().map(|(key, label)| ((*key).into(), Value::from(label.as_str())));
            Value::from(labels.collect::<tera::Map>())
        };
        Value::from(self.0.iter().map(|(name, labels)| ((*name).into(), group(labels))).collect::<tera::Map>())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{SourcePath, Span};

    #[test]
    fn a_theme_may_call_keys_otherwise() {
        let text = "label:\n  cadence: 周期\n  case: {place: 发生地}\n  nothing: 无\n";
        let path = SourcePath::new("themes/own/i18n/zh-CN.yaml");
        let mut reader = Reader::new(&path);
        let mut fields = reader.fields(yaml::read(&path, text, Span::new(0, text.len()), None, &mut Vec::new()).node);
        let labels = Labels::read(&mut reader, &mut fields, Locale::Chinese);
        assert_eq!(labels.of(Kind::Task, &keys::CADENCE), "周期");
        assert_eq!(labels.of(Kind::Safeguard, &keys::CADENCE), "周期");
        assert_eq!(labels.of(Kind::Case, &keys::CASE_PLACE), "发生地");
        assert_eq!(labels.of(Kind::Clause, &keys::CLAUSE_PLACE), "位置");
        assert_eq!(labels.of(Kind::Note, &keys::NOTE_UNIT), "署名单位");
    }
}
