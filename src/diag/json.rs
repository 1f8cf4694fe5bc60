//! Diagnostics as JSON, for editors and scripts.

use serde_json::{Map, Value, json};

use super::atlas::Atlas;
use super::{Diagnostic, Fix, Locale, Related};
use crate::source::{Location, Snapshot, SourcePath};

/// Prints an array of objects with the keys `rule`, `severity`, `message`, `path`, `line`, `column`, `endLine`,
/// `endColumn`, `related`, `help`, `fix` and `rename`.
///
/// Lines and columns count from 1, columns in characters; the end is one past the last character. All four are null
/// where a file is meant as a whole. `fix` is the text to put in place of what lies between them, `rename` the
/// path that the file should have; both are null where no such change is certain to be right.
pub fn print(diagnostics: &[Diagnostic], snapshot: &Snapshot, locale: Locale) -> String {
    let mut atlas = Atlas::new(snapshot);
    let rows: Vec<Value> = diagnostics.iter().map(|diagnostic| object(diagnostic, &mut atlas, locale)).collect();
    format!("{:#}\n", Value::from(rows))
}

fn object<'a>(diagnostic: &'a Diagnostic, atlas: &mut Atlas<'a>, locale: Locale) -> Value {
    let related: Vec<Value> = diagnostic.related.iter().map(|related| other(related, atlas, locale)).collect();
    let help: Vec<&str> = diagnostic.help.iter().map(|help| help.say(locale)).collect();
    let mut object = Map::new();
    object.insert("rule".to_owned(), json!(diagnostic.rule.id));
    object.insert("severity".to_owned(), json!(diagnostic.severity.word()));
    object.insert("message".to_owned(), json!(diagnostic.message.say(locale)));
    insert_place(&mut object, &diagnostic.location, atlas);
    object.insert("related".to_owned(), Value::from(related));
    object.insert("help".to_owned(), json!(help));
    let fix = diagnostic.fix.as_ref();
    object.insert("fix".to_owned(), json!(fix.and_then(Fix::replacement)));
    object.insert("rename".to_owned(), json!(fix.and_then(Fix::rename).map(SourcePath::as_str)));
    Value::from(object)
}

fn other<'a>(related: &'a Related, atlas: &mut Atlas<'a>, locale: Locale) -> Value {
    let mut object = Map::new();
    object.insert("message".to_owned(), json!(related.message.say(locale)));
    insert_place(&mut object, &related.location, atlas);
    Value::from(object)
}

fn insert_place<'a>(object: &mut Map<String, Value>, location: &'a Location, atlas: &mut Atlas<'a>) {
    let region = atlas.region(location);
    object.insert("path".to_owned(), json!(location.path.as_str()));
    object.insert("line".to_owned(), json!(region.map(|region| region.start.line)));
    object.insert("column".to_owned(), json!(region.map(|region| region.start.column)));
    object.insert("endLine".to_owned(), json!(region.map(|region| region.end.line)));
    object.insert("endColumn".to_owned(), json!(region.map(|region| region.end.column)));
}

#[cfg(test)]
mod tests {
    use super::super::snippet::tests::everything;
    use super::*;

    #[test]
    fn every_key_is_there() {
        let (snapshot, diagnostics) = everything();
        let expected = r#"[
  {
    "rule": "sample-rule",
    "severity": "error",
    "message": "字母是全角的",
    "path": "content/a.md",
    "line": 1,
    "column": 3,
    "endLine": 1,
    "endColumn": 4,
    "related": [
      {
        "message": "同处",
        "path": "content/a.md",
        "line": 3,
        "column": 3,
        "endLine": 3,
        "endColumn": 6
      }
    ],
    "help": [
      "用半角"
    ],
    "fix": "A",
    "rename": null
  },
  {
    "rule": "other-rule",
    "severity": "warning",
    "message": "太大",
    "path": "content/图 1,2:3.png",
    "line": null,
    "column": null,
    "endLine": null,
    "endColumn": null,
    "related": [],
    "help": [],
    "fix": null,
    "rename": null
  },
  {
    "rule": "sample-rule",
    "severity": "note",
    "message": "字母是全角的",
    "path": "content/a.md",
    "line": 3,
    "column": 7,
    "endLine": 4,
    "endColumn": 1,
    "related": [],
    "help": [],
    "fix": null,
    "rename": null
  }
]
"#;
        assert_eq!(print(&diagnostics, &snapshot, Locale::Chinese), expected);
        assert_eq!(print(&[], &snapshot, Locale::Chinese), "[]\n");
    }
}
