//! New books and new items: they build without a word, and nothing is written over.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use normbook::model::keys::{self, Form, Key};
use normbook::model::{Home, Kind};
use normbook::scaffold;
use normbook::source::{Source, SourcePath};

fn normbook(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_normbook")).current_dir(folder).args(arguments).output().unwrap()
}

fn clean(folder: &Path, arguments: &[&str]) -> String {
    let output = normbook(folder, arguments);
    let words = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success() && words.is_empty(), "{arguments:?}: {words}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn book() -> tempfile::TempDir {
    let folder = crate::scratch::folder();
    clean(folder.path(), &["init", ".", "--lang", "en", "--standard", "urban", "--edition", "2026"]);
    folder
}

#[test]
fn a_new_book_builds_without_a_word() {
    let book = book();
    clean(book.path(), &["check"]);
    clean(book.path(), &["build"]);
    assert!(book.path().join("output/site/urban/2026/t01.html").is_file());
}

#[test]
fn every_kind_of_new_item_builds_without_a_word() {
    let book = book();
    let new: [&[&str]; 8] = [
        &["new", "clause", "2", "--title", "第二条"],
        &["new", "task", "--title", "一件事：\"引号\""],
        &["new", "safeguard"],
        &["new", "note", "--about", "urban/t01"],
        &["new", "case", "--about", "urban/t01"],
        &["new", "role", "library"],
        &["new", "term", "desk"],
        &["new", "page", "help"],
    ];
    for arguments in new {
        clean(book.path(), arguments);
        clean(book.path(), &["check"]);
    }
    for path in ["standards/urban/2026/tasks/t02.md", "standards/urban/2026/safeguards/s02.md", "notes/note-1.md"] {
        assert!(book.path().join("content").join(path).is_file(), "{path}");
    }
}

