//! Diagnostics for the panel of the preview: as JSON, with the source line cut at the place that is meant.

use serde_json::{Value, json};

use super::atlas::{Atlas, located};
use super::excerpt::Excerpt;
use super::{Diagnostic, Fix, Locale, Words};
use crate::source::{Location, Snapshot};

/// One object a diagnostic: `rule`, `severity`, `message`, `help` and `fix` as in the JSON of `check`; a place, and a
/// list of places `related`, each with its own `message`.
///
/// A place has a `path`, `line` and `column`, and an `excerpt`: what stands on the line `before` the text that is
/// meant, the `text`, and what stands `after` it. Long lines are cut around the text. Whoever shows it has no widths to
/// count, whatever the characters. Line, column and excerpt are null where a file is meant as a whole.
pub fn print(diagnostics: &[Diagnostic], snapshot: &Snapshot, locale: Locale) -> Vec<Value> {
    let mut atlas = Atlas::new(snapshot);
    diagnostics.iter().map(|diagnostic| object(diagnostic, &mut atlas, locale)).collect()
}

fn object<'a>(diagnostic: &'a Diagnostic, atlas: &mut Atlas<'a>, locale: Locale) -> Value {
    let place = place(&diagnostic.location, &diagnostic.message, atlas, locale);
    let related: Vec<Value> =
        diagnostic.related.iter().map(|own| self::place(&own.location, &own.message, atlas, locale)).collect();
    let help: Vec<&str> = diagnostic.help.iter().map(|help| help.say(locale)).collect();
    json!({
        "rule": diagnostic.rule.id,
        "severity": diagnostic.severity.word(),
        "place": place,
        "related": related,
        "help": help,
        "fix": diagnostic.fix.as_ref().and_then(Fix::replacement),
    })
}

fn place<'a>(location: &'a Location, message: &Words, atlas: &mut Atlas<'a>, locale: Locale) -> Value {
    let (path, message) = (location.path.as_str(), message.say(locale));
    let shown = located(location).and_then(|span| {
        let lines = atlas.lines(&location.path)?;
        Some((lines.place(span.start), Excerpt::around(lines, span)))
    });
    let Some((place, excerpt)) = shown else {
        return json!({"message": message, "path": path, "line": null, "column": null, "excerpt": null});
    };
    let (source, span) = (&excerpt.source, excerpt.span);
    let excerpt = json!({"before": &source[..span.start], "text": &source[span.clone()], "after": &source[span.end..]});
    json!({"message": message, "path": path, "line": place.line, "column": place.column, "excerpt": excerpt})
}

#[cfg(test)]
mod tests {
    use super::super::snippet::tests::everything;
    use super::*;

    #[test]
    fn lines_are_cut_at_the_place() {
        let (snapshot, diagnostics) = everything();
        let rows = print(&diagnostics, &snapshot, Locale::Chinese);
        assert_eq!(rows[0]["place"]["line"], 1);
        assert_eq!(rows[0]["place"]["excerpt"]["text"], "Ａ");
        assert_eq!(rows[0]["related"][0]["message"], "同处");
        assert_eq!(rows[1]["place"]["excerpt"], Value::Null);
    }
}
