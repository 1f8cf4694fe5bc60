//! Diagnostics as SARIF 2.1.0 (OASIS), for code hosts and review tools.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde_json::{Value, json};

use super::atlas::{Atlas, Region};
use super::{Diagnostic, Fix, Locale, Related, Rule};
use crate::source::{Location, Snapshot, SourcePath};

/// Prints one SARIF document with one run. Its rules table holds the rules that were broken, by id; columns count
/// Unicode code points; paths are relative to the project.
pub fn print(diagnostics: &[Diagnostic], snapshot: &Snapshot, locale: Locale) -> String {
    let rules: BTreeMap<&str, &Rule> =
        diagnostics.iter().map(|diagnostic| (diagnostic.rule.id, diagnostic.rule)).collect();
    let mut atlas = Atlas::new(snapshot);
    let results: Vec<Value> =
        diagnostics.iter().map(|diagnostic| result(diagnostic, &rules, &mut atlas, locale)).collect();
    let document = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "normbook",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules.values().map(|rule| descriptor(rule, locale)).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{document:#}\n")
}

fn descriptor(rule: &Rule, locale: Locale) -> Value {
    json!({
        "id": rule.id,
        "fullDescription": {"text": rule.explanation.say(locale)},
        "defaultConfiguration": {"level": rule.severity.word()},
    })
}

fn result<'a>(
    diagnostic: &'a Diagnostic,
    rules: &BTreeMap<&str, &Rule>,
    atlas: &mut Atlas<'a>,
    locale: Locale,
) -> Value {
    let region = atlas.region(&diagnostic.location);
    let mut result = json!({
        "ruleId": diagnostic.rule.id,
        "ruleIndex": rules.range(..diagnostic.rule.id).count(),
        "level": diagnostic.severity.word(),
        "message": {"text": message(diagnostic, locale)},
        "locations": [{"physicalLocation": physical(&diagnostic.location, region)}],
    });
    if !diagnostic.related.is_empty() {
        let related = diagnostic.related.iter().enumerate();
        result["relatedLocations"] = related.map(|(id, related)| other(id, related, atlas, locale)).collect();
    }
    if let (Some(Fix::Replace(text)), Some(region)) = (&diagnostic.fix, region) {
        result["fixes"] = json!([{"artifactChanges": [{
            "artifactLocation": artifact(&diagnostic.location.path),
            "replacements": [{"deletedRegion": area(region), "insertedContent": {"text": text}}],
        }]}]);
    }
    result
}

/// SARIF has no place for help of one result, so it follows the message.
fn message(diagnostic: &Diagnostic, locale: Locale) -> String {
    let help = diagnostic.help.iter().map(|help| help.say(locale));
    std::iter::once(diagnostic.message.say(locale)).chain(help).collect::<Vec<_>>().join("\n")
}

fn other<'a>(id: usize, related: &'a Related, atlas: &mut Atlas<'a>, locale: Locale) -> Value {
    let region = atlas.region(&related.location);
    json!({
        "id": id,
        "physicalLocation": physical(&related.location, region),
        "message": {"text": related.message.say(locale)},
    })
}

fn physical(location: &Location, region: Option<Region>) -> Value {
    let mut physical = json!({"artifactLocation": artifact(&location.path)});
    if let Some(region) = region {
        physical["region"] = area(region);
    }
    physical
}

fn area(region: Region) -> Value {
    json!({
        "startLine": region.start.line,
        "startColumn": region.start.column,
        "endLine": region.end.line,
        "endColumn": region.end.column,
    })
}

fn artifact(path: &SourcePath) -> Value {
    json!({"uri": percent_encoded(path.as_str())})
}

/// A path as a relative reference (RFC 3986, 4.2): everything but unreserved characters and `/` is encoded, among it
/// the colon, which in a first part would make a scheme of it.
fn percent_encoded(path: &str) -> String {
    path.bytes().fold(String::with_capacity(path.len()), |mut uri, byte| {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(byte.into()),
            _ => {
                // Writing to a String cannot fail.
                let _ = write!(uri, "%{byte:02X}");
            }
        }
        uri
    })
}

#[cfg(test)]
mod tests {
    use super::super::snippet::tests::everything;
    use super::*;

    #[test]
    fn the_document_has_what_the_standard_asks_for() {
        let (snapshot, diagnostics) = everything();
        let printed = print(&diagnostics, &snapshot, Locale::English);
        let expected = json!({
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [{
                "tool": {"driver": {
                    "name": "normbook",
                    "version": env!("CARGO_PKG_VERSION"),
                    "rules": [
                        {
                            "id": "other-rule",
                            "fullDescription": {"text": "Another example."},
                            "defaultConfiguration": {"level": "warning"},
                        },
                        {
                            "id": "sample-rule",
                            "fullDescription": {"text": "An example."},
                            "defaultConfiguration": {"level": "error"},
                        },
                    ],
                }},
                "columnKind": "unicodeCodePoints",
                "results": [
                    {
                        "ruleId": "sample-rule",
                        "ruleIndex": 1,
                        "level": "error",
                        "message": {"text": "the letter is full-width\n100% half-width"},
                        "locations": [{"physicalLocation": {
                            "artifactLocation": {"uri": "content/a.md"},
                            "region": {"startLine": 1, "startColumn": 3, "endLine": 1, "endColumn": 4},
                        }}],
                        "relatedLocations": [{
                            "id": 0,
                            "physicalLocation": {
                                "artifactLocation": {"uri": "content/a.md"},
                                "region": {"startLine": 3, "startColumn": 3, "endLine": 3, "endColumn": 6},
                            },
                            "message": {"text": "the same"},
                        }],
                        "fixes": [{"artifactChanges": [{
                            "artifactLocation": {"uri": "content/a.md"},
                            "replacements": [{
                                "deletedRegion": {"startLine": 1, "startColumn": 3, "endLine": 1, "endColumn": 4},
                                "insertedContent": {"text": "A"},
                            }],
                        }]}],
                    },
                    {
                        "ruleId": "other-rule",
                        "ruleIndex": 0,
                        "level": "warning",
                        "message": {"text": "too large"},
                        "locations": [{"physicalLocation": {
                            "artifactLocation": {"uri": "content/%E5%9B%BE%201%2C2%3A3.png"},
                        }}],
                    },
                    {
                        "ruleId": "sample-rule",
                        "ruleIndex": 1,
                        "level": "note",
                        "message": {"text": "the letter is full-width"},
                        "locations": [{"physicalLocation": {
                            "artifactLocation": {"uri": "content/a.md"},
                            "region": {"startLine": 3, "startColumn": 7, "endLine": 4, "endColumn": 1},
                        }}],
                    },
                ],
            }],
        });
        assert_eq!(printed, format!("{expected:#}\n"));
    }
}
