//! The reference tables of the documentation are made from the table of keys and from the published schemas.
//!
//! In a document `<!-- keys: task -->` and `<!-- fields: task -->` begin a table, and `<!-- end -->` ends it. What stands
//! between them is compared; `UPDATE=1 cargo test --test suite reference` writes it anew.

use std::collections::BTreeSet;
use std::fs;

use normbook::check::Purpose;
use normbook::diag::Locale;
use normbook::export::Catalogue;
use normbook::model::keys::{self, Form, Key};
use normbook::model::{Kind, Vocabulary};
use normbook::pipeline::Memory;
use normbook::site::{PAGE_KINDS, What};
use serde_json::Value;

use crate::archive::Archive;
use crate::project::{BASE, root};
use crate::world::{World, snapshot};

const END: &str = "<!-- end -->";

#[test]
fn keys_are_documented() {
    let mut named = BTreeSet::new();
    compare("docs/content-format.md", "keys", |name| {
        named.insert(name.to_owned());
        table_of_keys(name)
    });
    let kinds = Kind::WORDS.iter().filter(|(_, kind)| keys::of(*kind).any(|key| !key.is_common()));
    let wanted =
        kinds.map(|(word, _)| *word).chain(["every", "source", "duty", "expected", "imported", "translation", "when"]);
    assert_eq!(named, wanted.map(str::to_owned).collect());
}

#[test]
fn fields_of_open_data_are_documented() {
    let schemas = Schemas::published();
    let mut named = BTreeSet::new();
    compare("docs/data.md", "fields", |name| {
        named.insert(name.to_owned());
        schemas.table(name)
    });
    assert_eq!(named, schemas.names());
}

#[test]
fn templates_are_documented() {
    let text = fs::read_to_string(root().join("docs/themes.md")).unwrap();
    let words = Kind::NAMES.iter().copied().chain(PAGE_KINDS.iter().map(|kind| kind.word));
    let templates = words.map(|word| format!("{word}.html"));
    let there = templates.filter(|name| root().join("themes/default/templates").join(name).is_file());
    let lacking: Vec<String> = there.filter(|name| !text.contains(&format!("`{name}`"))).collect();
    assert_eq!(lacking, [""; 0]);
}

/// Compares the tables of a document with those that are made now, or writes these.
fn compare(path: &str, mark: &str, mut make: impl FnMut(&str) -> String) {
    let file = root().join(path);
    let text = fs::read_to_string(&file).unwrap();
    let mut made = String::new();
    let mut rest = text.as_str();
    let opening = format!("<!-- {mark}: ");
    while let Some(start) = rest.find(&opening) {
        let (before, after) = rest.split_at(start + opening.len());
        let (name, after) = after.split_once(" -->\n").expect("a mark ends its line");
        let end = after.find(END).unwrap_or_else(|| panic!("{path}: the table `{name}` has no end"));
        made.push_str(&format!("{before}{name} -->\n{}", make(name)));
        rest = &after[end..];
    }
    made.push_str(rest);
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&file, made).unwrap();
    } else {
        let stale = text.lines().zip(made.lines()).find(|(old, new)| old != new);
        assert!(text == made, "{path} is stale, UPDATE=1 rewrites it: {stale:?}");
    }
}

