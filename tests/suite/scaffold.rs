//! New books and new items: they build without a word, and nothing is written over.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use normbook::model::{Form, Kind, keys};
use normbook::scaffold;

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
    let folder = tempfile::tempdir().unwrap();
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

/// A value that is right for a form.
fn value(form: Form, kind: Kind) -> String {
    match form {
        Form::Text => "\"1\"".to_owned(),
        Form::Texts => "[words]".to_owned(),
        Form::Count => "3".to_owned(),
        Form::Date => "2026-05".to_owned(),
        Form::Refs => "[urban/t01]".to_owned(),
        Form::Kind => kind.word().to_owned(),
        Form::Provenance => "sample".to_owned(),
        Form::Status => "current".to_owned(),
        Form::Profile => "group-standard".to_owned(),
        Form::Level => "street".to_owned(),
        Form::ClausePlace => "front".to_owned(),
        Form::Source => "{title: words}".to_owned(),
        Form::Sources => "[{title: words}]".to_owned(),
        Form::Who => "[{role: office, duty: lead}]".to_owned(),
        Form::Expected => "{tasks: 1}".to_owned(),
    }
}

/// Ids of the rules that the front matter of an item of a kind breaks.
fn found(kind: Kind, front_matter: &str) -> Vec<&'static str> {
    let path = match kind {
        Kind::Standard => "content/standards/urban/index.md",
        Kind::Edition => "content/standards/urban/2026/index.md",
        Kind::Clause => "content/standards/urban/2026/clauses/1.md",
        Kind::Task => "content/standards/urban/2026/tasks/1.md",
        Kind::Safeguard => "content/standards/urban/2026/safeguards/1.md",
        Kind::Note => "content/notes/1.md",
        Kind::Case => "content/cases/1.md",
        Kind::Role => "content/roles/1.md",
        Kind::Term => "content/terms/1.md",
        Kind::Page => "content/pages/1.md",
    };
    let source = normbook::source::Source::new(
        normbook::source::SourcePath::new(path),
        &format!("---\n{front_matter}---\nwords\n"),
    );
    let (config, _) = normbook::config::read(None);
    let parsed = normbook::parse::parse(&source, &config);
    let rules = parsed.diagnostics.iter().map(|diagnostic| diagnostic.rule.id);
    rules.filter(|id| ["unknown-key", "missing-key", "wrong-type", "unknown-word"].contains(id)).collect()
}

/// The list of keys that schemas are made from says what the reader of front matter does.
#[test]
fn schemas_and_the_reader_know_the_same_keys() {
    for &(word, kind) in Kind::WORDS {
        let keys = keys(kind);
        let line = |key: &normbook::model::Key| format!("{}: {}\n", key.name, value(key.form, kind));
        let all: String = keys.iter().map(line).collect();
        assert_eq!(found(kind, &all), Vec::<&str>::new(), "{word}: {all}");
        assert_eq!(found(kind, &format!("{all}odd: 1\n")), ["unknown-key"], "{word}");
        for left_out in &keys {
            let rest: String = keys.iter().filter(|key| key.name != left_out.name).map(line).collect();
            let expected: &[&str] = if left_out.required { &["missing-key"] } else { &[] };
            assert_eq!(found(kind, &rest), expected, "{word} without {}", left_out.name);
        }
    }
}