/// An item is named by its ref, its id or its title; what leads nowhere, or to several, makes no file.
#[test]
fn new_items_are_about_something() {
    let book = book();
    for (about, written) in
        [("t01", "urban/t01"), ("示例条款", "urban/1"), ("urban@2026/s01", "urban/s01"), ("urban/1#p1", "urban/1#p1")]
    {
        let said = clean(book.path(), &["new", "note", "--about", about, "--lang", "en"]);
        let path = said.strip_prefix("made ").unwrap().split(';').next().unwrap();
        let text = fs::read_to_string(book.path().join(path)).unwrap();
        assert!(text.contains(&format!("interprets: [\"{written}\"]")), "{about}: {text}");
        clean(book.path(), &["check"]);
    }
    let output = normbook(book.path(), &["new", "note", "--about", "9.9"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("nothing called `9.9`"));
}

#[test]
fn nothing_is_written_over() {
    let book = book();
    let task = book.path().join("content/standards/urban/2026/tasks/t01.md");
    fs::write(&task, "mine").unwrap();
    for arguments in [&["init", "."][..], &["new", "task", "t01"]] {
        let output = normbook(book.path(), arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(String::from_utf8_lossy(&output.stderr).contains("there already"), "{arguments:?}");
    }
    assert_eq!(fs::read_to_string(&task).unwrap(), "mine");
}

#[test]
fn what_is_not_said_is_asked_for() {
    let book = book();
    for (arguments, word) in [
        (&["new", "note"][..], "--about"),
        (&["new", "clause"], "number"),
        (&["new", "role"], "id"),
        (&["new", "task", "T 1"], "no id"),
        (&["new", "task", "--in", "rural"], "urban@2026"),
    ] {
        let output = normbook(book.path(), arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(String::from_utf8_lossy(&output.stderr).contains(word), "{arguments:?}");
    }
}

#[test]
fn schemas_can_be_renewed() {
    let book = book();
    let schema = book.path().join("schemas/task.schema.json");
    fs::write(&schema, "old").unwrap();
    clean(book.path(), &["init", "--schemas"]);
    let text = fs::read_to_string(&schema).unwrap();
    assert_eq!(text, scaffold::schemas().iter().find(|file| file.path == "schemas/task.schema.json").unwrap().text);
}

/// A value that is right for a key.
fn value(key: &Key, kind: Kind) -> String {
    let mapping = |rows: &[&Key]| {
        let inner: Vec<String> = rows.iter().map(|row| format!("{}: {}", row.name, value(row, kind))).collect();
        format!("{{{}}}", inner.join(", "))
    };
    match key.form {
        Form::Text => "\"1\"".to_owned(),
        Form::Texts => "[words]".to_owned(),
        Form::Count => "3".to_owned(),
        Form::Date => "2026-05".to_owned(),
        Form::Url => "https://example.org/a".to_owned(),
        Form::Refs => "[urban/t01]".to_owned(),
        Form::Kind => kind.word().to_owned(),
        Form::Word(words) => words.names[0].to_owned(),
        Form::Mapping(rows) => mapping(rows),
        Form::Mappings(rows) => format!("[{}]", mapping(rows)),
        Form::MappingsOr(_, words) => words.names[0].to_owned(),
    }
}

/// Ids of the rules that the front matter of an item of a kind breaks; `ending` is `.en` for a translation.
fn found(kind: Kind, ending: &str, front_matter: &str) -> Vec<&'static str> {
    let folder = match kind.spec().home {
        Home::Standard => "standards/urban/index".to_owned(),
        Home::Edition => "standards/urban/2026/index".to_owned(),
        Home::Provisions(folder) => format!("standards/urban/2026/{folder}/1"),
        Home::Shared(space) => format!("{}/1", space.word()),
    };
    let path = SourcePath::new(&format!("content/{folder}{ending}.md"));
    let source = Source::new(path, &format!("---\n{front_matter}---\nwords\n"));
    let site = Source::new(SourcePath::new("content/site.yaml"), "format: 2\ntitle: 站\nlanguages: [zh-CN, en]\n");
    let (config, _) = normbook::config::read(Some(&site));
    let parsed = normbook::parse::parse(&source, &config);
    let rules = parsed.diagnostics.iter().map(|diagnostic| diagnostic.rule.id);
    rules.filter(|id| ["unknown-key", "missing-key", "wrong-type"].contains(id)).collect()
}

/// The reader takes what the table lists, asks for what it requires, and knows nothing else: in front matter, in the
/// mappings inside of it, and in translations.
#[test]
fn the_table_and_the_reader_know_the_same_keys() {
    for &(word, kind) in Kind::WORDS {
        let original: Vec<&Key> = keys::of(kind).collect();
        let translation: Vec<&Key> = keys::of_translation(kind).collect();
        let is_required: [fn(&Key, Kind) -> bool; 2] = [Key::is_required, Key::is_required_of_translation];
        for (ending, keys, is_required) in [("", original, is_required[0]), (".en", translation, is_required[1])] {
            let line = |key: &&Key| format!("{}: {}\n", key.name, value(key, kind));
            let all: String = keys.iter().map(line).collect();
            assert_eq!(found(kind, ending, &all), [""; 0], "{word}: {all}");
            assert_eq!(found(kind, ending, &format!("{all}odd: 1\n")), ["unknown-key"], "{word}");
            for &left_out in &keys {
                let rest = || keys.iter().filter(|key| !key.is(left_out));
                let without: String = rest().map(line).collect();
                let expected: &[&str] = if is_required(left_out, kind) { &["missing-key"] } else { &[] };
                assert_eq!(found(kind, ending, &without), expected, "{word} without {}", left_out.name);
                let (Form::Mapping(rows) | Form::Mappings(rows)) = left_out.form else { continue };
                for row in rows {
                    let others: Vec<&Key> = rows.iter().copied().filter(|other| !other.is(row)).collect();
                    let inner: Vec<String> =
                        others.iter().map(|key| format!("{}: {}", key.name, value(key, kind))).collect();
                    let inner = format!("{{{}}}", inner.join(", "));
                    let is_list = matches!(left_out.form, Form::Mappings(_));
                    let inner = if is_list { format!("[{inner}]") } else { inner };
                    let expected: &[&str] = if row.is_required(kind) { &["missing-key"] } else { &[] };
                    let text = format!("{without}{}: {inner}\n", left_out.name);
                    assert_eq!(found(kind, ending, &text), expected, "{word}: {} without {}", left_out.name, row.name);
                }
            }
        }
    }
}