/// The rows of a table of keys, by its name: a kind, a nested mapping, or what all kinds share.
fn table_of_keys(name: &str) -> String {
    if name == "translation" {
        return translations();
    }
    let kind = Kind::WORDS.iter().find(|(word, _)| *word == name).map(|(_, kind)| *kind);
    let rows: Vec<&Key> = match (name, kind) {
        ("every", _) => keys::of(Kind::Page).collect(),
        ("source", _) => keys::source::ALL.to_vec(),
        ("duty", _) => keys::duty::ALL.to_vec(),
        ("when", _) => keys::when::ALL.to_vec(),
        ("expected", _) => keys::expected::ALL.to_vec(),
        ("imported", _) => keys::imported::ALL.to_vec(),
        // A safeguard takes the keys of a task, which stand above it.
        (_, Some(Kind::Safeguard)) => keys::of(Kind::Safeguard).filter(|key| !key.is_of(Kind::Task)).collect(),
        (_, Some(kind)) => keys::of(kind).filter(|key| !key.is_common()).collect(),
        (_, None) => panic!("nothing is called {name}"),
    };
    let kind = kind.unwrap_or(Kind::Page);
    let mut table = "| key | value | |\n|---|---|---|\n".to_owned();
    for key in rows {
        let needed = if key.is_required(kind) { "required; " } else { "" };
        table.push_str(&format!("| {} | {} | {needed}{} |\n", spelt(key), form(key.form), about(key)));
    }
    table
}

/// What translations may say, and of which kinds.
fn translations() -> String {
    let mut table = "| key | for | value | |\n|---|---|---|---|\n".to_owned();
    for key in [&keys::TITLE].into_iter().chain(keys::translation::ALL.iter().copied()) {
        let needed = if key.is_required_of_translation(Kind::Page) { "required; " } else { "" };
        table.push_str(&format!("| {} | all kinds | {} | {needed}{} |\n", spelt(key), form(key.form), about(key)));
    }
    for key in keys::all().filter(|key| key.is_of_translations() && !key.is_common()) {
        let kinds = Kind::WORDS.iter().filter(|(_, kind)| key.is_of(*kind)).map(|(word, _)| *word);
        let kinds = kinds.collect::<Vec<_>>().join(", ");
        table.push_str(&format!("| {} | {kinds} | {} | {} |\n", spelt(key), form(key.form), about(key)));
    }
    table
}

/// The sentence of a key in the middle of a line.
fn about(key: &Key) -> String {
    let sentence = key.explained(Locale::English);
    let (first, rest) = sentence.split_at(1);
    first.to_lowercase() + rest
}

fn form(form: Form) -> String {
    let names = |rows: &[&Key]| rows.iter().map(|key| format!("`{}`", key.name)).collect::<Vec<_>>().join(", ");
    match form {
        Form::Text => "text".to_owned(),
        Form::Texts => "list of texts".to_owned(),
        Form::Count => "whole number".to_owned(),
        Form::Date => "date".to_owned(),
        Form::Url => "`https://` or `http://` address".to_owned(),
        Form::Refs => "list of refs".to_owned(),
        Form::Kind => "word".to_owned(),
        Form::Word(words) => in_both(words),
        Form::Mapping(rows) => format!("mapping: {}", names(rows)),
        Form::Mappings(rows) => format!("list of mappings: {}", names(rows)),
        Form::MappingsOr(rows, words) => {
            format!("list of mappings: {}; or {}", names(rows), in_both(words))
        }
    }
}

/// Words with what they are called in Chinese, which may be written as well.
fn in_both(words: Vocabulary) -> String {
    let both = words.names.iter().map(|word| format!("`{word}` {}", words.called(word).unwrap_or_default()));
    both.map(|word| word.trim_end().to_owned()).collect::<Vec<_>>().join(", ")
}

/// A key with what it is called in Chinese, which may be written as well.
fn spelt(key: &Key) -> String {
    format!("`{}` {}", key.name, key.called(Locale::Chinese))
}

/// The schemas of open data, as they are published.
struct Schemas {
    index: Value,
    edition: Value,
    items: Value,
}

/// A field and what it means.
type Row = (String, String);

impl Schemas {
    fn published() -> Self {
        let base = Archive::parse(BASE);
        let base = base.sections.iter().map(|section| (section.name.as_str(), section.text.as_str()));
        let site = World::resolve(snapshot(base), Purpose::Draft, &mut Memory::default()).site;
        let catalogue = Catalogue::new(&site);
        let schema = |name: &str| {
            let mut files = catalogue.files().iter();
            let file = files.find(|file| matches!(file.what, What::Schema(own) if own == name)).unwrap();
            serde_json::from_slice(&catalogue.bytes(file).unwrap()).unwrap()
        };
        Self { index: schema("index"), edition: schema("edition"), items: schema("items") }
    }

