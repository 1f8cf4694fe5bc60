//! Topics of items, and situations of residents.

use std::collections::BTreeMap;

use super::keys;
use crate::diag::Words;
use crate::model::{Id, Lang, Ref};
use crate::source::Spanned;
use crate::yaml::{Fields, Node, Reader, Value};

/// What items can be about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topic {
    /// Its name in front matter and in addresses.
    pub id: Id,
    /// What it is called.
    pub names: Names,
}

/// What residents come with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Situation {
    /// What they say: `孩子上学`.
    pub names: Names,
    /// What is done about it, the item nearest to residents first.
    pub items: Vec<Spanned<Ref>>,
}

/// What something is called, language by language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    first: String,
    others: BTreeMap<Lang, String>,
}

impl Names {
    /// The name in a language; where it is not given, that in the language of the originals.
    pub fn say(&self, lang: Lang) -> &str {
        self.others.get(&lang).unwrap_or(&self.first)
    }

    /// Every name.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.first.as_str()).chain(self.others.values().map(String::as_str))
    }
}

/// Reads `topics`: ids with their names.
pub(super) fn read(reader: &mut Reader<'_>, fields: &mut Fields) -> Vec<Topic> {
    let Some(node) = fields.take(keys::TOPICS) else { return Vec::new() };
    let mut inner = reader.fields(node);
    let mut topics: Vec<Topic> = Vec::new();
    for (key, node) in inner.rest() {
        let Some(names) = names(reader, node) else { continue };
        match Id::new(&key.value) {
            Ok(id) => topics.push(Topic { id, names }),
            Err(_) => {
                let wanted = Words::fixed("主题的名称，如 housing：小写字母、数字和连字符", "an id such as `housing`");
                reader.wrong_type(key.span, &wanted);
            }
        }
    }
    topics
}

/// Reads `situations`: what residents say, with refs.
pub(super) fn situations(reader: &mut Reader<'_>, fields: &mut Fields) -> Vec<Situation> {
    let nodes = fields.take(keys::SITUATIONS).map(|node| reader.list(node)).unwrap_or_default();
    let mut situations = Vec::new();
    for node in nodes {
        let mut inner = reader.fields(node);
        let title = inner.require(reader, keys::TITLE).and_then(|node| names(reader, node));
        let items = inner.require(reader, keys::ITEMS).map(|node| reader.texts(node)).unwrap_or_default();
        inner.finish(reader);
        if let Some(names) = title {
            situations.push(Situation { names, items: refs(items) });
        }
    }
    situations
}

/// Reads `search-examples`: words, or a word for each language.
pub(super) fn examples(reader: &mut Reader<'_>, fields: &mut Fields) -> Vec<Names> {
    let nodes = fields.take(keys::SEARCH_EXAMPLES).map(|node| reader.list(node)).unwrap_or_default();
    nodes.into_iter().filter_map(|node| names(reader, node)).collect()
}

/// Texts as refs.
pub(super) fn refs(texts: Vec<Spanned<String>>) -> Vec<Spanned<Ref>> {
    texts.into_iter().map(|text| Spanned::new(Ref::parse(&text.value), text.span)).collect()
}

/// A name, or one for each language.
pub(super) fn names(reader: &mut Reader<'_>, node: Node) -> Option<Names> {
    if !matches!(node.value, Value::Map(_)) {
        return Some(Names { first: reader.text(node)?.value, others: BTreeMap::new() });
    }
    let mut inner = reader.fields(node);
    let mut others = BTreeMap::new();
    for (tag, lang) in Lang::ALL {
        if let Some(name) = inner.text(reader, tag) {
            others.insert(lang, name.value);
        }
    }
    inner.finish(reader);
    let first = others.get(&Lang::ZhCn).or_else(|| others.values().next()).cloned()?;
    Some(Names { first, others })
}