    /// The tables that the document must have: one for each object, one for what files and items share.
    fn names(&self) -> BTreeSet<String> {
        let shared = ["every-file", "index", "site", "publisher", "edition-file", "items", "item", "shared"];
        let shared = shared.map(str::to_owned);
        let objects = [&self.index, &self.edition, &self.items].into_iter().flat_map(|schema| {
            let own = schema["$defs"].as_object().unwrap();
            own.keys().cloned().collect::<Vec<_>>()
        });
        // Kinds that belong to no standard stand in one place, so that a new one is there, too.
        let is_shared = |name: &String| Kind::shared().any(|(kind, _)| kind.word() == name);
        shared.into_iter().chain(objects.filter(|name| !is_shared(name))).collect()
    }

    fn table(&self, name: &str) -> String {
        if name == "shared" {
            let tables = Kind::shared().map(|(kind, _)| (kind.word(), self.rows(kind.word())));
            // A page of the site's own has what every item has, and no more.
            let tables = tables.filter(|(_, rows)| !rows.is_empty());
            let tables = tables.map(|(word, rows)| format!("Of the kind `{word}`:\n\n{}", table_of(rows)));
            return tables.collect::<Vec<_>>().join("\n");
        }
        table_of(self.rows(name))
    }

    fn rows(&self, name: &str) -> Vec<Row> {
        match name {
            "every-file" => common(&[&self.edition, &self.items]),
            "index" => besides(fields(&self.index), &self.table_rows("every-file")),
            "site" => fields(&self.index["properties"]["site"]),
            "publisher" => fields(&self.index["properties"]["site"]["properties"]["publisher"]),
            "edition-file" => besides(fields(&self.edition), &self.table_rows("every-file")),
            "items" => besides(fields(&self.items), &self.table_rows("every-file")),
            "item" | "safeguard" => self.table_rows(name),
            _ => besides(fields(self.object(name)), &self.table_rows(if is_item(name) { "item" } else { "" })),
        }
    }

    /// Rows that other tables leave out.
    fn table_rows(&self, name: &str) -> Vec<Row> {
        match name {
            "every-file" => common(&[&self.edition, &self.items]),
            "item" => {
                let kinds = Kind::WORDS.iter().map(|(word, _)| self.object(word));
                common(&kinds.collect::<Vec<_>>())
            }
            "safeguard" => besides(fields(self.object("safeguard")), &fields(self.object("task"))),
            _ => Vec::new(),
        }
    }

    fn object(&self, name: &str) -> &Value {
        let all = [&self.index, &self.edition, &self.items];
        let found = all.into_iter().find_map(|schema| schema["$defs"].get(name));
        found.unwrap_or_else(|| panic!("no object is called {name}"))
    }
}

fn table_of(rows: Vec<Row>) -> String {
    let rows = rows.into_iter().map(|(name, about)| format!("| `{name}` | {about} |\n"));
    "| key | means |\n|---|---|\n".to_owned() + &rows.collect::<String>()
}

fn is_item(name: &str) -> bool {
    Kind::WORDS.iter().any(|(word, _)| *word == name)
}

fn fields(object: &Value) -> Vec<Row> {
    let properties = object["properties"].as_object().unwrap().iter();
    let english = |field: &Value| field["description"].as_str().unwrap().split(" / ").nth(1).unwrap().to_owned();
    properties.map(|(name, field)| (name.clone(), english(field))).collect()
}

/// What all of some objects have.
fn common(objects: &[&Value]) -> Vec<Row> {
    let mut rows = fields(objects[0]);
    rows.retain(|row| objects.iter().all(|object| fields(object).contains(row)));
    rows
}

fn besides(mut rows: Vec<Row>, others: &[Row]) -> Vec<Row> {
    rows.retain(|row| !others.contains(row));
    rows
}
